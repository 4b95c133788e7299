"""Dataclasses as plain data, and back."""

from __future__ import annotations

import json

import pytest

from builder.model.cover import Identity
from builder.model.guide import Block, Cell, Guide, Place, Run, Section
from builder.model.outline import Outline, OutlineItem
from builder.model.plain import from_plain, to_plain
from builder.model.usage import NamedPart
from builder.source import Span, Text

AT = Span(file="content/a.md", line=2, column=3)
ITEM = OutlineItem(
    kind="chapter",
    id="start",
    level=1,
    number="1",
    label="Section 1",
    title="Start",
    state="omitted",
    source=AT,
    declared=AT,
)
OUTLINE = Outline(program="sail", short_name="Sail", title="Sailing", version="4.10", items=(ITEM,))
PLACE = Place(file="a.md", line=1, column=1)
CELL = Cell(blocks=(Block(kind="paragraph", runs=(Run(text="x", kind="code"),)),), at=PLACE)
GUIDE = Guide(
    identity=Identity(program="sail", title="Sailing", short_name="Sail", version="4.10"),
    sections=(
        Section(
            id="start",
            kind="chapter",
            number="1",
            label="Section 1",
            title="Start",
            blocks=(Block(kind="table", rows=((CELL, CELL),)),),
        ),
    ),
)


@pytest.mark.parametrize("value", [OUTLINE, GUIDE])
def test_what_goes_out_comes_back(value: Outline | Guide) -> None:
    text = json.dumps(to_plain(value))
    assert from_plain(type(value), json.loads(text)) == value


def test_places_and_texts_are_plain() -> None:
    thing = NamedPart(kind="term", id=Text("AFT", AT), about="", declared=(AT,))
    plain = to_plain(thing)
    assert type(plain["id"]) is str
    assert plain["declared"] == [{"file": "content/a.md", "line": 2, "column": 3}]
    assert plain["default"] is None
    assert plain["usages"] == []


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {"program": 1},
        {**to_plain(OUTLINE), "more": 1},
        {key: value for key, value in to_plain(OUTLINE).items() if key != "title"},
        {**to_plain(OUTLINE), "items": {}},
        {**to_plain(OUTLINE), "items": [{**to_plain(ITEM), "state": "lost"}]},
        {**to_plain(OUTLINE), "items": [{**to_plain(ITEM), "level": True}]},
        {**to_plain(OUTLINE), "items": [{**to_plain(ITEM), "source": "content/a.md:2"}]},
    ],
)
def test_anything_else_is_refused(plain: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        from_plain(Outline, plain)
