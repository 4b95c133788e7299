"""See `builder.clauses.values`."""

from builder.clauses.values import fill, identity

__all__ = ["fill", "identity"]
