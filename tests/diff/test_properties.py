"""What holds for any two guides."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.diff import check_redline, compare, review
from builder.model.cover import Identity
from builder.model.guide import (
    Block,
    Cell,
    DocumentItem,
    GlossaryItem,
    Guide,
    ParameterItem,
    RevisionItem,
    Run,
    RunKind,
    Section,
)
from builder.model.obligation import Party

WORDS = (
    *"the a boat Boat must should may Partner VMware sail".split(),  # noqa: SIM905
    *"mast red 14 days 6.5 if unless harbor harbor’s re-fit".split(),  # noqa: SIM905
    *"“ ” . , : – - café cafe\u0301".split(),  # noqa: SIM905
    "\u00a0",
    "\n",
)
T = TypeVar("T")
PARTIES = (Party(name="Partner"), Party(name="VMware"))
IDS = "abcdef"


class Dice:
    """Makes up parts of guides; everything can be empty, doubled or nested."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def some(self, make: Callable[[], T], most: int, least: int = 0) -> tuple[T, ...]:
        return tuple(make() for _ in range(self.rng.randint(least, most)))

    def text(self) -> str:
        return " ".join(self.rng.choices(WORDS, k=self.rng.choice([0, 1, 3, 8, 12])))

    def id(self) -> str:
        return self.rng.choice(IDS)

    def run(self) -> Run:
        kinds: list[RunKind] = ["text", "text", "strong", "code", "term", "link", "reference"]
        kind = self.rng.choice(kinds)
        generated = self.rng.random() < 0.5
        return Run(text=self.text(), kind=kind, target=self.id(), generated=generated)

    def paragraph(self) -> Block:
        kind = self.rng.choice(["paragraph", "paragraph", "quote", "code"])
        return Block(kind=kind, runs=self.some(self.run, 3))

    def cell(self) -> Cell:
        return Cell(blocks=self.some(self.paragraph, 2))

    def row(self) -> tuple[Cell, ...]:
        return self.some(self.cell, 3, 1)

    def item(self) -> Block:
        runs = self.some(self.run, 1)
        return Block(kind="item", runs=runs, blocks=self.some(lambda: self.block(1), 2))

    def block(self, depth: int = 0) -> Block:
        kind = self.rng.choice(["text", "text", "text", "list", "table", "figure"])
        if kind == "list" and depth < 3:
            lists = self.rng.choice(["bullet-list", "numbered-list"])
            return Block(kind=lists, blocks=self.some(self.item, 4))
        if kind == "table":
            tables = self.rng.choice(["table", "form"])
            return Block(
                kind=tables,
                id=self.id(),
                number=self.rng.choice([None, "1", "2"]),
                runs=self.some(self.run, 1),
                head=self.rng.choice([(), self.row()]),
                rows=self.some(self.row, 3),
            )
        if kind == "figure":
            image = self.rng.choice([None, self.id()])
            runs = self.some(self.run, 1)
            return Block(kind=kind, id=self.id(), runs=runs, description=self.text(), image=image)
        return self.paragraph()

    def section(self, depth: int = 0) -> Section:
        return Section(
            id=self.id(),
            kind=self.rng.choice(["chapter", "section", "appendix"]),
            number=self.rng.choice("123"),
            label=self.rng.choice(["Section 1", "Section 2"]),
            title=self.text(),
            status=self.rng.choice(["present", "present", "not-applicable"]),
            blocks=self.some(self.block, 4),
            sections=self.some(lambda: self.section(depth + 1), 2 if depth < 2 else 0),
        )

    def guide(self) -> Guide:
        ids = self.rng.sample(IDS, self.rng.randint(0, 3))
        return Guide(
            identity=Identity(program="p", title=self.text(), short_name="P", version=self.id()),
            sections=self.some(self.section, 4),
            precedence=tuple(DocumentItem(id=id, name=self.text()) for id in ids),
            glossary=self.some(
                lambda: GlossaryItem(id=self.id(), term=self.text(), means=self.text()), 3
            ),
            revision_history=self.some(
                lambda: RevisionItem(version=self.id(), summary=self.text()), 3
            ),
            parameters=tuple(ParameterItem(id=id, value=self.text()) for id in ids),
        )

    def revised(self, guide: Guide) -> Guide:
        """Another guide that has much of this one in it, in other places."""
        other = self.guide()
        sections = [self._mixed(section, other) for section in guide.sections]
        self.rng.shuffle(sections)
        keep = self.rng.randint(0, len(sections))
        return replace(other, sections=(*sections[:keep], *other.sections[:1]))

    def _mixed(self, section: Section, other: Guide) -> Section:
        blocks = [*section.blocks, *(block for one in other.sections for block in one.blocks[:1])]
        self.rng.shuffle(blocks)
        return replace(section, blocks=tuple(blocks[: self.rng.randint(0, len(blocks))]))


guides = st.integers(0, 2**32).map(lambda seed: Dice(seed).guide())
pairs = st.integers(0, 2**32).map(
    lambda seed: (made := Dice(seed).guide(), Dice(seed + 1).revised(made))
)
RELAXED = settings(max_examples=60, deadline=None, derandomize=True)


@given(guides)
@RELAXED
def test_nothing_is_different_from_itself(guide: Guide) -> None:
    found = review(guide, guide, parties=PARTIES)
    assert found.comparison.changes == ()
    assert found.comparison.ledger == ()
    assert found.fault(guide, guide) is None


@given(pairs)
@RELAXED
def test_both_guides_come_back_out_of_the_redline(pair: tuple[Guide, Guide]) -> None:
    old, new = pair
    found = review(old, new, parties=PARTIES)
    assert check_redline(old, new, found.redline) is None


@given(pairs)
@RELAXED
def test_ids_are_unique_and_what_is_named_exists(pair: tuple[Guide, Guide]) -> None:
    old, new = pair
    comparison = compare(old, new, parties=PARTIES)
    ids = [change.id for change in comparison.walk()]
    assert len(ids) == len(set(ids))
    lines = {line.id for line in comparison.ledger}
    assert all(set(change.obligations) <= lines for change in comparison.walk())
    causes = {cause.id for cause in comparison.causes}
    assert all(change.cause is None or change.cause in causes for change in comparison.walk())
    assert comparison == review(old, new, parties=PARTIES).comparison


@given(pairs)
@RELAXED
def test_what_was_added_one_way_was_removed_the_other(pair: tuple[Guide, Guide]) -> None:
    old, new = pair
    there, back = compare(old, new), compare(new, old)
    assert (not there.changes) == (not back.changes)
    data = {"term", "revision", "document", "cover"}
    for kind, other in (("added", "removed"), ("removed", "added")):
        one = sorted(
            (change.thing, change.side.text)
            for change in there.changes
            if change.kind == kind and change.thing in data
        )
        two = sorted(
            (change.thing, change.side.text)
            for change in back.changes
            if change.kind == other and change.thing in data
        )
        assert one == two
