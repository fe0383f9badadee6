"""The pages of this room: the network by places, agencies, coverage, the calendar, and the forms of the verbs.

Every seat may read them; what a form may change is asked of the gate first.
"""
