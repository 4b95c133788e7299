"""Author text as Typst string literals.

The translator writes Typst code, never Typst markup: all that an author wrote stands in a
string literal, in which nothing but the backslash and the quotation mark has a meaning. So no
text can start a command, whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029]')


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    return "\\" + char if char in '\\"' else f"\\u{{{ord(char):x}}}"


def string(text: str) -> str:
    """A Typst string literal whose value is `text`, character for character."""
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def prose(text: str) -> str:
    """A Typst string literal of running text: any run of white space becomes one space."""
    return string(_SPACE.sub(" ", text))


def optional(text: str | None) -> str:
    """A Typst string literal, or `none`."""
    return "none" if text is None else string(text)


def array(items: list[str]) -> str:
    """A Typst array of expressions; a single one keeps its comma, or it would be no array."""
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"


def data(value: object) -> str:
    """Texts, and mappings and sequences of them, as a Typst literal."""
    if isinstance(value, Mapping):
        return f"({', '.join(f'{string(key)}: {data(one)}' for key, one in value.items()) or ':'})"
    return array([data(one) for one in value]) if isinstance(value, tuple) else string(str(value))


def body(parts: list[str]) -> str:
    """A Typst code block that joins statements to content, or empty content."""
    kept = [part for part in parts if part]
    return "{\n" + "\n".join(kept) + "\n}" if kept else "[]"


def run(parts: list[str]) -> str:
    """As `body`, on one line: for what stands within a paragraph."""
    kept = [part for part in parts if part]
    return "{" + "; ".join(kept) + "}" if kept else "[]"
