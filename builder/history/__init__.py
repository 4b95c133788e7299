"""Reads what was: git, and the releases that a project keeps."""
