"""Checks on plain data; one module a check."""
