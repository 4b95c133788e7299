"""The page of the limits, made from their table."""

from __future__ import annotations

from builder.source.limits import LIMITS

_HEAD = """# Limits

No guide needs more than this. The limits are there so that a slip, or a file that was not made for
guides, is told at its place and takes neither the time nor the memory of the machine. What exceeds
one is an error; nothing is cut off.

<!-- Made from the program by `guides docs --write-reference`; do not edit. -->

| what | at most | what to do |
|---|---|---|
"""


def limits_page() -> str:
    """The whole page."""
    rows = (f"| {one.thing} | {one.most:,} {one.unit} | {one.hint} |\n" for one in LIMITS)
    return _HEAD + "".join(rows)
