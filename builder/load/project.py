"""All programs of a project, with all faults of all files at once."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from builder.clauses import check_block
from builder.diagnostics import (
    Code,
    Diagnostic,
    Result,
    Severity,
    errors,
    merge_programs,
    nearest,
    suggest,
)
from builder.load.clause_files import CONTENT
from builder.load.definitions import FOLDER, definition_files, is_family
from builder.load.fields import YamlModel, is_id
from builder.load.findings import Findings
from builder.load.nodes import Scalar, YamlDocument
from builder.load.project_files import ProjectFiles
from builder.load.resolve import resolve
from builder.load.schema_family import FamilyFile
from builder.load.schema_program import ProgramFile
from builder.load.survey import survey
from builder.load.validate import parse
from builder.model.figure import FOLDER as FIGURES
from builder.model.program import Program
from builder.source import SourceFile, Span, Text
from builder.source.two_run_cache import TwoRunCache

P = TypeVar("P", bound=YamlModel)
_Read = tuple[P | None, YamlDocument | None, tuple[Diagnostic, ...]]


def load_project(
    root: Path, programs: Sequence[str] | None = None, *, memory: TwoRunCache | None = None
) -> Result[dict[str, Program]]:
    """Read the definitions of a project.

    `root` is the folder that holds `program_defs/`; `programs` are the ids wanted, all if
    None. The value holds each program that could be put together, even with faults, by id; a
    fault in something shared is reported once, with the programs that it affects. What a
    `memory` knows of files is not parsed again.
    """
    return _ProjectLoader(root, memory if memory is not None else TwoRunCache()).load(programs)


_OTHER_SUFFIX = re.compile(r"(?P<stem>[^.].*?)\.ya?ml(?:\.txt)?", re.IGNORECASE)


class _ProjectLoader:
    def __init__(self, root: Path, memory: TwoRunCache) -> None:
        self.root = root
        self.memory = memory
        self.files = ProjectFiles(root, memory)
        self.definitions = {path.stem: is_family(path) for path in definition_files(root)}
        self.families: dict[str, _Read[FamilyFile]] = {}
        self.found: dict[str, Findings] = {}

    def load(self, programs: Sequence[str] | None) -> Result[dict[str, Program]]:
        known = [stem for stem, family in self.definitions.items() if not family]
        wanted = known if programs is None else list(dict.fromkeys(programs))
        general = [*survey(self.root), *self._folder(known)]
        general += [_unknown_program(name, known) for name in wanted if name not in known]
        result = {}
        for name in wanted:
            if name in known:
                loaded = self._program(name)
                if loaded is not None:
                    result[name] = loaded
        if any(name in known and name not in result for name in wanted):
            general += self._clauses_unread()
        general += self._vocabularies(known)
        if programs is None:
            general += self._families_without_programs()
        whole = set(result) == set(known) and not any(
            d.code not in _HIDE_NO_USE
            for d in errors((*general, *(d for one in self.found.values() for d in one.found)))
        )
        if whole:
            general += self._unused()
        found = {"": general} | {name: findings.found for name, findings in self.found.items()}
        return Result(value=result, diagnostics=merge_programs(found))

    def _program(self, name: str) -> Program | None:
        part, document, faults = self._read(name, ProgramFile)
        findings = self.found[name] = Findings(faults)
        stem = _extends(part, document)
        if stem is None:
            return None
        family, shared, faults = self._family(stem)
        findings.found += faults
        if shared is None and not faults:
            stems = [known for known, is_one in self.definitions.items() if is_one]
            findings.report(
                Code.UNKNOWN_FAMILY,
                f"There is no family “{stem}”.",
                stem.at,
                suggest(stem, stems, otherwise=f"Create “{FOLDER}/{stem}.yaml”."),
            )
        if part is None or document is None or family is None or shared is None:
            return None
        if part.program != name:
            findings.report(
                Code.WRONG_FILE_NAME,
                f"The program “{part.program}” stands in the file “{document.source.name}”.",
                part.program.at,
                _named_alike(name, str(part.program), self.definitions),
            )
        resolved = resolve(family, part, (shared, document), self.files)
        findings.found += resolved.diagnostics
        return replace(resolved.value, id=name)

    def _family(self, stem: str) -> _Read[FamilyFile]:
        if stem not in self.families:
            if self.definitions.get(str(stem)):
                self.families[stem] = self._read(stem, FamilyFile)
            else:
                # A file that cannot be read does not say that it is a family.
                there = stem in self.definitions
                _, fault = self._source(stem) if there else (None, None)
                self.families[stem] = (None, None, (fault,) if fault else ())
        return self.families[stem]

    def _read(self, stem: str, model: type[P]) -> _Read[P]:
        source, fault = self._source(stem)
        if source is None:
            return None, None, (fault,) if fault else ()
        # A definition is read by another model when it turns from a family to a program.
        key = ("definition", model, source.path)
        return self.memory.once(key, source, lambda: parse(source, model))

    def _source(self, stem: str) -> tuple[SourceFile | None, Diagnostic | None]:
        return self.files.files.read(f"{FOLDER}/{stem}.yaml", FOLDER)

    def _folder(self, known: Sequence[str]) -> Iterable[Diagnostic]:
        """Files that are no definitions though they look like it, and an empty folder."""
        for path in sorted((self.root / FOLDER).glob("*")):
            found = _OTHER_SUFFIX.fullmatch(path.name)
            if found is None or path.name.endswith(".yaml"):
                continue
            name = path.relative_to(self.root).as_posix()
            yield Diagnostic(
                code=Code.WRONG_SUFFIX,
                message=f"“{name}” is not read.",
                at=Span(file=name),
                hint=f"Rename it to “{found['stem']}.yaml”.",
            )
        if not known:
            yield Diagnostic(
                code=Code.NO_PROGRAMS,
                message=f"There is no program in “{FOLDER}/”.",
                hint=f"Create a file like “{FOLDER}/example.yaml” with “program: example”.",
            )

    def _families_without_programs(self) -> Iterable[Diagnostic]:
        for stem, is_one in self.definitions.items():
            if is_one and stem not in self.families:
                yield from self._family(stem)[2]

    def _clauses_unread(self) -> Iterable[Diagnostic]:
        """Faults of the clauses that nothing asked for, as programs could not be read."""
        clauses = self.files.clauses
        for id in clauses.ids():
            if id in clauses.used:
                continue
            clause, fault = clauses.get(id, owner=id, at=Span(file=f"{CONTENT}/{id}.md"))
            if clause is not None:
                source = clause.source
                yield from check_block(Text(source.text, source.line_starts[0], source.line_starts))
            elif fault is not None:
                yield fault

    def _vocabularies(self, known: Sequence[str]) -> Iterable[Diagnostic]:
        """Words that are said to belong to a program that there is not."""
        for family, _, _ in self.families.values():
            for name in family.vocabulary if family else ():
                if name not in known:
                    yield Diagnostic(
                        code=Code.UNKNOWN_PROGRAM,
                        message=f"There is no program “{name}” that these words could belong to.",
                        at=name.at,
                        hint=f"Put “{FOLDER}/{name}.yaml” back, whose clauses are in "
                        f"“{CONTENT}/{name}/”, or delete these words and the folder."
                        if (self.root / CONTENT / name).is_dir()
                        else suggest(name, known),
                    )

    def _unused(self) -> Iterable[Diagnostic]:
        """Content that no program uses."""
        clauses = self.files.clauses
        unused = [clause for clause in clauses.ids() if clause not in clauses.used]
        for folder, gone in groupby(unused, key=lambda clause: clause.partition("/")[0]):
            left = list(gone)
            if len(left) > 1 and not any(used.startswith(f"{folder}/") for used in clauses.used):
                yield _unused_folder(folder, left)
                continue
            for clause in left:
                yield _unused("clause", f"{CONTENT}/{clause}.md", "in an outline or a slot")
        for figure in self.files.figure_ids():
            if figure not in self.files.figures:
                yield _unused("figure", f"{FIGURES}/{figure}.yaml", "below “figures:”")


_HIDE_NO_USE = frozenset(
    {
        Code.BAD_ADDRESS,
        Code.BAD_DATE,
        Code.BAD_HOST,
        Code.BAD_VERSION,
        Code.CHANGES_NOTHING,
        Code.DUPLICATE_REVISION,
        Code.DUPLICATE_TERM,
        Code.FORBIDDEN_CHARACTER,
        Code.HASH_DROPS_TEXT,
        Code.NEEDS_QUOTES,
        Code.NOT_A_NUMBER,
        Code.NOT_TRUE_OR_FALSE,
        Code.ROW_LENGTH,
        Code.SEVERAL_LINES,
        Code.UNKNOWN_PART_OF_THE_GUIDE,
    }
)
"""Faults in spite of which it is known what a program uses; any other may be why it does not."""


def _extends(part: ProgramFile | None, document: YamlDocument | None) -> Scalar | None:
    """The family's name, also from a file that has other faults."""
    if document is None or not isinstance(document.data, dict):
        return None
    value = document.data.get(Scalar("extends", Span(file="")))
    return value if isinstance(value, Scalar) and value else None


def _unused(what: str, name: str, where: str) -> Diagnostic:
    return Diagnostic(
        code=Code.unused(what),
        severity=Severity.WARNING,
        message=f"No program uses the {what} “{name}”.",
        at=Span(file=name),
        hint=f"Delete it, or name it {where}.",
        about=name,
        words=(name,),
    )


def _named_alike(stem: str, program: str, there: Container[str]) -> str:
    """What to do about a file that is called otherwise than its program."""
    if program in there:
        # A copy of another program: it needs an id of its own.
        if is_id(stem):
            return f"Write “program: {stem}”, with a title and a short name of its own."
        return "Give the program, and its file, an id of its own, or delete the copy."
    rename = f"ename the file to “{program}.yaml”."
    return f"Write “program: {stem}”, or r{rename}" if is_id(stem) else f"R{rename}"


def _unused_folder(folder: str, clauses: Sequence[str]) -> Diagnostic:
    name = f"{CONTENT}/{folder}"
    return Diagnostic(
        code=Code.UNUSED_CLAUSE,
        severity=Severity.WARNING,
        message=f"No program uses any of the {len(clauses)} clauses in “{name}/”.",
        at=Span(file=f"{CONTENT}/{clauses[0]}.md"),
        hint=f"Put the program’s definition “{FOLDER}/{folder}.yaml” back, or delete the folder.",
        about=folder,
        words=(f"{name}/",),
    )


def _unknown_program(name: str, known: Sequence[str]) -> Diagnostic:
    close = nearest(name, known)
    return Diagnostic(
        code=Code.UNKNOWN_PROGRAM,
        message=f"There is no program “{name}”.",
        hint=f"Did you mean “{close}”?"
        if close
        else suggest(name, known, otherwise="`guides outline` shows all programs."),
    )
