"""A redline for people: the guide with its changes, as a page and as PDF."""
