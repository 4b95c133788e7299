"""Brings the guide's numbers into Sphinx and onto the resolved pages.

Sections are counted by `builder.model.numbering`, tables and figures by Sphinx, which alone knows
the order in which they came to stand. HTML reads Sphinx's tables, PDF and JSON what `annotate`
writes on the pages, references what `collect` found: all of it comes from the same two counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from docutils import nodes

from builder.assemble.facts import PageFacts
from builder.model.guide import Section, SectionKind
from builder.model.numbering import section_numbers
from builder.model.program import Program, SectionDef

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

NumberedKind = Literal["chapter", "section", "appendix", "table", "figure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A numbered thing: the page it is on, and how it is cited.

    `heading` is what stands before the title, `full` what a reference in full prints,
    `name` what a thing of the kind is called.
    """

    id: str
    kind: NumberedKind
    docname: str
    number: str
    title: str
    label: str
    heading: str
    full: str
    name: str

    @property
    def section_kind(self) -> SectionKind:
        """The kind of a section."""
        assert self.kind != "table" and self.kind != "figure"  # noqa: PT018, PLR1714 (mypy)
        return self.kind


def headings(program: Program) -> dict[str, str]:
    """What stands before the titles of a program's sections, by their ids."""
    words = program.words
    return {id: words.heading(*found) for id, found in section_numbers(program).items()}


def number_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Event `env-get-updated`, after Sphinx has counted: our numbers in place of Sphinx's.

    Sphinx keeps a section's number thrice: in the table by anchor, at the title of its page and
    in the page's own contents. It joins the parts of a number with points, so that a heading like
    `Appendix F:` goes in as a number of one part.
    """
    known: Mapping[str, str] = app.config.guide_headings
    for docname in env.tocs.keys() & known.keys():
        found: dict[str, tuple[str, ...]] = {}
        for reference in env.tocs[docname].findall(nodes.reference):
            anchor = reference["anchorname"]
            heading = known.get(anchor.removeprefix("#") or docname)
            if heading is not None:
                found[anchor] = reference["secnumber"] = (heading,)
        env.toc_secnumbers[docname] = found  # type: ignore[assignment]
        env.titles[docname]["secnumber"] = found.get("")
    return []


def collect(
    env: BuildEnvironment, program: Program, facts: Mapping[str, PageFacts]
) -> dict[str, Number]:
    """Everything with a permanent id and a number, by id, of the pages in `facts`."""
    found: dict[str, Number] = {}
    words, sections = program.words, section_numbers(program)
    for docname, page in facts.items():
        counts = env.toc_fignumbers.get(docname, {})
        for node in page.nodes:
            kind: NumberedKind
            if node.kind == "section":
                if node.id not in sections:
                    continue
                kind, number = sections[node.id]
            else:
                count = counts.get(node.kind, {}).get(node.id)
                if not count:
                    continue
                kind, number = node.kind, ".".join(map(str, count))
            found[node.id] = Number(
                id=node.id,
                kind=kind,
                docname=docname,
                number=number,
                title=node.title,
                label=words.label(kind, number),
                heading=words.heading(kind, number),
                name=words.names[kind],
                full=words.reference(kind, number, node.title),
            )
    return found


def contents(program: Program, numbers: Mapping[str, Number]) -> tuple[Section, ...]:
    """The chapters and appendices with all sections below them, without their text."""

    def listed(sections: Iterable[SectionDef]) -> Iterator[Section]:
        for section in sections:
            found = numbers.get(section.id)
            if found is not None:
                yield Section(
                    id=found.id,
                    kind=found.section_kind,
                    number=found.number,
                    label=found.label,
                    title=found.title,
                    sections=tuple(listed(section.sections)),
                )

    return tuple(listed((*program.chapters, *program.appendices)))


def annotate(doctree: nodes.document, numbers: Mapping[str, Number]) -> None:
    """Write how they are numbered on a doctree's sections, tables and figures."""
    for node in doctree.findall(nodes.Element):
        if isinstance(node, nodes.section | nodes.table | nodes.figure) and node["ids"]:
            found = numbers.get(node["ids"][0])
            if found is not None:
                for name in ("kind", "number", "label", "heading", "name"):
                    node[name] = getattr(found, name)
