"""What a revision changes in a guide, as data: a `Comparison`.

A comparison is made of two `Guide`s by `builder.diff.compare` and is all that reports need:

* `Comparison.changes`: what a reviewer reads, each change once, in the new guide's order;
* `Comparison.ledger`: what the changes do to the obligations;
* `Comparison.numbers`: the sections, tables and figures whose number is another;
* `Comparison.causes`: the edits in the sources that made the changes.

Ids of changes are made of what a change says and about what, never of where it stands: a change
that a reviewer has signed keeps its id when others come before it, and gets another one when its
own text is another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from builder.model.blocks import BlockPart
from builder.model.cover import Identity
from builder.model.guide import Place
from builder.model.obligation import Obligation

COMPARISON_SCHEMA_VERSION = 1

ChangeClass = Literal["normative", "review", "editorial", "structural", "reference", "renumbering"]
"""How much a change matters.

`normative`: somebody must, need not or may now do something else, or another document prevails.
`review`: somebody who knows the program must judge: other words inside a sentence that binds
somebody, the same duty as far as rules can tell; another definition, drawing, or number outside
of such a sentence. `structural`: something is in another place, or has another title. `reference`:
a link, or the target of a reference, is another. `editorial`: other words anywhere else.
`renumbering`: only numbers, which follow from another change.
"""
CLASSES: tuple[ChangeClass, ...] = (
    "normative",
    "review",
    "structural",
    "reference",
    "editorial",
    "renumbering",
)
"""All classes, the one that matters most first."""
assert set(CLASSES) == set(get_args(ChangeClass))

ChangeKind = Literal["added", "removed", "changed", "moved", "split", "merged", "renumbered"]
"""What happened. `moved` with `hunks` or `children` is moved and edited; a section that is
`changed` has another title or status; `renumbered` is the one line that stands for all numbers."""

ChangedPart = Literal[
    "section",
    "appendix",
    BlockPart,
    "caption",
    "column",
    "row",
    "cell",
    "parameter",
    "cover",
    "revision",
    "precedence",
    "document",
    "numbers",
]
"""What a change is about. `term` is an entry of the glossary, `cover` a value of the cover (named
by `Change.name`), `precedence` the order of the governing documents."""

Op = Literal["equal", "insert", "delete"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunk:
    """A stretch of text that stayed, was added or removed. Words are never cut in two.

    `text` is as the guide prints it (of an equal hunk: as the new guide does). `target` is the
    id or address that it leads to, where that is what is different.
    """

    op: Op
    text: str
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRef:
    """A section or appendix as one cites it: `Section 3.4`, `Post-Release Activities`.

    `order` is its place among all sections of its guide, from 0.
    """

    id: str
    label: str
    title: str
    order: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """How a thing is in one of the two guides.

    `text` is all its text (of a figure: its caption; of the order of precedence: the names, a
    line each). `section` is None for the cover, the glossary's data and the like. `number` is
    that of a section, table or figure. `path` says where it stands in the guide:
    `support-readiness/3/1` is the second block in the fourth block of that section; the cell
    `r2c0` is in the third row and the first column (the head is row `h`). `caption` is that of a
    table, `image` the hash of a figure's drawing, `description` its text alternative. `places`
    are all places in the sources that print it, where one value is printed several times.
    """

    text: str
    place: Place | None = None
    section: SectionRef | None = None
    number: str | None = None
    path: str | None = None
    caption: str | None = None
    image: str | None = None
    description: str | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change that a reviewer has to look at.

    `old` is None for what was added, `new` for what was removed. A split has one `old`, and in
    `others` the further parts that it became; a merge has one `new`, and in `others` the further
    parts that it is made of. `name` is what the thing is called where it has no text of its own:
    a cover field, a parameter's id, a term, a table's id, a column's heading. `hunks` are empty
    where all the text was added or removed: then the whole of `old` and `new` is shown.
    `children` are the changes of a table's or form's columns, rows, cells and caption, and the
    places in the text that a changed parameter or document name made different; they are not in
    `Comparison.changes`, and their parent has the highest of their classes (items of lists are
    changes of their own). `obligations` are ids of `Comparison.ledger`, those of the children
    included; `cause` is one of `Comparison.causes`.
    `rule` is the number (from 0) of the rule of the policy that set the class, if one did.
    """

    id: str
    kind: ChangeKind
    thing: ChangedPart
    cls: ChangeClass
    name: str | None = None
    old: Side | None = None
    new: Side | None = None
    others: tuple[Side, ...] = ()
    hunks: tuple[Hunk, ...] = ()
    children: tuple[Change, ...] = ()
    obligations: tuple[str, ...] = ()
    cause: str | None = None
    rule: int | None = None

    @property
    def side(self) -> Side:
        """The new side, or the old one of what was removed."""
        side = self.new or self.old
        assert side is not None
        return side

    @property
    def section(self) -> SectionRef | None:
        """Where it is found: in the new guide, or in the old one when it was removed."""
        return self.side.section

    @property
    def moved_from(self) -> SectionRef | None:
        """The section it was moved from; the same as `section` if it moved within it."""
        return self.old.section if self.kind == "moved" and self.old else None

    @property
    def edited(self) -> bool:
        """Whether it has other text, too: tells a move from a move with an edit."""
        return bool(self.hunks or self.children)

    def walk(self) -> Iterator[Change]:
        """This change and all inside it."""
        yield self
        for child in self.children:
            yield from child.walk()


ObligationKind = Literal[
    "added",
    "removed",
    "strength",
    "period",
    "number",
    "actor",
    "condition-added",
    "condition-removed",
    "condition-changed",
    "exception-added",
    "exception-removed",
    "exception-changed",
    "wording",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationChange:
    """A line of the ledger: who was bound to what, who is now, where.

    `kinds` is `added` or `removed` alone, or everything that is different. Only `wording` means
    that the sentence has other words and nobody is bound otherwise as far as rules can tell:
    class `review`; everything else is `normative`. `changes` are the ids of the changes that it
    is part of; they can be children.
    """

    id: str
    kinds: tuple[ObligationKind, ...]
    cls: ChangeClass
    old: Obligation | None = None
    new: Obligation | None = None
    changes: tuple[str, ...]
    cause: str | None = None

    @property
    def obligation(self) -> Obligation:
        """As it is now, or as it was when it was removed."""
        obligation = self.new or self.old
        assert obligation is not None
        return obligation


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbering:
    """A section, appendix, table or figure that has another number now.

    `old` and `new` are labels as they are cited: `Section 3.4`, `Appendix F`, `Table 2`.
    `follows` is true when it only follows from the new number of the section above it: a short
    report leaves these lines out.
    """

    id: str
    thing: Literal["section", "appendix", "table", "figure"]
    title: str
    old: str
    new: str
    follows: bool = False


CauseKind = Literal["parameter", "clause", "value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A change that an edit had: the program's id, the change's, and the section's."""

    program: str
    change: str
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One edit in the sources, with everything it changes in the guides.

    `kind` is `parameter` (its id is `name`, `old` and `new` its values), `clause` (a paragraph
    or other block of the Markdown file `name`) or `value` (a part of the YAML file `name`).
    `place` is where it is written now, or where it was. `effects` are in the order of the
    programs and of their guides.
    """

    id: str
    kind: CauseKind
    name: str
    cls: ChangeClass
    place: Place | None = None
    old: str | None = None
    new: str | None = None
    effects: tuple[Effect, ...] = ()

    @property
    def programs(self) -> tuple[str, ...]:
        """The programs that it reaches, each once."""
        return tuple(dict.fromkeys(effect.program for effect in self.effects))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The whole in a glance.

    `worst` is the class that matters most, None when nothing changed. `counts` has every class
    that occurs with the number of its changes (children are not counted), `obligations` the
    number of lines of the ledger by kind; a line with two kinds counts for both.
    """

    worst: ChangeClass | None
    counts: Mapping[ChangeClass, int] = field(default_factory=dict)
    obligations: Mapping[ObligationKind, int] = field(default_factory=dict)
    renumbered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that is different between two revisions of a guide."""

    old: Identity
    new: Identity
    changes: tuple[Change, ...]
    ledger: tuple[ObligationChange, ...]
    numbers: tuple[Renumbering, ...]
    causes: tuple[Cause, ...]
    verdict: Verdict
    schema_version: int = COMPARISON_SCHEMA_VERSION

    @property
    def same(self) -> bool:
        """Whether nothing is different for a reader."""
        return not self.changes

    def walk(self) -> Iterator[Change]:
        """All changes with all inside them."""
        for change in self.changes:
            yield from change.walk()
