"""The list of children, the search, and one child's file on one page, for reading.

Nothing is written here but the trail's row of an opened file; the verbs are in children/.
"""
