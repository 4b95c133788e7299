"""Clauses: the Markdown that authors write, read and checked for what may stand in it."""

from builder.clauses.scan import (
    Placeholder,
    Reference,
    ReferenceStyle,
    Scan,
    line_breaks,
    scan,
    weave,
)
from builder.clauses.syntax import blocks_at_fault, check_block, check_inline, check_plain

__all__ = [
    "Placeholder",
    "Reference",
    "ReferenceStyle",
    "Scan",
    "blocks_at_fault",
    "check_block",
    "check_inline",
    "check_plain",
    "line_breaks",
    "scan",
    "weave",
]
