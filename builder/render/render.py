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
from builder.render.environment import Environment, render_template
from builder.render.origins import Encoded, Origins, clean
from builder.render.page import PageKind, RenderedPage, RenderedSource
from builder.render.template_faults import Names, is_ours, takes, template_fault
from builder.render.template_files import TemplateFiles
from builder.source import Span, Text

_SUFFIX = ".md.jinja"
_COLLECTIONS = {
    "table": "tables",
    "figure": "figures",
    "links": "link_lists",
    "list": "lists",
    "form": "forms",
}
_ONCE = {"table", "figure", "form", "glossary"}
"""Blocks with anchors in them, of which no two may have the same name."""


class Renderer:
    """Renders the programs of one project; templates are compiled once for all of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.origins = Origins()
        self._current: Authored | None = None
        self._syntax: dict[tuple[Span, str, str], list[Diagnostic]] = {}
        self._placed: dict[tuple[str, str], Span] = {}
        self._broken = False
        self._clauses: list[str] = []
        self.environment = Environment(root, self.origins, self._finalize)
        self.environment.filters |= {
            "inline": takes("a text", str)(self._inline),
            "body": takes("a section", SectionDef)(self._body),
            "date": takes("a date", str)(display_date),
            "encoded": takes("what a macro made", str)(Encoded),
            "link": takes("a link's id", str)(self._link),
            "number": takes("a number", int, float)(lambda value: f"{value:g}"),
            "verbatim": takes("a text", str)(self._verbatim),
        }
        self.templates = TemplateFiles(root)
        self.block_kinds = frozenset(
            Path(name).name.removesuffix(_SUFFIX)
            for name in self.templates.names
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
        self._placed, self._clauses, self._broken = {}, [], False
        self._authored.faults += self.templates.faults
        context: dict[str, Any] = {
            "program": program,
            "chapters": program.chapters,
            "appendices": program.appendices,
        }
        jobs: list[tuple[str, PageKind, str, dict[str, Any]]]
        jobs = [("index", PageKind.FRONT, "index", {})]
        jobs += [(c.id, PageKind.CHAPTER, "chapter", {"top": c}) for c in program.chapters]
        jobs += [(a.id, PageKind.APPENDIX, "appendix", {"top": a}) for a in program.appendices]
        pages = []
        for name, kind, template, extra in jobs:
            encoded = self._run(template + _SUFFIX, context | extra)
            if encoded is None:
                continue
            text, segments = self.origins.decode(_tidy(encoded))
            pages.append(RenderedPage(name=name, kind=kind, text=text, segments=segments))
        done = self._authored
        if not self._broken:
            done.faults += self._not_placed()
        value = RenderedSource(
            program=program.id,
            pages=tuple(pages),
            used={name: tuple(places) for name, places in done.used.items()},
            figures=tuple(id for kind, id in self._placed if kind == "figure"),
            placed=frozenset(self._placed),
            referred=frozenset(done.referred),
        )
        return Result(value=value, diagnostics=tuple(dict.fromkeys(done.faults)))

    def _run(self, name: str, context: dict[str, Any]) -> Encoded | None:
        """What a template makes; None if it fails, which is then reported."""
        try:
            return render_template(self.environment.get_template(name), context)
        except Exception as error:
            if is_ours(error):
                raise
            self._broken = True
            if isinstance(error, UnicodeDecodeError):
                return None  # reported with the template files
            environment = self.environment
            names = Names(
                templates=self.templates.names,
                filters=environment.filters,
                tests=environment.tests,
                variables=list(context),
            )
            self._authored.faults.append(template_fault(error, names, self.templates.line))
            return None

    def _not_placed(self) -> list[Diagnostic]:
        """References to tables and figures that are declared but stand nowhere."""
        faults = []
        for id, places in self._authored.referred.items():
            target = self._authored.targets.get(id)
            kind = target.kind if target else ""
            if kind in _COLLECTIONS and (kind, id) not in self._placed:
                faults += [
                    Diagnostic(
                        code="reference-not-placed",
                        at=at,
                        message=f"The {kind} “{id}” is declared but stands nowhere in this guide.",
                        hint=f"Put {{{{ {kind}: {id} }}}} on a line of its own in a clause, or "
                        "remove the reference.",
                    )
                    for at in places
                ]
        return faults

    def _finalize(self, value: object) -> str:
        if isinstance(value, Encoded):
            return value
        if isinstance(value, str):
            return self._authored.plain(value)
        return str(value)

    def _inline(self, text: str) -> Encoded:
        return self._authored.inline(text)

    def _link(self, id: str) -> Encoded:
        if id not in self._authored.program.links:
            return Encoded("")  # reported when the definition was loaded
        return self._authored.link(id)

    def _verbatim(self, text: str) -> Encoded:
        """A name as it is, without escapes."""
        if isinstance(text, Text):
            return self.origins.encode(clean(text), text.at, authored=False)
        return Encoded(text)

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
        first = self._placed.setdefault((kind, id or ""), at)
        if first is not at and kind in _ONCE:
            faults.append(
                Diagnostic(
                    code="placed-twice",
                    at=at,
                    message=f"The {kind} “{id}” stands in this guide already."
                    if id
                    else f"The {kind} stands in this guide already.",
                    hint=f"Refer to it with [](#{id})." if id else "Remove one of the two.",
                    related=(first,),
                )
            )
            return None
        item = collection[id] if collection is not None and id is not None else None
        made = self._run(f"blocks/{kind}{_SUFFIX}", {"program": program, "item": item})
        return Encoded(_tidy(made)) if made is not None else None

    def _slot(self, id: str | None, at: Span) -> Encoded | None:
        program, faults = self._authored.program, self._authored.faults
        slot = program.slots.get(id or "")
        if slot is None:
            faults.append(
                Diagnostic(
                    code="unknown-slot",
                    at=at,
                    message=f"There is no slot “{id}”." if id else "“slot” needs an id.",
                    hint=suggest(
                        id or "",
                        program.slots,
                        otherwise="Declare it under slots: in the family's file.",
                    ),
                )
            )
            return None
        self._placed.setdefault(("slot", slot.id), at)
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
