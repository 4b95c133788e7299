"""Clauses: the Markdown that authors write, read and checked for what may stand in it."""

from builder.clauses.scan import Placeholder, Reference, ReferenceStyle, Scan, scan, weave
from builder.clauses.syntax import check_block, check_inline, check_plain

__all__ = [
    "Placeholder",
    "Reference",
    "ReferenceStyle",
    "Scan",
    "check_block",
    "check_inline",
    "check_plain",
    "scan",
    "weave",
]
