"""What the PDF output is given: resolved pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from docutils import nodes

PageKind = Literal["front", "chapter", "appendix"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """One page of the guide as Sphinx resolved it, with the numbers that assembling wrote on it.

    A numbered `section` of the doctree has the attribute `heading`, what stands before its title; a
    captioned `figure` or `table` has `name` and `number`, an internal `reference` has `target_id`.
    """

    docname: str
    kind: PageKind
    doctree: nodes.document
