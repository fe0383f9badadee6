"""Who may see and do what: users, posts, seats, sight, permissions, the trail, attachments, jobs, exports.

What a verb does to a child or a place is not decided here; rooms above pass through this gate.
"""
