"""Lays out definitions: the order of keys, line breaks and white space, and no value."""

from builder.load.format.definition import format_definition

__all__ = ["format_definition"]
