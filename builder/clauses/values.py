"""Fills values in for placeholders: the one place where `{{ name }}` becomes what it stands for."""

from __future__ import annotations

from collections.abc import Mapping

from builder.clauses.scan import Placeholder, scan, weave
from builder.model.cover import Identity
from builder.model.program import Parameter, Program


class Substitution:
    """Fills in the values of a program, and in the values the values that they name.

    What is filled in is text as it is written. Where text goes into a page, a class below says
    how its pieces print and what is wrong with a placeholder.
    """

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self.parameters = parameters

    def fill(self, text: str, inside: tuple[str, ...] = ()) -> str:
        """The text with every placeholder replaced; one without a value stays as it is.

        `inside` names the parameters whose values are being filled in, the outermost first.
        """
        return weave(
            scan(text).placeholders,
            len(text),
            lambda start, end: self.literal(text, start, end),
            lambda placeholder: self.value(text, placeholder, inside),
        )

    def value(
        self, text: str, placeholder: Placeholder, inside: tuple[str, ...] = ()
    ) -> str | None:
        """What a placeholder of the text prints; None if it has no value."""
        parameter = self.parameter(text, placeholder, inside)
        return self.fill(parameter.value, (*inside, parameter.id)) if parameter else None

    def literal(self, text: str, start: int, end: int) -> str:
        """What stands between placeholders."""
        return text[start:end]

    def parameter(
        self, text: str, placeholder: Placeholder, inside: tuple[str, ...]
    ) -> Parameter | None:
        """The parameter that a placeholder names, if it may be printed."""
        if placeholder.faulty or placeholder.name in inside:
            return None
        return self.parameters.get(placeholder.name)


def fill(text: str, program: Program) -> str:
    """A text for places that are not Markdown, like covers and data, with its values filled in.

    Faults have been reported when the same text was rendered.
    """
    return Substitution(program.parameters).fill(text)


def identity(program: Program) -> Identity:
    """What the cover says."""
    cover = {name: fill(text, program) for name, text in program.cover.items()}
    return Identity(program=program.id, language=program.language, **cover)
