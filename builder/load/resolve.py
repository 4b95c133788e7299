"""A family and one of its programs become a `Program`, with everything inherited filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from builder.diagnostics import Result
from builder.load import convert, policy
from builder.load.convert import made
from builder.load.cover import cover
from builder.load.findings import Findings
from builder.load.identity import check_names
from builder.load.inputs import parameters, slots
from builder.load.nodes import YamlDocument
from builder.load.outline import OutlineBuilder
from builder.load.overrides import override, override_glossary, same
from builder.load.parts import FigureEntry, PublisherEntry
from builder.load.project_files import ProjectFiles
from builder.load.schema_family import FamilyFile
from builder.load.schema_program import ProgramFile
from builder.model.figure import FOLDER
from builder.model.kinds import KINDS, Kind
from builder.model.obligation import Party
from builder.model.program import (
    Document,
    FigureDef,
    GlossaryEntry,
    Inherited,
    Link,
    LinkList,
    ListDef,
    Origin,
    Program,
    Query,
)
from builder.source import Span, Text

D = TypeVar("D")


def resolve(
    family: FamilyFile,
    program: ProgramFile,
    documents: tuple[YamlDocument, YamlDocument],
    files: ProjectFiles,
) -> Result[Program]:
    """Put a program together; `documents` are those of the family and of the program.

    The program is complete but for what is at fault, so that later stages can go on looking.
    """
    return _Resolution(family, program, documents, files).run()


class _Resolution:
    """One program being put together."""

    def __init__(
        self,
        family: FamilyFile,
        program: ProgramFile,
        documents: tuple[YamlDocument, YamlDocument],
        files: ProjectFiles,
    ) -> None:
        self.family = family
        self.program = program
        self.documents = documents
        self.files = files
        self.findings = Findings()

    def run(self) -> Result[Program]:
        family, own, findings = self.family, self.program, self.findings
        chapters = OutlineBuilder("outline", family.outline, own.program, findings)
        appendices = OutlineBuilder("appendices", family.appendices, own.program, findings)
        chapters.apply(own.outline, appendices)
        appendices.apply(own.appendices, chapters)
        clauses = self.files.clauses
        program = Program(
            id=str(own.program),
            family=str(family.family),
            at=own.program.at,
            cover=cover({"": own, "publisher": self._publisher()}),
            chapters=chapters.sections(clauses),
            appendices=appendices.sections(clauses),
            parameters=parameters(family, own, self._place("parameters"), findings),
            slots=slots(family, own, self._place("slots"), clauses, findings),
            tables=self._entries(KINDS["table"], convert.table),
            figures=self._entries(KINDS["figure"], self._figure),
            links=self._entries(KINDS["link"], _made(Link)),
            link_lists=self._entries(KINDS["links"], _link_list),
            lists=self._entries(KINDS["list"], _made(ListDef)),
            forms=self._entries(KINDS["form"], convert.form),
            glossary=tuple(
                # The ids follow when the whole glossary is known.
                made(GlossaryEntry, term, id="", at=term.term.at, origin=origin)
                for term, origin in override_glossary(family.glossary, own.glossary, findings)
            ),
            documents=self._entries(KINDS["document"], _made(Document)),
            parties=tuple(made(Party, part, at=part.name.at) for part in family.parties),
            precedence=self._precedence(),
            revisions=tuple(map(convert.revision, own.revision_history)),
            queries=tuple(
                made(Query, part, target=part.at, at=part.at.at, origin=origin)
                for origin, file in ((Origin.SHARED, family), (Origin.PROGRAM, own))
                for part in file.queries
            ),
            requires=convert.requirements(family.requires),
            policy=policy.policy(family, own, findings),
            waivers=policy.waivers(family, own),
            sources={document.source.name: document.source for document in self.documents},
            inherited=self._inherited(chapters, appendices),
        )
        return Result(value=check_names(program, findings), diagnostics=tuple(findings.found))

    def _place(self, key: str) -> Span:
        """Where a key of the program stands, or the program's name if it has no such key."""
        place = self.documents[1].places.get((key,))
        return (place.key if place else None) or self.program.program.at

    def _publisher(self) -> PublisherEntry | None:
        own, shared = self.program.publisher, self.family.publisher
        if own is not None and shared is not None and same(own, shared):
            self.findings.nothing("publisher", own.name, own.name.at, shared.name.at)
        return own or shared

    def _precedence(self) -> tuple[Text, ...]:
        own, shared = self.program.precedence, self.family.precedence
        if own is None:
            return tuple(shared)
        if own and own == shared:
            self.findings.nothing("order", "precedence", own[0].at, shared[0].at)
        return tuple(own)

    def _entries(
        self,
        kind: Kind,
        make: Callable[[Text, Any, Origin], D],
    ) -> dict[str, D]:
        """The things of a kind in the program, by their ids."""
        base, changes = kind.held(self.family), kind.held(self.program)
        found = override(kind.called, base, changes, self.findings)
        return {str(key): make(key, part, origin) for key, part, origin in found}

    def _figure(self, key: Text, part: FigureEntry, origin: Origin) -> FigureDef:
        drawing, faults = self.files.figure(str(key), key.at)
        self.findings.found += faults
        description = drawing.description if drawing else Text("", key.at)
        labels = drawing.labels if drawing else ()
        svg = f"{FOLDER}/{key}.svg"
        return made(
            FigureDef,
            part,
            id=str(key),
            description=description,
            labels=tuple(label for label in labels if isinstance(label, Text)),
            svg=svg,
            at=key.at,
            origin=origin,
        )

    def _inherited(self, chapters: OutlineBuilder, appendices: OutlineBuilder) -> Inherited:
        """What the family declares, and what of it the program leaves out."""
        declared: dict[tuple[str, str], Span] = {}
        omitted: dict[tuple[str, str], Span] = {}
        for kind in KINDS.values():
            changes = kind.held(self.program) if kind.overridable else None
            gone = changes.omit if changes else ()
            declared |= {(kind.id, str(key)): key.at for key in kind.of(self.family)}
            omitted |= {(kind.id, str(key)): key.at for key in gone}
        return Inherited(
            chapters=chapters.shared(self.files.clauses),
            appendices=appendices.shared(self.files.clauses),
            omitted=chapters.omitted | appendices.omitted,
            parts=declared,
            left_out=omitted,
        )


def _made(kind: type[D]) -> Callable[[Text, Any, Origin], D]:
    return lambda key, part, origin: made(kind, part, id=str(key), at=key.at, origin=origin)


def _link_list(key: Text, links: list[Text], origin: Origin) -> LinkList:
    return LinkList(id=str(key), links=tuple(links), at=key.at, origin=origin)
