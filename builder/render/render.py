"""Renders a program: its templates, with its clauses and data put in, to Markdown pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from builder.clauses import Placeholder
from builder.diagnostics import Code, Diagnostic, Result, suggest
from builder.model.cover import labels
from builder.model.kinds import KINDS
from builder.model.program import ClauseFile, Program, SectionDef, Status
from builder.render.authored import Authored
from builder.render.bounds import OutOfTimeError
from builder.render.environment import (
    Environment,
    filled,
    of_the_program,
    render_page,
    render_template,
)
from builder.render.origins import Encoded, Origins, clean
from builder.render.page import PageKind, RenderedPage, RenderedSource
from builder.render.previous import ONCE, Rendering, holds, values_of
from builder.render.printed import Here
from builder.render.reads import Key, Reads
from builder.render.template_faults import Names, is_ours, takes, template_fault
from builder.render.template_files import TemplateFiles, UnreadableTemplateError
from builder.source import Span, Text

_SUFFIX = ".md.jinja"
_BLOCKS = {kind.id: kind for kind in KINDS.values() if kind.placed and kind.id != "slot"}
"""The kinds of block that print data."""


class Renderer:
    """Renders the programs of one project; templates are compiled once for all of them.

    Pages of the last time are taken as they are where they hold; see `builder.render.previous`.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.origins = Origins()
        self.templates = TemplateFiles(root)
        self._authored: Authored
        self._previous: dict[str, Rendering] = {}
        self._placed: dict[Key, Span] = {}
        self._clauses: list[str] = []
        self._out_of_time = False
        self.environment = Environment(self._load, self.origins, self._finalize, self._peeked)
        self.environment.filters |= {
            "inline": takes("a text", str)(self._inline),
            "body": takes("a section", SectionDef)(self._body),
            "date": of_the_program(takes("a date", str)(self._date)),
            "encoded": takes("what a macro made", str)(Encoded),
            "filled": filled,
            "link": of_the_program(takes("a link's id", str)(self._link)),
            "number": takes("a number", int, float)(lambda value: f"{value:g}"),
            "verbatim": takes("a text", str)(self._verbatim),
        }

    def refresh(self) -> None:
        """Read again which templates there are, and what they say."""
        self._out_of_time = False
        templates = TemplateFiles(self.root)
        if templates != self.templates:
            self.templates = templates

    def forget_others(self, programs: Collection[str]) -> None:
        """Forget all programs but these."""
        self._previous = {id: made for id, made in self._previous.items() if id in programs}

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """A template for Jinja, which asks at each use whether it still says the same."""
        source = self.templates.load(name)
        if source is None:
            return None
        return source.text, str(source.path), lambda: self.templates.load(name) == source

    @property
    def _here(self) -> Here:
        return self._authored.here

    def render(self, program: Program) -> Result[RenderedSource]:
        """All pages of one guide, and every fault in its clauses, data and templates."""
        self.origins.forget()
        kinds = frozenset(
            Path(name).name.removesuffix(_SUFFIX)
            for name in self.templates.names
            if name.startswith("blocks/")
        )
        self._block_kinds = kinds
        self._authored = Authored(program, self.origins, self._marker, kinds | {"slot"})
        now = Rendering(templates=self.templates, values=values_of(program))
        before = self._previous.get(program.id)
        self._previous[program.id] = now
        old = before.pages if before else {}
        alike = before is not None and before.like(now)
        clauses = {clause.id: clause.source for clause in program.clauses()}
        done = Reads(faults=list(self.templates.faults))
        self._placed = done.placed
        jobs: list[tuple[str, PageKind, str, SectionDef | None]]
        jobs = [("index", PageKind.FRONT, "index", None)]
        jobs += [(str(part.id), PageKind.CHAPTER, "chapter", part) for part in program.chapters]
        jobs += [(str(part.id), PageKind.APPENDIX, "appendix", part) for part in program.appendices]
        for name, kind, template, top in jobs:
            if alike and name in old and holds(old[name][1], clauses, done.placed):
                now.pages[name] = old[name]
                done.add(old[name][1])
                continue
            self._here.reads = reads = Reads()
            page = self._page(name, kind, template, top)
            done.add(reads)
            if page is not None:
                # An equal page stays the same object, so that a preview need not look into it.
                same = name in old and old[name][0] == page
                now.pages[name] = (old[name][0] if same else page, reads)
        for stated in program.policy.stated_values:
            self._here.reads = reads = Reads()
            self._authored.plain(stated.value)
            done.faults += reads.faults
        if not done.broken:
            done.faults += self._not_placed(done)
        value = RenderedSource(
            program=program.id,
            pages=tuple(page for page, _ in now.pages.values()),
            used={name: tuple(places) for name, places in done.used.items()},
            figures=tuple(id for kind, id in done.placed if kind == "figure"),
            placed=frozenset(done.placed),
            referred=frozenset(done.referred),
            uses=tuple(dict.fromkeys(done.uses)),
            broken=done.broken,
        )
        return Result(value=value, diagnostics=tuple(dict.fromkeys(done.faults)))

    def _page(
        self, name: str, kind: PageKind, template: str, top: SectionDef | None
    ) -> RenderedPage | None:
        program = self._authored.program
        context = {
            **self._context,
            "chapters": program.chapters,
            "appendices": program.appendices,
            **({"top": top} if top is not None else {}),
        }
        encoded = self._run(template + _SUFFIX, context, render_page)
        if encoded is None:
            return None
        text, segments = self.origins.decode(_tidy(encoded))
        return RenderedPage(name=name, kind=kind, text=text, segments=segments)

    @property
    def _context(self) -> dict[str, Any]:
        """What every template gets."""
        program = self._authored.program
        return {"program": program, "words": program.words, "labels": labels(program.words)}

    def _run(
        self,
        name: str,
        context: dict[str, Any],
        render: Callable[[Environment, str, dict[str, Any]], Encoded] = render_template,
    ) -> Encoded | None:
        """What a template makes; None if it fails, which is then reported."""
        reads = self._here.reads
        if self._out_of_time:
            reads.broken = True
            return None
        try:
            return render(self.environment, name, context)
        except UnreadableTemplateError:
            reads.broken = True  # reported with the template files
        except Exception as error:
            page = render is render_page
            if is_ours(error) or (isinstance(error, OutOfTimeError) and not page):
                raise
            # What took so long would do so in every other page.
            self._out_of_time = isinstance(error, OutOfTimeError)
            environment = self.environment
            names = Names(
                template=name,
                templates=self.templates.names,
                filters=environment.filters,
                tests=environment.tests,
                variables=list(context),
            )
            reads.broken = True
            reads.faults.append(template_fault(error, names, self.templates.line))
        return None

    def _not_placed(self, done: Reads) -> list[Diagnostic]:
        """References to tables and figures that are declared but stand nowhere."""
        faults = []
        for id, places in done.referred.items():
            kind, _ = self._authored.targets.get(id, ("", None))
            if kind in _BLOCKS and (kind, id) not in done.placed:
                faults += [
                    Diagnostic(
                        code=Code.REFERENCE_NOT_PLACED,
                        at=at,
                        message=f"The {kind} “{id}” is declared but stands nowhere in this guide.",
                        hint=f"Put {{{{ {kind}: {id} }}}} on a line of its own in a clause, or "
                        "remove the reference.",
                        about=id,
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

    def _peeked(self) -> None:
        self._here.reads.peeked = True

    def _date(self, value: str) -> str:
        return self._authored.program.words.date(value)

    def _inline(self, text: str) -> Encoded:
        return self._authored.inline(text)

    def _link(self, id: str) -> Encoded:
        link = self._authored.program.links.get(id)
        if link is None:
            return Encoded("")  # reported when the definition was loaded
        if isinstance(id, Text):
            self._here.use("link", str(id), id.at)
        return self._authored.link(link)

    def _verbatim(self, text: str) -> Encoded:
        """A name as it is, without escapes."""
        if isinstance(text, Text):
            return self.origins.encode(clean(text), text.at, authored=False)
        return Encoded(text)

    def _body(self, section: SectionDef) -> Encoded:
        if section.clause is None or section.status is Status.NOT_APPLICABLE:
            return Encoded("")
        outer, self._here.section = self._here.section, str(section.id)
        try:
            return self._clause(section.clause)
        finally:
            self._here.section = outer

    def _clause(self, clause: ClauseFile) -> Encoded:
        self._clauses.append(clause.id)
        try:
            return self._authored.clause(clause)
        finally:
            self._clauses.pop()

    def _marker(self, kind: str, id: str | None, found: Placeholder, text: Text) -> Encoded | None:
        """A block marker of a clause: a slot, or what a template makes of data."""
        here, at = self._here, text.where(found.start, found.end - found.start)
        program = self._authored.program
        if kind == "slot":
            return self._slot(id, at)
        if kind not in self._block_kinds:
            here.fault(
                Code.UNKNOWN_BLOCK,
                at,
                f"There is no kind of block “{kind}”.",
                suggest(kind, self._block_kinds | {"slot"}),
            )
            return None
        block = _BLOCKS.get(kind)
        data = block.of(program) if block else {}
        item = data.get(id or "")
        if block and item is None:
            here.fault(
                Code.unknown(kind),
                at,
                f"There is no “{id}” among this guide’s {block.collection.replace('_', ' ')}."
                if id
                else f"“{kind}” needs an id.",
                suggest(id or "", data, otherwise=f"Write {{{{ {kind}: its-id }}}}."),
                about=id,
            )
            return None
        key = (kind, id or "")
        first = self._place(key, at)
        if first is not at and kind in ONCE:
            here.fault(
                Code.PLACED_TWICE,
                at,
                f"The {kind} “{id}” stands in this guide already."
                if id
                else f"The {kind} stands in this guide already.",
                f"Refer to it with [](#{id})." if id else "Remove one of the two.",
                first,
            )
            return None
        here.use(kind, id or "", at)
        outer, here.inside = here.inside, key
        made = self._run(f"blocks/{kind}{_SUFFIX}", {**self._context, "item": item})
        here.inside = outer
        return Encoded(_tidy(made)) if made is not None else None

    def _place(self, key: Key, at: Span) -> Span:
        """Remember that a block stands here; returns where it stands first."""
        first = self._here.reads.placed.setdefault(key, at)
        return self._placed.get(key, first)

    def _slot(self, id: str | None, at: Span) -> Encoded | None:
        here, slots = self._here, self._authored.program.slots
        slot = slots.get(id or "")
        if slot is None:
            here.fault(
                Code.unknown("slot"),
                at,
                f"There is no slot “{id}”." if id else "“slot” needs an id.",
                suggest(id or "", slots, otherwise="Declare it under slots: in the family's file."),
                about=id,
            )
            return None
        self._place(("slot", slot.id), at)
        here.use("slot", slot.id, at)
        if slot.clause is None:
            return Encoded("")
        if slot.clause.id in self._clauses:
            here.fault(
                Code.SLOT_CIRCULAR,
                at,
                f"The text that fills the slot “{slot.id}” holds the slot itself.",
                "Fill it with another clause file.",
            )
            return None
        return self._clause(slot.clause)


def _tidy(encoded: str) -> str:
    """No more than one empty line in a row, and one line end at the end."""
    *lines, last = encoded.split("\n")
    # Spaces at the end of a line with text may ask for a line break.
    text = "\n".join([*(line if line.strip(" \t") else "" for line in lines), last])
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
