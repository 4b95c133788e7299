"""Every word that a redline, notice or summary prints and no author writes is of the language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from io import StringIO
from typing import Any, TypeVar

import pytest
from rich.console import Console

from builder.authoring.revise import summarise
from builder.model import words
from builder.model.change import Comparison
from builder.model.cover import LABELS
from builder.model.plain import from_plain, to_plain
from builder.model.redline import Redline
from builder.model.words import Language
from builder.outputs.pdf.make import read_pdf
from builder.report.diff.markdown import comment
from builder.report.diff.notice import NoticeForm, notice
from builder.report.diff.text import print_comparisons
from builder.report.redline.page import redline_page
from builder.report.redline.pdf import make_redline_pdf
from tests.outputs.test_language import NUMBERED, invented, other
from tests.report.diff.samples import COMPARISON, REDLINE, SAME
from tests.whole_projects import TEMPLATES

T = TypeVar("T")
_LETTERS = re.compile(r"[^\W\d_]+")
_LABELS = frozenset({"label", "was_label", "section_label", "old", "new"})
_VALUES = frozenset(
    {"op", "kind", "kinds", "thing", "cls", "mark", "strength", "worst", "image", "was_image"}
)
_MODALS = frozenset({"must", "should", "may", "will", "not"})
"""How a sentence binds, which is read in English."""
_COUNTS = frozenset({"counts", "obligations"})


def authored(value: Any, key: str = "") -> Any:
    """A comparison in which every word of an author begins with “yy”, and every label with “zz”."""
    match value:
        case str() if key in _VALUES or (key == "name" and value in LABELS):
            return value
        case str() if key in _LABELS:
            return other(value)
        case str():
            return _LETTERS.sub(lambda m: m[0] if m[0] == "https" else f"yy{m[0]}", value)
        case dict() if key not in _COUNTS:
            return {name: authored(one, name) for name, one in value.items()}
        case list():
            return [authored(one, key) for one in value]
    return value


def foreign(kind: type[T], value: T) -> T:
    return from_plain(kind, authored(json.loads(json.dumps(to_plain(value)))))


@pytest.fixture(scope="module", autouse=True)
def language() -> Iterator[Language]:
    """The language that nobody speaks, while the tests of this file run."""
    found = invented("zz")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "ENGLISH", found)
        yield found


def untranslated(text: str) -> list[str]:
    """The words of a text that neither the language nor an author has."""
    found = _LETTERS.findall(re.sub(r"https:|\b[ab]{12}\b|<[^<>]*>", " ", text))
    known = re.compile("yy|zz|Zz")
    return [word for word in found if not known.match(word) and word not in _MODALS]


def page_of(redline: Redline, comparison: Comparison) -> str:
    return redline_page(redline, comparison, templates=TEMPLATES, was="1", now="2")


def printed(page: str) -> str:
    """The text of a page, and what it says to those who hear it or hover over it."""
    said = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', page)
    body = re.sub(r"<(style|script)>.*?</\1>", " ", page, flags=re.S)
    return unescape(" ".join([re.sub(r"<[^>]*>", " ", body), *said]))


SAMPLES = {"sample": COMPARISON, "same": SAME}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_of_a_redline(name: str) -> None:
    comparison = foreign(Comparison, SAMPLES[name])
    page = page_of(foreign(Redline, REDLINE), comparison)
    text = printed(page)
    assert untranslated(text) == []
    wanted = ("zzSkip zzto zzthe zzverdict", "zzVersion", "zzContents", "zzNext", "zzInserted")
    assert [word for word in wanted if word not in text] == []
    assert '<html lang="zz">' in page


def test_style_and_script_of_a_redline_take_their_words_from_the_page() -> None:
    page = page_of(foreign(Redline, REDLINE), foreign(Comparison, COMPARISON))
    spoken = re.findall(r'content: "([^"]*)"', page)
    assert " [zzinserted: " in spoken
    assert untranslated(" ".join(spoken)) == []
    steps = re.search(r"^const words = (.*);$", page, re.M)
    assert steps
    assert json.loads(steps[1]) == {"places": "{count} zzplaces", "place": "{number} zzof {count}"}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_pdf_of_a_redline(name: str) -> None:
    pdf = make_redline_pdf(
        foreign(Redline, REDLINE),
        foreign(Comparison, SAMPLES[name]),
        templates=TEMPLATES,
        timestamp=datetime(2024, 5, 2, tzinfo=UTC),
        was="1",
        now="2",
    )
    text = re.sub(r"\s+", " ", read_pdf(pdf).text)
    assert untranslated(text) == []
    assert "zzMoved zzaway" in text


@pytest.mark.parametrize("form", ["md", "html", "text"])
@pytest.mark.parametrize("party", ["Partner", "Maker"])
def test_a_notice(form: NoticeForm, party: str) -> None:
    # Its sentences are made from those of the guide, which must be English to be understood.
    plain = json.loads(json.dumps(to_plain(COMPARISON)))
    written = set(
        _LETTERS.findall(json.dumps([plain["ledger"], plain["new"], plain["changes"][-1]]))
    )
    text = notice(from_plain(Comparison, labelled(plain)), party, form=form, templates=TEMPLATES)
    if form == "html":
        assert '<html lang="zz">' in text
        text = printed(text)
    if party == "Partner":
        assert "zzBefore: within 14 days; “must”." in " ".join(text.split())
    assert [word for word in untranslated(text) if word not in written] == []
    assert NUMBERED.findall(text) == []


def labelled(value: Any, key: str = "") -> Any:
    """A comparison with the labels of the language."""
    if isinstance(value, str):
        return other(value) if key in _LABELS else value
    if isinstance(value, dict):
        return {name: labelled(one, name) for name, one in value.items()}
    return [labelled(one, key) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", SAMPLES)
def test_the_summary_in_markdown(name: str) -> None:
    both = [foreign(Comparison, SAMPLES[name])]
    assert untranslated(comment(both, was="1", now="2")) == []


def test_what_is_left_out_of_a_summary() -> None:
    text = comment([foreign(Comparison, COMPARISON)], limit=1500)
    assert "zzLeft zzout" in text


@pytest.mark.parametrize("name", SAMPLES)
def test_the_comparison_in_a_terminal(name: str) -> None:
    file = StringIO()
    print_comparisons(Console(file=file, width=200), [foreign(Comparison, SAMPLES[name])])
    assert untranslated(file.getvalue()) == []


def test_the_row_of_the_revision_history_that_is_drafted() -> None:
    comparison = foreign(Comparison, COMPARISON)
    text = summarise(comparison, comparison.changes)
    assert "zznew zzobligation" in text
    assert untranslated(text) == []
