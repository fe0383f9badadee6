"""Every write of this room, one function per verb: places, agencies, the calendar, the load of a division list.

What a verb would change is worked out in plans.py.
"""
