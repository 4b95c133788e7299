"""Words that follow themselves are found, unless they can."""

from __future__ import annotations

import pytest

from builder.reading.repeated import repeated

TWICE = {
    "Partners must must sign.": "must must",
    "Partners must\nmust sign.": "must\nmust",
    "The the Partner signs.": "The the",
    "of the The Agreement": "the The",
    "Support Support Policy": "Support Support",
    "VMware VMware Store": "VMware VMware",
    "setup.exe setup.exe is run": "setup.exe setup.exe",
    "must ensure must ensure that": "must ensure must ensure",
    "the Hot Fix Hot Fix is": "Hot Fix Hot Fix",
    "within 14 days days": "14 days days",
    "within 14 days day": "14 days day",
    "within 14 day days": "14 day days",
    "within 14 days\u00a0days": "14 days\u00a0days",
    "within 14 days business days": "14 days business days",
    "within 14 days’ days": "14 days’ days",
    "within 14 14 days": "14 14",
    "the 14 days-day period": "days-day",
    "14 days 14 days before": "14 days 14 days",
    "name 3 3 contacts": "3 3",
    "name 3 three contacts": "3 three",
    "name three 3 contacts": "three 3",
    "16 GB GB of memory": "16 GB GB",
    "24 hours hours": "24 hours hours",
    "pay $500 dollars": "$500 dollars",
    "pay €500 euros": "€500 euros",
    "at 95 % percent": "95 % percent",
    "at 95 %%": "95 %%",
    "sent to to them": "to to",
    "not not allowed": "not not",
    "a a form": "a a",
}
ONCE = (
    "A Partner that had had access knows that that is so.",
    "It is switched on on all hosts; log in in person; opt out out of spite.",
    "What it is is clear.",
    "A termination at will will take effect.",
    "New York, New York",
    "The Partner must sign. Sign here.",
    "The period is 14 days. Days count.",
    "14 days before and 14 days after",
    "fourteen (14) days",
    "step by step by step, again and again and again, day by day",
    "Call 555 555 0100, or 030 30 30 30.",
    "10.10.10.10 and 3:1:1 and 1 1 2",
    "$500 USD",
    "May may be cold. US us.",
    "Pago Pago and Baden Baden",
    "The list lists 3 days; day 3 counts.",
    "A A battery",
    "1 week, 2 weeks",
    "within 5 business days of 14 calendar days",
)


@pytest.mark.parametrize(("text", "words"), TWICE.items())
def test_what_stands_twice_is_found_once(text: str, words: str) -> None:
    assert [text[one.start : one.end] for one in repeated(text)] == [words]


@pytest.mark.parametrize("text", ONCE)
def test_what_can_follow_itself_is_left_alone(text: str) -> None:
    assert [text[one.start : one.end] for one in repeated(text)] == []


def test_long_texts_take_as_many_steps_as_words() -> None:
    assert len(list(repeated("must " * 20_000))) <= 20_000
