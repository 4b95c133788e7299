"""Sphinx's and docutils' messages as diagnostics at the authored position.

Whoever writes a guide does not know these libraries, so none of their words reaches an author.
Clauses and data are judged long before; what still shows up here comes from a template, as a
rule, or from a corner of Markdown that nobody knows yet.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docutils import nodes

from builder.diagnostics import Code, Diagnostic
from builder.render import RenderedSource
from builder.source import Span

_MARKS = (
    "Look at the marks on this line; put a backslash before a character that should print as "
    "itself."
)
_CLOSE = "Every line of colons that opens a block needs one that closes it, with as many colons."

# By their words: docutils gives its messages no codes, and Sphinx few. The first pattern that fits
# decides.
_KNOWN: tuple[tuple[str, Code, str, str], ...] = (
    (
        r"Unknown directive type:? ?'([\w:.-]+)'",
        Code.MARKUP_UNKNOWN_BLOCK,
        "There is no kind of block called “{0}”.",
        "Look at how the other templates open their blocks: list-table, figure, glossary, toctree.",
    ),
    (
        r".*?[\"'“]?([\w-]+)[\"'”]? directive disabled.*|Directive [\"']?include.*",
        Code.MARKUP_REFUSED_BLOCK,
        "Blocks that put in files or raw markup are not allowed.",
        "Write the text itself, or make a template of it.",
    ),
    (
        r"(?:Unknown|No) (?:interpreted text )?role ?[“\"']?([\w:.-]+)",
        Code.MARKUP_UNKNOWN_ROLE,
        "There is no role called “{0}”.",
        _MARKS,
    ),
    (
        r"(?:'myst' )?cross-reference target not found: '([^']+)'",
        Code.UNKNOWN_REFERENCE,
        "Nothing has the id “{0}”.",
        "Use an id of a section, table, figure or link.",
    ),
    (
        r"term not in glossary: '([^']+)'",
        Code.UNKNOWN_TERM,
        "The glossary has no term “{0}”.",
        "Add it to the glossary, or write it without the role.",
    ),
    (
        r"duplicate term description of ([^,]+), .*",
        Code.DUPLICATE_TERM,
        "The glossary has the term “{0}” twice.",
        "Keep one of the two.",
    ),
    (
        r"[Dd]uplicate (?:explicit target name|label|ID|reference definition)"
        r"[:\s]*[\"'“]?([\w.-]+).*",
        Code.DUPLICATE_ID,
        "The id “{0}” stands in this guide twice.",
        "Print each table, figure and section once.",
    ),
    (
        r"toctree contains (?:reference to )?\w[\w-]* document '([^']+)'.*",
        Code.MARKUP_UNKNOWN_PAGE,
        "The list of contents names the page “{0}”, which there is not.",
        "List the ids of chapters and appendices only.",
    ),
    (
        r".*document isn't included in any toctree.*",
        Code.PAGE_NOT_LISTED,
        "No list of contents names this page.",
        "List every chapter and appendix in the front page's template.",
    ),
    (
        r"image file not readable: (.+)",
        Code.MISSING_FIGURE,
        "The drawing “{0}” is not there.",
        "Run `guides figures`, and place figures with {{{{ figure: its-id }}}} only.",
    ),
    (
        r".*list-table.*(?:two-level bullet list|uniform|same number|number of (?:items|columns)).*"
        r"|.*uniform two-level bullet list expected.*|.*widths.*columns? in table.*",
        Code.MARKUP_TABLE,
        "The rows of this table do not all have the same number of cells.",
        "Write one “* - ” for each row and one “  - ” for each further cell.",
    ),
    (
        r".*?[Uu]nknown (?:directive )?option(?: keys?)?:? .*?[\"']?([\w-]+)[\"']?\]?.*",
        Code.MARKUP_OPTION,
        "This block has no option “{0}”.",
        "Delete the option.",
    ),
    (
        r".*(?:Content block expected|directive: .*[Cc]ontent).*|.*content is required.*"
        r"|.*content required.*",
        Code.MARKUP_EMPTY_BLOCK,
        "This block is empty.",
        _CLOSE,
    ),
    (
        r".*[Dd]ocument (?:headings start at|may not end with)|.*[Nn]on-consecutive header.*",
        Code.MARKUP_HEADING,
        "A heading stands at the wrong level here.",
        "A section's heading is one level below that of the section around it.",
    ),
    (
        r".*glossary term.*|.*glossary terms.*",
        Code.MARKUP_GLOSSARY,
        "The glossary is not a list of terms, each with a text below it.",
        "Write each term at the left edge and its text in the next line, indented.",
    ),
)


class MessageCollector(logging.Handler):
    """Collects everything Sphinx logs at level warning or above.

    `understand` makes a diagnostic of a message, the name of the page that it is about, if that
    is known, and the line there.
    """

    def __init__(self, understand: Callable[[str, str | None, int], Diagnostic]) -> None:
        super().__init__(logging.WARNING)
        self.understand = understand
        self.diagnostics: list[Diagnostic] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        found = self.understand(record.getMessage(), *_place(getattr(record, "location", None)))
        if found not in self.diagnostics:
            self.diagnostics.append(found)


def _place(location: Any) -> tuple[str | None, int]:
    """The page and line of a message.

    They arrive in four forms: a string with path and line, a pair of page name and line, a node,
    or nothing.
    """
    name, line = None, None
    if isinstance(location, nodes.Node):
        node: nodes.Node | None = location
        while node is not None and node.line is None:
            node = node.parent
        if node is not None:
            name, line = node.source, node.line
        elif location.document is not None:
            name = location.document.get("source")
    elif isinstance(location, tuple):
        name, line = location
    elif isinstance(location, str):
        path, _, rest = location.partition(".md")
        number = re.match(r":(\d+)", rest)
        name, line = path, int(number[1]) if number else None
    # A name can be the whole path of the page or only that of its document.
    return Path(name).name.removesuffix(".md") if name else None, line or 1


@contextmanager
def logged(collector: MessageCollector) -> Iterator[list[Diagnostic]]:
    """Collect what Sphinx complains of in the body; the list grows while it runs."""
    logger = logging.getLogger("sphinx")
    logger.addHandler(collector)
    try:
        yield collector.diagnostics
    finally:
        logger.removeHandler(collector)


@contextmanager
def collecting(source: RenderedSource) -> Iterator[list[Diagnostic]]:
    """As `logged`, for a guide: each message is carried back through its page's line map.

    What a template of the pages raises ends the body and becomes a diagnostic, too.
    """

    def understand(text: str, name: str | None, line: int) -> Diagnostic:
        page = source.page(name) if name else None
        return translate(text, page.origin(line, _quoted(_bare(text))) if page else None)

    with logged(MessageCollector(understand)) as found:
        try:
            yield found
        except Exception as error:  # any, as a template can call anything
            found.append(stopped(error))


def translate(text: str, at: Span | None) -> Diagnostic:
    """The diagnostic for a message of the libraries."""
    plain = _bare(text)
    for pattern, code, message, hint in _KNOWN:
        found = re.match(pattern, plain)
        if found:
            words = [word or "?" for word in found.groups()] or [""]
            return Diagnostic(code=code, at=at, message=message.format(*words), hint=hint.format())
    return Diagnostic(
        code=Code.MARKUP,
        at=at,
        message="The text around this place cannot be set as it is written.",
        hint=_MARKS,
    )


_TEMPLATES = re.compile(r"(?:.*/)?(templates/(?:html|manual)/.+)")


def stopped(error: Exception) -> Diagnostic:
    """What ended Sphinx's work: a template of the pages, or something of ours.

    Raises:
        Exception: it is `error` itself if no template is at fault.
    """
    # Sphinx wraps what a template raised in an error of its own, some more than once.
    cause: BaseException | None = error
    while cause is not None:
        at = _template_line(cause)
        if at is not None:
            said = getattr(cause, "message", None) or getattr(cause, "strerror", None) or cause
            what = str(said).split("\n")[0].split(". ")[0]
            what = re.sub(r"'([^']*)'", r"“\1”", what.rstrip("."))
            return Diagnostic(
                code=Code.TEMPLATE_FAILED,
                at=at,
                message=f"The template of the web pages fails here: {what}.",
                hint="Look at the tags, filters and names in this line."
                if at.length
                else "Put it back; the pages need each of their templates.",
            )
        cause = cause.__cause__ or cause.__context__
    raise error


def _template_line(error: BaseException) -> Span | None:
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    places.append((str(getattr(error, "filename", None) or ""), getattr(error, "lineno", 1)))
    for file, line in reversed(places):
        template = _TEMPLATES.fullmatch(Path(file).as_posix())
        if template:
            there = Path(file).is_file()
            known = Path(file).read_text(encoding="utf-8", errors="replace") if there else ""
            lines = known.split("\n")
            text = lines[line - 1] if line and line <= len(lines) else ""
            words = re.findall(r"'([^']*)'", str(error))
            word = next((word for word in reversed(words) if word and word in text), text.strip())
            return Span(
                file=template[1],
                line=line or 1,
                column=text.find(word) + 1,
                length=len(word),
            )
    return None


_PREFIX = re.compile(r"^\S*\.md(?::\d+)*: (?:WARNING|ERROR|SEVERE|CRITICAL|INFO): ")


def _bare(text: str) -> str:
    """A message without its place, its level and its type, on one line."""
    return _PREFIX.sub("", " ".join(re.sub(r"\s*\[[a-z_.]+\]\s*$", "", text).split()))


def _quoted(text: str) -> str:
    found = re.search(r"['\"“]([^'\"”]+)['\"”]", text)
    return found[1] if found else ""
