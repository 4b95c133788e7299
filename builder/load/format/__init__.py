"""Lays out definitions: the order of keys, line breaks and white space, and no value."""

from builder.load.format.definition import lay_out

__all__ = ["lay_out"]
