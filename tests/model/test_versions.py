"""How dates are read."""

from __future__ import annotations

from datetime import date

import pytest

from builder.model.versions import is_day, read_date


@pytest.mark.parametrize(
    ("text", "day"),
    [("2018-06-20", date(2018, 6, 20)), ("2018-06", date(2018, 6, 1)), ("0001-01", date(1, 1, 1))],
)
def test_a_date_is_a_day_or_a_month(text: str, day: date) -> None:
    assert read_date(text) == day
    assert is_day(text) == (len(text) == 10)


@pytest.mark.parametrize(
    "text",
    ["", "2018", "2018-13", "2018-02-30", "20180620", "2018-W25-3", "2018-6", "June", "2018-06-"],
)
def test_anything_else_is_none(text: str) -> None:
    assert read_date(text) is None
    assert not is_day(text)
