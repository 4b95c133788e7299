"""Everything in a project that has an id, with what it is in each guide and where it is used."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from builder.clauses import scan
from builder.clauses.values import fill
from builder.index.mentions import named
from builder.index.outline import outline, state_of
from builder.index.rules import rules
from builder.index.uses import Key, Uses
from builder.model.guide import Guide
from builder.model.kinds import KINDS, Kind
from builder.model.outline import State
from builder.model.program import (
    Document,
    FigureDef,
    GlossaryEntry,
    Link,
    Parameter,
    Program,
    SectionDef,
    Slot,
)
from builder.model.usage import NOTHING, Meaning, NamedPart, Usage
from builder.render import RenderedSource
from builder.source import Span


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
    kinds: Collection[Kind] = KINDS.values(),
) -> tuple[NamedPart, ...]:
    """All things of some kinds in the programs that have a guide, by kind and id."""
    drafts: dict[Key, EntryBuilder] = {}
    for id, guide in guides.items():
        builder = IndexBuilder(programs[id], sources[id], guide, drafts)
        for kind in kinds:
            builder.read(kind)
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
        self.uses = Uses(program, source, guide)
        self.rules: dict[str, list[Usage]] = {}
        for target, name in rules(program):
            usage = self.uses.usage("rule", target.at, inside=name)
            self.rules.setdefault(str(target), []).append(usage)

    @cached_property
    def named(self) -> Mapping[Key, list[Usage]]:
        """The places that name terms and governing documents."""
        return named(self.program, self.guide, self.uses)

    def read(self, kind: Kind) -> None:
        """Add everything of a kind that the program has."""
        match kind.id:
            case "section":
                self._sections()
            case "clause":
                self._clauses()
            case "stated-value":
                self._stated_values()
            case _:
                for key, thing in kind.of(self.program).items():
                    self._thing(kind, key, thing)

    def _add(  # noqa: PLR0913 (one thing, all by name)
        self,
        kind: str,
        id: str,
        *,
        declared: Span,
        value: str,
        state: State,
        at: Span,
        usages: Iterable[Usage],
        about: str = "",
        names: Iterable[str] = (),
        number: str = "",
        label: str = "",
        default: str | None = None,
    ) -> None:
        draft = self.drafts.setdefault((kind, id), EntryBuilder(about=about))
        draft.declared.append(declared)
        draft.names += names
        draft.default = draft.default if draft.default is not None else default
        meaning = Meaning(
            program=self.program.id,
            short_name=self.uses.short_name,
            state=state,
            value=value,
            number=number,
            label=label,
            language=self.program.language,
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
                declared=item.declared,
                names=(item.title,),
                value="" if omitted else f"{item.number} {item.title}",
                number=item.number,
                label=item.label,
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
                declared=Span(file=file),
                names=(file,),
                value=file,
                state="added" if id.startswith(own) else "shared",
                at=Span(file=file),
                usages=usages,
            )

    def _thing(self, kind: Kind, key: str, thing: Any) -> None:
        """A thing that the program or its family declares."""
        program = self.program
        heading = self.uses.known.blocks.get(thing.id) if kind.numbered else None
        about = heading.title if heading is not None else fill(kind.title(thing), program)
        label = heading.label if heading is not None else ""
        value, names, default, at = f"{label} {about}".strip(), [], None, thing.at
        match thing:
            case Parameter():
                value, at = fill(thing.value, program), thing.value.at
                default = str(thing.default) if thing.default is not None else None
            case Slot():
                value = thing.clause.source.name if thing.clause is not None else NOTHING
                default = _file(thing.default) if thing.default is not None else None
            case FigureDef():
                names = [f"content/figures/{thing.id}.yaml"]
            case Link():
                value = fill(thing.url, program)
                names = [value]
            case GlossaryEntry():
                names = [fill(thing.term, program)]
            case Document():
                value += self._rank(thing.id)
                names = [about, fill(thing.phrase, program)]
        own, references = self.uses.of(kind.id, thing.id), self.uses.references(thing.id)
        self._add(
            kind.id,
            thing.id,
            about=about,
            declared=program.inherited.parts.get((kind.id, key), thing.at),
            names=names,
            default=default,
            value=value,
            number=heading.number if heading is not None else "",
            label=label,
            state=state_of(program, kind, key, thing),
            at=at,
            usages=(
                *((*own, *references) if kind.placed else (*references, *own)),
                *(self._stated(thing.id) if kind.id == "parameter" else ()),
                *(self.named.get((kind.id, thing.id), ()) if kind.use == "mention" else ()),
                *self.rules.get(thing.id, ()),
            ),
        )

    def _stated_values(self) -> None:
        program = self.program
        sections = {section.id for section in self.guide.walk()}
        for stated in program.policy.stated_values:
            source = str(stated.source)
            here = source in sections
            self._add(
                "stated-value",
                str(stated.thing),
                declared=stated.thing.at,
                value=fill(stated.value, program),
                state="added" if stated.at.file == program.at.file else "shared",
                at=stated.value.at,
                usages=(
                    self.uses.usage(
                        "rule",
                        stated.source.at,
                        section=source if here else None,
                        inside="" if here else f"document {source}",
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

    def _rank(self, document: str) -> str:
        order: Sequence[str] = [str(id) for id in self.program.precedence]
        if document not in order:
            return ""
        return f" (number {order.index(document) + 1} of {len(order)} in the order of precedence)"


def _file(clause: str) -> str:
    return NOTHING if clause == "none" else f"content/{clause}.md"
