"""Finds what a family leaves to each of its programs.

Everything is read off the family's own file and the shared clauses: what they declare without
a value, what they name without declaring it, and what they require without having it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from builder.clauses import scan
from builder.diagnostics import Result
from builder.load.clause_files import ClauseFiles
from builder.load.definitions import FOLDER
from builder.load.files import read_file
from builder.load.parts import SectionEntry
from builder.load.schema_family import FamilyFile
from builder.load.validate import parse
from builder.model.kinds import KINDS
from builder.model.unfilled import SectionToFill, TableToFill, ToFill, Unfilled
from builder.source import Span

_COMPOUND = re.compile(r"(?<![\w-])[A-Za-z]+(?:-[A-Za-z]+)+(?![\w-])")
_BLOCKS = "templates/guide/blocks"
_OUTLINES = ("outline", "appendices")
_REST = SectionToFill(
    id="program-specific-information", title="Program-Specific Information", outline="outline"
)
"""Where required blocks go that no section has a place for."""


def find_unfilled(root: Path, stem: str) -> Result[Unfilled | None]:
    """What the family in `program_defs/<stem>.yaml` leaves open; None if its file has errors."""
    source, fault = read_file(root, root / FOLDER / f"{stem}.yaml", FOLDER)
    if source is None:
        return Result(value=None, diagnostics=(fault,) if fault else ())
    family, _, faults = parse(source, FamilyFile)
    found = Result(value=family, diagnostics=faults)
    if family is None or found.failed:
        return Result(value=None, diagnostics=faults)
    return Result(value=_FamilySearch(root, family).unfilled(stem), diagnostics=faults)


class _FamilySearch:
    """One look at a family.

    The texts come first, and what they name is worked out at the end: a clause that is found can
    name what only a later part declares.
    """

    def __init__(self, root: Path, family: FamilyFile) -> None:
        self.family = family
        self.clauses = ClauseFiles(root)
        self.kinds = {path.name.split(".")[0] for path in (root / _BLOCKS).glob("*.jinja")}
        self.sections: list[SectionToFill] = []
        self.headings: list[SectionToFill] = []
        self.texts: list[str] = list(_texts(family))
        self.placed: set[tuple[str, str]] = set()
        self.values: dict[str, None] = {}
        self.referred: dict[str, None] = {}

    def unfilled(self, stem: str) -> Unfilled:
        family = self.family
        for key in _OUTLINES:
            for section in getattr(family, key):
                self._section(section, key)
        self.sections += self._required_sections()
        for slot in family.slots.values():
            if slot.default is not None and slot.default != "none":
                self._clause(slot.default)
        for text in self.texts:
            self._scan(text)
        documents = [str(id) for id in family.requires.documents if id not in family.documents]
        tables = list(self._tables())
        blocks = tuple(self._blocks())
        if blocks and not self.sections:
            self.sections.append(replace(_REST, after=str(family.outline[-1].id)))
        return Unfilled(
            family=stem,
            parameters=_to_fill(family.parameters, lambda part: part.value is None),
            values=tuple(name for name in self.values if name not in family.parameters),
            slots=_to_fill(family.slots, lambda part: part.default is None),
            optional=_to_fill(family.slots, lambda part: part.default == "none"),
            sections=tuple(self.sections),
            headings=tuple(self.headings),
            tables=tuple(tables),
            lists=self._undeclared("list", family.lists),
            links=tuple(name for name in self.referred if name not in self._targets(tables)),
            link_lists=self._undeclared("links", family.link_lists),
            forms=self._undeclared("form", family.forms, family.requires.forms),
            documents=tuple(documents),
            precedence=(*map(str, family.precedence), *documents) if documents else (),
            blocks=blocks,
            glossary=family.requires.glossary and not family.glossary,
            terms=tuple(str(entry.term) for entry in family.glossary),
            compounds=tuple(sorted(_compounds(self.texts))),
        )

    def _section(self, section: SectionEntry, key: str) -> None:
        if str(section.status) != "not-applicable":
            section_to_fill = SectionToFill(
                id=str(section.id),
                title=str(section.title),
                outline=key,
                may_not_apply=str(section.id) in self.family.requires.may_not_apply,
            )
            if section.clause == "none":
                self.headings.append(section_to_fill)
            elif not self._clause(section.clause or f"shared/{section.id}"):
                self.sections.append(section_to_fill)
        for child in section.sections:
            self._section(child, key)

    def _clause(self, clause: str) -> bool:
        """Whether there is such a clause file; its text is then looked at."""
        found, _ = self.clauses.get(clause, owner="", at=Span(file=""))
        if found is not None:
            self.texts.append(found.source.text)
        return found is not None

    def _required_sections(self) -> Iterator[SectionToFill]:
        """Required sections and appendices that the family's outline does not have."""
        known = {str(section.id) for section in self.family.sections()}
        required = self.family.requires
        for key, ids in zip(_OUTLINES, (required.sections, required.appendices), strict=True):
            tops = getattr(self.family, key) or self.family.outline
            after = str(tops[-1].id)
            for id in map(str, ids):
                if id not in known:
                    yield SectionToFill(
                        id=id, title=id.replace("-", " ").title(), outline=key, after=after
                    )
                    known.add(id)
                    after = id

    def _scan(self, text: str) -> None:
        found = scan(text)
        for placeholder in found.placeholders:
            if placeholder.faulty:
                continue
            if placeholder.id is not None or placeholder.name in self.kinds:
                self.placed.add((placeholder.name, placeholder.id or ""))
            else:
                self.values.setdefault(placeholder.name)
        for reference in found.references:
            self.referred.setdefault(reference.target)

    def _undeclared(
        self, kind: str, declared: Iterable[str], required: Iterable[str] = ()
    ) -> tuple[str, ...]:
        known = set(map(str, declared))
        named = {id for placed, id in self.placed if placed == kind} | set(map(str, required))
        return tuple(sorted(named - known))

    def _tables(self) -> Iterator[TableToFill]:
        required = self.family.requires.tables
        columns = {str(id): tuple(map(str, ids)) for id, ids in required.items()}
        for id in self._undeclared("table", self.family.tables, columns):
            yield TableToFill(id=id, columns=columns.get(id, ()))

    def _blocks(self) -> Iterator[str]:
        """The markers of what is required and stands in no shared text."""
        required = self.family.requires
        # Families state the order in a clause more often than they place the block for it.
        stated = any("precedence" in text for text in self.texts)
        for kind, needed in (
            ("precedence", required.precedence and not stated),
            ("glossary", required.glossary),
        ):
            if needed and (kind, "") not in self.placed:
                yield f"{{{{ {kind} }}}}"
        groups = (
            ("table", required.tables),
            ("figure", required.figures),
            ("form", required.forms),
        )
        for kind, ids in groups:
            for id in ids:
                if (kind, str(id)) not in self.placed:
                    yield f"{{{{ {kind}: {id} }}}}"

    def _targets(self, tables: Iterable[TableToFill]) -> set[str]:
        """What a reference can name."""
        family = self.family
        names = {section.id for section in self.sections} | {table.id for table in tables}
        kinds = (kind for kind in KINDS.values() if kind.addressed)
        return names | {str(key) for kind in kinds for key in kind.of(family)}


def _to_fill(parts: Mapping[Any, Any], wanted: Callable[[Any], bool]) -> tuple[ToFill, ...]:
    return tuple(
        ToFill(id=str(id), description=str(part.description))
        for id, part in parts.items()
        if wanted(part)
    )


def _compounds(texts: Iterable[str]) -> set[str]:
    """The words with hyphens that stand in prose, in small letters.

    An id has hyphens everywhere; these tell which of them stay where it is written as words.
    """
    prose = (re.sub(r"\{\{.*?\}\}|\]\(.*?\)|\S+://\S+", " ", text) for text in texts)
    return {word.lower() for text in prose for word in _COMPOUND.findall(text)}


def _texts(family: FamilyFile) -> Iterator[str]:
    """The texts of the family's file in which something can be named."""
    for section in family.sections():
        yield section.title
    for parameter in family.parameters.values():
        yield parameter.value or ""
    for document in family.documents.values():
        yield document.introduction or ""
    for table in family.tables.values():
        yield from (table.caption, *(cell for row in table.rows for cell in row))
    for entries in family.lists.values():
        yield from entries.items
    for form in family.forms.values():
        yield from (block.role or "" for block in form.blocks)
    for term in family.glossary:
        yield from (term.means, term.note or "")
    for link in family.links.values():
        yield from (link.label, link.url)
