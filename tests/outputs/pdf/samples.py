"""A small guide that has every kind of node, annotated as assembling does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from docutils import nodes
from docutils.core import publish_doctree

from builder.model.cover import Identity
from builder.outputs.pdf.compile import compile_pdf
from builder.outputs.pdf.document import image_names, translate
from builder.outputs.pdf.registry import PdfPage
from builder.render import PageKind

TEMPLATES = Path(__file__).parents[3] / "templates"
MOMENT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80" width="300" height="80">
<title>Flow</title><rect x="1" y="1" width="298" height="78" fill="none" stroke="currentColor"/>
<text x="150" y="45" text-anchor="middle" font-family="'IBM Plex Sans', Arial, sans-serif"
 font-size="14" fill="currentColor">Member calls desk</text></svg>"""

FACTS = Identity(
    program="rrp",
    title="Reading Room Program",
    subtitle="Program Guide",
    short_name="RRP",
    version="2.10",
    date="2024-02-29",
    classification="Internal use only",
    copyright="Copyright © 2024 The Library.",
    trademarks="All marks belong to their owners.",
    publisher="The Library, Ltd.",
    address="1 Shelf Street",
    telephone="555-0100",
)

FRONT = """
Document control
----------------

.. list-table::
   :class: document-control
   :header-rows: 1
   :stub-columns: 1
   :widths: 1 3

   * - Item
     - Entry
   * - Version
     - 2.10

Revision history
----------------

.. list-table::
   :header-rows: 1

   * - Version
     - Change
   * - 2.9
     - Opening hours changed.

.. container:: html-only

   Download this guide.
"""

CHAPTER = """
The members' desk is **open** on *weekdays*; type ``list --all /var/log`` to see the names.
Water is H\\ :sub:`2`\\ O and area is m\\ :sup:`2`. See refs-here.

The member must bring the following:

- A card
- A pen, and:

  - blue ink
  - or black ink

    Not red ink.

1. First step

   a. Inner step

      i. Innermost step

2. Second step

Term one
   Meaning of the first term.

Term two
   Meaning of the second term.

   A second paragraph of the meaning.

.. note:: A plain note.

.. warning:: A stern warning.

.. admonition:: Mind this

   An admonition with a title.

::

   code  block   with "quotes" \\ and #hash

| An address line
| Its second line

    A quoted passage.

.. comment that never shows

.. rubric:: A rubric

----

After the transition.

Lending
-------

.. list-table:: Lending periods
   :header-rows: 1
   :widths: 1 2 2

   * - Kind
     - Period
     - Remark
   * - Book
     - Four weeks
     - - Once renewable
       - At the desk

Long lists
~~~~~~~~~~

.. list-table:: Shelf marks
   :header-rows: 1

   * - Mark heading
     - Shelf heading
"""

ROWS = "".join(
    f"   * - mark {n}\n     - Shelf number {n} in the long corridor.\n" for n in range(90)
)

SECOND = """
.. figure:: figures/flow.svg
   :alt: The member calls the desk.

   How a member calls

   The legend of the figure.

Spans
-----

+-----------+-----------+-----------+
| Head one  | Head two  | Head thr  |
+===========+===========+===========+
| Wide cell over two    | Tall cell |
+-----------+-----------+ here      |
| Left      | Middle    |           |
+-----------+-----------+-----------+
"""

APPENDIX = """
.. list-table::
   :class: form
   :header-rows: 1
   :stub-columns: 1

   * - Contact
     - To be filled in
   * - Employee Name
     - \u00a0

.. list-table::
   :class: form

   * - Bare name
     -

.. list-table::

   * - Plain pair
     - Plain value

.. list-table:: Answers
   :class: blank
   :header-rows: 1

   * - Question
     - Answer
   * - Is it new?
     -

Questions
---------

Ask at the desk.
"""


@dataclass(frozen=True)
class Sample:
    """The guide as pages, as Typst source and as a PDF."""

    pages: list[PdfPage]
    source: str
    pdf: bytes

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(BytesIO(self.pdf))

    @cached_property
    def text(self) -> str:
        return plain(" ".join(page.extract_text() for page in self.reader.pages))


def plain(text: str) -> str:
    """Text with the breaks that the lines of the PDF made taken out."""
    return " ".join(text.replace("\u00ad\n", "").replace("\u2060", "").split())


def parse(
    text: str, kind: PageKind = PageKind.CHAPTER, number: str = "1", id_: str = "page"
) -> PdfPage:
    """A page from reStructuredText, its sections numbered below `number`."""
    doctree = publish_doctree(
        f"Title of {id_}\n{'=' * (9 + len(id_))}\n{text}",
        source_path=f"{id_}.rst",
        settings_overrides={"doctitle_xform": False, "report_level": 5},
    )
    for message in list(doctree.findall(nodes.system_message)):
        message.parent.remove(message)
    top = next(iter(doctree.findall(nodes.section)))
    top["ids"] = [id_]
    if kind is not PageKind.FRONT:
        _number(top, number)
    return PdfPage(kind=kind, doctree=doctree)


def _number(section: nodes.section, number: str) -> None:
    section["heading"] = f"Appendix {number}:" if len(number) == 1 and number.isalpha() else number
    inner = [child for child in section.children if isinstance(child, nodes.section)]
    for place, child in enumerate(inner, 1):
        _number(child, f"{number}.{place}")


def count(pages: list[PdfPage]) -> None:
    """Number the captioned tables and figures through the guide; odd numbers show who counts."""
    totals = {"Table": 0, "Figure": 0}
    for page in pages:
        for node in page.doctree.findall(nodes.Element):
            label = {"table": "Table", "figure": "Figure"}.get(type(node).__name__)
            if label and any(isinstance(c, nodes.title | nodes.caption) for c in node.children):
                totals[label] += 1
                node["name"], node["number"] = label, str(totals[label] + 40)
                node["ids"] = [f"{label.lower()}-{totals[label]}"]


def make(pages: list[PdfPage], facts: Identity = FACTS) -> Sample:
    """Translate and compile."""
    source = translate(pages, facts, TEMPLATES / "fonts")
    images = dict.fromkeys(image_names(pages), SVG)
    pdf = compile_pdf(source, templates=TEMPLATES, images=images, timestamp=MOMENT)
    return Sample(pages, source, pdf)


def reference(text: str, **attributes: object) -> nodes.reference:
    """A resolved reference."""
    return nodes.reference("", text, **attributes)


def guide_pages() -> list[PdfPage]:
    """All pages of the sample guide."""
    chapter = parse(CHAPTER + ROWS, PageKind.CHAPTER, "7", "first")
    second = parse(SECOND, PageKind.CHAPTER, "8", "second")
    pages = [
        parse(FRONT, PageKind.FRONT, "", "index"),
        chapter,
        second,
        parse(APPENDIX, PageKind.APPENDIX, "Q", "forms"),
    ]
    count(pages)
    paragraph = next(iter(chapter.doctree.findall(nodes.paragraph)))
    paragraph += reference("Section 8 “Title of second”", target_id="second")
    paragraph += reference("Table 41", target_id="table-1", refid="table-1")
    paragraph += reference("the catalog", refuri="https://example.org/catalog")
    paragraph += reference("RRP", target_id="forms", classes=["glossary-term"])
    return pages


@pytest.fixture(scope="session")
def sample() -> Sample:
    return make(guide_pages())


@pytest.fixture(scope="session")
def build() -> Callable[..., Sample]:
    """Make a guide of one chapter from reStructuredText."""

    def run(text: str, facts: Identity = FACTS) -> Sample:
        pages = [parse(text)]
        count(pages)
        return make(pages, facts)

    return run
