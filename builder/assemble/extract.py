"""Reads the published guide out of the resolved doctrees."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path

from docutils import nodes

from builder.assemble.facts import line_of
from builder.assemble.line_breaks import hard_break
from builder.assemble.numbers import Number
from builder.assemble.words import count_words
from builder.clauses.values import fill, identity
from builder.model.blocks import BLOCKS, BlockKind
from builder.model.cover import Identity
from builder.model.guide import (
    Block,
    Cell,
    DocumentItem,
    GlossaryItem,
    Guide,
    ParameterItem,
    Place,
    RevisionItem,
    Run,
    RunKind,
    Section,
)
from builder.model.program import Program
from builder.render import PageKind, RenderedPage, RenderedSource
from builder.source import Span

_STYLES: dict[type[nodes.Node], RunKind] = {
    nodes.strong: "strong",
    nodes.emphasis: "emphasis",
    nodes.literal: "code",
}
_SKIPPED = (nodes.target, nodes.comment, nodes.colspec, nodes.title, nodes.substitution_definition)


def extract_guide(
    program: Program,
    source: RenderedSource,
    doctrees: Mapping[str, nodes.document],
    numbers: Mapping[str, Number],
) -> Guide:
    """The guide that the doctrees print."""
    reader = _GuideExtractor(program, numbers)
    return Guide(
        identity=identity(program),
        cover_at={
            name: place
            for name in (member.name for member in fields(Identity))
            if name in program.cover and (place := _place(program.cover[name].at)) is not None
        },
        sections=tuple(
            section
            for page in source.pages
            if page.kind is not PageKind.FRONT
            for section in reader.sections(page, doctrees[page.name])
        ),
        precedence=tuple(
            DocumentItem(
                id=str(id),
                name=fill(program.documents[id].name, program),
                at=_place(program.documents[id].at),
            )
            for id in program.precedence
            if id in program.documents
        ),
        glossary=tuple(
            GlossaryItem(
                id=entry.id if ("glossary", "") in source.placed else "",
                term=fill(entry.term, program),
                means=fill(entry.means, program),
                note=fill(entry.note, program) if entry.note is not None else None,
                at=_place(entry.at),
            )
            for entry in program.glossary
        ),
        revision_history=tuple(
            RevisionItem(
                version=str(row.version),
                dates=tuple(map(str, row.dates)),
                summary=fill(row.summary, program),
                at=_place(row.at),
            )
            for row in program.revisions
        ),
        parameters=tuple(
            ParameterItem(
                id=parameter.id,
                value=fill(parameter.value, program),
                at=_place(parameter.value.at),
                used=tuple(
                    place
                    for span in source.used.get(parameter.id, ())
                    if (place := _place(span)) is not None
                ),
            )
            for parameter in sorted(program.parameters.values(), key=lambda p: p.id)
        ),
        words=count_words(program, source),
    )


class _GuideExtractor:
    """Reads the pages of one guide; `page` and `folder` are those of the page being read."""

    page: RenderedPage
    folder: Path

    def __init__(self, program: Program, numbers: Mapping[str, Number]) -> None:
        self.numbers = numbers
        self.defined = {section.id: section for section in program.sections()}
        self.terms = {entry.id: entry.at for entry in program.glossary}

    def sections(self, page: RenderedPage, doctree: nodes.document) -> list[Section]:
        self.page, self.folder = page, Path(doctree["source"]).parent
        return [self.section(node) for node in doctree.children if isinstance(node, nodes.section)]

    def section(self, node: nodes.section) -> Section:
        id = node["ids"][0]
        number = self.numbers[id]
        defined = self.defined[id]
        return Section(
            id=id,
            kind=number.section_kind,
            number=number.number,
            label=number.label,
            title=number.title,
            status=defined.status.value,
            at=_place(defined.title.at),
            clause=defined.clause.source.name if defined.clause else None,
            blocks=tuple(self.blocks(n for n in node.children if not isinstance(n, nodes.section))),
            sections=tuple(self.section(n) for n in node.children if isinstance(n, nodes.section)),
        )

    def blocks(self, children: Iterator[nodes.Node]) -> Iterator[Block]:
        for node in children:
            if not isinstance(node, _SKIPPED) and isinstance(node, nodes.Element):
                yield from self.block(node)

    def block(self, node: nodes.Element) -> Iterator[Block]:
        at = self.at(node)
        id = node["ids"][0] if node["ids"] else None
        if isinstance(node, nodes.paragraph):
            yield Block(kind="paragraph", at=at, runs=self.text(node))
        elif isinstance(node, nodes.table):
            yield self.table(node, id)
        elif isinstance(node, nodes.figure):
            yield self.figure(node, id)
        elif isinstance(node, nodes.definition_list):
            yield Block(
                kind="glossary",
                at=at,
                blocks=tuple(
                    self.entry(item)
                    for item in node.children
                    if isinstance(item, nodes.definition_list_item)
                ),
            )
        elif isinstance(node, nodes.literal_block):
            yield Block(kind="code", at=at, runs=(Run(text=node.astext(), kind="code"),))
        elif (frame := _frame(type(node).__name__)) is not None:
            yield Block(
                kind=frame,
                at=at,
                id=id,
                blocks=tuple(self.blocks(iter(node.children))),
            )
        else:
            yield from self.blocks(iter(node.children))

    def table(self, node: nodes.table, id: str | None) -> Block:
        def cells(row: nodes.Node) -> tuple[Cell, ...]:
            return tuple(
                Cell(
                    blocks=tuple(self.blocks(iter(entry.children))),
                    at=self.at(next(entry.findall(nodes.paragraph), entry)),
                )
                for entry in row.children
                if isinstance(entry, nodes.entry)
            )

        head = [cells(row) for part in node.findall(nodes.thead) for row in part.children]
        rows = [cells(row) for part in node.findall(nodes.tbody) for row in part.children]
        title = next((c for c in node.children if isinstance(c, nodes.title)), None)
        return Block(
            kind="form" if "form" in node["classes"] else "table",
            at=self.at(title or node),
            id=id,
            number=node.get("number"),
            runs=self.text(title) if title is not None else (),
            head=head[0] if head else (),
            rows=tuple(rows),
        )

    def figure(self, node: nodes.figure, id: str | None) -> Block:
        caption = next(node.findall(nodes.caption), None)
        image = next(node.findall(nodes.image))
        drawing = self.folder / image["uri"]
        return Block(
            kind="figure",
            at=self.at(caption or node),
            id=id,
            number=node.get("number"),
            runs=self.text(caption) if caption is not None else (),
            description=image.get("alt"),
            image=hashlib.sha256(drawing.read_bytes()).hexdigest() if drawing.is_file() else None,
        )

    def entry(self, item: nodes.definition_list_item) -> Block:
        term = next(item.findall(nodes.term))
        definition = next(item.findall(nodes.definition))
        id = term["ids"][0] if term["ids"] else None
        return Block(
            kind="entry",
            at=_place(self.terms.get(id or "")),
            id=id,
            runs=(Run(text=term.astext(), kind="strong"),),
            blocks=tuple(self.blocks(iter(definition.children))),
        )

    def text(self, node: nodes.Element) -> tuple[Run, ...]:
        """The runs of a node; neighbours of one kind, such as the lines of a source, are one."""
        found: list[Run] = []
        for run in self.runs(node):
            last = found[-1] if found else None
            if last and last.kind == run.kind and last.target is None and run.target is None:
                found[-1] = Run(text=last.text + run.text, kind=last.kind)
            else:
                found.append(run)
        return tuple(found)

    def runs(self, node: nodes.Element, kind: RunKind = "text") -> Iterator[Run]:
        for child in node.children:
            if isinstance(child, nodes.Text):
                yield Run(text=" ".join(str(child).split("\n")), kind=kind)
            elif isinstance(child, hard_break):
                yield Run(text=" ", kind=kind)
            elif isinstance(child, nodes.reference):
                yield self.reference(child)
            elif isinstance(child, nodes.Element) and not isinstance(child, nodes.target):
                yield from self.runs(child, _STYLES.get(type(child), kind))

    def reference(self, node: nodes.reference) -> Run:
        text = node.astext().replace("\n", " ")
        # Such a link has a target, too, but its words are the author’s, not a reference’s.
        if "glossary-term" in node["classes"]:
            return Run(text=text, kind="term", target=node["target_id"])
        if "target_id" in node:
            return Run(
                text=text,
                kind="reference",
                target=node["target_id"],
                generated=bool(node.get("generated")),
            )
        return Run(text=text, kind="link", target=node.get("refuri"))

    def at(self, node: nodes.Node) -> Place | None:
        line = line_of(node)
        return _place(self.page.origin(line)) if line else None


def _place(at: Span | None) -> Place | None:
    return Place(file=at.file, line=at.line, column=at.column) if at else None


@cache
def _frame(node: str) -> BlockKind | None:
    """The kind of block that docutils nodes of a class become, with what is in them."""
    return next((block.id for block in BLOCKS.values() if block.node == node), None)
