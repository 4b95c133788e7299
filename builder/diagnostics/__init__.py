"""What an author got wrong, as data. Nothing here prints."""

from builder.diagnostics.diagnostic import Diagnostic, Edit, Result, Severity
from builder.diagnostics.merge import merge_programs
from builder.diagnostics.nearest import nearest, suggest

__all__ = ["Diagnostic", "Edit", "Result", "Severity", "merge_programs", "nearest", "suggest"]
