"""Markup that makes none: what other dialects and conversions leave in a text."""
