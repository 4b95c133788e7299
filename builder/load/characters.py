"""The characters that a YAML file may hold.

Checked on the raw text before parsing: the parser does not complain about most of them, and
invisible ones make a text print differently from what its author sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Code, Diagnostic, forbidden
from builder.source import SourceFile, Span
from builder.source.characters import FORBIDDEN

_INDENT = re.compile(r"^ *([^\S ]+)(?=\S)", re.MULTILINE)


def check_characters(source: SourceFile) -> Iterator[Diagnostic]:
    """Report each forbidden character, and each indentation that is not made of spaces."""
    for row, line in enumerate(source.lines, start=1):
        if line.isascii() and line.isprintable():
            continue
        for found in FORBIDDEN.finditer(line):
            at = Span(file=source.name, line=row, column=found.start() + 1, length=1)
            yield forbidden(found[0], at, "a definition")
        indent = _INDENT.match(line)
        if indent and not FORBIDDEN.search(indent[1]):
            what = "a tab" if "\t" in indent[1] else "a space of an unusual kind"
            start, end = indent.span(1)
            yield Diagnostic(
                code=Code.TAB_INDENTATION,
                message=f"This line is indented with {what}.",
                at=Span(file=source.name, line=row, column=start + 1, length=end - start),
                hint="Indent with ordinary spaces, two for each level.",
            )
