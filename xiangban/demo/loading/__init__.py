"""The invented city written into an empty installation: places, agencies, posts, children's files.

What is written is decided in the pure modules of this room.
"""
