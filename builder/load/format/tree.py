"""A YAML file as boxes in its text: what stands where, how it was written, what is a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Place = tuple[int, int]
"""A line and a column of the file, both counted from 0."""

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")


@dataclass(slots=True, kw_only=True)
class YamlBox:
    """A value in the text, from `start` to `end`, which is the place after its last character.

    `sign` is the quote or block sign of a text, and `{` or `[` for what stands in brackets.
    `entries` are the keys (None in a list) with their values.
    """

    kind: Literal["text", "group", "list"]
    sign: str
    start: Place
    end: Place
    value: str = ""
    entries: list[tuple[YamlBox | None, YamlBox]] = field(default_factory=list)

    @property
    def spread(self) -> bool:
        """Whether it is a group or a list over lines of its own, without brackets."""
        return self.kind != "text" and not self.sign

    @property
    def keys(self) -> list[str]:
        """The keys of a group; none of anything else."""
        return [key.value for key, _ in self.entries if key is not None]

    @property
    def last(self) -> int:
        """The last line that something of it stands on."""
        return self.end[0]

    def walk(self) -> Iterator[YamlBox]:
        """The box and all boxes in it, keys included, in the order of the text."""
        yield self
        for key, value in self.entries:
            if key is not None:
                yield key
            yield from value.walk()


def boxes(text: str) -> YamlBox | None:
    """The boxes of a file that the strict reader has read without a fault."""
    import yaml

    node = yaml.compose(text, Loader=getattr(yaml, "CLoader", yaml.Loader))
    return _box(node, text.split("\n")) if node is not None else None


def _box(node: Any, lines: list[str]) -> YamlBox:
    import yaml

    start, end = _place(node.start_mark), _place(node.end_mark)
    if isinstance(node, yaml.ScalarNode):
        sign = node.style or ""
        if sign in {"|", ">"}:
            end = _block_end(lines, start, end)
        return YamlBox(kind="text", sign=sign, start=start, end=end, value=node.value)
    group = isinstance(node, yaml.MappingNode)
    pairs = node.value if group else [(None, item) for item in node.value]
    entries = [(key and _box(key, lines), _box(value, lines)) for key, value in pairs]
    sign = ("{" if group else "[") if node.flow_style else ""
    if not sign and entries:
        # A group in lines of its own ends, for the parser, where the next thing begins.
        end = max(box.end for box in entries[-1] if box)
    kind: Literal["group", "list"] = "group" if group else "list"
    return YamlBox(kind=kind, sign=sign, start=start, end=end, entries=entries)


def _place(mark: Any) -> Place:
    return (mark.line, mark.column)


def _block_end(lines: list[str], start: Place, end: Place) -> Place:
    """The end of a text below `>` or `|`, without the empty lines that are not part of it."""
    row = end[0] if end[1] else end[0] - 1
    # `|+` makes the empty lines at the end a part of the text.
    if "+" not in lines[start[0]][start[1] :].split("#")[0]:
        while row > start[0] and not lines[row].strip():
            row -= 1
    row = min(row, len(lines) - 1)
    return (row, len(lines[row]))


def fixed_lines(tree: YamlBox) -> set[int]:
    """The lines whose white space belongs to a text, so that it must stay."""
    return {
        row
        for box in tree.walk()
        if box.kind == "text" and (box.end[0] > box.start[0])
        for row in range(box.start[0], box.last + 1)
        if row < box.end[0] or box.sign in {"|", ">"}
    }


def comments(text: str, tree: YamlBox | None) -> list[tuple[int, str]]:
    """The comments of a file: the line of each (from 0) and its words."""
    lines = text.split("\n")
    for box in tree.walk() if tree is not None else ():
        if box.kind == "text":
            _blank_out(lines, box)
    return [
        (row, found[0].rstrip())
        for row, line in enumerate(lines)
        if (found := _COMMENT.search(line))
    ]


def _blank_out(lines: list[str], box: YamlBox) -> None:
    """Overwrite a text, so that a sign in it is not taken for the beginning of a comment."""
    (first, begin), (last, stop) = box.start, box.end
    if box.sign in {"|", ">"}:
        # A comment may stand after the sign.
        first, begin = first + 1, 0
    for row in range(first, min(last, len(lines) - 1) + 1):
        left = begin if row == first else 0
        right = stop if row == last else len(lines[row])
        lines[row] = lines[row][:left] + "x" * (right - left) + lines[row][right:]
