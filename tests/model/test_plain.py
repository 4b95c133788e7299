"""Dataclasses as plain data, and back."""

from __future__ import annotations

import json

import pytest

from builder.diagnostics import Code, Diagnostic, Edit, Severity
from builder.model.change import Verdict
from builder.model.cover import Identity
from builder.model.guide import Block, Cell, Guide, Place, Run, Section
from builder.model.outline import Outline, OutlineItem
from builder.model.plain import EMPTY, from_plain, to_plain
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
    assert plain["declared"] == [{"file": "content/a.md", "line": 2, "column": 3, "length": 0}]
    assert plain["default"] is None
    assert plain["usages"] == []


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {"program": 1},
        {key: value for key, value in to_plain(OUTLINE).items() if key != "title"},
        {**to_plain(OUTLINE), "items": {}},
        {**to_plain(OUTLINE), "items": [{**to_plain(ITEM), "state": "lost"}]},
        {**to_plain(OUTLINE), "items": [{**to_plain(ITEM), "level": True}]},
        {**to_plain(OUTLINE), "items": [{**to_plain(ITEM), "source": "content/a.md:2"}]},
    ],
)
def test_anything_else_is_refused(plain: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (each says another thing)
        from_plain(Outline, plain)


def test_members_of_a_later_version_are_ignored() -> None:
    assert from_plain(Outline, {**to_plain(OUTLINE), "more": 1}) == OUTLINE


def test_what_is_empty_is_left_out_if_it_comes_back_by_its_default() -> None:
    words = Verdict(worst=None)
    assert to_plain(words, without=EMPTY) == {"worst": None, "renumbered": 0}
    assert to_plain(Run(text=""), without=(*EMPTY, "", False)) == {"text": "", "kind": "text"}
    assert from_plain(Verdict, {"worst": None}) == words


def test_members_can_be_hidden_wherever_they_are() -> None:
    assert to_plain([AT], hidden=("length",)) == [{"file": "content/a.md", "line": 2, "column": 3}]


def test_keys_are_read_as_strictly_as_values() -> None:
    with pytest.raises(ValueError, match="terrible"):
        from_plain(Verdict, {"worst": None, "counts": {"terrible": 1}})


def test_no_depth_is_more_than_a_wrong_object() -> None:
    block: dict[str, object] = {"kind": "quote"}
    for _ in range(5000):
        block = {"kind": "quote", "blocks": [block]}
    with pytest.raises(ValueError, match="recursion"):
        from_plain(Block, block)


def test_nothing_of_a_finding_is_lost() -> None:
    finding = Diagnostic(
        code="straight-quotes",
        message="A straight quotation mark stands in “a”.",
        at=AT,
        hint="Write ”.",
        severity=Severity.WARNING,
        related=(AT,),
        programs=("sail",),
        about="start",
        edit=Edit(at=AT, old='"', new="”"),
    )
    plain = json.loads(json.dumps(to_plain(finding, without=EMPTY)))
    assert from_plain(Diagnostic, plain) == finding
    assert {"code", "severity", "message", "hint"} <= set(plain)


def test_a_finding_of_nothing_more_than_a_message_is_short() -> None:
    finding = Diagnostic(code=Code.TEXT_LOST, message="X.")
    assert set(to_plain(finding, without=EMPTY)) == {"code", "severity", "message"}
