"""Tiny projects for the checks: the folder `base`, and what a case changes in it.

A case is a folder of files that are added to the base project or stand in place of its files.
`edits.yaml` in it changes single words instead: a list of {file, find, write}, where `find`
stands exactly once in the file. `without.yaml` is a list of base files to leave out. A folder
`published` in it is a case of its own: the guide as it was last published. `expected.yaml`
lists the findings of a bad case. For faults that no author can make, `numbers.yaml` gives
parts of the published guide other numbers, by id; `answers.yaml` says what the servers of links
answer, by address: a status, or a text in place of an answer.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from builder.assemble.assemble import assemble
from builder.checks.engine.run import run_checks
from builder.diagnostics import Diagnostic, Severity
from builder.figures.stamp import stamped
from builder.load import load_project
from builder.model.guide import Block, Section
from builder.reading.links import LinkPolicy, Reply
from builder.reading.subject import Collection, Subject
from builder.render import Renderer

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BASE = HERE / "base"
TODAY = date(2026, 1, 1)
_OWN = {"expected.yaml", "edits.yaml", "without.yaml", "numbers.yaml", "answers.yaml"}
Files = Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """A case of a check: `kind` is good or bad, or begins so."""

    code: str
    kind: str

    @property
    def folder(self) -> Path:
        return HERE / self.code / self.kind

    @property
    def good(self) -> bool:
        return self.kind.startswith("good")

    def __str__(self) -> str:
        return f"{self.code}-{self.kind}"


def cases() -> list[Case]:
    """Every case there is, by code."""
    return [
        Case(folder.parent.name, folder.name)
        for folder in sorted(HERE.glob("*/*/"))
        if folder.name.split("-")[0] in {"good", "bad"}
    ]


def findings(case: Case) -> tuple[Diagnostic, ...]:
    """What the case's check, and no other, finds in it."""
    collection = Collection(
        subjects=_renumbered(subjects(frozen(files_of(case.folder))), _own(case, "numbers.yaml")),
        links=_trial(_own(case, "answers.yaml")),
        published={
            id: subject.guide
            for id, subject in (
                subjects(frozen(files_of(case.folder / "published"))).items()
                if (case.folder / "published").is_dir()
                else ()
            )
        },
        today=TODAY,
    )
    return run_checks(collection, wanted=lambda code: code == case.code)


def _own(case: Case, name: str) -> dict[str, Any]:
    path = case.folder / name
    read = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    assert isinstance(read, dict)
    return read


def _renumbered(found: Mapping[str, Subject], numbers: Mapping[str, str]) -> Mapping[str, Subject]:
    """The subjects, with other numbers on the parts named."""

    def block(old: Block) -> Block:
        blocks = tuple(map(block, old.blocks))
        return replace(old, blocks=blocks, number=numbers.get(old.id or "", old.number))

    def section(old: Section) -> Section:
        return replace(
            old,
            number=numbers.get(old.id, old.number),
            blocks=tuple(map(block, old.blocks)),
            sections=tuple(map(section, old.sections)),
        )

    if not numbers:
        return found
    return {
        id: replace(
            subject,
            guide=replace(
                subject.guide, sections=tuple(section(top) for top in subject.guide.sections)
            ),
        )
        for id, subject in found.items()
    }


def _trial(answers: Mapping[str, Any]) -> LinkPolicy | None:
    """Servers that answer as the case says, in place of the network."""

    def ask(method: str, url: str, timeout: float) -> Reply:
        answer = answers[url]
        if isinstance(answer, str):
            raise OSError(answer)
        return Reply(answer)

    return LinkPolicy(ask=ask) if answers else None


def expected(case: Case) -> list[dict[str, Any]]:
    """The findings that the case's `expected.yaml` lists."""
    read = yaml.safe_load((case.folder / "expected.yaml").read_text(encoding="utf-8"))
    assert isinstance(read, list), f"{case}: expected.yaml is a list of findings"
    return read


def described(diagnostic: Diagnostic) -> dict[str, Any]:
    """A finding as `expected.yaml` lists it."""
    at = diagnostic.at
    return {
        "code": str(diagnostic.code),
        "file": at.file if at else None,
        "line": at.line if at else None,
        "column": at.column if at else None,
        "message": diagnostic.message,
    }


def files_of(folder: Path) -> Files:
    """The whole project of a case: the base's files with the case's changes."""
    files = dict(_texts(BASE))
    own = dict(_texts(folder))
    for name in yaml.safe_load(own.get("without.yaml", "[]")):
        del files[name]
    files |= {
        name: text
        for name, text in own.items()
        if name not in _OWN and not name.startswith("published/")
    }
    for edit in yaml.safe_load(own.get("edits.yaml", "[]")):
        name, find, write = edit["file"], edit["find"], edit["write"]
        count = files[name].count(find)
        assert count == 1, f"{folder}: {find!r} stands {count} times in {name}"
        files[name] = files[name].replace(find, write)
    return files


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")


def frozen(files: Files) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(files.items()))


@cache
def _renderer() -> Renderer:
    """The real templates, compiled once for all cases."""
    return Renderer(ROOT)


@cache
def subjects(files: tuple[tuple[str, str], ...]) -> Mapping[str, Subject]:
    """Every program of a project with its guide; neither HTML nor PDF is written."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "project"
        for file, text in files:
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            if file.startswith("content/figures/") and path.suffix == ".yaml":
                _draw(path, text)
        loaded = load_project(root)
        faults = list(loaded.diagnostics)
        found = {}
        for id, program in loaded.value.items():
            rendered = _renderer().render(program)
            faults += rendered.diagnostics
            assert not _errors(faults), _errors(faults)
            folder = Path(name) / "out" / id
            result = assemble(root, program, rendered.value, folder, builder="dummy")
            assert result.value is not None, result.diagnostics
            guide = result.value.guide
            found[id] = Subject(program=program, source=rendered.value, guide=guide)
        assert not _errors(faults), _errors(faults)
        assert found, "no program"
        return found


def _draw(path: Path, text: str) -> None:
    """A drawing that counts as made from the figure's source; nobody looks at it here."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9">'
        "<title>-</title><desc>-</desc></svg>\n"
    )
    path.with_suffix(".svg").write_text(stamped(svg, digest), encoding="utf-8")


def _errors(faults: list[Diagnostic]) -> list[str]:
    return [f"{d.at} {d.message}" for d in faults if d.severity is Severity.ERROR]
