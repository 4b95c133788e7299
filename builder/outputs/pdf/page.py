"""What the PDF output is given: resolved pages and the particulars of the guide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from docutils import nodes

PageKind = Literal["front", "chapter", "appendix"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """One page of the guide as Sphinx resolved it, with the numbers that assembling wrote on it.

    A numbered `section`, `figure` or `table` of the doctree has the attribute `number`, a
    captioned figure or table also `label`; an internal `reference` has `target_id`.
    """

    docname: str
    kind: PageKind
    doctree: nodes.document


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideFacts:
    """What the cover, the running lines and the metadata say of a guide.

    `date` is printed as it stands, but for an ISO date (YYYY-MM-DD or YYYY-MM), which is
    written out and also becomes the document's date. `publisher_lines` are lines of address,
    telephone and the like, printed below `publisher_name`.
    """

    title: str
    short_name: str
    version: str
    publisher_name: str
    subtitle: str | None = None
    date: str | None = None
    classification: str | None = None
    copyright: str | None = None
    trademarks: str | None = None
    publisher_lines: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    language: str = "en"
