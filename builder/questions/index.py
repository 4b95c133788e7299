"""Everything in a project that has an id, with what it is in each guide and where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from builder.clauses import scan
from builder.clauses.values import fill
from builder.model.guide import Guide
from builder.model.outline import State
from builder.model.program import Program, SectionDef
from builder.model.usage import Meaning, NamedPart, Usage
from builder.questions.answers import KINDS
from builder.questions.mentions import named
from builder.questions.outline import (
    outline,
    parameter_state,
    part_state,
    part_title,
    slot_state,
)
from builder.questions.rules import rules
from builder.questions.uses import Key, Uses
from builder.render import RenderedSource
from builder.source import Span

_BLOCKS = {
    "table": "tables",
    "figure": "figures",
    "list": "lists",
    "links": "link_lists",
    "form": "forms",
}


@dataclass(slots=True, kw_only=True)
class EntryBuilder:
    """A thing while the programs are being asked for it."""

    about: str
    declared: list[Span] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    default: str | None = None
    meanings: list[Meaning] = field(default_factory=list)
    usages: list[Usage] = field(default_factory=list)


def things(
    programs: Mapping[str, Program],
    sources: Mapping[str, RenderedSource],
    guides: Mapping[str, Guide],
) -> tuple[NamedPart, ...]:
    """All things of the programs that have a guide, by kind and id."""
    drafts: dict[Key, EntryBuilder] = {}
    for id, guide in guides.items():
        IndexBuilder(programs[id], sources[id], guide, drafts).read()
    order = list(KINDS)
    return tuple(
        NamedPart(
            kind=kind,
            id=id,
            about=draft.about,
            declared=tuple(dict.fromkeys(draft.declared)),
            names=tuple(dict.fromkeys(draft.names)),
            default=draft.default,
            meanings=tuple(draft.meanings),
            usages=tuple(draft.usages),
        )
        for (kind, id), draft in sorted(
            drafts.items(), key=lambda pair: (order.index(pair[0][0]), pair[0][1])
        )
    )


class IndexBuilder:
    """One program, whose things are added to those of the others."""

    def __init__(
        self,
        program: Program,
        source: RenderedSource,
        guide: Guide,
        drafts: dict[Key, EntryBuilder],
    ) -> None:
        self.program = program
        self.source = source
        self.guide = guide
        self.drafts = drafts
        self.uses = Uses(self.program, self.source, guide)
        self.named = named(self.program, guide, self.uses)
        self.rules: dict[str, list[Usage]] = {}
        for target, name in rules(self.program):
            usage = self.uses.usage("rule", target.at, inside=name)
            self.rules.setdefault(str(target), []).append(usage)

    def read(self) -> None:
        """Add everything that the program has."""
        self._sections()
        self._clauses()
        self._values()
        self._blocks()
        self._links()
        self._words()

    def _add(  # noqa: PLR0913 (one thing, all by name)
        self,
        kind: str,
        id: str,
        *,
        about: str,
        declared: Iterable[Span | None],
        value: str,
        state: State,
        at: Span,
        usages: Iterable[Usage],
        names: Iterable[str] = (),
        default: str | None = None,
    ) -> None:
        draft = self.drafts.setdefault((kind, id), EntryBuilder(about=about))
        draft.declared += (span for span in declared if span is not None)
        draft.names += names
        draft.default = draft.default if draft.default is not None else default
        meaning = Meaning(
            program=self.program.id,
            short_name=self.uses.short_name,
            state=state,
            value=value,
            at=at,
        )
        draft.meanings.append(meaning)
        draft.usages += dict.fromkeys(usages)

    def _sections(self) -> None:
        for item in outline(self.program, self.source, self.guide).items:
            omitted = item.state == "omitted"
            self._add(
                "section",
                item.id,
                about=item.title,
                declared=(item.declared,),
                names=(item.title,),
                value="" if omitted else f"{item.number} {item.title}",
                state=item.state,
                at=item.changed if omitted and item.changed is not None else item.source,
                usages=(*self.uses.references(item.id), *self.rules.get(item.id, ())),
            )

    def _clauses(self) -> None:
        """Clause files, by the sections and the slots whose text they are."""
        found: dict[str, list[Usage]] = {}

        def add(section: SectionDef) -> None:
            if section.clause is not None:
                usage = self.uses.usage("text", section.at, section=section.id)
                found.setdefault(section.clause.id, []).append(usage)

        for section in self.program.sections():
            add(section)
        for slot in self.program.slots.values():
            if slot.clause is not None:
                placed = self.uses.of("slot", slot.id)
                told = (replace(usage, inside=f"slot {slot.id}") for usage in placed)
                found.setdefault(slot.clause.id, []).extend(told)
        own = f"{self.program.id}/"
        for id, usages in found.items():
            file = f"content/{id}.md"
            self._add(
                "clause",
                id,
                about="",
                declared=(Span(file=file),),
                names=(file,),
                value=file,
                state="added" if id.startswith(own) else "shared",
                at=Span(file=file),
                usages=usages,
            )

    def _values(self) -> None:
        """Parameters and slots."""
        for parameter in self.program.parameters.values():
            self._add(
                "parameter",
                parameter.id,
                about=parameter.description,
                declared=(parameter.declared or parameter.at,),
                default=str(parameter.default) if parameter.default is not None else None,
                value=fill(parameter.value, self.program),
                state=parameter_state(parameter),
                at=parameter.value.at,
                usages=(
                    *self.uses.of("parameter", parameter.id),
                    *self._stated(parameter.id),
                    *self.rules.get(parameter.id, ()),
                ),
            )
        for slot in self.program.slots.values():
            self._add(
                "slot",
                slot.id,
                about=slot.description,
                declared=(slot.declared or slot.at,),
                default=_file(slot.default) if slot.default is not None else None,
                value=slot.clause.source.name if slot.clause is not None else "nothing",
                state=slot_state(slot),
                at=slot.at,
                usages=(*self.uses.of("slot", slot.id), *self.rules.get(slot.id, ())),
            )

    def _blocks(self) -> None:
        """Tables, figures, lists and forms."""
        for kind, collection in _BLOCKS.items():
            for id, part in getattr(self.program, collection).items():
                name = part_title(self.program, kind, id)
                heading = self.uses.known.blocks.get(id)
                number = f"{heading.label} " if heading is not None else ""
                self._add(
                    kind,
                    id,
                    about=name,
                    declared=(self._declared(kind, id, part.at),),
                    names=(f"content/figures/{id}.yaml",) if kind == "figure" else (),
                    value=f"{number}{name}",
                    state=part_state(self.program, kind, id, part.origin),
                    at=part.at,
                    usages=(
                        *self.uses.of(kind, id),
                        *(self.uses.references(id) if kind in {"table", "figure"} else ()),
                        *self.rules.get(id, ()),
                    ),
                )

    def _links(self) -> None:
        for link in self.program.links.values():
            url = fill(link.url, self.program)
            self._add(
                "link",
                link.id,
                about=fill(link.label, self.program),
                declared=(self._declared("link", link.id, link.at),),
                names=(url,),
                value=url,
                state=part_state(self.program, "link", link.id, link.origin),
                at=link.at,
                usages=(
                    *self.uses.references(link.id),
                    *self.uses.of("link", link.id),
                    *self.rules.get(link.id, ()),
                ),
            )

    def _words(self) -> None:
        """Terms, governing documents and stated values."""
        program = self.program
        anchors = {item.term: item.id for item in self.guide.glossary}
        for entry in program.glossary:
            term = fill(entry.term, program)
            self._add(
                "term",
                str(entry.term),
                about=fill(entry.means, program),
                declared=(self._declared("term", str(entry.term), entry.at),),
                names=(anchors.get(term, ""),),
                value=fill(entry.means, program),
                state=part_state(program, "term", str(entry.term), entry.origin),
                at=entry.at,
                usages=chain(
                    self.named.get(("term", str(entry.term)), ()),
                    self.rules.get(anchors.get(term, ""), ()),
                ),
            )
        for document in program.documents.values():
            name = fill(document.name, program)
            self._add(
                "document",
                document.id,
                about=name,
                declared=(self._declared("document", document.id, document.at),),
                names=(name, fill(document.phrase, program)),
                value=name + self._rank(document.id),
                state=part_state(program, "document", document.id, document.origin),
                at=document.at,
                usages=chain(
                    self.named.get(("document", document.id), ()),
                    self.rules.get(document.id, ()),
                ),
            )
        sections = {section.id for section in self.guide.walk()}
        for stated in program.policy.stated_values:
            source = str(stated.source)
            state: State = "added" if stated.at.file == program.at.file else "shared"
            self._add(
                "stated-value",
                str(stated.thing),
                about="",
                declared=(stated.thing.at,),
                value=fill(stated.value, program),
                state=state,
                at=stated.value.at,
                usages=(
                    self.uses.usage(
                        "rule",
                        stated.source.at,
                        section=source if source in sections else None,
                        inside="" if source in sections else f"document {source}",
                    ),
                ),
            )

    def _stated(self, parameter: str) -> Iterator[Usage]:
        """The stated values that follow a parameter."""
        for stated in self.program.policy.stated_values:
            for placeholder in scan(stated.value).placeholders:
                if placeholder.name == parameter:
                    at = stated.value.where(placeholder.start)
                    yield self.uses.usage("rule", at, inside="stated value")

    def _declared(self, kind: str, id: str, own: Span) -> Span:
        return self.program.inherited.parts.get((kind, id), own)

    def _rank(self, document: str) -> str:
        order: Sequence[str] = [str(id) for id in self.program.precedence]
        if document not in order:
            return ""
        return f" (number {order.index(document) + 1} of {len(order)} in the order of precedence)"


def _file(clause: str) -> str:
    return "nothing" if clause == "none" else f"content/{clause}.md"
