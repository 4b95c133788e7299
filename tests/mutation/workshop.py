"""A copy of the real definitions in which one fault at a time is sown, and what is found then.

One process does many: imports, templates, the syntax of texts that stay as they are, and a
resident Sphinx, which reads only the pages that a fault touches, are shared. Everything else is
what `guides check` does.
"""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from builder.assemble.application import settings
from builder.assemble.assemble import assemble
from builder.assemble.messages import collecting
from builder.assemble.resident import ResidentAssembly
from builder.checks.engine.run import run_checks
from builder.diagnostics import Diagnostic, merge_programs
from builder.model.guide import Guide
from builder.model.program import Program
from builder.pipeline.check import collection
from builder.pipeline.consequences import without_consequences
from builder.pipeline.project import Memory, Project, open_project
from builder.render import RenderedSource

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("program_defs", "content", "templates/guide")
TODAY = date(2026, 1, 1)
_COLLECT = 16
Wanted = Callable[[str], bool]


def everything(code: str) -> bool:
    """Wants every check."""
    return True


def described(found: Iterable[Diagnostic]) -> list[str]:
    """Findings as lines of text to compare, without the questions to the owners."""
    return sorted(
        f"{finding.severity} {finding.code} {finding.at} {finding.message}"
        for finding in found
        if finding.code != "open-query"
    )


class Workshop:
    """A project in a folder of its own, with the untouched guides for comparison.

    It is the real one, or another one with the real templates.
    """

    def __init__(self, folder: Path, project: Path = ROOT) -> None:
        self.root = folder / "project"
        for part in PARTS:
            origin = project / part
            shutil.copytree(origin if origin.exists() else ROOT / part, self.root / part)
        self._out = folder / "out"
        self._memory = Memory()
        self._residents: dict[str, ResidentAssembly] = {}
        self._files: dict[str, str] = {}
        self._count = 0
        self._clean = self._open()
        self._guides: dict[str, Guide] = {}
        for id in self._clean.programs:
            self._residents[id] = ResidentAssembly(folder / "resident" / id, builder="dummy")
            guide, faults = self._assembled(self._clean, id)
            assert guide is not None, faults
            self._guides[id] = guide

    def text(self, name: str) -> str:
        """What stands in a file of the untouched project, or nothing if there is none."""
        if name not in self._files:
            path = self.root / name
            self._files[name] = path.read_text(encoding="utf-8") if path.exists() else ""
        return self._files[name]

    def find(
        self,
        changes: Mapping[str, str | None],
        *,
        guides: Sequence[str] = (),
        wanted: Wanted = everything,
        published: bool = False,
        reuse: bool = True,
    ) -> tuple[Diagnostic, ...]:
        """What is found when files have other texts, or (None) are not there.

        `guides` are the programs that are looked at, all if there are none, and `wanted` tells
        which checks are run. With `published` the untouched guides count as published already.
        `reuse` allows to take over guides and pages that are the same.
        """
        with self._changed(changes), self._no_collecting():
            project = self._open(guides)
            found: dict[str, Guide] = {}
            faults: dict[str, list[Diagnostic]] = {}
            for id in project.programs:
                if project.sources[id].broken:
                    continue
                guide, faults[id] = self._guide(project, id, reuse=reuse)
                if guide is not None:
                    found[id] = guide
            subjects = collection(project, found, today=TODAY)
            if published:
                subjects = replace(subjects, published=self._guides)
            earlier = (*project.diagnostics, *merge_programs(faults))
            found_now = run_checks(subjects, earlier=earlier, wanted=wanted)
            return without_consequences(project, found_now)

    def guides(
        self, changes: Mapping[str, str | None], guides: Sequence[str], *, reuse: bool
    ) -> list[Guide | list[Diagnostic]] | None:
        """Some guides with files changed, or why there is none; None if none is assembled."""
        with self._changed(changes):
            project = self._open(guides)
            if project.failed:
                return None
            made = [self._assembled(project, id, reuse=reuse) for id in project.programs]
            return [guide or faults for guide, faults in made]

    def _open(self, programs: Sequence[str] = ()) -> Project:
        return open_project(self.root, programs, memory=self._memory)

    def _guide(
        self, project: Project, id: str, *, reuse: bool
    ) -> tuple[Guide | None, list[Diagnostic]]:
        """A program's guide; the untouched one where nothing of the program has changed."""
        same = (
            reuse
            and self._clean.programs.get(id) == project.programs[id]
            and self._clean.sources.get(id) == project.sources[id]
        )
        if same:
            return self._guides[id], []
        return self._assembled(project, id, reuse=reuse)

    def _assembled(
        self, project: Project, id: str, *, reuse: bool = True
    ) -> tuple[Guide | None, list[Diagnostic]]:
        program, source = project.programs[id], project.sources[id]
        if reuse and self._alike(program, source):
            resident = self._residents[id]
            found = list(resident.update(self.root, program, source, {}))
            if found:
                return None, found
            with collecting(source) as found:
                guide = resident.assembly().guide
            return (None if found else guide), found
        result = assemble(self.root, program, source, self._out / id, builder="dummy")
        return (result.value.guide if result.value else None), list(result.diagnostics)

    def _alike(self, program: Program, source: RenderedSource) -> bool:
        """Whether a resident Sphinx can follow; else it would begin anew, and again afterwards."""
        clean = self._clean.programs.get(program.id)
        return clean is not None and settings(program, source) == settings(
            clean, self._clean.sources[program.id]
        )

    @contextmanager
    def _changed(self, changes: Mapping[str, str | None]) -> Iterator[None]:
        before = {name: self.text(name) for name in changes}
        there = {name: (self.root / name).exists() for name in changes}
        try:
            for name, text in changes.items():
                self._write(name, text)
            yield
        finally:
            for name, text in before.items():
                self._write(name, text if there[name] else None)

    @contextmanager
    def _no_collecting(self) -> Iterator[None]:
        """Looks for garbage only now and then: it takes a quarter of the time otherwise."""
        self._count += 1
        if self._count % _COLLECT == 0:
            gc.collect()
        gc.disable()
        try:
            yield
        finally:
            gc.enable()

    def _write(self, name: str, text: str | None) -> None:
        path = self.root / name
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


@contextmanager
def workshop(project: Path = ROOT) -> Iterator[Workshop]:
    """A workshop in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        yield Workshop(Path(name), project)
