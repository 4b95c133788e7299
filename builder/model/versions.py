"""How versions and dates are read, and how they compare."""

from __future__ import annotations

from datetime import date


def version_key(version: str) -> tuple[int, ...]:
    """A version as numbers to compare, without zeros at its end."""
    numbers = [int(part) if part.isdecimal() else 0 for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def read_date(text: str) -> date | None:
    """The day of YYYY-MM-DD, or the first one of YYYY-MM; None for any other text."""
    try:
        found = date.fromisoformat(text if text.count("-") > 1 else f"{text}-01")
    except ValueError:
        return None
    # Python reads weeks (2018-W25-3) as well.
    return found if found.isoformat().startswith(text) else None


def is_day(text: str) -> bool:
    """Whether a text is a date with its day."""
    return text.count("-") > 1 and read_date(text) is not None


def earlier(one: str, other: str) -> bool:
    """Whether a date is before another, as far as both are known."""
    first, second = one.split("-"), other.split("-")
    known = min(len(first), len(second))
    return first[:known] < second[:known]
