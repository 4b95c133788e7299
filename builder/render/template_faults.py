"""What is wrong in a template, in our own words and at the place in the template.

Jinja tells the line; the column is that of the name its message quotes. A template is code,
and its author knows Jinja's words, but not the names of this program's classes.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, TemplateError, TemplateRuntimeError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError
from jinja2.utils import missing

from builder.diagnostics import Code, Diagnostic, nearest, suggest
from builder.model.cover import TOP_KEYS
from builder.model.program import Program
from builder.render.bounds import OverLimitError
from builder.source import Span
from builder.source.limits import TEMPLATE_NUMBER, TEMPLATE_TEXT

FOLDER = "templates/guide"
_LATER = "Tags and brackets are closed in the opposite order in which they were opened."


class Missing(StrictUndefined):
    """A name that does not exist: any use is an error that knows the owner and the name."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if exc is UndefinedError:
            self._undefined_exception = lambda _: MissingNameError(name, obj)  # type: ignore[assignment]


class MissingNameError(UndefinedError):
    """`owner` has no part `name`; it is Jinja's `missing` for the names of a whole template."""

    def __init__(self, name: object, owner: object) -> None:
        super().__init__(f"no name {name}")
        self.name = str(name)
        self.owner = owner

    def valid(self) -> list[str]:
        """The names that the owner has."""
        if is_dataclass(self.owner):
            cover = TOP_KEYS if isinstance(self.owner, Program) else ()
            return [*cover, *(field.name for field in fields(self.owner))]
        if isinstance(self.owner, dict):
            return [str(key) for key in self.owner]
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names that a template can use, for hints: files, filters, tests and variables."""

    template: str
    templates: Iterable[str]
    filters: Iterable[str]
    tests: Iterable[str]
    variables: Iterable[str]


def takes(what: str, *kinds: type) -> Callable[[Callable[[Any], str]], Callable[[Any], str]]:
    """Make a filter refuse what it cannot work on, as a fault of the template."""

    def wrap(function: Callable[[Any], str]) -> Callable[[Any], str]:
        def judge(value: Any) -> str:
            if isinstance(value, Missing):
                str(value)
            if not isinstance(value, kinds):
                raise TemplateRuntimeError(f"this filter takes {what}, not {_noun(value)}")
            return function(value)

        return judge

    return wrap


def _noun(value: object) -> str:
    return "an empty value" if value is None else f"a {type(value).__name__}"


def is_ours(error: Exception) -> bool:
    """Whether an exception was raised by this program's own code, so that it is our fault."""
    # What fails in Jinja or in Python, called by a template, is the template’s fault; only the last
    # frame tells.
    frames = traceback.extract_tb(error.__traceback__)
    package = str(Path(__file__).parents[1])
    exhausted = isinstance(error, (TemplateError, RecursionError, MemoryError))
    return not exhausted and bool(frames and frames[-1].filename.startswith(package))


def template_fault(
    error: Exception, names: Names, line_of: Callable[[str, int], str]
) -> Diagnostic:
    """The diagnostic for what a template raised.

    `line_of(file, number)` gives a line of a template, to find the column.
    """
    at = _last_template_line(error)
    if isinstance(error, TemplateSyntaxError):
        at = Span(file=f"{FOLDER}/{error.name}", line=error.lineno)
    said = _exhausted(error) or _said(error, names)
    if at is not None:
        at = _found(at, said.word, line_of(at.file, at.line))
    elif isinstance(error, TemplateNotFound):
        at = Span(file=f"{FOLDER}/{error.name or ''}")
    # What fails before a line of it runs, or behind the last, fails in the template as a whole.
    at = at or Span(file=f"{FOLDER}/{names.template}")
    return Diagnostic(code=said.code, at=at, message=said.message, hint=said.hint)


class _Message(NamedTuple):
    """What to say of an error; `word` is what to point at in the template's line."""

    code: Code
    word: str
    message: str
    hint: str | None


def _exhausted(error: Exception) -> _Message | None:
    """What to say of a template that does more than it may."""
    said: tuple[str, str, str | None]
    if isinstance(error, OverLimitError):
        said = "", error.message or "", error.limit.hint
    elif isinstance(error, OverflowError) and "MAX_RANGE" in str(error):
        said = "range", TEMPLATE_NUMBER.exceeded("This range"), TEMPLATE_NUMBER.hint
    elif isinstance(error, MemoryError):
        said = "", TEMPLATE_TEXT.exceeded("What is made here"), TEMPLATE_TEXT.hint
    elif isinstance(error, RecursionError):
        said = (
            "",
            "The template, or a macro of it, calls itself too often here, or is nested too deep.",
            "Let nothing call itself without an end.",
        )
    else:
        return None
    word, message, hint = said
    return _Message(Code.OVER_A_LIMIT, word, message, hint)


def _said(error: Exception, names: Names) -> _Message:
    text = (error.message if isinstance(error, TemplateError) else str(error)) or ""
    if isinstance(error, TemplateNotFound):
        name = str(error.name or "")
        hint = suggest(name, names.templates, otherwise=f"Create it in {FOLDER}/.")
        return _Message(Code.TEMPLATE_MISSING, name, f"There is no template “{name}”.", hint)
    if isinstance(error, MissingNameError):
        valid = error.valid() or list(names.variables)
        close = nearest(error.name, valid)
        return _Message(
            Code.TEMPLATE_UNDEFINED,
            error.name,
            f"The template uses the name “{error.name}”, which does not exist here.",
            f"Did you mean “{close}”?" if close else f"Known here: {', '.join(valid)}.",
        )
    if isinstance(error, SecurityError):
        return _Message(
            Code.TEMPLATE_UNSAFE,
            "",
            "The template reaches for something that templates must not touch.",
            "Use the names of the program's parts only, and change nothing.",
        )
    # Jinja finds it out when it reads a template, or when it runs it: two errors, the same words.
    if unknown := _NO_SUCH.fullmatch(" ".join(text.split())):
        what, name = unknown.groups()
        of_filter = what == "filter"
        code = Code.TEMPLATE_FILTER if of_filter else Code.TEMPLATE_TEST
        valid = list(names.filters if of_filter else names.tests)
        hint = suggest(name, valid) or "The Jinja documentation lists them all."
        return _Message(code, name, f"There is no {what} “{name}”.", hint)
    if isinstance(error, TemplateSyntaxError):
        return _syntax(" ".join(text.split()))
    return _Message(
        Code.TEMPLATE_FAILED,
        "",
        f"The template fails here: {_sentence(text or type(error).__name__)}",
        "Test whether a value is there before it is used: {% if value %} … {% endif %}.",
    )


_NO_SUCH = re.compile(r"No (filter|test) named '(.+)'(?: found)?\.")
_SYNTAX: tuple[tuple[str, str, str], ...] = (
    (
        r"Encountered unknown tag '(\w+)'.*",
        "The tag “{0}” is unknown, or stands where no tag of its kind is open.",
        _LATER,
    ),
    (
        r"Unexpected end of template.*innermost block that needs to be closed is '(\w+)'.*",
        "The tag “{0}” is never closed.",
        "Close it with {{% end{0} %}}.",
    ),
    (r"Unexpected end of template.*", "The template ends too early.", _LATER),
    (r"Missing end of (comment|raw).*", "A {0} is never closed.", _LATER),
    (r"unexpected '(.+)'", "“{0}” stands where nothing like it can stand.", _LATER),
    (
        r"expected token '(.+)', got '(.+)'",
        "“{1}” stands here, where “{0}” is expected.",
        "Look for a missing sign before it.",
    ),
    (r"unexpected char '(.+)' at.*", "The character “{0}” cannot stand here.", "Delete it."),
)


def _syntax(text: str) -> _Message:
    for pattern, message, hint in _SYNTAX:
        if found := re.fullmatch(pattern, text):
            word = found[found.lastindex] if found.lastindex else ""
            words = found.groups()
            return _Message(Code.TEMPLATE_SYNTAX, word, message.format(*words), hint.format(*words))
    return _Message(
        Code.TEMPLATE_SYNTAX, "", f"The template cannot be read: {_sentence(text)}", _LATER
    )


def _found(at: Span, name: str, line: str) -> Span:
    """The place of a name in its line, or where the line's text begins."""
    whole = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line)
    start = whole.start() if whole else line.find(name)
    if not name or start < 0:
        name = line.strip()
        start = len(line) - len(line.lstrip())
    return Span(file=at.file, line=at.line, column=start + 1, length=len(name))


def _sentence(text: str) -> str:
    """The first sentence of a message, in our quotes."""
    text = text.strip().split("\n")[0].split(". ")[0].rstrip(".")
    text = re.sub(r"'([^']*)'", r"“\1”", text)
    return text + "."


def _last_template_line(error: Exception) -> Span | None:
    """The innermost template line of a traceback; Jinja maps its frames to template lines."""
    at = None
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename).as_posix()
        if f"/{FOLDER}/" in path:
            name = path.rsplit(f"/{FOLDER}/", 1)[1]
            at = Span(file=f"{FOLDER}/{name}", line=frame.lineno or 1)
    return at
