"""The words by which outlines are told, the same in a terminal and in Markdown."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath

from builder.model.kinds import APPENDIX, KINDS
from builder.model.outline import Difference, Former, Outline, OutlineItem, OutlinePart, State
from builder.model.wording import counted
from builder.source import Span

MARKS: dict[State, str] = {
    "shared": " ",
    "set": "*",
    "replaced": "~",
    "added": "+",
    "moved": ">",
    "omitted": "-",
}
"""A mark for each state; the states' own names are the words for them."""


def place(at: Span) -> str:
    """A place as one writes it: file and line."""
    return f"{at.file}:{at.line}"


def own_id(item: OutlineItem) -> bool:
    """Whether the id has to be told, because the file is not named by it."""
    return item.clause is None or PurePosixPath(item.clause).stem != item.id


def counts(outline: Outline) -> str:
    """How many sections there are, and how many of them differ in which way."""
    present = [item for item in outline.items if item.state != "omitted"]
    appendices = sum(item.kind == "appendix" for item in present)
    told = [counted(len(present) - appendices, "section")]
    if appendices:
        told.append(counted(appendices, APPENDIX.name, APPENDIX.plural))
    states = Counter(item.state for item in outline.items)
    ways = ", ".join(f"{states[state]} {state}" for state in MARKS if states[state])
    return f"{' and '.join(told)}: {ways}."


def settings(outline: Outline) -> str:
    """How many other things differ, by their kinds; empty if none does."""
    kinds = Counter(difference.kind for difference in outline.differences)
    return ", ".join(counted(number, *_names(kind)) for kind, number in kinds.items())


def _names(kind: str) -> tuple[str, str]:
    if kind in KINDS:
        return KINDS[kind].name, KINDS[kind].plural
    if "precedence" in kind:
        return "order of precedence", "orders of precedence"
    return kind, f"{kind}s"


def kind_of(difference: Difference) -> str:
    """What people call the kind of a difference."""
    return _names(difference.kind)[0]


def former(was: Former) -> str:
    """What the family has instead."""
    match was.what:
        case "title":
            return f"in place of the title “{was.value}”"
        case "text":
            return f"in place of {was.value}"
        case "status":
            return f"in the family it is {was.value}"
        case _:
            return f"in the family it stands {was.value}"


def part_name(part: OutlinePart) -> str:
    """A part by its number or kind, with its title: `Table 1 Acceptance Levels`."""
    if part.kind == "slot":
        return f"Slot: {part.source}" if part.source else "Slot without a text"
    # What readers have no name for is called as authors write it.
    name = part.label or _names(part.kind)[0].capitalize()
    return f"{name}: {part.title}" if part.title else name
