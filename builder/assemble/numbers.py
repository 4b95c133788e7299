"""Numbers: Sphinx counts, this turns the appendices' numbers into letters and passes all on.

Sections, tables and figures are counted once, by Sphinx. HTML reads Sphinx's tables; PDF and
JSON read what `annotate` copies from the same tables onto the resolved doctrees. So all three
print the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING, Literal

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from builder.assemble.facts import PageFacts

TargetKind = Literal["chapter", "section", "appendix", "table", "figure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A numbered thing: where it is and how it is cited."""

    id: str
    kind: TargetKind
    docname: str
    number: str
    title: str

    @property
    def label(self) -> str:
        """`Section 3.4`, `Appendix F`, `Table 1` or `Figure 2`."""
        match self.kind:
            case "chapter" | "section":
                return f"Section {self.number}"
            case "appendix":
                return f"Appendix {self.number}"
            case _:
                return f"{self.kind.capitalize()} {self.number}"

    @property
    def full(self) -> str:
        """How a reference in full prints it."""
        match self.kind:
            case "chapter" | "section":
                return f"{self.label} “{self.title}”"
            case "appendix":
                return f"{self.label}: {self.title}"
            case _:
                return self.label


def letter_appendices(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Event `env-get-updated`, after Sphinx has counted: 1 to A, 2 to B in the appendices.

    Every copy Sphinx keeps of a section number is rewritten: the table by anchor, the document's
    title and the local table of contents.
    """
    for docname in app.config.guide_appendices:
        letters = {
            anchor: _lettered(number)
            for anchor, number in env.toc_secnumbers.get(docname, {}).items()
        }
        if not letters:
            continue
        env.toc_secnumbers[docname] = letters  # type: ignore[assignment]
        env.titles[docname]["secnumber"] = letters.get("")
        for reference in env.tocs[docname].findall(nodes.reference):
            if reference.get("secnumber"):
                reference["secnumber"] = letters.get(reference["anchorname"])
    return []


def _lettered(number: tuple[int, ...]) -> tuple[int | str, ...]:
    letter = letter_of(number[0])
    return (f"Appendix {letter}:",) if len(number) == 1 else (letter, *number[1:])


def letter_of(count: int) -> str:
    """The appendix letter of a count from 1: A to Z, then AA, AB and so on."""
    letters = ""
    while count:
        count, rest = divmod(count - 1, len(ascii_uppercase))
        letters = ascii_uppercase[rest] + letters
    return letters


def collect(env: BuildEnvironment, facts: Mapping[str, PageFacts]) -> dict[str, Number]:
    """Everything with a permanent id and a number, by id, of the pages in `facts`."""
    found: dict[str, Number] = {}
    for docname, page in facts.items():
        sections = env.toc_secnumbers.get(docname, {})
        figures = env.toc_fignumbers.get(docname, {})
        for thing in page.things:
            if thing.kind == "section":
                top = thing.level == 0
                parts = sections.get("" if top else f"#{thing.id}")
                if not parts:
                    continue
                number, kind = _section(parts, top=top)
            else:
                count = figures.get(thing.kind, {}).get(thing.id)
                if not count:
                    continue
                number, kind = ".".join(map(str, count)), thing.kind
            found[thing.id] = Number(
                id=thing.id, kind=kind, docname=docname, number=number, title=thing.title
            )
    return found


def _section(parts: tuple[int | str, ...], *, top: bool) -> tuple[str, TargetKind]:
    first = str(parts[0])
    if first.startswith("Appendix "):
        return first.removeprefix("Appendix ").removesuffix(":"), "appendix"
    return ".".join(map(str, parts)), "chapter" if top else "section"


def annotate(doctree: nodes.document, numbers: Mapping[str, Number]) -> None:
    """Copy the numbers onto a doctree's sections, tables and figures."""
    for node in doctree.findall(nodes.Element):
        if isinstance(node, nodes.section | nodes.table | nodes.figure) and node["ids"]:
            found = numbers.get(node["ids"][0])
            if found is not None:
                node["number"] = found.number
                node["label"] = found.label.split(" ")[0]
