"""Text with its values filled in, for places that are not Markdown: covers, file data, JSON."""

from __future__ import annotations

from builder.clauses import scan
from builder.model.program import Program

_DEPTH = 5


def fill(text: str, program: Program, depth: int = 0) -> str:
    """`text` with every placeholder replaced by its value; unknown ones stay as they are.

    Faults have been reported when the same text was rendered.
    """
    parts: list[str] = []
    position = 0
    for placeholder in scan(text).placeholders:
        parameter = program.parameters.get(placeholder.name)
        if placeholder.faulty or parameter is None or depth >= _DEPTH:
            continue
        parts += [text[position : placeholder.start], fill(parameter.value, program, depth + 1)]
        position = placeholder.end
    return "".join([*parts, text[position:]])
