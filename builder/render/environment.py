"""The Jinja environment: sandboxed, strict, and with positions carried through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment as JinjaEnvironment
from jinja2 import FileSystemLoader, pass_context
from jinja2.environment import Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from builder.render.origins import Encoded, Origins, clean
from builder.render.template_faults import FOLDER, Missing
from builder.source import Span


class Environment(ImmutableSandboxedEnvironment):
    """Templates below `templates/guide/`; every literal line remembers its own position.

    Templates are read once, until `forget_changed` looks at them again. `note` is told of the
    fields of the program that a template reads by their own names.
    """

    def __init__(
        self,
        root: Path,
        origins: Origins,
        finalize: Callable[[object], str],
        note: Callable[[str, object], None],
    ) -> None:
        self.files = _Files(root / FOLDER, followlinks=False)
        super().__init__(
            loader=self.files,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
            auto_reload=False,
            extensions=[_Positions],
            finalize=finalize,
        )
        self.root = root
        self.origins = origins
        self.note = note
        self.context_class = _Context

    def forget_changed(self) -> bool:
        """Forget the templates that have changed; whether any file asked for has."""
        changed = self.files.changed(self)
        if self.cache is not None:
            for key in [key for key in self.cache if key[1] in changed]:
                del self.cache[key]
        return bool(changed)


class _Files(FileSystemLoader):
    """Remembers what every template that was asked for said, or how it could not be read."""

    def __init__(self, folder: Path, *, followlinks: bool) -> None:
        super().__init__(folder, followlinks=followlinks)
        self._said: dict[str, object] = {}

    def get_source(
        self, environment: JinjaEnvironment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        try:
            found = super().get_source(environment, template)
        except Exception as error:
            self._said[template] = type(error)
            raise
        self._said[template] = found[0]
        return found

    def _says(self, environment: JinjaEnvironment, template: str) -> object:
        try:
            return super().get_source(environment, template)[0]
        except Exception as error:
            return type(error)

    def changed(self, environment: JinjaEnvironment) -> set[str]:
        """The templates asked for that say something else now."""
        now = {name: self._says(environment, name) for name in self._said}
        changed = {name for name, said in now.items() if said != self._said[name]}
        for name in changed:
            del self._said[name]
        return changed


class _Context(Context):
    """Tells the environment when a template reads the outlines, which have names of their own."""

    def resolve_or_missing(self, key: str) -> Any:
        value = super().resolve_or_missing(key)
        if key in ("chapters", "appendices"):
            assert isinstance(self.environment, Environment)
            self.environment.note(key, value)
        return value


def of_the_program(run: Callable[[Any], str]) -> Callable[[Any, Any], str]:
    """Mark a filter whose result is another for every program.

    Without it, Jinja would run the filter on a constant once, when it compiles the template.
    """

    @pass_context
    def filter_of_the_program(context: Context, value: Any) -> str:
        return run(value)

    return filter_of_the_program


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
