"""Formal program guides from YAML, Markdown and Jinja, as HTML and PDF."""

__version__ = "0.1.0"
