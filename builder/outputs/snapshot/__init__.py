"""`guide.json`: the published snapshot of a guide, which diffs and other tools read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.outputs.output import Edition, Output
from builder.outputs.snapshot.codec import dump_guide, guide_schema, load_guide

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic

__all__ = ["OUTPUT", "dump_guide", "guide_schema", "load_guide"]


def _make(edition: Edition) -> tuple[Diagnostic, ...]:
    edition.path(OUTPUT).write_text(dump_guide(edition.assembly.guide), encoding="utf-8")
    return ()


OUTPUT = Output(title="JSON", file="guide.json", make=_make, order=3)
