"""Lays out a definition file, and holds itself to changing nothing that it says."""

from __future__ import annotations

from typing import Any

from builder.diagnostics import Result
from builder.load.format.brackets import ordered_in_brackets
from builder.load.format.folded import wrapped_texts
from builder.load.format.keys import ordered_keys
from builder.load.format.tree import YamlBox, boxes, comments, fixed_lines
from builder.load.reader import read
from builder.source import SourceFile


def format_definition(source: SourceFile, *, family: bool) -> Result[str]:
    """The text of a definition with its keys in the order of the schema, and its texts wrapped.

    Lists, and groups whose keys are the author's own ids, keep their order, and every comment
    stays with what it is about. A file that the strict reader does not take stays as it is, with
    the faults.
    """
    from builder.load.schema_family import FamilyFile
    from builder.load.schema_program import ProgramFile

    found = read(source)
    if found.failed or found.value.data is None:
        return Result(value=source.text, diagnostics=found.diagnostics)
    kind = FamilyFile if family else ProgramFile
    text = source.text
    tree = boxes(text)
    # Every step moves lines, so that the boxes are taken anew. Each is judged by itself: if one
    # would change what the file says, only that one is left out.
    for step in (ordered_in_brackets, ordered_keys, _texts, _spaced):
        changed = step(text, tree, kind) if tree is not None else text
        if changed != text and _says_the_same(text, changed):
            text, tree = changed, boxes(changed)
    return Result(value=text, diagnostics=found.diagnostics)


def _says_the_same(text: str, changed: str) -> bool:
    """Whether all values and comments are there as before; if not, a step is not taken."""
    before = read(SourceFile(name="", text=text))
    after = read(SourceFile(name="", text=changed))
    return (
        not after.failed
        and before.value.data == after.value.data
        and _words(text) == _words(changed)
    )


def _words(text: str) -> list[str]:
    return sorted(words for _, words in comments(text, boxes(text)))


def _texts(text: str, tree: YamlBox, kind: Any) -> str:
    return wrapped_texts(text, tree)


def _spaced(text: str, tree: YamlBox, kind: Any) -> str:
    """No white space at the ends of lines, one empty line at most, and one line end at the end."""
    fixed = fixed_lines(tree)
    kept: list[tuple[int, str]] = []
    for row, line in enumerate(text.split("\n")):
        if row in fixed:
            kept.append((row, line))
        elif line.strip() or (kept and kept[-1][1].strip()):
            kept.append((row, line.rstrip()))
    if kept and not kept[-1][1] and kept[-1][0] not in fixed:
        kept.pop()
    return "".join(f"{line}\n" for _, line in kept)
