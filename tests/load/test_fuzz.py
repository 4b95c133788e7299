"""No definition, however broken, makes the loader raise."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.load import load_project
from tests.projects import FAMILY, FIGURE, PROGRAM, make_project

FAMILY_WITH_FIGURE = FAMILY + "figures: {route: {caption: The Route}}\n"
CHANGES = """\
outline:
  - {add: {id: anchors, title: Anchors, clause: shared/start}, after: first-steps}
  - {replace: start, title: Casting Off}
  - {omit: finish}
appendices: [{replace: words, status: not-applicable}]
tables: {omit: [levels]}
links: {add: {dock: {label: Dock, url: "https://dock.example/"}}}
glossary: {add: [{term: BOW, means: Front}]}
queries: [{at: start, question: Why?}]
"""
PIECES = st.sampled_from(
    [
        "",
        " ",
        "\n",
        "  ",
        "- ",
        ":",
        ": ",
        "{",
        "}",
        "[",
        "]",
        '"',
        "'",
        "|",
        ">",
        "#",
        "*",
        "&x",
        "!",
        "~",
        "no",
        "1.0",
        "..",
        "/",
        "\x00",
        "\ue000",
        "none",
        "start",
        "x" * 300,
        "id: start",
    ]
)


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.floats(0, 1, exclude_max=True), st.integers(0, 12), PIECES),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=60, deadline=None)
def test_edits_of_a_valid_project(edits: list[tuple[int, float, int, str]]) -> None:
    texts = [FAMILY_WITH_FIGURE, PROGRAM + CHANGES, FIGURE]
    for file, place, length, piece in edits:
        start = int(place * len(texts[file]))
        texts[file] = texts[file][:start] + piece + texts[file][start + length :]
    with tempfile.TemporaryDirectory() as folder:
        files = ("program_defs/shared.yaml", "program_defs/sail.yaml", "content/figures/route.yaml")
        result = load_project(make_project(Path(folder), dict(zip(files, texts, strict=True))))
    for found in result.diagnostics:
        assert found.message.endswith("."), found
    assert result.value or result.failed
