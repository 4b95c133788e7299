"""The Jinja environment: sandboxed, strict, and with positions carried through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import FileSystemLoader
from jinja2.environment import Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment

from builder.render.origins import Encoded, Origins, clean
from builder.render.template_faults import FOLDER, Missing
from builder.source import Span


class Environment(ImmutableSandboxedEnvironment):
    """Templates below `templates/guide/`; every literal line remembers its own position."""

    def __init__(self, root: Path, origins: Origins, finalize: Callable[[object], str]) -> None:
        super().__init__(
            loader=FileSystemLoader(root / FOLDER, followlinks=False),
            undefined=Missing,
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
            lines = clean(token.value).split("\n")
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
