"""Outlines, the uses of a thing, and the text of a section, for people and for programs."""
