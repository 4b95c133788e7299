"""Rendered pages through Sphinx's read and resolve phases to numbered doctrees and a `Guide`."""
