"""Puts the keys of groups in braces (`{id: a, title: B}`) in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.load.format.kinds import below, sorted_keys
from builder.load.format.tree import Place, YamlBox


def ordered_in_brackets(text: str, tree: YamlBox, kind: Any) -> str:
    """The text with the keys in braces in order.

    What stands between the entries stays in its place. A group in braces that holds a comment
    stays as it is: nobody can tell which of its keys the comment is about.
    """
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(place: Place) -> int:
        return starts[place[0]] + place[1]

    def written(box: YamlBox, kind: Any) -> str:
        start, end = offset(box.start), offset(box.end)
        whole = text[start:end]
        if box.kind == "text" or ("#" in whole and "\n" in whole):
            return whole
        keys = box.keys
        pieces: list[str] = []
        between: list[str] = []
        position = start
        for key, value in box.entries:
            begin = offset((key or value).start)
            between.append(text[position:begin])
            position = max(offset(value.end), begin)
            head = text[begin : offset(value.start)] if key is not None else ""
            pieces.append(head + written(value, below(kind, key, value)))
        order = sorted_keys(kind, keys) if box.kind == "group" else range(len(pieces))
        joined = "".join(gap + pieces[n] for gap, n in zip(between, order, strict=True))
        return joined + text[position:end]

    done: list[str] = []
    position = 0
    for box, box_kind in _outermost(tree, kind):
        done += [text[position : offset(box.start)], written(box, box_kind)]
        position = offset(box.end)
    return "".join([*done, text[position:]])


def _outermost(box: YamlBox, kind: Any) -> Iterator[tuple[YamlBox, Any]]:
    if box.sign in {"{", "["}:
        yield box, kind
        return
    for key, value in box.entries:
        yield from _outermost(value, below(kind, key, value))
