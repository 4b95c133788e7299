"""Sphinx's and docutils' messages as diagnostics at the authored position."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docutils import nodes

from builder.diagnostics import Diagnostic, Severity
from builder.render import RenderedSource
from builder.source import Span


class MessageCollector(logging.Handler):
    """Collects everything Sphinx logs at level warning or above.

    Positions arrive in four forms (a string with path and line, a pair of page name and line,
    a node, or nothing); each is carried back through the page's line map.
    """

    def __init__(self, source: RenderedSource) -> None:
        super().__init__(logging.WARNING)
        self.source = source
        self.diagnostics: list[Diagnostic] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        text = record.getMessage()
        at = self._place(getattr(record, "location", None), _quoted(text))
        self.diagnostics.append(
            Diagnostic(
                code="markup",
                severity=Severity.ERROR,
                at=at,
                message=f"The text cannot be set as written: {_sentence(text)}",
                hint="Look at the marks on this line; put a backslash before a character that "
                "should print as itself.",
            )
        )

    def _place(self, location: Any, needle: str) -> Span | None:
        name, line = None, None
        if isinstance(location, nodes.Node):
            while location is not None and getattr(location, "line", None) is None:
                location = location.parent
            if location is not None:
                name, line = location.source, location.line
        elif isinstance(location, tuple):
            name, line = location
        elif isinstance(location, str):
            path, _, rest = location.partition(".md")
            number = re.match(r":(\d+)", rest)
            name, line = path, int(number[1]) if number else None
        page = self.source.page(Path(name).name.removesuffix(".md")) if name else None
        if page is None:
            return None
        return page.origin(line or 1, needle)


@contextmanager
def collecting(source: RenderedSource) -> Iterator[list[Diagnostic]]:
    """Collect what Sphinx complains of in the body; the list grows while it runs."""
    collector = MessageCollector(source)
    logger = logging.getLogger("sphinx")
    logger.addHandler(collector)
    try:
        yield collector.diagnostics
    finally:
        logger.removeHandler(collector)


def _quoted(text: str) -> str:
    found = re.search(r"['\"“]([^'\"”]+)['\"”]", text)
    return found[1] if found else ""


def _sentence(text: str) -> str:
    text = re.sub(r"\s*\[[a-z_.]+\]\s*$", "", " ".join(text.split())).rstrip(".")
    return text[:1].lower() + text[1:] + "."
