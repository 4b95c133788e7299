"""Loads projects and makes their guides, once for all tests of a session."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from builder.model.program import Program

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic
    from builder.reading.subject import Collection


@dataclass(frozen=True)
class Examination:
    """One project; its guides are made when they are first asked for."""

    root: Path

    @cached_property
    def programs(self) -> dict[str, Program]:
        """The programs as declared; one that cannot be read is not among them."""
        from builder.load import load_project

        return load_project(self.root).value

    @cached_property
    def _made(self) -> tuple[Collection, tuple[Diagnostic, ...]]:
        from builder.pipeline.check import examine

        return examine(self.root)

    @property
    def guides(self) -> Collection:
        """What the checks read."""
        return self._made[0]

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything that the stages and the checks found."""
        return self._made[1]
