"""The Jinja environment: sandboxed, strict, and with positions carried through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import FunctionLoader, pass_context
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from builder.render.bounds import (
    GROWING_FILTERS,
    BoundedCode,
    OutOfTimeError,
    bounded,
    joined,
    judge_call,
    judge_operator,
)
from builder.render.escape import escape
from builder.render.origins import Encoded, Origins, clean
from builder.render.template_faults import FOLDER, Missing
from builder.source import Span
from builder.source.deadline import deadline
from builder.source.limits import TEMPLATE_TIME

_AS_WRITTEN = frozenset({"source", "sources"})
"""The attributes under which a program and its clauses hold the text of files."""


class Environment(ImmutableSandboxedEnvironment):
    """Templates as `load` gives them; every literal line remembers its own position.

    `load` takes a template's name and returns its text, its path, and whether that is still so.
    `peeked` is told when a template asks for the text of a file itself.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})
    code_generator_class = BoundedCode
    concat = staticmethod(joined)

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

        self.filters |= {name: bounded(name, self.filters[name]) for name in GROWING_FILTERS}
        # It makes texts of any length by itself, of which no guide has a use.
        del self.globals["lipsum"]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of an operator, if it is not too large."""
        judge_operator(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """What a template gets for `obj(…)`, if it is not too large."""
        method = getattr(__obj, "__wrapped__", __obj)  # the sandbox wraps what formats
        if isinstance(getattr(method, "__self__", None), str):
            judge_call(method.__name__, (method.__self__, *args), kwargs)
        return super().call(__context, __obj, *args, **kwargs)

    def tied(self, parts: Iterable[object]) -> str:
        """What `~` makes of its parts."""
        return joined(map(str, parts))

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


def render_template(environment: Environment, name: str, context: dict[str, object]) -> Encoded:
    """Run a template; the result is already encoded."""
    return Encoded(environment.get_template(name).render(context))


def render_page(environment: Environment, name: str, context: dict[str, object]) -> Encoded:
    """Run the template of a whole page, with the time that it has."""
    with deadline(TEMPLATE_TIME.most, OutOfTimeError):
        return render_template(environment, name, context)
