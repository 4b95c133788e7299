"""Makes any text print as itself in Markdown.

CommonMark (section 2.4) lets a backslash stand before any ASCII punctuation. Escaped are the
characters that mean something anywhere in a line, and those that mean something at the start
of a block only when they stand there. A colon between spaces would split a glossary's term.
"""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>|~$&^#!]|(?<= ):(?= )")
_SPACES = re.compile(r"[ \t]+")
_AT_START = re.compile(r"[+\-=:%(\"']|\d{1,9}(?=[.)])")


def escape(text: str) -> str:
    """Escape one line of plain text so that Markdown prints it unchanged.

    Several spaces become one, as in print: at the end or the start of a line they would break
    it or make it code.
    """
    escaped = _ANYWHERE.sub(lambda m: "\\" + m[0], _SPACES.sub(" ", text))
    start = _AT_START.match(escaped)
    if start is None:
        return escaped
    if start[0][0].isdigit():
        return f"{start[0]}\\{escaped[start.end() :]}"
    return "\\" + escaped
