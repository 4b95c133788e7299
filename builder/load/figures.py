"""Reading a figure file, and judging whether its arrows make sense."""

from __future__ import annotations

import hashlib
from pathlib import Path

from builder.diagnostics import Code, Result
from builder.load.convert import made
from builder.load.figure_schema import BranchEntry, FigureFile
from builder.load.findings import Findings
from builder.load.validate import parse
from builder.model.figure import (
    FigureDrawing,
    FigureEdge,
    FigureKind,
    FigureNode,
    NodeShape,
    TreeNode,
)
from builder.source import SourceFile, Text


def load_figure(source: SourceFile) -> Result[FigureDrawing | None]:
    """Read and judge a figure file.

    The digest is the SHA-256 of the source's text in UTF-8 with line feeds as line ends. The
    value is None if too little is right to draw it.
    """
    part, _, faults = parse(source, FigureFile)
    findings = Findings(faults)
    if part is None:
        return Result(value=None, diagnostics=tuple(findings.found))
    stem = Path(source.name).stem
    if part.figure != stem:
        findings.report(
            Code.WRONG_FILE_NAME,
            f"The figure “{part.figure}” stands in the file “{source.name}”.",
            part.figure.at,
            f"Write “figure: {stem}”, or rename the file to “{part.figure}.yaml”.",
        )
    _flow(part, findings)
    harmless = all(d.code == Code.NEEDS_QUOTES for d in findings.found)
    drawing = _drawing(part, source) if harmless else None
    return Result(value=drawing, diagnostics=tuple(findings.found))


def _drawing(part: FigureFile, source: SourceFile) -> FigureDrawing:
    return made(
        FigureDrawing,
        part,
        id=str(part.figure),
        kind=FigureKind(part.kind),
        nodes=tuple(
            made(
                FigureNode,
                node,
                id=str(node.id),
                shape=NodeShape(node.shape or "step"),
                at=node.id.at,
            )
            for node in part.nodes
        ),
        edges=tuple(made(FigureEdge, edge, at=edge.source.at) for edge in part.edges),
        root=_tree(part.root) if part.root else None,
        digest=hashlib.sha256(source.text.encode()).hexdigest(),
    )


def _tree(branch: BranchEntry) -> TreeNode:
    return TreeNode(label=branch.label, children=tuple(map(_tree, branch.children)))


def _flow(part: FigureFile, findings: Findings) -> None:
    known: dict[str, Text] = {}
    for node in part.nodes:
        if node.id in known:
            findings.report(
                Code.DUPLICATE_ID,
                f"The node “{node.id}” is already there.",
                node.id.at,
                "Give each node an id of its own.",
                known[node.id].at,
            )
        known.setdefault(str(node.id), node.id)
    if part.kind != "flow" or not known:
        return
    following: dict[str, set[str]] = {name: set() for name in known}
    for edge in part.edges:
        for end in (edge.source, edge.target):
            if end not in known:
                findings.unknown("node", end, known)
        following.setdefault(str(edge.source), set()).add(str(edge.target))
    starts = [node.id for node in part.nodes if node.shape == "start"]
    if len(starts) != 1:
        findings.report(
            Code.NOT_ONE_START,
            f"The figure “{part.figure}” has {len(starts) or 'no'} "
            f"{'starts' if len(starts) > 1 else 'start'}.",
            starts[1].at if len(starts) > 1 else part.figure.at,
            "Give exactly one node “shape: start”.",
        )
        return
    reached: set[str] = set()
    ahead = [str(starts[0])]
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead += following.get(here, set())
    for name, node_id in known.items():
        if name not in reached:
            findings.report(
                Code.UNREACHABLE_NODE,
                f"No arrow leads from the start to the node “{name}”.",
                node_id.at,
                "Add an arrow to it below “edges:”, or delete it.",
            )
