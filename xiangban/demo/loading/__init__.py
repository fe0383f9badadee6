"""The invented city written into an empty installation: places, agencies, posts, and its children by their rosters.

What is written is decided in the pure modules of this room.
"""
