"""What an author got wrong, as data. Nothing here prints."""

from builder.diagnostics.bytes import conflict, forbidden, misnamed, over, undecodable, unreadable
from builder.diagnostics.codes import Code
from builder.diagnostics.diagnostic import Diagnostic, Edit, Finding, Result, Severity, errors
from builder.diagnostics.merge import merge_programs
from builder.diagnostics.nearest import nearest, suggest
from builder.diagnostics.templates import FaultyTemplateError, fill_places, place_faults

__all__ = [
    "Code",
    "Diagnostic",
    "Edit",
    "FaultyTemplateError",
    "Finding",
    "Result",
    "Severity",
    "conflict",
    "errors",
    "fill_places",
    "forbidden",
    "merge_programs",
    "misnamed",
    "nearest",
    "over",
    "place_faults",
    "suggest",
    "undecodable",
    "unreadable",
]
