"""The service network as it is run: verbs and pages of places and agencies, staff, coverage, working days.

The tables of places and agencies are in territories/; nothing here knows a child.
"""
