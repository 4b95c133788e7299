"""The parts of a JSON Schema as sections with a table each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builder.report.manual.markup import code, plain, table
from builder.report.manual.values import Values

Schema = Mapping[str, Any]


def keys_table(part: Schema, values: Values, head: str) -> str:
    """The keys of a part: name, whether it is needed, what may stand there, what it means.

    What must be there is “needed” in a file that people write, and “always” there in one that
    programs write.
    """
    needed = set(part.get("required", ()))
    rows = []
    for name, node in part.get("properties", {}).items():
        about = plain(str(node.get("description", "")))
        given = node.get("default")
        if given is not None and given is not False and given != []:
            about = f"{about} Without it: {code(str(given))}.".strip()
        star = f" ({'always' if head == 'field' else 'needed'})" if name in needed else ""
        rows.append([code(name) + star, values.words(node), about])
    if not any(row[2] for row in rows):
        return table([head, "value"], [row[:2] for row in rows])
    return table([head, "value", "meaning"], rows)


def part_sections(
    parts: Mapping[str, Schema], values: Values, titles: Mapping[str, str], head: str
) -> Iterator[str]:
    """A section for each part, in the order of the headings."""
    for name in sorted(parts, key=lambda name: titles[name].lower()):
        yield f"### {titles[name]}\n"
        for paragraph in str(parts[name].get("description", "")).split("\n\n"):
            yield plain(paragraph) + "\n"
        yield keys_table(parts[name], values, head)
