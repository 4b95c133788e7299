"""The Jinja environment: sandboxed, strict, and with positions carried through."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.environment import Template
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment

from builder.diagnostics import Diagnostic, suggest
from builder.render.origins import Encoded, Origins
from builder.source import Span

FOLDER = "templates/guide"


class Environment(ImmutableSandboxedEnvironment):
    """Templates below `templates/guide/`; every literal line remembers its own position."""

    def __init__(self, root: Path, origins: Origins, finalize: Callable[[object], str]) -> None:
        super().__init__(
            loader=FileSystemLoader(root / FOLDER, followlinks=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
            extensions=[_Positions],
            finalize=finalize,
        )
        self.root = root
        self.origins = origins


class _Positions(Extension):
    """Wraps every literal line of a template in an origin mark."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        environment = self.environment
        assert isinstance(environment, Environment)
        file = f"{FOLDER}/{stream.name}"
        for token in stream:
            if token.type != "data":
                yield token
                continue
            lines = token.value.split("\n")
            marked = [
                str(
                    environment.origins.encode(
                        line, Span(file=file, line=token.lineno + row), authored=False
                    )
                )
                if line.strip()
                else line
                for row, line in enumerate(lines)
            ]
            yield Token(token.lineno, "data", "\n".join(marked))


def render_template(template: Template, context: dict[str, object]) -> Encoded:
    """Run a template; the result is already encoded."""
    return Encoded(template.render(context))


def template_fault(error: Exception, names: list[str]) -> Diagnostic:
    """What is wrong in a template, as a diagnostic at the template's line.

    `names` are the template files that exist, for a hint about a mistyped one.
    """
    if isinstance(error, TemplateSyntaxError):
        return Diagnostic(
            code="template-syntax",
            at=Span(file=f"{FOLDER}/{error.name}", line=error.lineno),
            message=f"This template cannot be read: {_sentence(error.message)}",
            hint="See the Jinja template documentation for the syntax.",
        )
    at = _last_template_line(error)
    if isinstance(error, TemplateNotFound):
        return Diagnostic(
            code="template-missing",
            at=at,
            message=f"There is no template “{error.name}”.",
            hint=suggest(str(error.name or ""), names),
        )
    if isinstance(error, UndefinedError):
        return Diagnostic(
            code="template-undefined",
            at=at,
            message=f"The template uses a name that does not exist: {_sentence(error.message)}",
            hint="The names that templates get are listed in the manual.",
        )
    if isinstance(error, SecurityError):
        return Diagnostic(
            code="template-unsafe",
            at=at,
            message=f"The template does what templates are not allowed to do: "
            f"{_sentence(str(error))}",
        )
    what = error.message if isinstance(error, TemplateError) else str(error)
    return Diagnostic(
        code="template-failed", at=at, message=f"The template fails: {_sentence(what)}"
    )


def _sentence(text: str | None) -> str:
    text = (text or "no reason given").strip().rstrip(".").replace("'", "“", 1).replace("'", "”", 1)
    return text + "."


def _last_template_line(error: Exception) -> Span | None:
    """The innermost template line of a traceback; Jinja maps its frames to template lines."""
    at = None
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if FOLDER in path.as_posix():
            name = path.as_posix().split(FOLDER + "/", 1)[1]
            at = Span(file=f"{FOLDER}/{name}", line=frame.lineno or 1)
    return at
