"""Reads guides and what authors wrote, for checks and for questions."""
