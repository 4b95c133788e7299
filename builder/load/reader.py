"""The strict YAML reader: plain data, every key and value with its place.

It stands on the parser's *events* rather than on a loader, because a loader throws away
places, turns text into numbers and dates, resolves aliases (a few lines can then make
gigabytes), and crashes on deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Code, Result
from builder.load.characters import check_characters
from builder.load.findings import Findings
from builder.load.nodes import Node, Path, Scalar, YamlDocument, YamlPlace
from builder.load.scalars import scalar
from builder.load.syntax import braces_fault, syntax_fault
from builder.source import SourceFile, Span
from builder.source.characters import visible
from builder.source.limits import YAML_DEPTH

if TYPE_CHECKING:
    import yaml

MAX_DEPTH = YAML_DEPTH.most
_HASH = re.compile(r" +(?P<text>#[^\s#].*?) *$")


class _TooDeepError(Exception):
    """Stops reading; the fault is already recorded."""


def read(source: SourceFile) -> Result[YamlDocument]:
    """Read one YAML file.

    Never raises on any text; `value.data` is None when there is nothing to judge.
    """
    found = list(check_characters(source))
    # The parser would stop at some of the forbidden characters, which have their messages already.
    # Stand-ins are of the same length, so that all places stay right, and are allowed themselves.
    reader = _EventReader(SourceFile(name=source.name, text=visible(source.text, "·")))
    reader.run()
    # YAML knows no tabs in an indentation, and what it says after one leads away from it.
    spoilt = any(d.code == Code.TAB_INDENTATION for d in found)
    found += [d for d in reader.findings.found if not (spoilt and d.code == Code.YAML_SYNTAX)]
    found = list(dict.fromkeys(found))
    found.sort(key=lambda d: (d.at.line, d.at.column) if d.at else (0, 0))
    document = YamlDocument(
        source=source,
        data=reader.data,
        places=reader.places,
        complete=reader.complete and not spoilt,
    )
    return Result(value=document, diagnostics=tuple(found))


class _EventReader:
    """One run over the events of one file."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.findings = Findings()
        self.places: dict[Path, YamlPlace] = {}
        self.data: Node | None = None
        self.complete = True

    def run(self) -> None:
        import yaml

        # The parser in C is many times as fast, but PyYAML can be installed without it.
        loader = getattr(yaml, "CLoader", yaml.Loader)
        events: Iterator[Any] = iter(yaml.parse(self.source.text, Loader=loader))
        try:
            self._stream(events)
        except yaml.YAMLError as error:
            fault = syntax_fault(self.source, error)
            # Braces without quotes leave an outer bracket open as well: one fault, told once.
            told = {(other.code, other.at.line) for other in self.findings.found if other.at}
            if fault.at is None or (fault.code, fault.at.line) not in told:
                self.findings.found.append(fault)
            self.data, self.complete = None, False
        except _TooDeepError:
            self.data, self.complete = None, False

    def _stream(self, events: Iterator[Any]) -> None:
        import yaml

        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.findings.report(
                        Code.SECOND_DOCUMENT,
                        "A second definition begins here, after “---”.",
                        self._span(event),
                        "Keep one definition in a file; delete the line “---”.",
                    )
                    return
                if event.version or event.tags:
                    self.findings.report(
                        Code.YAML_DIRECTIVE,
                        "This line is an instruction to a YAML reader, beginning with “%”.",
                        self._span(event),
                        "Delete it.",
                    )
                self.data = self._node(next(events), events, (), None)
        if isinstance(self.data, Scalar) and self.data.plain and not self.data:
            self.data = None
        if self.data is None:
            self.findings.report(
                Code.EMPTY_FILE,
                f"“{self.source.name}” is empty.",
                Span(file=self.source.name),
                "Write the definition, beginning with “program: …” or “family: …”.",
            )

    def _node(self, event: yaml.Event, events: Iterator[Any], path: Path, key: Span | None) -> Node:
        import yaml

        node: Node
        span = self._span(event)
        self._decorations(event)
        if len(path) > MAX_DEPTH:
            self.findings.report(
                Code.NESTING_TOO_DEEP,
                f"Lists and keys are nested more than {MAX_DEPTH} levels deep here.",
                span,
                "No definition needs this; delete brackets or indentation that is too much.",
            )
            raise _TooDeepError
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event)
            span = node.whole
            if node.plain:
                self._lost(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                node.append(self._node(item, events, (*path, len(node)), None))
        elif isinstance(event, yaml.MappingStartEvent):
            node = self._mapping(events, path)
        else:
            self.findings.report(
                Code.YAML_ALIAS,
                "The value begins with “*”, which YAML takes for a copy of another value.",
                span,
                "Write the value itself, or put a text that begins with “*” in quotes.",
            )
            self.complete = False
            node = Scalar("", span)
        # Of a key that is given twice the first counts, here as in the data.
        self.places.setdefault(path, YamlPlace(key=key, value=span))
        return node

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[Scalar, Node]:
        import yaml

        node: dict[Scalar, Node] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._odd_key(event, events, path)
                continue
            self._decorations(event)
            key = self._scalar(event)
            # A dictionary gives back what it holds for a key, and not the key with its place.
            first = next((known for known in node if known == key), None) if key in node else None
            # The value is read even if the key is refused: its events come next in any case.
            value = self._node(next(events), events, (*path, str(key)), key.whole)
            if key == "<<" and key.plain:
                self.findings.report(
                    Code.MERGE_KEY,
                    "The key “<<” merges another value into this one.",
                    key.whole,
                    "Write the keys out; what several guides share belongs into the family.",
                )
            elif first is not None:
                self.findings.report(
                    Code.DUPLICATE_KEY,
                    f"The key “{key}” is already given in line {first.at.line}.",
                    key.whole,
                    "Keep one of the two.",
                    first.whole,
                )
            elif not key and key.plain:
                self.findings.report(
                    Code.YAML_SYNTAX,
                    "There is no key before this colon.",
                    key.whole,
                    "Write “key: value”, or put the whole value in quotes.",
                )
            else:
                node[key] = value
        return node

    def _odd_key(self, event: yaml.Event, events: Iterator[Any], path: Path) -> None:
        """Report a key that is no text, and step over it and its value."""
        span = self._span(event)
        before = len(self.findings.found)
        # What is in it is no part of the data, so that its places and faults are dropped.
        scratch, self.places = self.places, {}
        self._node(event, events, (*path, ""), None)
        self._node(next(events), events, (*path, ""), None)
        self.places = scratch
        self.complete = False
        del self.findings.found[before:]
        # To YAML, `{{ name }}` without quotes is a group in which the key is a group: this is the
        # inner one, and the value that the author meant begins one column before.
        if self.source.line(span.line)[max(0, span.column - 2) :].startswith("{{"):
            self.findings.found.append(
                braces_fault(self.source, span.line, max(1, span.column - 1))
            )
            return
        self.findings.report(
            Code.KEY_IS_NO_TEXT,
            "A list or a group of keys stands here in place of a key.",
            span,
            "A key is a word; put a value that begins with a bracket in quotes.",
        )

    def _decorations(self, event: Any) -> None:
        """Report an anchor or a tag; the value itself is still read."""
        import yaml

        if getattr(event, "anchor", None) and not isinstance(event, yaml.AliasEvent):
            self.findings.report(
                Code.YAML_ANCHOR,
                f"“&{event.anchor}” names a value for copying, which definitions do not do.",
                self._span(event),
                "Delete it; put a text that begins with “&” in quotes.",
            )
        if getattr(event, "tag", None):
            self.findings.report(
                Code.YAML_TAG,
                "The value begins with “!”, which YAML takes for the name of a type.",
                self._span(event),
                "Delete it; put a text that begins with “!” in quotes.",
            )

    def _lost(self, event: Any) -> None:
        """Report what YAML drops as a remark after a value without quotes, as in “Item #2”.

        Who writes a remark writes a space after the sign; who writes a number does not.
        """
        row, column = event.end_mark.line, event.end_mark.column
        lost = _HASH.match(self.source.line(row + 1), column)
        if lost:
            self.findings.report(
                Code.HASH_DROPS_TEXT,
                f"YAML takes “{lost['text']}” for a remark, so the guide would not print it.",
                Span(
                    file=self.source.name,
                    line=row + 1,
                    column=lost.start("text") + 1,
                    length=len(lost["text"]),
                ),
                "Put the whole value in quotes; or, if it is a remark, write a space after “#”.",
            )

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark, event.end_mark
        return scalar(
            self.source,
            event.value,
            event.style or "",
            (start.line, start.column),
            (end.line, end.column),
        )

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(
            file=self.source.name,
            line=start.line + 1,
            column=start.column + 1,
            length=end.column - start.column if end.line == start.line else 0,
        )
