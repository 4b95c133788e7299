"""Dates as a reader writes them."""

from __future__ import annotations

from datetime import date

_YEAR_AND_MONTH = 7


def display_date(value: str) -> str:
    """`2018-06-20` as `June 20, 2018`, and `2014-07` as `July 2014`.

    The value has been checked when it was loaded; anything else is returned unchanged.
    """
    try:
        if len(value) == _YEAR_AND_MONTH:
            return f"{date.fromisoformat(value + '-01'):%B %Y}"
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{day:%B} {day.day}, {day.year}"
