"""Tries a draft in a copy of the project, and learns from what the checks find in it.

A family's shared texts can hold what only one of its programs needs. Which of them a new
program has to replace is seen best in its guide, by the checks that will judge it later.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from builder.authoring.new.definition import files
from builder.authoring.new.program import NewProgram, Observed
from builder.authoring.new.siblings import COVER_KEYS
from builder.diagnostics import Code, Diagnostic, Severity, errors
from builder.load.clause_files import CONTENT
from builder.load.definitions import FOLDER
from builder.source.files import LineOf
from builder.source.paths import is_folder, real

if TYPE_CHECKING:
    from builder.reading.subject import Subject

_ROUNDS = 4
_TEMPLATES = "templates"
_SOURCES = {".md", ".svg", ".yaml"}
# Members that are checks are known by their files, and so not to the type checker.
TODO = Code["TODO_TEXT"]
_NOT_REFERENCED = {
    Code["APPENDIX_NOT_REFERENCED"],
    Code["FIGURE_NOT_REFERENCED"],
    Code["TABLE_NOT_REFERENCED"],
}


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A draft with what is found in its guide; `lines` gives the lines that it is about."""

    draft: NewProgram
    files: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]
    line_of: LineOf

    @property
    def failed(self) -> bool:
        """Whether the program would have errors."""
        return bool(errors(self.diagnostics))

    @property
    def todos(self) -> int:
        """How many texts are to be written."""
        return sum(d.code == TODO for d in self.diagnostics)

    @property
    def others(self) -> tuple[Diagnostic, ...]:
        """The warnings besides."""
        return tuple(
            d for d in self.diagnostics if d.code != TODO and d.severity is Severity.WARNING
        )


def refine(root: Path, draft: NewProgram) -> Trial:
    """Try a draft, and fix it until nothing more is learned from it."""
    # What is added to a draft can bring out what was hidden before, so it is tried again.
    for _ in range(_ROUNDS):
        trial, subject = _look(root, draft)
        if subject is None:
            return trial
        learnt = _learn(draft, subject, trial.diagnostics)
        if learnt == draft.learnt:
            return trial
        draft = replace(draft, learnt=learnt)
    return _look(root, draft)[0]


def _no_sources(folder: str, names: list[str]) -> set[str]:
    """What need not be copied, and might never end: other files, and links that lead up."""

    def needed(name: str) -> bool:
        path = Path(folder, name)
        if path.is_dir():
            return not path.is_symlink() or not real(Path(folder)).is_relative_to(real(path))
        return path.suffix in _SOURCES and not name.startswith(".")

    return {name for name in names if not needed(name)}


def _look(root: Path, draft: NewProgram) -> tuple[Trial, Subject | None]:
    """The draft's findings, and the program with its guide if there is one."""
    from builder.checks.engine.run import run_checks
    from builder.pipeline.check import collection
    from builder.pipeline.project import open_project
    from builder.pipeline.published import assemble_all
    from builder.pipeline.trees import lines_in

    made = files(draft)
    with tempfile.TemporaryDirectory(prefix="guides-") as name:
        stage = Path(name)
        # The draft is written among copies of the sources; the templates are only read.
        for part in (FOLDER, CONTENT):
            if is_folder(root / part):
                shutil.copytree(root / part, stage / part, ignore=_no_sources)
        (stage / _TEMPLATES).symlink_to(real(root / _TEMPLATES))
        for file, text in made.items():
            path = stage / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        project = open_project(stage, [draft.answers.program])
        guides = assemble_all(project)
        subjects = collection(project, guides.value, today=date.today())
        found = run_checks(subjects, earlier=guides.diagnostics)
        lines = lines_in(stage, found)
    trial = Trial(
        draft=draft,
        files=made,
        diagnostics=found,
        line_of=lambda file, line: lines.get((file, line), ""),
    )
    return trial, subjects.subjects.get(draft.answers.program)


def _learn(draft: NewProgram, subject: Subject, found: Iterable[Diagnostic]) -> Observed:
    """What the draft does not do yet, from what was found in it."""
    learnt, program = draft.learnt, subject.program
    own = set(files(draft))
    parameters, links = dict(learnt.parameters), dict(learnt.links)
    terms, unused, neutral = dict(learnt.terms), list(learnt.unused), set(learnt.neutral)
    define, refer = list(learnt.define), list(learnt.refer)
    by_anchor = {entry.id: str(entry.term) for entry in program.glossary}
    for finding in found:
        about = finding.about or ""
        foreign = finding.code == Code["FOREIGN_WORD"]
        inside = finding.at is not None and finding.at.file in own
        if inside and finding.code == Code["UNDEFINED_ACRONYM"]:
            [name] = finding.words
            terms[name] = _full_name(draft.answers.title, name)
        elif finding.code in _NOT_REFERENCED:
            refer.append(about)
        # A term that is defined, but too late, has its definition as a related place.
        elif finding.code == Code["TERM_BEFORE_DEFINITION"] and not finding.related:
            define += finding.words
        elif inside and finding.code != TODO and finding.severity is Severity.WARNING:
            neutral.add(about)
        elif inside:
            continue
        elif finding.code == Code["UNUSED_GLOSSARY_ENTRY"] or (foreign and about in by_anchor):
            unused.append(by_anchor.get(about, about))
        elif foreign and about in program.parameters:
            parameters[about] = program.parameters[about].description
        elif foreign and about in program.links:
            label = str(program.links[about].label)
            named = finding.at == program.links[about].label.at
            named = named or finding.words[0] in label
            links[about] = "TODO: name of the page" if named else label
    return Observed(
        places=_places(subject),
        parameters=parameters,
        links=links,
        unused=tuple(dict.fromkeys(unused)),
        terms=terms,
        define=tuple(dict.fromkeys(define)),
        refer=tuple(dict.fromkeys(refer)),
        neutral=frozenset(neutral),
    )


def _full_name(title: str, name: str) -> str | None:
    """The words of the title before an acronym in brackets, without an article."""
    match = re.search(rf"^(?:The |A |An )?(?P<full>.*?)\s*\({re.escape(name)}\)", title)
    return match["full"] if match and "(" not in match["full"] else None


def _places(subject: Subject) -> dict[str, tuple[str, ...]]:
    """Where the texts of the program print, by the ids of what they belong to."""
    from builder.index.print_places import COVER, print_places

    found: dict[str, tuple[str, ...]] = {}
    apart = {subject.id, *(entry.id for entry in subject.program.glossary)}
    for authored in subject.authored:
        places = tuple(place.name for place in print_places(subject, authored))
        if authored.about not in apart:
            found.setdefault(authored.about, places)
    for key in COVER_KEYS:
        found.setdefault(key, (COVER.name,))
    return found
