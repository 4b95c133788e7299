"""Puts the keys of groups over several lines in order, each with its comments.

Which key a comment is about is told by where it stands:

- a comment at the end of a line is about what stands in that line,
- a comment on a line of its own is about what follows it,
- unless an empty line follows it and none precedes it: then it is about what stands above it,
- and above the first key, what an empty line sets off is about the group as a whole, as is a
  last comment that an empty line sets off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from builder.load.format.kinds import below, sorted_keys
from builder.load.format.tree import YamlBox

_FOR_EDITORS = re.compile(r"#\s*yaml-language-server:")


class _UnusualError(Exception):
    """The text is written in a way that moving lines could break; it is left as it is."""


@dataclass(slots=True, kw_only=True)
class _Chunk:
    """A key with its value and all lines that go with it.

    `apart` tells that an empty line precedes it, `above` and `below` are comments.
    """

    apart: bool
    above: list[str]
    body: list[str]
    below: list[str] = field(default_factory=list)


def ordered_keys(text: str, tree: YamlBox, kind: Any) -> str:
    """The text with the keys of all groups that have lines of their own in order."""
    lines = text.split("\n")
    try:
        return "\n".join(_KeyOrder(lines).collection(tree, 0, len(lines), kind, top=True))
    except _UnusualError:
        return text


class _KeyOrder:
    """One run over the lines of one file."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def collection(
        self, box: YamlBox, first: int, stop: int, kind: Any, *, top: bool = False
    ) -> list[str]:
        """The lines from `first` up to `stop`, in which only `box` stands."""
        if not box.spread:
            return self.lines[first:stop]
        if box.kind == "group":
            return self.group(box, first, stop, kind, top=top)
        return self.items(box, first, stop, kind)

    def group(self, box: YamlBox, first: int, stop: int, kind: Any, *, top: bool) -> list[str]:
        keys = [key for key, _ in box.entries if key is not None]
        chunks: list[_Chunk] = []
        head, above = _heading(self.gap(first, keys[0].start[0]), top=top)
        apart = False
        end: list[str] = []
        for number, (key, (_, value)) in enumerate(zip(keys, box.entries, strict=True)):
            row = key.start[0]
            if self.lines[row][: key.start[1]].strip() or key.end[0] != row:
                raise _UnusualError
            limit = keys[number + 1].start[0] if number + 1 < len(keys) else stop
            last = self.end_of(value, row, limit, key.start[1])
            body = self.lines[row:last]
            if value.spread:
                kind_below = below(kind, key, value)
                body = [body[0], *self.collection(value, row + 1, last, kind_below)]
            chunk = _Chunk(apart=apart, above=above, body=body)
            chunks.append(chunk)
            gap = self.gap(last, limit)
            if number + 1 < len(keys):
                chunk.below, apart, above = _between(gap)
            else:
                chunk.below, end = _ending(gap)
        order = sorted_keys(kind, [key.value for key in keys])
        return [*_written(head, chunks, order, top=top), *end]

    def items(self, box: YamlBox, first: int, stop: int, kind: Any) -> list[str]:
        column = box.start[1]
        rows: list[int] = []
        done = first
        for _, value in box.entries:
            row = self.dash(column, done, value.start[0])
            rows.append(row)
            done = max(value.last, row) + 1
        lines = list(self.gap(first, rows[0]))
        for (_, value), row, limit in zip(box.entries, rows, [*rows[1:], stop], strict=True):
            last = self.end_of(value, row, limit, column)
            lines += self.item(value, row, last, column, below(kind, None, value))
            lines += self.gap(last, limit)
        return lines

    def dash(self, column: int, first: int, last: int) -> int:
        """The line of the next dash in a column."""
        for row in range(first, last + 1):
            if self.lines[row][column : column + 1] == "-":
                if self.lines[row][:column].strip():
                    raise _UnusualError
                return row
        raise _UnusualError

    def item(self, value: YamlBox, row: int, stop: int, column: int, kind: Any) -> list[str]:
        """The lines of an item, whose dash stands in line `row`."""
        if not value.spread:
            return self.lines[row:stop]
        if value.start[0] > row:
            return [self.lines[row], *self.collection(value, row + 1, stop, kind)]
        whole = self.lines[row]
        self.lines[row] = f"{whole[:column]} {whole[column + 1 :]}"
        lines = self.collection(value, row, stop, kind)
        self.lines[row] = whole
        if lines[0].strip().startswith("#"):
            # A comment goes with the first key: it stands on a line of its own, as before.
            return [f"{' ' * column}-", *lines]
        return [f"{lines[0][:column]}-{lines[0][column + 1 :]}", *lines[1:]]

    def end_of(self, value: YamlBox, row: int, limit: int, column: int) -> int:
        """The line after a value and the comments that are indented like what stands in it."""
        end = max(value.last, row) + 1
        if not value.spread:
            return end
        deep = max(value.start[1], column + 1)
        for further in range(end, limit):
            line = self.lines[further]
            if line.strip() and len(line) - len(line.lstrip()) < deep:
                break
            if line.strip():
                end = further + 1
        return end

    def gap(self, first: int, stop: int) -> list[str]:
        """Lines between values: comments and empty ones."""
        lines = [line.rstrip() for line in self.lines[first:stop]]
        if any(line and not line.lstrip().startswith("#") for line in lines):
            raise _UnusualError
        return lines


def _heading(gap: list[str], *, top: bool) -> tuple[list[str], list[str]]:
    """What stands above the first key: what is about all keys, and what is about the first."""
    cut = max((row + 1 for row, line in enumerate(gap) if not line), default=0)
    if top:
        editors = [row + 1 for row, line in enumerate(gap) if _FOR_EDITORS.match(line)]
        cut = max([cut, *editors])
    head = gap[:cut]
    while head and not head[-1]:
        head.pop()
    return head, gap[cut:]


def _between(gap: list[str]) -> tuple[list[str], bool, list[str]]:
    """What stands between two keys: comments on the first, whether apart, and on the second."""
    if "" not in gap:
        return [], False, gap
    cut = gap.index("")
    above = gap[cut:]
    while above and not above[0]:
        above.pop(0)
    return gap[:cut], True, above


def _ending(gap: list[str]) -> tuple[list[str], list[str]]:
    """What stands below the last key: comments on it, and those on all keys."""
    cut = gap.index("") if "" in gap else len(gap)
    return gap[:cut], gap[cut:]


def _written(head: list[str], chunks: list[_Chunk], order: list[int], *, top: bool) -> list[str]:
    lines = list(head)
    below = False
    for place, number in enumerate(order):
        chunk = chunks[number]
        above = chunk.above
        if place == 0:
            # An empty line within would make the first of its comments one about the group.
            above = above if number == 0 else [line for line in above if line]
            apart = bool(head)
        else:
            apart = chunk.apart or below or (top and len(chunk.body) > 1)
        lines += [""] if apart else []
        lines += [*above, *chunk.body, *chunk.below]
        below = bool(chunk.below)
    return lines
