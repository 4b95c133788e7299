"""From YAML to programs. The only reader of YAML; pydantic is imported on first use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from builder.diagnostics import Result
from builder.load.definitions import find_root, program_ids

if TYPE_CHECKING:
    from builder.model.figure import FigureDrawing
    from builder.model.program import Program
    from builder.source import SourceFile
    from builder.source.two_run_cache import TwoRunCache

__all__ = ["find_root", "json_schema", "load_figure", "load_project", "program_ids"]


def load_project(
    root: Path, programs: Sequence[str] | None = None, *, memory: TwoRunCache | None = None
) -> Result[dict[str, Program]]:
    """Read the programs of a project; see `builder.load.project`."""
    from builder.load.project import load_project as load

    return load(root, programs, memory=memory)


def load_figure(source: SourceFile) -> Result[FigureDrawing | None]:
    """Read a figure file; see `builder.load.figures`."""
    from builder.load.figures import load_figure as load

    return load(source)


def json_schema(kind: Literal["family", "program", "figure", "acceptance"]) -> dict[str, Any]:
    """The JSON Schema of a kind of file; see `builder.load.schema`."""
    from builder.load.schema import json_schema as schema

    return schema(kind)
