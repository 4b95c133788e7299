"""Numbers, references and glossary links in small guides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.model.guide import Block, Guide, Run, Section
from builder.pipeline.build import build
from tests.whole_projects import FAMILY, SHARED, START, make_whole


def guide_of(root: Path) -> Guide:
    report = build(root, ["sail"])
    assert not report.failed, report.diagnostics
    from builder.outputs.snapshot import load_guide

    return load_guide((root / "build/sail/guide.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    return guide_of(make_whole(tmp_path_factory.mktemp("numbers")))


def section(guide: Guide, id: str) -> Section:
    return next(part for part in guide.walk() if part.id == id)


def runs(part: Section) -> list[Run]:
    return [run for block in part.blocks for inner in block.walk() for run in inner.runs]


def blocks(guide: Guide, kind: str) -> list[Block]:
    return [
        inner
        for part in guide.walk()
        for block in part.blocks
        for inner in block.walk()
        if inner.kind == kind
    ]


def test_sections_are_numbered_four_levels_deep_and_appendices_lettered(guide: Guide) -> None:
    assert [(part.number, part.label, part.id) for part in guide.walk()] == [
        ("1", "Section 1", "start"),
        ("1.1", "Section 1.1", "first-steps"),
        ("1.1.1", "Section 1.1.1", "ropes"),
        ("1.1.1.1", "Section 1.1.1.1", "knots-section"),
        ("2", "Section 2", "finish"),
        ("A", "Appendix A", "forms"),
        ("B", "Appendix B", "words"),
        ("B.1", "Section B.1", "more-words"),
    ]


def test_tables_and_figures_are_counted_through_the_guide(guide: Guide) -> None:
    assert [(t.id, t.number) for t in blocks(guide, "table")] == [("levels", "1"), ("tides", "2")]
    assert [(f.id, f.number) for f in blocks(guide, "figure")] == [("route", "1")]


def test_how_references_print(guide: Guide) -> None:
    found = {
        (run.text, run.target, run.generated)
        for part in guide.walk()
        for run in runs(part)
        if run.kind == "reference"
    }
    assert found == {
        ("Section 2 “Coming Home”", "finish", True),
        ("Section 1.1", "first-steps", True),
        ("Section 1.1 “First Steps”", "first-steps", True),
        ("the words", "words", False),
        ("Table 1", "levels", True),
        ("Table 2", "tides", True),
        ("Figure 1", "route", True),
        ("Section 1.1.1 “Ropes”", "ropes", True),
        ("Section B.1 “More Words”", "more-words", True),
    }


def test_a_reference_to_an_appendix_prints_its_letter_and_title(tmp_path: Path) -> None:
    files = {"content/shared/finish.md": "See [](#words), [#](#words), [](#forms).\n"}
    guide = guide_of(make_whole(tmp_path, files, {SHARED: ("link-lists:\n  clubs: [club]\n", "")}))
    assert [run.text for run in runs(section(guide, "finish")) if run.kind == "reference"] == [
        "Appendix B: Words",
        "Appendix B",
        "Appendix A: Forms",
    ]


def test_a_term_is_linked_once_a_section_and_the_longest_first(tmp_path: Path) -> None:
    text = (
        "AFT Deck, AFT, AFTs, AFT Deck, CRAFT, `AFT` and [AFT](#finish).\n\n- AFT\n"
        "- BOWs and **BOW**\n"
    )
    root = make_whole(
        tmp_path,
        {
            "content/shared/finish.md": text,
            "content/shared/ropes.md": "AFT.\n\n{{ list: knots }}\n",
        },
        {SHARED: ("{term: AFT Deck,", "{term: BOW, means: Front}\n  - {term: AFT Deck,")},
    )
    (root / SHARED).write_text(
        (root / SHARED)
        .read_text()
        .replace("title: Ropes", "title: Ropes AFT")
        .replace("link-lists:\n  clubs: [club]\n", "")
    )
    guide = guide_of(root)
    terms = {item.term: item.id for item in guide.glossary}
    linked = [(r.text, r.target) for r in runs(section(guide, "finish")) if r.kind == "term"]
    assert linked == [
        ("AFT Deck", terms["AFT Deck"]),
        ("AFT", terms["AFT"]),
        ("BOWs", terms["BOW"]),
    ]
    assert [r.text for r in runs(section(guide, "ropes")) if r.kind == "term"] == ["AFT"]
    assert section(guide, "ropes").title == "Ropes AFT"
    html = (root / "build/sail/html/start.html").read_text(encoding="utf-8")
    heading = re.search(r"<h3>.*?</h3>", html, re.S)
    assert heading
    assert "glossary-term" not in heading[0]


def test_glossary_anchors_are_the_pages_anchors(tmp_path: Path) -> None:
    entries = ["a b", "A-B", "Ä", "x : y", "50 %", "lower"]
    declared = "\n".join(
        f'  - {{term: "{term}", means: "{n} things"}}' for n, term in enumerate(entries)
    )
    root = make_whole(tmp_path, {SHARED: f"{FAMILY}{declared}\n"})
    guide = guide_of(root)
    html = (root / "build/sail/html/words.html").read_text(encoding="utf-8")
    assert {item.term for item in guide.glossary} >= set(entries)
    anchors = [item.id for item in guide.glossary]
    assert len(set(anchors)) == len(anchors)
    for item in guide.glossary:
        assert item.id
        assert f'id="{item.id}"' in html
    (listed,) = blocks(guide, "glossary")
    assert {entry.id for entry in listed.blocks} == set(anchors)


def test_blocks_need_no_empty_lines_around_them(tmp_path: Path) -> None:
    text = START.replace("\n{{ slot: greeting }}\n", "{{ list: knots }}\nAfter it.\n")
    files = {"content/shared/start.md": text, "content/shared/ropes.md": "Ropes.\n"}
    root = make_whole(tmp_path, files)
    for name in ("sail", "row"):
        path = root / f"program_defs/{name}.yaml"
        path.write_text(path.read_text().replace(f"{name}/greeting", "none"))
    guide = guide_of(root)
    kinds = [(b.kind, b.text) for b in section(guide, "start").blocks][:3]
    assert kinds[1] == ("bullet-list", "Bowline Reef knot for Southport")
    assert kinds[2] == ("paragraph", "After it.")
