"""Values on their way into a page: escaped, with their origins, and judged where they are used."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from builder.clauses import Placeholder, check_plain
from builder.clauses.values import Substitution
from builder.diagnostics import Code, Diagnostic, suggest
from builder.model.program import Parameter, Program
from builder.render.escape import escape
from builder.render.origins import Origins, clean
from builder.render.page import Use
from builder.render.reads import Key, Reads
from builder.source import Span, Text
from builder.source.characters import FORBIDDEN
from builder.source.limits import VALUES

_MOST_VALUES = VALUES.most
"""How many values one text may print, with the values inside values: no definition needs more,
and a few lines of values that print each other many times would fill any memory."""


@dataclass(slots=True, kw_only=True)
class Here:
    """Where rendering has come to: the page's reads so far, the section, and the block around.

    `values` counts the values that the present text prints.
    """

    reads: Reads = field(default_factory=Reads)
    section: str | None = None
    inside: Key | None = None
    values: int = 0

    def fault(
        self,
        code: Code,
        at: Span,
        message: str,
        hint: str | None,
        *related: Span,
        about: str | None = None,
    ) -> None:
        """Report an error; `about` is the name or id in question."""
        self.reads.faults.append(
            Diagnostic(code=code, at=at, message=message, hint=hint, related=related, about=about)
        )

    def use(self, kind: str, id: str, at: Span, *, inside: Key | None = None) -> None:
        """Remember that a thing is printed, or referred to."""
        use = Use(kind=kind, id=id, at=at, section=self.section, inside=inside or self.inside)
        self.reads.uses.append(use)


class CodeSubstitution(Substitution):
    """Values where nothing can be escaped, as in code and addresses; every fault is reported."""

    def __init__(self, program: Program, here: Here, block_kinds: Collection[str]) -> None:
        super().__init__(program.parameters)
        self.here = here
        self._block_kinds = block_kinds

    def fill(self, text: str, inside: tuple[str, ...] = ()) -> str:
        """The text with its values; `inside` as above."""
        assert isinstance(text, Text)
        self.here.reads.faults += check_plain(text)
        return super().fill(text, inside)

    def value(self, text: str, placeholder: Placeholder, inside: tuple[str, ...] = ()) -> str:
        """What a placeholder prints; nothing if it is at fault."""
        return super().value(text, placeholder, inside) or ""

    def literal(self, text: str, start: int, end: int) -> str:
        """What stands between placeholders, without marks of ours."""
        return clean(text[start:end])

    def parameter(
        self, text: str, placeholder: Placeholder, inside: tuple[str, ...]
    ) -> Parameter | None:
        """The parameter that is printed, which is noted, or None with a fault."""
        assert isinstance(text, Text)
        here, at = self.here, text.where(placeholder.start, placeholder.end - placeholder.start)
        written = text[placeholder.start : placeholder.end]
        if placeholder.faulty:
            here.fault(
                Code.PLACEHOLDER_SYNTAX,
                at,
                f"“{written}” is not a placeholder.",
                self._meant(written)
                or "Write {{ parameter-name }} with lower-case words joined by hyphens; to "
                "print braces, put them between backticks.",
            )
            return None
        if placeholder.id is not None or placeholder.name in self._block_kinds:
            here.fault(
                Code.MARKER_NOT_ALONE,
                at,
                f"“{written}” must stand alone on its line.",
                "Put an empty line before and after it. Such blocks can stand in clause files "
                "only.",
            )
            return None
        parameter = self.parameters.get(placeholder.name)
        if parameter is None:
            here.fault(
                Code.unknown("parameter"),
                at,
                f"There is no parameter “{placeholder.name}”.",
                suggest(
                    placeholder.name,
                    self.parameters,
                    otherwise="Declare it under parameters: in program_defs/.",
                ),
                about=placeholder.name,
            )
            return None
        here.reads.used.setdefault(parameter.id, []).append(at)
        here.use(
            "parameter", parameter.id, at, inside=("parameter", inside[-1]) if inside else None
        )
        here.values += 1
        circular = parameter.id in inside
        if circular or here.values > _MOST_VALUES:
            here.fault(
                Code.PARAMETER_CIRCULAR if circular else Code.TOO_MANY_VALUES,
                parameter.value.at,
                f"The value of “{parameter.id}” refers back to itself."
                if circular
                else f"A text prints more than {_MOST_VALUES} values, one inside another.",
                "Write the value without a placeholder.",
            )
            return None
        return parameter

    def _meant(self, written: str) -> str | None:
        """The hint for a placeholder that only spells a parameter’s name in another way."""
        name = "-".join(re.findall(r"[a-z0-9]+", written.lower()))
        return f"Write {{{{ {name} }}}}." if name in self.parameters else None


class PrintedSubstitution(CodeSubstitution):
    """Values as Markdown prints them, with the origin of each piece."""

    def __init__(
        self, program: Program, here: Here, block_kinds: Collection[str], origins: Origins
    ) -> None:
        super().__init__(program, here, block_kinds)
        self._origins = origins

    def value(self, text: str, placeholder: Placeholder, inside: tuple[str, ...] = ()) -> str:
        """What a placeholder prints, on one line."""
        return super().value(text, placeholder, inside).replace("\n", " ").strip(" ")

    def literal(self, text: str, start: int, end: int) -> str:
        """What stands between placeholders, so that it prints as itself."""
        return encoded_lines(self._origins, text, start, end, escaped=True)


def encoded_words(origins: Origins, text: str, start: int, end: int) -> str:
    """As `encoded_lines`, of text that is at fault: its words, whatever marks stand in it."""
    assert isinstance(text, Text)
    lines = []
    for line in text[start:end].split("\n"):
        at_margin = start == 0 or text[start - 1] == "\n"
        words = line.lstrip() if at_margin else line
        shown = escape(FORBIDDEN.sub("", clean(words)))
        begin = start + len(line) - len(words)
        lines.append(origins.encode_written(shown, *text.place(begin)) if shown.strip() else shown)
        start += len(line) + 1
    return "\n".join(lines)


def encoded_lines(
    origins: Origins, text: str, start: int, end: int, *, escaped: bool = False
) -> str:
    """A stretch of a text in which every line that holds something carries its origin."""
    assert isinstance(text, Text)
    lines = []
    for line in text[start:end].split("\n"):
        shown = clean(escape(line) if escaped and line else line)
        lines.append(origins.encode_written(shown, *text.place(start)) if line.strip() else line)
        start += len(line) + 1
    return "\n".join(lines)
