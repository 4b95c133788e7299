"""The formats in which findings are given to people and to other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module

from builder.diagnostics import Diagnostic
from builder.source.files import LineOf

MACHINE = ("json", "sarif", "github", "gitlab", "junit")
"""The formats for other programs; each is a module of this package with `render`."""


@dataclass(frozen=True, kw_only=True)
class FindingsReport:
    """What a format shows.

    `programs` are the guides that were looked at; `line_of(file, number)` gives the text of a
    source line; `codes` has one line on every code, `checks` the codes that are checks.
    """

    diagnostics: tuple[Diagnostic, ...]
    programs: tuple[str, ...]
    line_of: LineOf
    codes: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[str, ...] = ()


def render(name: str, report: FindingsReport) -> str:
    """The findings in one of the formats for other programs, as text that ends in a line end."""
    text: str = import_module(f"builder.report.{name}").render(report)
    return text
