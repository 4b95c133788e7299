"""Collects `program_defs/*.yaml`: one test for each requirement of each guide, and each check.

Installed with the product as the pytest plugin `program_guides`; `-p no:program_guides` switches
it off. It does nothing where there is no folder `program_defs/`, and imports nothing of the
product before there is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from builder.testing.examination import Examination

_FOLDER = "program_defs"
_GROUP = "program_guides"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take the definition files that lie in a folder `program_defs/`."""
    if file_path.suffix != ".yaml" or file_path.parent.name != _FOLDER:
        return None
    return DefinitionFile.from_parent(parent, path=file_path)


class DefinitionFile(pytest.File):
    """A definition file. A program's has tests, a family's has none."""

    def collect(self) -> Iterable[pytest.Item]:
        """The tests of the program that the file declares."""
        from builder.load import program_ids
        from builder.testing.questions import questions

        root, id = self.path.parent.parent, self.path.stem
        if id not in program_ids(root):
            return
        seen = _examination(self.config, root)
        # The guides are made once, so one worker gets all their tests. pytest-xdist reads the
        # group from the end of a test's address; its marker says so only to some versions.
        group = f"@{_GROUP}" if self.config.getoption("loadgroup", False) else ""
        for question in questions(id, seen):
            yield GuideTest.from_parent(
                self, name=f"{id}: {question.name}{group}", question=question
            )


class NotMetError(Exception):
    """A requirement is not met; the text says why."""


class GuideTest(pytest.Item):
    """One requirement of one guide."""

    def __init__(self, *, question: Any, **other: Any) -> None:
        super().__init__(**other)
        self.question = question

    def runtest(self) -> None:
        """Put the question to the guide."""
        fault = self.question.ask()
        if fault:
            raise NotMetError(fault)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Only the sentence: a traceback through this program tells an author nothing."""
        if isinstance(excinfo.value, NotMetError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the thing is required."""
        at = self.question.at
        if at is None:
            return self.path, None, self.name
        return self.path.parent.parent / at.file, at.line - 1, self.name


_KEY: pytest.StashKey[dict[Path, Examination]] = pytest.StashKey()


def _examination(config: pytest.Config, root: Path) -> Examination:
    from builder.testing.examination import Examination

    return config.stash.setdefault(_KEY, {}).setdefault(root, Examination(root))
