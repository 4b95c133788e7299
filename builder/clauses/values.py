"""Text with its values filled in, for places that are not Markdown: covers, file data, JSON."""

from __future__ import annotations

from builder.clauses.scan import scan
from builder.model.cover import Identity
from builder.model.program import Program


def fill(text: str, program: Program, inside: tuple[str, ...] = ()) -> str:
    """`text` with every placeholder replaced by its value; unknown ones stay as they are.

    Faults have been reported when the same text was rendered. `inside` names the parameters
    whose values are being filled in.
    """
    parts: list[str] = []
    position = 0
    for placeholder in scan(text).placeholders:
        parameter = program.parameters.get(placeholder.name)
        if placeholder.faulty or parameter is None or parameter.id in inside:
            continue
        value = fill(parameter.value, program, (*inside, parameter.id))
        parts += [text[position : placeholder.start], value]
        position = placeholder.end
    return "".join([*parts, text[position:]])


def identity(program: Program) -> Identity:
    """What the cover says."""
    return Identity(
        program=program.id, **{name: fill(text, program) for name, text in program.cover.items()}
    )
