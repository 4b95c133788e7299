"""Findings as workflow commands, which GitHub shows beside the lines of a change."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Severity
from builder.report.formats import FindingsReport

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: FindingsReport) -> str:
    """A command a line; nothing for no findings."""
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in report.diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    at = diagnostic.at
    properties: dict[str, str] = {"title": diagnostic.code}
    if at is not None:
        properties |= {"file": at.file, "line": str(at.line), "col": str(at.column)}
        if at.length:
            properties["endColumn"] = str(at.column + at.length)
    text = "\n".join(str(part) for part in (diagnostic.message, diagnostic.hint) if part)
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {given}::{_data(text)}"


# The escapes that the runner undoes: in a text these three, in a property two more.
def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
