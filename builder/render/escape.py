"""Makes any text print as itself in Markdown.

CommonMark (section 2.4) lets a backslash stand before any ASCII punctuation. Escaped are the
characters that mean something anywhere in a line, and those that mean something at the start
of a block only when they stand there.
"""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>|~$&^#!]")
_AT_START = re.compile(r"[+\-=:%(\"']|\d{1,9}(?=[.)])")


def escape(text: str) -> str:
    """Escape one line of plain text so that Markdown prints it unchanged."""
    escaped = _ANYWHERE.sub(lambda m: "\\" + m[0], text)
    start = _AT_START.match(escaped)
    if start is None:
        return escaped
    if start[0][0].isdigit():
        return f"{start[0]}\\{escaped[start.end() :]}"
    return "\\" + escaped
