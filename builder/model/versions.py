"""How versions and dates of a revision history compare."""

from __future__ import annotations


def version_key(version: str) -> tuple[int, ...]:
    """A version as numbers to compare, without zeros at its end."""
    numbers = [int(part) if part.isdecimal() else 0 for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def earlier(one: str, other: str) -> bool:
    """Whether a date is before another, as far as both are known."""
    first, second = one.split("-"), other.split("-")
    known = min(len(first), len(second))
    return first[:known] < second[:known]
