"""Which characters the guides' typefaces can print.

A character without a glyph would be an empty box on the page, and the archival standard forbids
it; Typst then refuses the whole document. So the guide's text is compared with the typefaces
first, and an author is told what cannot be printed and where it stands, a run of it at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath

from docutils import nodes

from builder.assemble.assemble import Assembly
from builder.diagnostics import Code, Diagnostic
from builder.outputs.pdf.errors import position
from builder.outputs.pdf.places import printed
from builder.outputs.pdf.typefaces import characters
from builder.source import Span

# These steer the setting of a line and need no glyph: white space, soft hyphen, joiners.
INVISIBLE = frozenset(map(ord, "\t\n\r\f\v \xad\u200b\u200c\u200d\u2060"))
_SHOWN = 30


def unprintable(assembly: Assembly, fonts: Path) -> tuple[Diagnostic, ...]:
    """A diagnostic for each run of characters that no typeface has, in reading order.

    `fonts` is the folder of the typefaces, `*.ttf`. The text of pages, of the cover and of
    drawings is looked at. Alternative texts are not printed and so may hold any character.
    Where there is no typeface at all, that is what the typesetter tells of.
    """
    if not any(fonts.glob("*.ttf")):
        return ()
    missing = without_glyph(fonts)
    found: dict[tuple[Span | None, str], None] = {}
    for doctree in assembly.doctrees.values():
        for node in doctree.findall(nodes.Text):
            for run in runs(node.astext(), missing):
                source, line = position(node)
                found.setdefault((printed(assembly, source, line, run), run))
    program = assembly.program
    figures = [program.figures[id] for id in sorted(_drawn(assembly) & program.figures.keys())]
    for text in (*program.cover.values(), *(label for one in figures for label in one.labels)):
        for run in runs(text, missing):
            found.setdefault((text.where(text.index(run), len(run)), run))
    return tuple(_diagnostic(at, run) for at, run in found)


def runs(text: str, missing: re.Pattern[str]) -> Iterator[str]:
    """The stretches of a text of which no typeface has a character, in order."""
    if not text.isascii():
        for match in missing.finditer(text):
            yield match[0]


@cache
def without_glyph(fonts: Path) -> re.Pattern[str]:
    """What finds a run of characters that no typeface in a folder has, spaces within it."""
    known = INVISIBLE.union(*(characters(file) for file in sorted(fonts.glob("*.ttf"))))
    other = f"[^{''.join(_ranges(sorted(known)))}]"
    return re.compile(f"{other}+(?:[ \u200d]+{other}+)*")


def _ranges(codes: Iterable[int]) -> Iterator[str]:
    first = last = -2
    for code in (*codes, -2):
        if code == last + 1:
            last = code
            continue
        if last >= 0:
            yield f"{re.escape(chr(first))}-{re.escape(chr(last))}"
        first = last = code


def _drawn(assembly: Assembly) -> set[str]:
    """The figures that the guide shows."""
    return {
        PurePosixPath(image.get("uri", "")).stem
        for doctree in assembly.doctrees.values()
        for image in doctree.findall(nodes.image)
    }


def _diagnostic(at: Span | None, run: str) -> Diagnostic:
    shown = run if len(run) <= _SHOWN else f"{run[:_SHOWN]}…"
    code = f"U+{ord(run[0]):04X}"
    number = code if len(run) == 1 else f"{len(run)} characters from {code} on"
    return Diagnostic(
        code=Code.UNPRINTABLE_CHARACTER,
        at=at,
        message=f"The guides’ typefaces have no “{shown}” ({number}).",
        hint="Write it with letters and signs that the rest of the guide uses.",
        words=(run,),
    )
