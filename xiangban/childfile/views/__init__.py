"""Views of the list and of the file, split by noun.

What they show is gathered in the modules above.
"""
