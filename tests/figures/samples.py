"""Small figures of every kind, made in code."""

from __future__ import annotations

from builder.model.figure import (
    FigureDrawing,
    FigureEdge,
    FigureKind,
    FigureNode,
    NodeShape,
    TreeNode,
)
from builder.source import Span, Text

AT = Span(file="content/figures/sample.yaml")


def text(value: str) -> Text:
    """What an author wrote."""
    return Text(value, AT)


def flow(nodes: dict[str, tuple[str, str]], edges: list[tuple[str, ...]]) -> FigureDrawing:
    """A flow chart: `nodes` as shape and label, `edges` as source, target and maybe words."""
    return FigureDrawing(
        id="sample-flow",
        kind=FigureKind.FLOW,
        title=text("A sample"),
        description=text("First this,\n then that."),
        nodes=tuple(
            FigureNode(id=name, shape=NodeShape(shape), label=text(label), at=AT)
            for name, (shape, label) in nodes.items()
        ),
        edges=tuple(
            FigureEdge(source=source, target=target, label=text(words[0]) if words else None, at=AT)
            for source, target, *words in edges
        ),
        digest="a" * 64,
    )


def tree(root: TreeNode) -> FigureDrawing:
    """A tree."""
    return FigureDrawing(
        id="sample-tree",
        kind=FigureKind.TREE,
        title=text("A tree"),
        description=text("It has branches."),
        root=root,
        digest="b" * 64,
    )


def group(label: str, *children: str | TreeNode) -> TreeNode:
    """A box of a tree with boxes below it."""
    return TreeNode(
        label=text(label),
        children=tuple(group(each) if isinstance(each, str) else each for each in children),
    )


BRANCH = flow(
    {
        "call": ("start", "A customer calls the help desk"),
        "known": ("decision", "Is the fault known & is there a <fix>?"),
        "send": ("step", "Send the fix to the customer who called"),
        "search": ("step", "Search for the cause"),
        "done": ("end", "Closed"),
    },
    [
        ("call", "known"),
        ("known", "send", "Yes"),
        ("known", "search", "No, or not for this release"),
        ("search", "send"),
        ("send", "done"),
    ],
)
LOOP = flow(
    {
        "start": ("start", "Submit"),
        "test": ("step", "Test the candidate"),
        "pass": ("decision", "Passed?"),
        "mend": ("step", "Mend it"),
        "end": ("end", "Released"),
    },
    [
        ("start", "test"),
        ("test", "pass"),
        ("pass", "mend", "No"),
        ("mend", "test"),
        ("pass", "end", "Yes"),
    ],
)
SKIP = flow(
    {
        "start": ("start", "Report"),
        "ours": ("decision", "Ours?"),
        "work": ("step", "Work on it"),
        "end": ("end", "Resolved"),
    },
    [("start", "ours"), ("ours", "end", "No"), ("ours", "work", "Yes"), ("work", "end")],
)
THREE_WAYS = flow(
    {
        "which": ("decision", "Which product?"),
        "a": ("step", "The first product’s team takes the call"),
        "b": ("step", "The second product’s team takes the call"),
        "c": ("end", "Unknown"),
    },
    [("which", "a", "First product"), ("which", "b", "Second"), ("which", "c", "Neither")],
)
FLOWS = {"branch": BRANCH, "loop": LOOP, "skip": SKIP, "three-ways": THREE_WAYS}

COLUMNS = tree(
    group(
        "All parts",
        group("Guidelines", "Agreement", "Access to the specifications of many products"),
        group("Engineering", "Kit", "Suite", "Consulting"),
        group("Logistics & more", "Landing page"),
        group("Afterwards", group("Training", "Basic", "Expert")),
    )
)
OUTLINE = tree(group("Many", *(group(f"Part {n}", "x") for n in range(7))))
