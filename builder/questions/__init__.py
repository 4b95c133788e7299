"""Answers questions about guides: what a thing is, where it is used, what an edit reaches."""
