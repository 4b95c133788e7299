"""A resident assembly after any number of edits is what a new one would be."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from builder.assemble.fragment import find_fragment
from builder.assemble.resident import ResidentAssembly
from builder.outputs.html import SPHINX
from builder.outputs.html.live import LivePages
from builder.outputs.html.options import options
from builder.pipeline.project import Project, open_project
from builder.pipeline.published import assemble_all
from builder.render import RenderedSource
from tests.whole_projects import SHARED, make_whole

ROOT = Path(__file__).parents[2]
ROPES = "content/shared/ropes.md"


class Live:
    """One guide of a project, resident, and its pages."""

    def __init__(self, project: Project, program: str, folder: Path) -> None:
        self.program, self.folder = program, folder
        self.assembly = ResidentAssembly(folder, builder=SPHINX.name, extensions=SPHINX.extensions)
        self.live = LivePages(self.assembly)
        self.follow(project)

    def follow(self, project: Project, source: RenderedSource | None = None) -> tuple[str, ...]:
        """Follow a project; returns the codes of the faults."""
        program = project.programs[self.program]
        settings = options(project.root, program)
        source = source or project.sources[self.program]
        return tuple(d.code for d in self.assembly.update(project.root, program, source, settings))

    def pages(self) -> dict[str, str]:
        """Every page as HTML."""
        assert self.assembly.source is not None
        made = {page.name: self.live.page(page.name) for page in self.assembly.source.pages}
        assert not [result.diagnostics for result in made.values() if result.diagnostics]
        return {name: result.value for name, result in made.items()}


EDITS = [
    (ROPES, "Ropes lie AFT.", "Most ropes lie AFT."),
    (ROPES, "{{ list: knots }}", "{{ list: knots }}\n\nSee [](#finish).\n\n- One\n- Two\n"),
    ("content/shared/finish.md", "Come home", "As [](#ropes) says, come home"),
    (SHARED, "title: First Steps", "title: The First Steps of Many"),
    (SHARED, "  - {id: finish, title: Coming Home}\n", ""),
    (SHARED, '["1", "can row', '["1", "can nearly row'),
    (SHARED, "term: AFT Deck, means: Deck behind", "term: AFT Deck, means: The deck behind"),
    (SHARED, "glossary:\n", "glossary:\n  - {term: Ropes, means: Lines}\n"),
    (SHARED, 'value: "14"', 'value: "21"'),
    (SHARED, "outline:\n", "outline:\n  - {id: zero, title: Zero, clause: sail/greeting}\n"),
    (SHARED, "caption: The Route", "caption: The Route Home"),
    (SHARED, "  - {id: forms, title: Forms}\n", "  - {id: forms, title: Papers}\n"),
    ("program_defs/sail.yaml", "title: Sailing", "title: Sailing and Rowing"),
    ("program_defs/sail.yaml", "summary: First.", "summary: The first edition."),
    ("templates/guide/chapter.md.jinja", "", "{# a remark #}\n"),
    ("templates/guide/section.md.jinja", "{{ part | body }}", "{{ part | body }}\n\nEnd.\n"),
    ("content/figures/route.svg", "Out and back", "Out, and then back"),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(2))
def test_after_every_edit_and_its_undoing_it_is_as_new(tmp_path: Path, seed: int) -> None:
    root = make_whole(tmp_path / "project")
    chance = random.Random(seed)
    live = Live(open_project(root), "sail", tmp_path / "live")
    live.pages()
    undo: dict[str, str] = {}
    for number in range(9):
        name, old, new = chance.choice(EDITS)
        path = root / name
        text = path.read_text(encoding="utf-8")
        if name in undo and chance.random() < 0.5:
            path.write_text(undo.pop(name), encoding="utf-8")
        elif old in text:
            undo.setdefault(name, text)
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        project = open_project(root)
        if any(d.severity == "error" and d.code != "figure-stale" for d in project.diagnostics):
            continue
        faults = live.follow(project)
        fresh = Live(project, "sail", tmp_path / f"fresh-{number}")
        assert faults == fresh.follow(project), (name, old, new)
        if not faults:
            assert live.pages() == fresh.pages(), (name, old, new)
    guide = live.assembly.assembly().guide
    assert guide == assemble_all(project).value.get("sail", guide)


def test_a_fault_is_found_again_until_it_is_mended(tmp_path: Path) -> None:
    root = make_whole(tmp_path / "project")
    live = Live(open_project(root), "sail", tmp_path / "live")
    path = root / "content/shared/first-steps.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{{ figure: route }}", ""), encoding="utf-8")
    broken = open_project(root)
    assert "reference-not-placed" in live.follow(broken)
    other = root / "content/shared/finish.md"
    other.write_text(other.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert "reference-not-placed" in live.follow(open_project(root))
    path.write_text(text, encoding="utf-8")
    assert live.follow(open_project(root)) == ()
    assert "More." in live.pages()["finish"]


def test_a_clause_is_read_without_the_other_pages(tmp_path: Path) -> None:
    root = make_whole(tmp_path / "project")
    live = Live(open_project(root), "sail", tmp_path / "live")
    live.pages()
    path = root / ROPES
    path.write_text("Mostly, " + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert live.follow(open_project(root)) == ()
    assert live.assembly.stale == {"start"}
    assert live.assembly.restarts == 1


# ---- Fragments

PAGE = """\
(top)=
# Top

First text.

(low)=
## Low

A list:

- one
- two

(table)=
## Table

:::{list-table}
* - a
:::

Below it.
"""


@pytest.mark.parametrize(
    ("old", "new", "section", "line"),
    [
        ("First text.", "Second text.", "top", 3),
        ("First text.\n", "First text.\n\nAnd more.\n", "top", 3),
        ("- two\n", "- two\n- three\n", "low", 8),
        ("- one\n", "", "low", 8),
        ("A list:\n\n", "", "low", 8),
        ("Below it.", "Below the table.", "table", 20),
    ],
)
def test_an_edit_within_one_text_is_a_fragment(old: str, new: str, section: str, line: int) -> None:
    now = PAGE.replace(old, new, 1)
    found = find_fragment(PAGE, now)
    assert found is not None
    assert (found.section, found.line) == (section, line)
    rows, before = now.split("\n"), PAGE.split("\n")
    texts = found.text.split("\n")
    assert texts == rows[line - 1 : line - 1 + len(texts)]
    assert before[: line - 1] == rows[: line - 1]
    assert before[found.until :] == rows[line - 1 + len(texts) :]
    assert "(table" not in found.text
    assert ":::" not in found.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Low", "## Lower"),
        ("(low)=\n", ""),
        ("(low)=", "(lower)="),
        ("* - a", "* - b"),
        ("Below it.", ":::{note}\nBelow it.\n:::"),
        (":::{list-table}", ":::{note}"),
        ("* - a\n:::\n", "* - a\n"),
        ("First text.", "Other text.\n\n(new)=\n## New\n"),
        ("- two\n\n(table)=\n## Table\n", "- two\n"),
        ("First text.", "[a]: https://x.example/"),
        ("First text.", "Text[^1]"),
        ("First text.", "```\ncode\n```"),
    ],
)
def test_anything_else_is_no_fragment(old: str, new: str) -> None:
    assert find_fragment(PAGE, PAGE.replace(old, new, 1)) is None


def test_two_edits_far_apart_are_no_fragment() -> None:
    now = PAGE.replace("First", "Second").replace("Below", "Above")
    assert find_fragment(PAGE, now) is None


def test_fragments_of_a_real_guide_are_what_their_pages_have(tmp_path: Path) -> None:
    from dataclasses import replace

    project = open_project(ROOT, ["kms"])
    live = Live(project, "kms", tmp_path / "live")
    live.pages()
    source = project.sources["kms"]
    page = source.page("program-components")
    assert page is not None
    rows = page.text.split("\n")
    texts = [n for n, row in enumerate(rows) if row[:4].isalpha() and row[:1].isupper()]
    tried = 0
    for number in texts[:: max(1, len(texts) // 9)]:
        edited = [*rows]
        edited[number] = "Really, " + edited[number]
        new = replace(page, text="\n".join(edited))
        pages = tuple(new if one is page else one for one in source.pages)
        after = replace(source, pages=pages)
        found = live.assembly.fragment(after, page.name)
        if found is None:
            continue
        made = live.live.fragment(page.name, found[1])
        assert live.follow(project, after) == ()
        whole = live.live.page(page.name).value
        assert made.value.strip() in whole
        assert "Really, " in made.value
        tried += 1
        assert live.follow(project) == ()
        live.live.page(page.name)
    assert tried >= 5
