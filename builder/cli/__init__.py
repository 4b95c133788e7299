"""The command `guides`."""

from builder.cli.main import command, main

__all__ = ["command", "main"]
