"""What looks like markup: its form, what is to be said of it, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Flag, auto
from functools import cache

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
        form: Its pattern, in a text in which only that stands which readers see as it is typed;
            `@H` stands for a character that is no text.
        what: What is wrong, after the mark itself: “makes no bold text here”.
        hint: What to write instead.
        only: Where it counts, and how much.
    """

    form: str
    what: str
    hint: str
    only: Only

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its form, made ready when it is asked for: most guides hold nothing to look for."""
        return _compiled(self.form)


@cache
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form.replace("@H", HIDDEN), re.MULTILINE)


def mark(form: str, what: str, hint: str, only: Only = Only.ANYWHERE) -> Mark:
    """A mark, in a line of a table."""
    return Mark(form=form, what=what, hint=hint, only=only)
