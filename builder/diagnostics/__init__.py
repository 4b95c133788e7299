"""What an author got wrong, as data. Nothing here prints."""

from builder.diagnostics.bytes import forbidden, misnamed, over, undecodable, unreadable
from builder.diagnostics.codes import Code
from builder.diagnostics.diagnostic import Diagnostic, Edit, Finding, Result, Severity, errors
from builder.diagnostics.merge import merge_programs
from builder.diagnostics.nearest import nearest, suggest

__all__ = [
    "Code",
    "Diagnostic",
    "Edit",
    "Finding",
    "Result",
    "Severity",
    "errors",
    "forbidden",
    "merge_programs",
    "misnamed",
    "nearest",
    "over",
    "suggest",
    "undecodable",
    "unreadable",
]
