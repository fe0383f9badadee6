"""Pages of the census, split by noun."""
