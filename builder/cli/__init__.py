"""The command `guides`."""

from builder.cli.main import main

__all__ = ["main"]
