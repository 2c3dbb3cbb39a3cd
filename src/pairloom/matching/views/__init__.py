"""The matching pages of a round, one file a kind of page."""
