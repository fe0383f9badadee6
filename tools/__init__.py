"""What builders of the product use: set-up, catalogues, the test run.

Nothing here is needed by a running site.
"""
