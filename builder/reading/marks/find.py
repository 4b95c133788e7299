"""Finds markup that makes none in a text as its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from builder.clauses.literal import HIDDEN
from builder.obligations.words import word_set
from builder.reading.authored import AuthoredText, Form
from builder.reading.marks.collapsed import collapsed, columns
from builder.reading.marks.emphasis import EMPHASIS
from builder.reading.marks.lines import LINES
from builder.reading.marks.mark import Mark, Only, mark
from builder.reading.marks.references import ADDRESSES, REFERENCES

# What no mark can do without: most texts have none of it and are not looked at any further.
_SUSPECT = re.compile(
    rf"[*_`\[\]{{}}<>^|~\\$%=+«@]|&(?= ?#?\w+ ?;)|&(?:amp|lt|gt|quot|nbsp)|{HIDDEN}[a-z#]\w*;"
    rf"|#(?![\d\s{HIDDEN}])|//|''|::|:\w|--|!\w|www\.|\.(?:com|org|net|io|gov|edu|info)/|Error!|!!!"
    r"|^(?:#|[ \t]*[.;:>–—―•●○◦▪■◆→‣⁃·✓✔➢➤►▶-]"
    rf"|[{HIDDEN} \t]*(?:o\s{{2}}"
    r"|\(?(?:\w{1,2}|[ivxIVX]{1,5}|\d{1,3})[.)](?=[ \t]*[^\s.,;:)])|\d+\.\d))",
    re.MULTILINE,
)
# Bold and emphasized words that are surely well formed.
_SURE = re.compile(r"(?<![^\s(“])(\*{1,2})(?=\w)([^*\n]*?[\w.:,)])\1(?![\w*])")
_PATH = re.compile(r"(?:^|[\s(“\"'])(?:[A-Za-z]:\\|\\\\)\S*$")
_LONGEST_PATH = 200
_COLLAPSED = mark(
    "",
    "begins no list item: its lines print as one paragraph",
    "Begin each item with “- ”, or with “1. ” where the order counts, and leave an empty line "
    "before the list.",
)
_TABLE = mark(
    "",
    "makes no table",
    "Declare the table in program_defs/ and put {{ table: its-id }} on a line of its own.",
)
# Words that stand in sentences and not in products: “test * before * each”, “width * height”.
_SMALL = word_set(
    "a after all an and any are as at be before but by each every for from if in is it its may "
    "must no not of on only or shall should that the their this to until when will with within"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A mark where it stands in its text."""

    mark: Mark
    start: int
    end: int


def marks(authored: AuthoredText, *, addresses: bool) -> Iterator[Found]:
    """What looks like markup and makes none, in order of position; no two of them overlap.

    With `addresses` those count, too, that readers would have to copy.
    """
    prose = authored.prose() if authored.form is not Form.PLAIN else str(authored.text)
    if authored.form is not Form.PLAIN and "*" in prose:
        prose = _SURE.sub(r"\2", prose)
    if not _SUSPECT.search(prose):
        return
    literal = authored.literal()
    text = literal.text
    if not _SUSPECT.search(text):
        return
    other = Only.MARKDOWN if authored.form is Form.PLAIN else Only.PLAIN
    found = [
        *(Found(mark=_COLLAPSED, start=start, end=end) for start, end in collapsed(literal)),
        *(Found(mark=_TABLE, start=start, end=end) for start, end in columns(literal)),
    ]
    for one in (*LINES, *(ADDRESSES if addresses else ()), *REFERENCES, *EMPHASIS):
        if other not in one.only:
            found += [
                Found(mark=one, start=match.start(), end=max(match.end(), match.start() + 1))
                for match in one.pattern.finditer(text)
                if _counts(one, match)
            ]
    end = 0
    for here in sorted(found, key=lambda one: (one.start, -one.end)):
        if here.start >= end:
            end = here.end
            yield here


def _counts(one: Mark, match: re.Match[str]) -> bool:
    """Whether a match is a mark: not in a path, and of what looks like an entity, one that is."""
    if Only.NO_PATH in one.only and _PATH.search(
        match.string, max(0, match.start() - _LONGEST_PATH), match.start() + 1
    ):
        return False
    found = match[0]
    if Only.SENTENCE in one.only:
        before = match.string[: match.start()].split()[-1:]
        after = match.string[match.end() :].split()[:1]
        return not _SMALL.isdisjoint([*before, *found.lower().split(), *after])
    if found.startswith("&") and found[1:2].isalpha() and found.endswith(";"):
        return found[1:] in html5
    return True
