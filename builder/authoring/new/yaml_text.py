"""Writes YAML as program managers would: plain texts, quotes only where they are needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from textwrap import wrap

from builder.load.plain import read_as

WIDTH = 100
_PLAIN = re.compile(r"[^\W\d_](?:[\w .’“”/()&;+–—'-]*[\w.’”)'])?")


def scalar(text: str) -> str:
    """A text as a YAML value, in quotes if it would be anything else without them."""
    if _PLAIN.fullmatch(text) and read_as(text) is None:
        return text
    return json.dumps(text, ensure_ascii=False)


def remark(*texts: str, indent: int = 0) -> list[str]:
    """Comment lines, wrapped; each text begins on a line of its own."""
    lead = " " * indent + "# "
    return [
        lead + line
        for text in texts
        if text
        for line in wrap(text, WIDTH - len(lead), break_long_words=False, break_on_hyphens=False)
    ]


def flow(pairs: Iterable[tuple[str, str]]) -> str:
    """Keys and values on one line: `{label: …, url: …}`."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
