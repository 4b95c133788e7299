from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from builder.model.change import ObligationChange, ObligationKind, SectionRef
from builder.model.words import ENGLISH
from builder.report.diff.addressed import addressed
from builder.report.diff.notice import notice
from tests.browser import ROOT, OpenPage, axe
from tests.report.diff.samples import COMPARISON, HOSTILE, SAME, obligation

TEMPLATES = ROOT / "templates"


def groups(text: str) -> dict[str, str]:
    """The items of a plain-text letter by their heading."""
    flat = re.sub(r"\n +(?![ *])", " ", text)
    parts = re.split(r"\n([A-Z][^\n:*]+):\n\n", flat)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_letter_says_what_the_partner_must_do() -> None:
    found = groups(notice(COMPARISON, "Partner", form="text"))
    assert (
        "You must not ship the Kit to others. (Section 2.2 “Review”)"
        in (found["From this version on you must not"])
    )
    assert "You no longer have to send a report." in found["No longer required"]
    changed = found["Changed dates, periods and numbers"]
    assert "Before: within 14 days; “must”." in changed


def test_wording_alone_is_one_line() -> None:
    text = notice(COMPARISON, "Partner", form="text")
    assert "8 further changes are editorial or in the arrangement" in text.replace("\n", " ")
    assert "try the Kit" not in text


def test_the_order_of_precedence_is_told() -> None:
    text = notice(COMPARISON, "Partner", form="text").replace("\n", " ")
    assert "this order now holds: Agreement, then Addendum, then Guide." in text


def test_nothing_changed_for_the_reader() -> None:
    text = notice(SAME, "Partner", form="text").replace("\n", " ")
    assert "Nothing that you must, may or need not do has changed." in text


@pytest.mark.parametrize(
    ("old", "new", "kinds", "heading"),
    [
        (None, {}, ("added",), "From this version on you must"),
        (None, {"strength": "should"}, ("added",), "Newly recommended"),
        (None, {"strength": "may"}, ("added",), "You now may"),
        ({"negated": True}, None, ("removed",), "No longer forbidden"),
        ({"strength": "may"}, None, ("removed",), "No longer allowed by this guide"),
        ({"strength": "should"}, {}, ("strength",), "Now required instead of recommended"),
        ({}, {"strength": "should"}, ("strength",), "Now recommended instead of required"),
        ({}, {"strength": "may"}, ("strength",), "Now allowed instead of required"),
        ({}, {"party": "Maker"}, ("actor",), "Now done by somebody else"),
        ({"party": "Maker"}, {}, ("actor",), "Now for you to do"),
        ({}, {"condition": "if asked"}, ("condition-added",), "Changed conditions and exceptions"),
        ({"party": "Maker"}, None, ("removed",), "What changes in what others do or may do"),
    ],
)
def test_every_kind_of_change_has_its_heading(
    old: dict[str, object] | None,
    new: dict[str, object] | None,
    kinds: tuple[ObligationKind, ...],
    heading: str,
) -> None:
    sentence = "The Partner must answer requests for support."
    line = ObligationChange(
        id="x",
        kinds=kinds,
        cls="normative",
        changes=(),
        old=obligation("d", sentence, **old) if old is not None else None,
        new=obligation("d", sentence, **new) if new is not None else None,
    )
    text = notice(replace(COMPARISON, ledger=(line,)), "Partner", form="text")
    assert list(groups(text)) == [heading]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"sentence": "The Partner must test.", "action": "test"}, "You must test."),
        (
            {
                "sentence": "When asked, the Partner must show its plan to the Maker.",
                "action": "show its plan to the Maker",
                "condition": "When asked",
            },
            "When asked, you must show your plan to the Maker.",
        ),
        (
            {
                "sentence": "To join, the Partner must do all of the following: Sign the form",
                "action": "do all of the following: Sign the form",
            },
            "To join, you must sign the form.",
        ),
        (
            {
                "sentence": "A Partner that sells must test.",
                "subject": "A Partner that sells",
                "action": "test",
            },
            "As a Partner that sells, you must test.",
        ),
        # “Their” means the updates here: the guide's own words stand.
        (
            {
                "sentence": "The Partner must tell the Maker of updates before their release.",
                "action": "tell the Maker of updates before their release",
            },
            "The Partner must tell the Maker of updates before their release.",
        ),
        (
            {"sentence": "The Partner must: Inform it", "action": "Inform it"},
            "The Partner must inform it.",
        ),
    ],
)
def test_a_sentence_is_turned_to_the_reader_only_where_that_is_safe(
    values: dict[str, object], said: str
) -> None:
    kept = {"subject": "the Partner", **values}
    if kept["subject"] == "the Partner" and "The Partner" in str(kept["sentence"]):
        kept["subject"] = "The Partner"
    found = obligation("d", str(kept.pop("sentence")), **kept)
    assert addressed(found, "Partner", ENGLISH.changes) == said


def test_author_text_is_never_markup() -> None:
    line = replace(COMPARISON.ledger[1], new=obligation("d", HOSTILE, party="Maker"))
    comparison = replace(COMPARISON, ledger=(line,))
    assert "<img" not in notice(comparison, "Partner", form="html", templates=TEMPLATES)
    assert "\\<img" in notice(comparison, "Partner", form="md")


def test_html_needs_its_template() -> None:
    with pytest.raises(ValueError, match="template"):
        notice(COMPARISON, "Partner", form="html")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_the_page_meets_wcag(tmp_path: Path, open_page: OpenPage, width: int, dark: bool) -> None:
    file = tmp_path / "notice.html"
    file.write_text(notice(COMPARISON, "Partner", form="html", templates=TEMPLATES))
    visit = open_page(file, width=width, dark=dark)
    assert axe(visit.page) == []
    assert visit.foreign_requests == []


def test_a_duty_in_other_words_is_pointed_at() -> None:
    """No rule can tell whether it is another duty, so the reader is told where it stands."""
    text = notice(COMPARISON, "Partner", form="md")
    assert "Please also read what has changed in Appendix B; it can matter to what you do." in text


def test_sections_to_read_are_listed_in_the_order_of_the_guide() -> None:
    words = COMPARISON.changes[-1]
    found = next(change for change in COMPARISON.changes if change.id == "c-words")
    sides = [
        replace(found.new, section=SectionRef(id=label, label=label, title="T", order=order))  # type: ignore[type-var]
        for label, order in (("Appendix B", 30), ("Section 10.2", 20), ("Section 9", 10))
    ]
    changes = tuple(replace(found, id=f"c-{n}", new=side) for n, side in enumerate(sides))
    comparison = replace(COMPARISON, changes=(*changes, words), ledger=())
    assert "in Section 9, Section 10.2 and Appendix B;" in notice(comparison, "Partner", form="md")


def test_a_duty_is_cited_as_its_guide_cites_the_section() -> None:
    """Whether it is in an appendix is nothing that the letters of a number tell."""
    moved = {"section_number": "B.1", "section_label": "Part B.1 of the annex"}
    ledger = tuple(
        replace(line, new=replace(line.new, **moved)) if line.new else line
        for line in COMPARISON.ledger
    )
    found = notice(replace(COMPARISON, ledger=ledger), "Partner", form="text")
    assert "(Part B.1 of the annex “Review”)" in " ".join(found.split())


def test_a_date_without_a_day_is_written_out() -> None:
    dated = replace(COMPARISON, new=replace(COMPARISON.new, date="2027-02"))
    assert "dated February 2027, is now published" in notice(dated, "Partner", form="md")
