"""How the commands that answer a question about the guides end when they cannot."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic

_ASKED = {
    "unknown-part-of-the-guide",
    "unknown-program",
    "unknown-revision",
    "unreadable-revision",
}
"""Faults of the question, where nothing need be wrong with the guides."""


def refuse(root: Path, diagnostics: Iterable[Diagnostic]) -> int:
    """Print why there is no answer; 2 if the question is at fault, 1 if the guides are."""
    from rich.console import Console

    from builder.report.source import line_reader
    from builder.report.text import print_diagnostics

    told = tuple(diagnostics)
    print_diagnostics(Console(stderr=True, highlight=False), told, line_reader(root))
    return 2 if {d.code for d in told} <= _ASKED else 1
