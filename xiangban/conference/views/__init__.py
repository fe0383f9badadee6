"""Pages of the conference, split by noun."""
