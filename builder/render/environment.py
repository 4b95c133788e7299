"""The Jinja environment: sandboxed, strict, and with positions carried through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import FunctionLoader, pass_context
from jinja2.environment import Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from builder.render.escape import escape
from builder.render.origins import Encoded, Origins, clean
from builder.render.template_faults import FOLDER, Missing
from builder.source import Span

_AS_WRITTEN = frozenset({"source", "sources"})
"""The attributes under which a program and its clauses hold the text of files."""


class Environment(ImmutableSandboxedEnvironment):
    """Templates as `load` gives them; every literal line remembers its own position.

    `load` takes a template's name and returns its text, its path, and whether that is still so.
    `peeked` is told when a template asks for the text of a file itself.
    """

    def __init__(
        self,
        load: Callable[[str], tuple[str, str, Callable[[], bool]] | None],
        origins: Origins,
        finalize: Callable[[object], str],
        peeked: Callable[[], None],
    ) -> None:
        super().__init__(
            loader=FunctionLoader(load),
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
            extensions=[_Positions],
            finalize=finalize,
        )
        self.origins = origins
        self.fill_in = finalize
        self._peeked = peeked

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a template gets for `obj.attribute`."""
        if attribute in _AS_WRITTEN:
            self._peeked()
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What a template gets for `obj[argument]`, which may be an attribute as well."""
        if isinstance(argument, str) and argument in _AS_WRITTEN:
            self._peeked()
        return super().getitem(obj, argument)


def of_the_program(run: Callable[[Any], str]) -> Callable[[Any, Any], str]:
    """Mark a filter whose result is another for every program.

    Without it, Jinja would run the filter on a constant once, when it compiles the template.
    """

    @pass_context
    def filter_of_the_program(context: Context, value: Any) -> str:
        return run(value)

    return filter_of_the_program


@pass_context
def filled(context: Context, pattern: str, **values: object) -> Encoded:
    """A sentence of the guide's language with values in it; its own words are the template's."""
    environment = context.environment
    assert isinstance(environment, Environment)
    at = Span(file=f"{FOLDER}/{context.name}")
    made = [
        environment.fill_in(values[part])
        if place % 2
        else environment.origins.encode(escape(part), at, authored=False)
        for place, part in enumerate(re.split(r"\{(\w+)\}", pattern))
    ]
    return Encoded("".join(made))


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
            # Jinja has taken away the white space around its tags by now: a line here is one of the
            # page.
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
