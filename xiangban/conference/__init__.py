"""The joint conference: its meetings, decisions and tasks, and the papers of the past that are read into them.

Campaigns and supervision stand above it, figures of a meeting are defined in figures/.
"""
