"""Every write of the conference, one function per verb, split by noun."""
