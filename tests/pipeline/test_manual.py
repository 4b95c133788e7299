"""The manual is built whole or not at all, and its faults stand where they were made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.cli.main import main
from builder.model.cover import Identity
from builder.model.guide import Guide
from builder.outputs.snapshot import dump_guide
from builder.pipeline.front_page import index_page, read_template
from builder.pipeline.manual import build_manual

ROOT = Path(__file__).resolve().parents[2]
FRONT = "# The manual\n\n## Pages\n\n- [One](one.md): the first.\n"
ONE = "# One\n\n## A heading\n\nText.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a manual of two pages."""
    (tmp_path / "program_defs").mkdir()
    for folder in ("html", "manual", "fonts"):
        shutil.copytree(ROOT / "templates" / folder, tmp_path / "templates" / folder)
    write(tmp_path, index=FRONT, one=ONE)
    return tmp_path


def write(root: Path, **pages: str) -> None:
    (root / "docs").mkdir(exist_ok=True)
    for name, text in pages.items():
        (root / "docs" / f"{name}.md").write_text(text, "utf-8")


def faults(root: Path) -> list[str]:
    report = build_manual(root, out=root / "build" / "docs")
    return [f"{d.at} {d.code} {d.message}" for d in report.diagnostics]


def test_a_manual_is_built(project: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["-C", str(project), "docs"]) == 0
    assert "The manual has 2 pages" in capsys.readouterr().out
    page = (project / "build" / "docs" / "one.html").read_text("utf-8")
    assert "<title>One – The manual</title>" in page
    assert sorted(p.name for p in (project / "build").iterdir()) == ["_editions", "docs"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# One\n\nA line and\nanother [with a link](two.md).\n",
            "docs/one.md:4:23 manual-link “two.md” is a page or a heading that the manual does "
            "not have.",
        ),
        (
            "# One\n\nSee [there](index.md#nowhere).\n",
            "docs/one.md:3:22 manual-link “nowhere” is a page or a heading that the manual does "
            "not have.",
        ),
        (
            "# One\n\nSee [there](#nowhere).\n",
            "docs/one.md:3:14 manual-link “nowhere” is a page or a heading that the manual does "
            "not have.",
        ),
        (
            "# One\n\n![A picture](images/none.png)\n",
            "docs/one.md:3:14 manual-link “none.png” is a picture that the manual does not have.",
        ),
        (
            "# One\n\nSee [it](../program_defs/shared.yaml).\n",
            "docs/one.md:3:10 manual-link “../program_defs/shared.yaml” is no page of the manual.",
        ),
        (
            "# One\n\nA <b>bold</b> word.\n",
            "docs/one.md:3:3 manual-markup The manual is written in Markdown; this is HTML.",
        ),
        (
            "# One\n\n```{include} ../secret.txt\n```\n",
            "docs/one.md:3:1 manual-markup The text around this place cannot be set as it is "
            "written.",
        ),
        (
            "# One\n\nAn in\u200bvisible space.\n",
            "docs/one.md:3:6 forbidden-character A character here is an invisible space.",
        ),
    ],
)
def test_a_fault_is_told_at_its_place(project: Path, text: str, expected: str):
    (project / "program_defs" / "shared.yaml").write_text("family: shared\n")
    assert faults(project) == []
    before = (project / "build" / "docs" / "one.html").read_bytes()
    write(project, one=text)
    assert expected in faults(project)
    assert (project / "build" / "docs" / "one.html").read_bytes() == before
    assert sorted(p.name for p in (project / "build").iterdir()) == ["_editions", "docs"]


def test_a_page_that_nobody_reaches_is_told(project: Path):
    write(project, two="# Two\n\nText.\n")
    assert faults(project) == [
        "docs/two.md:1:1 manual-page-not-listed The front page of the manual does not lead to "
        "“two.md”."
    ]


def test_a_manual_without_a_front_page_is_told(project: Path):
    (project / "docs" / "index.md").unlink()
    assert faults(project) == [
        "docs/index.md:1:1 manual-page-missing The manual has no front page “docs/index.md”."
    ]


def test_a_file_that_is_no_text_is_told(project: Path):
    (project / "docs" / "one.md").write_bytes(b"# One\n\xff\n")
    assert faults(project) == ["docs/one.md:1:1 not-utf-8 “docs/one.md” is not stored as UTF-8."]


def test_what_no_build_made_is_left_alone(project: Path):
    mine = project / "build" / "docs" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    assert [f.split()[1] for f in faults(project)] == ["output-in-the-way"]
    assert mine.read_text() == "mine"


def test_the_same_pages_give_the_same_bytes(project: Path):
    for name in ("a", "b"):
        assert not build_manual(project, out=project / name).failed
    files = [p for p in sorted((project / "a").rglob("*")) if p.is_file()]
    assert len(files) > 8
    for file in files:
        other = project / "b" / file.relative_to(project / "a")
        assert file.read_bytes() == other.read_bytes(), file.name


def test_the_page_of_all_guides_leads_to_a_manual_beside_them(project: Path):
    build = project / "build"
    (build / "sail" / "html").mkdir(parents=True)
    (build / "sail" / "html" / "index.html").write_text("the guide", "utf-8")
    identity = Identity(program="sail", title="Sailing", short_name="Sail", version="1.0")
    snapshot = dump_guide(Guide(identity=identity, sections=()))
    (build / "sail" / "guide.json").write_text(snapshot, "utf-8")
    (build / "index.html").write_text("old", "utf-8")
    assert 'href="docs/' not in index_page(read_template(project).value, build)
    assert faults(project) == []
    page = (build / "index.html").read_text("utf-8")
    assert 'href="docs/index.html"' in page
    assert 'href="sail/html/index.html"' in page
    assert page == index_page(read_template(project).value, build)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema_version": 1}', '{"schema_version": 9}'])
def test_the_page_of_all_guides_leaves_out_what_is_damaged(project: Path, text: str) -> None:
    for name in ("row", "sail"):
        (project / "build" / name).mkdir(parents=True)
        identity = Identity(program=name, title=name.title(), short_name=name, version="1.0")
        snapshot = dump_guide(Guide(identity=identity, sections=()))
        (project / "build" / name / "guide.json").write_text(snapshot, "utf-8")
    whole = index_page(read_template(project).value, project / "build")
    assert "<h2>Row</h2>" in whole
    (project / "build" / "row" / "guide.json").write_text(text, "utf-8")
    page = index_page(read_template(project).value, project / "build")
    assert "<h2>Sail</h2>" in page
    assert "Row" not in page


@pytest.mark.parametrize("name", ["cover.html", "page.html", "search.html", "sidebar/find.html"])
@pytest.mark.parametrize("fault", [None, "{{ nope.nope }}", "{% if %}"])
def test_a_fault_of_a_template_is_told_at_its_place(project: Path, name: str, fault: str | None):
    file = project / "templates" / "manual" / name
    if fault is None:
        file.unlink()
    else:
        file.write_text(f"{fault}\n{file.read_text('utf-8')}", "utf-8")
    (told,) = faults(project)
    assert told.startswith(f"templates/manual/{name}:1:")
    assert " template-failed The template of the web pages fails here: " in told
