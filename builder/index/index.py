"""Everything in a project that has an id, with what it is in each guide and where it is used."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from builder.clauses import scan
from builder.clauses.values import fill
from builder.index.mentions import mentions
from builder.index.outline import outline, state_of
from builder.index.rules import rules
from builder.index.uses import Uses
from builder.model.kinds import KINDS, Kind
from builder.model.outline import State
from builder.model.program import (
    Document,
    FigureDef,
    GlossaryEntry,
    Link,
    Parameter,
    Slot,
)
from builder.model.usage import NOTHING, Meaning, NamedPart, Usage
from builder.reading.passages import Title, titles
from builder.reading.subject import Subject
from builder.render.reads import Key
from builder.source import Span


def things(
    subjects: Iterable[Subject], kinds: Collection[Kind] = KINDS.values()
) -> tuple[NamedPart, ...]:
    """All things of some kinds in the programs that have a guide, by kind and id."""
    found: dict[Key, NamedPart] = {}
    for subject in subjects:
        index = index_of(subject)
        for part in (part for kind in kinds for part in index.parts(kind)):
            key = (part.kind, part.id)
            found[key] = _joined(found[key], part) if key in found else part
    order = list(KINDS)
    return tuple(found[key] for key in sorted(found, key=lambda key: (order.index(key[0]), key[1])))


def _joined(one: NamedPart, other: NamedPart) -> NamedPart:
    """The same thing as two programs have it."""
    return replace(
        one,
        declared=tuple(dict.fromkeys((*one.declared, *other.declared))),
        names=tuple(dict.fromkeys((*one.names, *other.names))),
        default=one.default if one.default is not None else other.default,
        meanings=(*one.meanings, *other.meanings),
        usages=(*one.usages, *other.usages),
    )


def index_of(subject: Subject) -> ProgramIndex:
    """The index of a program, made once for all that ask."""
    return subject.once(ProgramIndex)


def unreferenced(subject: Subject, word: str) -> Iterator[Title]:
    """The tables or figures of a guide (`word`) that no text of it refers to."""
    index = index_of(subject)
    for title in titles(subject.guide):
        if title.word == word and not index.referring(title.id):
            yield title


class ProgramIndex:
    """Everything in one program that has an id, with what it is there and who uses it."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.program = subject.program
        self.uses = Uses(subject)
        self.rules: dict[str, list[Usage]] = {}
        for target, name in rules(self.program):
            usage = self.uses.usage("rule", target.at, inside=name)
            self.rules.setdefault(str(target), []).append(usage)

    @cached_property
    def _mentions(self) -> Mapping[Key, list[Usage]]:
        return mentions(self.subject, self.uses)

    def usages(self, kind: str, id: str) -> Iterator[Usage]:
        """Every use of a thing of a kind: where it stands, who refers to it, rules at the end."""
        own = self.uses.of(kind, id)
        # Another kind of thing can have the same id, but no reference leads to it.
        references = self.uses.references(id) if KINDS[kind].referable else ()
        yield from (*own, *references) if KINDS[kind].placed else (*references, *own)
        if kind == "clause":
            yield from self._texts.get(id, ())
        if kind == "parameter":
            yield from self._stated(id)
        if KINDS[kind].use == "mention":
            yield from self._mentions.get((kind, id), ())
        yield from self.rules.get(id, ())

    def referring(self, id: str) -> Sequence[str]:
        """The sections with a reference to an id, in reading order."""
        return [usage.section for usage in self.uses.references(id) if usage.section is not None]

    def parts(self, kind: Kind) -> Iterator[NamedPart]:
        """Everything of a kind that the program has."""
        match kind.id:
            case "section":
                yield from self._sections()
            case "clause":
                yield from self._clauses()
            case "stated-value":
                yield from self._stated_values()
            case _:
                for key, thing in kind.of(self.program).items():
                    yield self._thing(kind, key, thing)

    def _part(  # noqa: PLR0913 (one thing, all by name)
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
    ) -> NamedPart:
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
        return NamedPart(
            kind=kind,
            id=id,
            about=about,
            declared=(declared,),
            names=tuple(dict.fromkeys(names)),
            default=default,
            meanings=(meaning,),
            usages=tuple(dict.fromkeys(usages)),
        )

    def _sections(self) -> Iterator[NamedPart]:
        for item in outline(self.program, self.subject.source, self.subject.guide).items:
            omitted = item.state == "omitted"
            yield self._part(
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
                usages=self.usages("section", item.id),
            )

    def _clauses(self) -> Iterator[NamedPart]:
        own = f"{self.program.id}/"
        for id in self._texts:
            file = f"content/{id}.md"
            yield self._part(
                "clause",
                id,
                declared=Span(file=file),
                names=(file,),
                value=file,
                state="added" if id.startswith(own) else "shared",
                at=Span(file=file),
                usages=self.usages("clause", id),
            )

    @cached_property
    def _texts(self) -> Mapping[str, list[Usage]]:
        """Clause files, by the sections and the slots whose text they are."""
        found: dict[str, list[Usage]] = {}
        for section in self.program.sections():
            if section.clause is not None:
                usage = self.uses.usage("text", section.at, section=section.id)
                found.setdefault(section.clause.id, []).append(usage)
        for slot in self.program.slots.values():
            if slot.clause is not None:
                placed = self.uses.of("slot", slot.id)
                told = (replace(usage, inside=f"slot {slot.id}") for usage in placed)
                found.setdefault(slot.clause.id, []).extend(told)
        return found

    def _thing(self, kind: Kind, key: str, thing: Any) -> NamedPart:
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
                names = [value, about]
            case GlossaryEntry():
                names = [fill(thing.term, program)]
            case Document():
                value += self._rank(thing.id)
                names = [about, fill(thing.phrase, program)]
        return self._part(
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
            usages=self.usages(kind.id, thing.id),
        )

    def _stated_values(self) -> Iterator[NamedPart]:
        program = self.program
        sections = self.uses.known.sections
        for stated in program.policy.stated_values:
            source = str(stated.source)
            here = source in sections
            yield self._part(
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
