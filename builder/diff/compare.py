"""Compares two guides: every stage in its order."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from builder.diff import front
from builder.diff.blocks import match_blocks
from builder.diff.causes import causes_of
from builder.diff.classes import class_of, rule_for, worst
from builder.diff.drafts import ChangeDraft
from builder.diff.duties import ledger
from builder.diff.nodes import GuideNode, SectionNode
from builder.diff.numbers import renumberings
from builder.diff.plain import check_redline
from builder.diff.sections import match_sections
from builder.diff.tokens import WordCodes
from builder.diff.values import gather
from builder.diff.write import GuideWriter
from builder.model.change import (
    Change,
    ChangeClass,
    Comparison,
    ObligationChange,
    Renumbering,
    Side,
    Verdict,
)
from builder.model.guide import Guide
from builder.model.obligation import Party
from builder.model.policy import ReviewRule
from builder.model.redline import Redline


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A comparison with its redline."""

    comparison: Comparison
    redline: Redline

    def fault(self, old: Guide, new: Guide) -> str | None:
        """What does not come back out of the redline; None if it is whole."""
        return check_redline(old, new, self.redline)


def compare(
    old: Guide, new: Guide, rules: Sequence[ReviewRule] = (), *, parties: Sequence[Party] = ()
) -> Comparison:
    """What is different for a reader, and whom it binds otherwise.

    `rules` set the classes of changes, `parties` are whom the guides bind: without them, an
    obligation's actor is the subject of its sentence.
    """
    with _uninterrupted():
        return _Work(old, new, marks=False).comparison(rules, parties)


def review(
    old: Guide, new: Guide, rules: Sequence[ReviewRule] = (), *, parties: Sequence[Party] = ()
) -> Review:
    """The comparison and the redline, for the price of one."""
    with _uninterrupted():
        work = _Work(old, new)
        return Review(comparison=work.comparison(rules, parties), redline=work.redline)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Collect no garbage for a while: everything that is made is needed until the end.

    Looking through all nodes again and again would take a fifth of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Work:
    def __init__(self, old: Guide, new: Guide, *, marks: bool = True) -> None:
        self.words = WordCodes()
        self.old, self.new = GuideNode(old, self.words), GuideNode(new, self.words)
        match_sections(self.old, self.new, self.words)
        match_blocks(self.old, self.new)
        writer = GuideWriter(self.words, marks=marks)
        # What the front tells comes before the text, which only prints it. Equal changes are
        # numbered as they come, so that this order is a part of their ids.
        writer.terms = front.terms(writer, self.old, self.new)
        cover = front.cover(writer, old, new)
        history = front.history(writer, old.revision_history, new.revision_history)
        writer.order = front.precedence(writer, old.precedence, new.precedence)
        writer.documents = (old.precedence, new.precedence)
        front.parameters(writer, old, new)
        sections = writer.sections(self.old.sections, self.new.sections)
        self.drafts = [*writer.drafts, *dict.fromkeys(writer.terms.values())]
        self.redline = Redline(
            old=old.identity, new=new.identity, cover=cover, history=history, sections=sections
        )
        self.numbers = tuple(renumberings(self.old, old.identity.words, new.identity.words))
        if self.numbers:
            writer.name(made := _renumbered(self.numbers, self.words))
            self.drafts.append(made)

    def comparison(self, rules: Sequence[ReviewRule], parties: Sequence[Party]) -> Comparison:
        """Classes, obligations and causes of the drafts."""
        drafts = gather(self.drafts, self.words)
        lines = ledger(drafts, self.old, self.new, parties, self.words)
        above = {
            node.section.id: _above(node) for guide in (self.old, self.new) for node in guide.walk()
        }
        owned: dict[str, list[ObligationChange]] = defaultdict(list)
        for line in lines:
            for id_ in line.changes:
                owned[id_].append(line)
        finish = _Finish(self.words, owned, rules, above)
        # Causes are made of finished changes, and a change tells its cause: so it is put in
        # afterwards.
        plain = [finish.change(draft) for draft in drafts]
        program = self.new.guide.identity.program
        causes, known = causes_of(program, plain)
        changes = tuple(_caused(change, known) for change in plain)
        ledger_lines = tuple(_with_cause(line, known) for line in lines)
        return Comparison(
            old=self.old.guide.identity,
            new=self.new.guide.identity,
            changes=changes,
            ledger=ledger_lines,
            numbers=self.numbers,
            causes=tuple(causes),
            verdict=_verdict(changes, ledger_lines, self.numbers),
        )


def _renumbered(numbers: Sequence[Renumbering], words: WordCodes) -> ChangeDraft:
    tops = [line for line in numbers if not line.follows] or list(numbers)
    texts = ["; ".join(text) for text in zip(*((line.old, line.new) for line in tops), strict=True)]
    return ChangeDraft(
        kind="renumbered",
        thing="numbers",
        old=Side(text=texts[0]),
        new=Side(text=texts[1]),
        codes=(words.text(texts[0]), words.text(texts[1])),
    )


def _above(node: SectionNode) -> tuple[str, ...]:
    found = [node.section.id]
    while isinstance(node.parent, SectionNode):
        node = node.parent
        found.append(node.section.id)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Finish:
    words: WordCodes
    lines: Mapping[str, Sequence[ObligationChange]]
    rules: Sequence[ReviewRule]
    above: dict[str, tuple[str, ...]]

    def change(self, draft: ChangeDraft) -> Change:
        """A draft as a change, but for its cause."""
        children = tuple(self.change(child) for child in draft.children)
        mine = self.lines.get(draft.id, ())
        parts = [child.cls for child in children]
        cls = class_of(draft, [line.cls for line in mine], parts, self.words)
        side = draft.new or draft.old
        home = side.section.id if side and side.section else ""
        rule = rule_for(draft, self.rules, self.above.get(home, ()))
        ids = [line.id for line in mine]
        ids += [id_ for child in children for id_ in child.obligations]
        return Change(
            id=draft.id,
            kind=draft.kind,
            thing=draft.thing,
            cls=rule[1] if rule else cls,
            name=draft.name,
            old=draft.old,
            new=draft.new,
            others=draft.others,
            hunks=draft.hunks,
            children=children,
            obligations=tuple(dict.fromkeys(ids)),
            rule=rule[0] if rule else None,
        )


def _caused(change: Change, known: dict[str, str]) -> Change:
    children = tuple(_caused(child, known) for child in change.children)
    return replace(change, children=children, cause=known.get(change.id))


def _with_cause(line: ObligationChange, known: dict[str, str]) -> ObligationChange:
    cause = next((known[id_] for id_ in line.changes if id_ in known), None)
    return replace(line, cause=cause)


def _verdict(
    changes: Sequence[Change],
    lines: Sequence[ObligationChange],
    numbers: Sequence[Renumbering],
) -> Verdict:
    counts: Counter[ChangeClass] = Counter(change.cls for change in changes)
    kinds = Counter(kind for line in lines for kind in line.kinds)
    return Verdict(
        worst=worst(counts), counts=dict(counts), obligations=dict(kinds), renumbered=len(numbers)
    )
