"""Renders a program: its templates, with its clauses and data put in, to Markdown pages."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from builder.clauses import Placeholder
from builder.diagnostics import Diagnostic, Result, suggest
from builder.model.cover import LABELS
from builder.model.program import ClauseFile, Program, SectionDef, Slot, Status
from builder.render.authored import Authored
from builder.render.dates import display_date
from builder.render.environment import Environment, of_the_program, render_template
from builder.render.kept import ONCE, Kept
from builder.render.origins import Encoded, Origins, clean
from builder.render.page import PageKind, RenderedPage, RenderedSource
from builder.render.template_faults import Names, is_ours, takes, template_fault
from builder.render.template_files import TemplateFiles
from builder.render.trace import KeptClause, KeptPage, Key, TextFacts, Trace, Tracer
from builder.render.view import BLOCKS, View
from builder.source import SourceFile, Span, Text
from builder.source.generations import Generations

_SUFFIX = ".md.jinja"


class Renderer:
    """Renders the programs of one project; templates are compiled once for all of them.

    What was rendered the last time is taken from there if all that it was made from are the very
    same objects now; `builder.source.reuse` makes them so.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.origins = Origins()
        self._current: Authored | None = None
        self._tracer = Tracer()
        self.texts: Generations[str, TextFacts] = Generations()
        self._kept: dict[str, Kept] = {}
        self._now: Kept
        self._placed: dict[tuple[str, str], Span] = {}
        self._broken = False
        self._clauses: list[str] = []
        self.environment = Environment(root, self.origins, self._finalize, self._note)
        self.environment.filters |= {
            "inline": takes("a text", str)(self._inline),
            "body": takes("a section", SectionDef)(self._body),
            "date": takes("a date", str)(display_date),
            "encoded": takes("what a macro made", str)(Encoded),
            "link": of_the_program(takes("a link's id", str)(self._link)),
            "number": takes("a number", int, float)(lambda value: f"{value:g}"),
            "verbatim": takes("a text", str)(self._verbatim),
        }
        self.templates = TemplateFiles(root)
        self.block_kinds = self._block_kinds()

    def refresh(self) -> None:
        """Begin a new run: read again which templates there are, and what they say."""
        self.texts.turn()
        templates = TemplateFiles(self.root)
        if self.environment.forget_changed() or not templates.same_as(self.templates):
            self.templates = templates
            self.block_kinds = self._block_kinds()
            for kept in self._kept.values():
                kept.outdate()

    def forget_others(self, programs: Collection[str]) -> None:
        """Forget all programs but these."""
        self._kept = {id: kept for id, kept in self._kept.items() if id in programs}

    def _block_kinds(self) -> frozenset[str]:
        return frozenset(
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
        self.origins.forget()
        before = self._kept.get(program.id)
        view = self._view(program, before.view if before else None)
        self._now = kept = Kept(view, before)
        self._current = Authored(
            view=view,
            origins=self.origins,
            marker=self._marker,
            block_kinds=self.block_kinds | {"slot"},
            texts=self.texts,
            tracer=self._tracer,
        )
        self._placed, self._clauses, self._broken = {}, [], False
        chapters, appendices = (view.now["field"][name] for name in ("chapters", "appendices"))
        jobs: list[tuple[str, PageKind, str, SectionDef | None]]
        jobs = [("index", PageKind.FRONT, "index", None)]
        jobs += [(str(part.id), PageKind.CHAPTER, "chapter", part) for part in chapters]
        jobs += [(str(part.id), PageKind.APPENDIX, "appendix", part) for part in appendices]
        with self._tracer.aside() as done:
            done.faults += self.templates.faults
            pages = [page for job in jobs if (page := self._page(*job))]
            for stated in program.policy.stated_values:
                self._authored.judge(stated.value)
            if not self._broken:
                done.faults += self._not_placed()
        kept.clauses = done.clauses
        self._kept[program.id] = kept
        self.texts.keep(done.texts)
        value = RenderedSource(
            program=program.id,
            pages=tuple(pages),
            used={name: tuple(places) for name, places in done.used.items()},
            figures=tuple(id for kind, id in self._placed if kind == "figure"),
            placed=frozenset(self._placed),
            referred=frozenset(done.referred),
            uses=tuple(dict.fromkeys(done.uses)),
        )
        return Result(value=kept.finish(value), diagnostics=tuple(dict.fromkeys(done.faults)))

    def _view(self, program: Program, before: View | None) -> View:
        """What templates see of a program; the view before if the program is the same."""
        if before is None:
            return View(program, None, self._note, self._source)
        if program is before.program:
            return before
        return View(program, before, self._note, self._source)

    def _page(
        self, name: str, kind: PageKind, template: str, top: SectionDef | None
    ) -> RenderedPage | None:
        """A page, as it was the last time if nothing that it prints has changed."""
        kept = self._now
        old = kept.page(name, template, top, self._placed)
        if old is not None:
            kept.pages[name] = old
            self._take(old.trace)
            return old.page
        fields = kept.view.now["field"]
        context = {
            "program": kept.view.seen,
            "chapters": fields["chapters"],
            "appendices": fields["appendices"],
            "labels": LABELS,
            **({"top": top} if top is not None else {}),
        }
        with self._tracer.piece() as trace:
            encoded = self._run(template + _SUFFIX, context)
        if encoded is None:
            return None
        text, segments = self.origins.decode(_tidy(encoded))
        page = RenderedPage(name=name, kind=kind, text=text, segments=segments)
        page = kept.same_page(page)
        kept.pages[name] = KeptPage(trace=trace, template=template, top=top, page=page)
        return page

    def _take(self, trace: Trace) -> None:
        """Find again what was found when a piece was rendered that is not rendered now."""
        self._tracer.trace.absorb(trace)
        for key, at in trace.placed:
            self._placed.setdefault(key, at)

    def _run(self, name: str, context: dict[str, Any]) -> Encoded | None:
        """What a template makes; None if it fails, which is then reported."""
        try:
            return render_template(self.environment.get_template(name), context)
        except Exception as error:
            if is_ours(error):
                raise
            self._broken = self._tracer.trace.broken = True
            if isinstance(error, UnicodeDecodeError):
                return None  # reported with the template files
            environment = self.environment
            names = Names(
                templates=self.templates.names,
                filters=environment.filters,
                tests=environment.tests,
                variables=list(context),
            )
            self._authored.trace.faults.append(template_fault(error, names, self.templates.line))
            return None

    def _not_placed(self) -> list[Diagnostic]:
        """References to tables and figures that are declared but stand nowhere."""
        faults = []
        for id, places in self._authored.trace.referred.items():
            target = self._authored.view.targets.get(id)
            kind = target.kind if target else ""
            if kind in BLOCKS and (kind, id) not in self._placed:
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
        if self._authored.read("link", id) is None:
            return Encoded("")  # reported when the definition was loaded
        if isinstance(id, Text):
            self._authored.note("link", str(id), id.at)
        return self._authored.link(id)

    def _verbatim(self, text: str) -> Encoded:
        """A name as it is, without escapes."""
        if isinstance(text, Text):
            return self.origins.encode(clean(text), text.at, authored=False)
        return Encoded(text)

    def _body(self, section: SectionDef) -> Encoded:
        if section.clause is None or section.status is Status.NOT_APPLICABLE:
            return Encoded("")
        outer, self._authored.section = self._authored.section, str(section.id)
        try:
            return self._clause(section.clause)
        finally:
            self._authored.section = outer

    def _clause(self, clause: ClauseFile) -> Encoded:
        authored, around = self._authored, set(self._clauses)
        key = (clause.id, authored.section, authored.inside)
        lasting = authored.view.knows(clause)
        old = self._now.clause(key, self._placed, around) if lasting else None
        if old is None:
            self._clauses.append(clause.id)
            try:
                with self._tracer.piece() as trace:
                    authored.read("clause", clause.id)
                    encoded = authored.clause(clause)
            finally:
                self._clauses.pop()
            old = KeptClause(trace=trace, encoded=encoded, values=authored.values)
        else:
            self._take(old.trace)
            authored.values = old.values
        if lasting:
            authored.trace.clauses[key] = old
        return old.encoded

    def _note(self, name: str, value: object) -> None:
        """A template reads a field of the program."""
        self._tracer.trace.reads["field", name] = value

    def _source(self, clause: str) -> SourceFile:
        """A template, or what renders a clause, reads a clause's text."""
        found: SourceFile = self._authored.read("clause", clause)
        return found

    def _marker(self, kind: str, id: str | None, found: Placeholder, text: Text) -> Encoded | None:
        """A block marker of a clause: a slot, or what a template makes of data."""
        at = text.where(found.start)
        at = Span(file=at.file, line=at.line, column=at.column, length=found.end - found.start)
        faults = self._authored.trace.faults
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
        item = self._authored.read(kind, id or "") if kind in BLOCKS else None
        if kind in BLOCKS and item is None:
            faults.append(
                Diagnostic(
                    code=f"unknown-{kind}",
                    at=at,
                    message=f"There is no “{id}” among this guide’s "
                    f"{BLOCKS[kind].replace('_', ' ')}."
                    if id
                    else f"“{kind}” needs an id.",
                    hint=suggest(
                        id or "",
                        getattr(self._authored.program, BLOCKS[kind]),
                        otherwise=f"Write {{{{ {kind}: its-id }}}}.",
                    ),
                )
            )
            return None
        first = self._place((kind, id or ""), at)
        if first is not at and kind in ONCE:
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
        self._authored.note(kind, id or "", at)
        outer, self._authored.inside = self._authored.inside, (kind, id or "")
        made = self._run(
            f"blocks/{kind}{_SUFFIX}", {"program": self._authored.view.seen, "item": item}
        )
        self._authored.inside = outer
        return Encoded(_tidy(made)) if made is not None else None

    def _place(self, key: Key, at: Span) -> Span:
        """Remember that a block stands here; returns where it stands first."""
        self._tracer.trace.placed.append((key, at))
        return self._placed.setdefault(key, at)

    def _slot(self, id: str | None, at: Span) -> Encoded | None:
        faults = self._authored.trace.faults
        slot: Slot | None = self._authored.read("slot", id or "")
        if slot is None:
            faults.append(
                Diagnostic(
                    code="unknown-slot",
                    at=at,
                    message=f"There is no slot “{id}”." if id else "“slot” needs an id.",
                    hint=suggest(
                        id or "",
                        self._authored.program.slots,
                        otherwise="Declare it under slots: in the family's file.",
                    ),
                )
            )
            return None
        self._place(("slot", slot.id), at)
        self._authored.note("slot", slot.id, at)
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
    *lines, last = encoded.split("\n")
    text = "\n".join([*(line.rstrip(" \t") for line in lines), last])
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
