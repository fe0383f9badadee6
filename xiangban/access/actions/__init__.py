"""Every write of this room that matters, split by noun: seats and posts, users, exports."""
