"""See `builder.clauses.values`."""

from builder.clauses.values import cover_texts, fill

__all__ = ["cover_texts", "fill"]
