"""Markup that makes none is found where it stands, and sound text is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.reading.authored import AuthoredText, Form
from builder.reading.marks.find import marks
from builder.source import Span, Text

CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("marks.yaml").read_text(encoding="utf-8")
)


def found(text: str, form: str) -> list[str]:
    authored = AuthoredText(text=Text(text, Span(file="")), about="here", form=Form(form))
    return [text[mark.start : mark.end] for mark in marks(authored, addresses=True)]


@pytest.mark.parametrize(
    ("form", "text", "first"),
    [(form, *case) for form, cases in CASES.items() for case in cases["marked"]],
)
def test_marks_that_make_nothing_are_found(form: str, text: str, first: str) -> None:
    assert found(text, form)[:1] == [first]


@pytest.mark.parametrize(
    ("form", "text"), [(form, text) for form, cases in CASES.items() for text in cases["sound"]]
)
def test_sound_text_is_left_alone(form: str, text: str) -> None:
    assert found(text, form) == []


def test_addresses_may_stand_alone_in_labels_and_values() -> None:
    text = Text("https://example.com", Span(file=""))
    authored = AuthoredText(text=text, about="here", form=Form.PLAIN)
    assert list(marks(authored, addresses=False)) == []
