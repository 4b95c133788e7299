"""The comparison of two revisions, for everyone who has to read it."""
