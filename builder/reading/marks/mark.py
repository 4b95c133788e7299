"""What looks like markup: its form, what is to be said of it, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Flag, auto

from builder.clauses.literal import HIDDEN


class Only(Flag):
    """What a mark is only looked for in, or is only said with.

    Attributes:
        MARKDOWN: Where Markdown is read; elsewhere the form means nothing.
        PLAIN: Where no Markdown is read; Markdown makes something of the form, or refuses it.
        NO_PATH: Outside of a file's path.
        SENTENCE: With words of a sentence in it or beside it; else it is a sign of arithmetic.
        CERTAIN: As an error, because no author can mean it as it stands.
    """

    ANYWHERE = 0
    MARKDOWN = auto()
    PLAIN = auto()
    NO_PATH = auto()
    SENTENCE = auto()
    CERTAIN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A form of markup that guides do not have, or that is not well formed.

    Attributes:
        pattern: Its form, in a text in which only that stands which readers see as it is typed.
        what: What is wrong, after the mark itself: “makes no bold text here”.
        hint: What to write instead.
        only: Where it counts, and how much.
    """

    pattern: re.Pattern[str]
    what: str
    hint: str
    only: Only


def mark(pattern: str, what: str, hint: str, only: Only = Only.ANYWHERE) -> Mark:
    """A mark by its pattern, in which `@H` stands for a character that is no text."""
    compiled = re.compile(pattern.replace("@H", HIDDEN), re.MULTILINE)
    return Mark(pattern=compiled, what=what, hint=hint, only=only)
