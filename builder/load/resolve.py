"""A family and one of its programs become a `Program`, with everything inherited filled in."""

from __future__ import annotations

from builder.diagnostics import Result
from builder.load import convert, policy
from builder.load.cover import cover
from builder.load.findings import Findings
from builder.load.identity import check_names
from builder.load.inputs import parameters, slots
from builder.load.nodes import YamlDocument
from builder.load.outline import OutlineBuilder
from builder.load.overrides import override, override_glossary, same
from builder.load.parts import PublisherEntry
from builder.load.project_files import ProjectFiles
from builder.load.schema_family import FamilyFile
from builder.load.schema_program import ProgramFile
from builder.model.figure import FOLDER
from builder.model.kinds import KINDS
from builder.model.program import (
    FigureDef,
    Inherited,
    LinkList,
    Origin,
    Program,
)
from builder.source import SourceFile, Span, Text


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
            tables={
                str(key): convert.table(key, part, origin)
                for key, part, origin in override("table", family.tables, own.tables, findings)
            },
            figures=self._figures(),
            links={
                str(key): convert.link(key, part, origin)
                for key, part, origin in override("link", family.links, own.links, findings)
            },
            link_lists={
                str(key): LinkList(id=str(key), links=tuple(links), at=key.at, origin=origin)
                for key, links, origin in override(
                    "link list", family.link_lists, own.link_lists, findings
                )
            },
            lists={
                str(key): convert.item_list(key, part, origin)
                for key, part, origin in override("list", family.lists, own.lists, findings)
            },
            forms={
                str(key): convert.form(key, part, origin)
                for key, part, origin in override("form", family.forms, own.forms, findings)
            },
            glossary=tuple(
                convert.term(part, origin)
                for part, origin in override_glossary(family.glossary, own.glossary, findings)
            ),
            documents={
                str(key): convert.document(key, part, origin)
                for key, part, origin in override(
                    "document", family.documents, own.documents, findings
                )
            },
            parties=tuple(map(convert.party, family.parties)),
            precedence=self._precedence(),
            revisions=tuple(map(convert.revision, own.revision_history)),
            queries=(
                *(convert.query(part, Origin.SHARED) for part in family.queries),
                *(convert.query(part, Origin.PROGRAM) for part in own.queries),
            ),
            requires=convert.requirements(family.requires),
            policy=policy.policy(family, own, findings),
            waivers=policy.waivers(family, own),
            sources=self._sources(),
            inherited=self._inherited(chapters, appendices),
        )
        return Result(
            value=check_names(program, family, findings), diagnostics=tuple(findings.found)
        )

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

    def _figures(self) -> dict[str, FigureDef]:
        result = {}
        for key, part, origin in override(
            "figure", self.family.figures, self.program.figures, self.findings
        ):
            drawing, faults = self.files.figure(str(key), key.at)
            self.findings.found += faults
            result[str(key)] = FigureDef(
                id=str(key),
                caption=part.caption,
                description=_authored(drawing.description if drawing else "", key.at),
                svg=f"{FOLDER}/{key}.svg",
                at=key.at,
                origin=origin,
            )
        return result

    def _inherited(self, chapters: OutlineBuilder, appendices: OutlineBuilder) -> Inherited:
        """What the family declares, and what of it the program leaves out."""
        declared: dict[tuple[str, str], Span] = {}
        omitted: dict[tuple[str, str], Span] = {}
        for kind in KINDS.values():
            if kind.overridable:
                changes = kind.held(self.program)
                declared |= {(kind.id, str(key)): key.at for key in kind.of(self.family)}
                omitted |= {
                    (kind.id, str(key)): key.at for key in (changes.omit if changes else ())
                }
        return Inherited(
            chapters=chapters.shared(self.files.clauses),
            appendices=appendices.shared(self.files.clauses),
            omitted=chapters.omitted | appendices.omitted,
            parts=declared,
            left_out=omitted,
        )

    def _sources(self) -> dict[str, SourceFile]:
        return {document.source.name: document.source for document in self.documents}


def _authored(text: str, otherwise: Span) -> Text:
    return text if isinstance(text, Text) else Text(text, otherwise)
