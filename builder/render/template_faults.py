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
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateRuntimeError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError
from jinja2.utils import missing

from builder.diagnostics import Code, Diagnostic, nearest, suggest
from builder.model.cover import TOP_KEYS
from builder.model.program import Program
from builder.source import Span

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
    """The names that templates can use, for hints: files, filters, tests and variables."""

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
    frames = traceback.extract_tb(error.__traceback__)
    package = str(Path(__file__).parents[1])
    return not isinstance(error, TemplateError) and bool(
        frames and frames[-1].filename.startswith(package)
    )


def template_fault(
    error: Exception, names: Names, line_of: Callable[[str, int], str]
) -> Diagnostic:
    """The diagnostic for what a template raised.

    `line_of(file, number)` gives a line of a template, to find the column.
    """
    at = _last_template_line(error)
    if isinstance(error, TemplateSyntaxError):
        at = Span(file=f"{FOLDER}/{error.name}", line=error.lineno)
        return _syntax(error, names, at, line_of)
    if isinstance(error, TemplateNotFound):
        name = str(error.name or "")
        return Diagnostic(
            code=Code.TEMPLATE_MISSING,
            at=_found(at, name, line_of) or Span(file=f"{FOLDER}/{name}"),
            message=f"There is no template “{name}”.",
            hint=suggest(name, names.templates, otherwise=f"Create it in {FOLDER}/."),
        )
    if isinstance(error, MissingNameError):
        valid = error.valid() or list(names.variables)
        close = nearest(error.name, valid)
        return Diagnostic(
            code=Code.TEMPLATE_UNDEFINED,
            at=_found(at, error.name, line_of),
            message=f"The template uses the name “{error.name}”, which does not exist here.",
            hint=f"Did you mean “{close}”?" if close else f"Known here: {', '.join(valid)}.",
        )
    if isinstance(error, SecurityError):
        return Diagnostic(
            code=Code.TEMPLATE_UNSAFE,
            at=_found(at, "", line_of),
            message="The template reaches for something that templates must not touch.",
            hint="Use the names of the program's parts only, and change nothing.",
        )
    why = error.message if isinstance(error, TemplateError) else str(error)
    unknown = re.fullmatch(_NO_SUCH, why or "")
    if unknown:
        return _no_such(unknown[1], unknown[2], names, at, line_of)
    return Diagnostic(
        code=Code.TEMPLATE_FAILED,
        at=_found(at, "", line_of),
        message=f"The template fails here: {_sentence(why or type(error).__name__)}",
        hint="Test whether a value is there before it is used: {% if value %} … {% endif %}.",
    )


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


def _syntax(
    error: TemplateSyntaxError, names: Names, at: Span, line_of: Callable[[str, int], str]
) -> Diagnostic:
    text = " ".join((error.message or "").split())
    unknown = re.fullmatch(_NO_SUCH, text)
    if unknown:
        return _no_such(unknown[1], unknown[2], names, at, line_of)
    for pattern, message, hint in _SYNTAX:
        found = re.fullmatch(pattern, text)
        if found:
            word = found[found.lastindex] if found.lastindex else ""
            return Diagnostic(
                code=Code.TEMPLATE_SYNTAX,
                at=_found(at, word, line_of),
                message=message.format(*found.groups()),
                hint=hint.format(*found.groups()),
            )
    return Diagnostic(
        code=Code.TEMPLATE_SYNTAX,
        at=_found(at, "", line_of),
        message=f"The template cannot be read: {_sentence(text)}",
        hint=_LATER,
    )


_NO_SUCH = r"No (filter|test) named '(.+)'(?: found)?\."


def _no_such(
    what: str, name: str, names: Names, at: Span | None, line_of: Callable[[str, int], str]
) -> Diagnostic:
    valid = names.filters if what == "filter" else names.tests
    return Diagnostic(
        code=Code(f"template-{what}"),
        at=_found(at, name, line_of),
        message=f"There is no {what} “{name}”.",
        hint=suggest(name, valid) or "The Jinja documentation lists them all.",
    )


def _found(at: Span | None, name: str, line_of: Callable[[str, int], str]) -> Span | None:
    """The place of a name in its line, or where the line's text begins."""
    if at is None:
        return None
    line = line_of(at.file, at.line)
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line) if name else None
    if found is None and name:
        column = line.find(name)
        if column >= 0:
            return Span(file=at.file, line=at.line, column=column + 1, length=len(name))
    if found is None:
        column = len(line) - len(line.lstrip()) + 1
        return Span(file=at.file, line=at.line, column=column, length=len(line.strip()))
    return Span(file=at.file, line=at.line, column=found.start() + 1, length=len(name))


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
