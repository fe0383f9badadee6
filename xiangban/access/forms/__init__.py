"""What the pages of this room ask, split by noun; whether it is allowed is said by the actions."""
