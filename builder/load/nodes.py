"""What the YAML reader returns: plain data whose leaves and places are remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self, TypeAlias

from builder.source import SourceFile, Span, Text


class Scalar(Text):
    """A scalar of a YAML file: always text, never a number, a date or a truth value.

    `plain` tells that it was written without quotes and not as a block, so that other
    programs may read it as something else. `whole` covers its quotes.
    """

    __slots__ = ("plain", "whole")

    plain: bool
    whole: Span

    def __new__(
        cls,
        value: str,
        at: Span,
        lines: tuple[Span, ...] = (),
        marks: tuple[tuple[int, Span], ...] = (),
    ) -> Self:
        """Make a quoted scalar; the reader sets `plain` and `whole`."""
        self = super().__new__(cls, value, at, lines, marks)
        self.plain = False
        self.whole = at
        return self


Node: TypeAlias = "Scalar | list[Node] | dict[Scalar, Node]"
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlPlace:
    """Where an entry stands: its key (None for a list item) and its value."""

    key: Span | None
    value: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlDocument:
    """A YAML file as read. `places` maps a path of keys and indices to its place.

    `complete` is False when a part could not be represented (an alias, say), so that judging
    the data would only lead to wrong messages; `data` is None if nothing could be read.
    """

    source: SourceFile
    data: Node | None = None
    places: Mapping[Path, YamlPlace] = field(default_factory=dict)
    complete: bool = True
