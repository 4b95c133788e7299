"""Renders a program: its templates, with its clauses and data put in, to Markdown pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from builder.clauses import Placeholder
from builder.diagnostics import Diagnostic, Result, suggest
from builder.model.program import ClauseFile, Program, SectionDef, Status
from builder.render.authored import Authored
from builder.render.dates import display_date
from builder.render.environment import FOLDER, Environment, render_template, template_fault
from builder.render.origins import Encoded, Origins
from builder.render.page import PageKind, RenderedPage, RenderedSource
from builder.source import Span, Text

_SUFFIX = ".md.jinja"
_COLLECTIONS = {
    "table": "tables",
    "figure": "figures",
    "links": "link_lists",
    "list": "lists",
    "form": "forms",
}


class Renderer:
    """Renders the programs of one project; templates are compiled once for all of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.origins = Origins()
        self._current: Authored | None = None
        self._syntax: dict[tuple[Span, str], list[Diagnostic]] = {}
        self._figures: list[str] = []
        self._clauses: list[str] = []
        self.environment = Environment(root, self.origins, self._finalize)
        self.environment.filters |= {
            "inline": self._inline,
            "body": self._body,
            "date": display_date,
            "encoded": Encoded,
            "link": self._link,
            "number": lambda value: f"{value:g}",
            "verbatim": lambda text: Encoded(str(text)),
        }
        folder = root / FOLDER
        self.templates = sorted(
            path.relative_to(folder).as_posix() for path in folder.rglob("*.jinja")
        )
        self.block_kinds = frozenset(
            Path(name).name.removesuffix(_SUFFIX)
            for name in self.templates
            if name.startswith("blocks/")
        )

    @property
    def _authored(self) -> Authored:
        assert self._current is not None
        return self._current

    def render(self, program: Program) -> Result[RenderedSource]:
        """All pages of one guide, and every fault in its clauses, data and templates."""
        self._current = Authored(
            program=program,
            origins=self.origins,
            marker=self._marker,
            block_kinds=self.block_kinds | {"slot"},
            syntax=self._syntax,
        )
        self._figures, self._clauses = [], []
        context: dict[str, Any] = {
            "program": program,
            "chapters": program.chapters,
            "appendices": program.appendices,
        }
        jobs: list[tuple[str, PageKind, str, dict[str, Any]]] = [("index", PageKind.FRONT, "index", {})]
        jobs += [(c.id, PageKind.CHAPTER, "chapter", {"top": c}) for c in program.chapters]
        jobs += [(a.id, PageKind.APPENDIX, "appendix", {"top": a}) for a in program.appendices]
        pages = []
        for name, kind, template, extra in jobs:
            try:
                encoded = render_template(
                    self.environment.get_template(template + _SUFFIX), context | extra
                )
            except Exception as error:
                self._authored.faults.append(template_fault(error, self.templates))
                continue
            text, segments = self.origins.decode(_tidy(encoded))
            pages.append(RenderedPage(name=name, kind=kind, text=text, segments=segments))
        done = self._authored
        value = RenderedSource(
            program=program.id,
            pages=tuple(pages),
            used={name: tuple(places) for name, places in done.used.items()},
            figures=tuple(self._figures),
        )
        return Result(value=value, diagnostics=tuple(dict.fromkeys(done.faults)))

    def _finalize(self, value: object) -> str:
        if isinstance(value, Encoded):
            return value
        if isinstance(value, str):
            return self._authored.plain(value)
        return str(value)

    def _inline(self, text: str) -> Encoded:
        return self._authored.inline(text)

    def _link(self, id: str) -> Encoded:
        return self._authored.link(id)

    def _body(self, section: SectionDef) -> Encoded:
        if section.clause is None or section.status is Status.NOT_APPLICABLE:
            return Encoded("")
        return self._clause(section.clause)

    def _clause(self, clause: ClauseFile) -> Encoded:
        self._clauses.append(clause.id)
        try:
            return self._authored.clause(clause)
        finally:
            self._clauses.pop()

    def _marker(self, kind: str, id: str | None, found: Placeholder, text: Text) -> Encoded | None:
        """A block marker of a clause: a slot, or what a template makes of data."""
        at = text.where(found.start)
        at = Span(file=at.file, line=at.line, column=at.column, length=found.end - found.start)
        program, faults = self._authored.program, self._authored.faults
        if kind == "slot":
            return self._slot(id, at)
        if kind not in self.block_kinds:
            faults.append(
                Diagnostic(
                    code="unknown-block",
                    at=at,
                    message=f"There is no kind of block “{kind}”.",
                    hint=suggest(kind, self.block_kinds | {"slot"}),
                )
            )
            return None
        collection = getattr(program, _COLLECTIONS[kind]) if kind in _COLLECTIONS else None
        if collection is not None and id not in collection:
            faults.append(
                Diagnostic(
                    code=f"unknown-{kind}",
                    at=at,
                    message=f"There is no “{id}” among this guide’s "
                    f"{_COLLECTIONS[kind].replace('_', ' ')}."
                    if id
                    else f"“{kind}” needs an id.",
                    hint=suggest(
                        id or "", collection, otherwise=f"Write {{{{ {kind}: its-id }}}}."
                    ),
                )
            )
            return None
        if kind == "figure" and id is not None:
            self._figures.append(id)
        item = collection[id] if collection is not None and id is not None else None
        template = self.environment.get_template(f"blocks/{kind}{_SUFFIX}")
        return Encoded(_tidy(render_template(template, {"program": program, "item": item})))

    def _slot(self, id: str | None, at: Span) -> Encoded | None:
        program, faults = self._authored.program, self._authored.faults
        slot = program.slots.get(id or "")
        if slot is None:
            faults.append(
                Diagnostic(
                    code="unknown-slot",
                    at=at,
                    message=f"There is no slot “{id or ''}”.",
                    hint=suggest(
                        id or "",
                        program.slots,
                        otherwise="Declare it under slots: in the family's file.",
                    ),
                )
            )
            return None
        self._authored.referred.setdefault(f"slot:{slot.id}", []).append(at)
        if slot.clause is None:
            return Encoded("")
        if slot.clause.id in self._clauses:
            faults.append(
                Diagnostic(
                    code="slot-circular",
                    at=at,
                    message=f"The text that fills the slot “{slot.id}” holds the slot itself.",
                    hint="Fill it with another clause file.",
                )
            )
            return None
        return self._clause(slot.clause)


def _tidy(encoded: str) -> str:
    """No more than one empty line in a row, and one line end at the end."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", encoded)).strip("\n") + "\n"
