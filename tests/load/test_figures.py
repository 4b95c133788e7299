"""Figure files."""

from __future__ import annotations

import hashlib

import pytest

from builder.diagnostics import Result
from builder.load import load_figure
from builder.model.figure import FigureDrawing, FigureKind, NodeShape
from builder.source import SourceFile
from tests.load.conftest import Load
from tests.projects import FAMILY, FIGURE

NAME = "content/figures/route.yaml"


def _load(text: str) -> Result[FigureDrawing | None]:
    return load_figure(SourceFile(name=NAME, text=text))


def test_a_flow() -> None:
    result = _load(FIGURE)
    assert not result.diagnostics
    drawing = result.value
    assert drawing is not None
    assert drawing.kind is FigureKind.FLOW
    assert [(node.id, node.shape) for node in drawing.nodes] == [
        ("out", NodeShape.START),
        ("back", NodeShape.END),
    ]
    assert [(edge.source, edge.target, edge.label) for edge in drawing.edges] == [
        ("out", "back", None)
    ]
    assert drawing.digest == hashlib.sha256(FIGURE.encode()).hexdigest()


def test_a_tree() -> None:
    text = "figure: route\nkind: tree\ntitle: T\ndescription: D.\n"
    result = _load(text + "root: {label: A, children: [{label: B}, {label: C}]}\n")
    assert result.value is not None
    assert result.value.root is not None
    assert [node.label for node in result.value.root.walk()] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column", "message"),
    [
        ("to: back", "to: bakc", "unknown-node", 9, 21, "no node “bakc”"),
        ("from: out", "from: uot", "unknown-node", 9, 12, "no node “uot”"),
        ("shape: start", "shape: step", "not-one-start", 1, 9, "no start"),
        ("shape: end", "shape: start", "not-one-start", 7, 10, "2 starts"),
        ("from: out, to: back", "from: back, to: out", "unreachable-node", 7, 10, "“back”"),
        ("id: back", "id: out", "duplicate-id", 7, 10, "“out” is already there"),
        ("kind: flow", "kind: folw", "unknown-value", 2, 7, "“folw”"),
        ("kind: flow", "kind: tree", "missing-key", 2, 7, "no “root”"),
        ("kind: flow", "kind: tree", "keys-conflict", 5, 1, "has no “nodes”"),
        ("figure: route", "figure: ruote", "wrong-file-name", 1, 9, "“ruote” stands in"),
        ("label: Out", "lable: Out", "unknown-key", 6, 15, "“lable” is not a key of a node"),
    ],
)
def test_faults(*, old: str, new: str, code: str, line: int, column: int, message: str) -> None:
    result = _load(FIGURE.replace(old, new))
    assert result.value is None
    found = next(d for d in result.diagnostics if d.code == code)
    assert found.at is not None
    assert (found.at.line, found.at.column) == (line, column)
    assert message in found.message
    assert found.hint


def test_a_program_tells_what_its_figure_shows(load: Load) -> None:
    result = load(
        {
            "program_defs/shared.yaml": FAMILY + "figures: {route: {caption: The Route}}\n",
            NAME: FIGURE,
        }
    )
    assert not result.diagnostics
    figure = result.value["sail"].figures["route"]
    assert figure.description == "Out and back."
    assert figure.description.at.file == NAME
    assert figure.svg == "content/figures/route.svg"


def test_a_fault_in_a_figure_is_a_fault_of_the_project(load: Load) -> None:
    result = load(
        {
            "program_defs/shared.yaml": FAMILY + "figures: {route: {caption: The Route}}\n",
            NAME: FIGURE.replace("to: back", "to: bakc"),
        }
    )
    assert {d.code for d in result.diagnostics} == {"unknown-node", "unreachable-node"}
