"""A fourth output is its own folder: dropped into the room, it is made, read back and linked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import builder.outputs
from builder.cli import main
from builder.outputs.output import all_outputs, in_making
from builder.pipeline.build import build
from builder.pipeline.guide import stages
from builder.preview.serve import application
from tests.whole_projects import make_whole

SCROLL = '''
"""A guide as one long text."""

from builder.outputs.output import Edition, Output, ReadBack


def _text(section):
    yield f"{section.label} {section.title}"
    for block in section.blocks:
        yield block.text
    for part in section.sections:
        yield from _text(part)


def _make(edition):
    template = (edition.root / "templates" / "scroll" / "guide.txt").read_text(encoding="utf-8")
    guide = edition.assembly.guide
    front = edition.assembly.doctrees["index"].astext()
    lines = [front, *(line for part in guide.sections for line in _text(part))]
    text = template.replace("$text", "\\n".join(lines)).replace("LOST", "")
    edition.path(OUTPUT).write_text(text, encoding="utf-8")
    return ()


def _read(edition):
    text = edition.path(OUTPUT).read_text(encoding="utf-8")
    return ReadBack(text=text, size=len(text.splitlines()))


OUTPUT = Output(
    title="scroll",
    file="scroll-of-{program}-{version}.txt",
    make=_make,
    read=_read,
    link="As a scroll",
    unit="yards",
)
'''


def put(room: Path, name: str, code: str) -> None:
    (room / name).mkdir(parents=True)
    (room / name / "__init__.py").write_text(code, encoding="utf-8")


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose packages are outputs, beside those of the builder."""
    folder = tmp_path / "room"
    folder.mkdir()
    known = set(sys.modules)
    monkeypatch.setattr(builder.outputs, "__path__", [*builder.outputs.__path__, str(folder)])
    all_outputs.cache_clear()
    yield folder
    all_outputs.cache_clear()
    for name in set(sys.modules) - known:
        if name.startswith("builder.outputs.") and str(folder) in str(sys.modules[name].__file__):
            del sys.modules[name]


@pytest.fixture
def project(tmp_path: Path, room: Path) -> Path:
    put(room, "scroll", SCROLL)
    return make_whole(tmp_path / "project", {"templates/scroll/guide.txt": "$text\n"})


def test_the_outputs_of_the_builder() -> None:
    titles = [output.title for output in all_outputs()]
    assert titles[:3] == ["HTML", "PDF", "JSON"]
    assert in_making()[-1].title == "HTML"
    assert set(in_making()) == set(all_outputs())


def test_a_fourth_output_is_built_published_linked_and_reported(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(project), "build", "-v"]) == 0
    said = capsys.readouterr()
    for id in ("row", "sail"):
        text = (project / f"build/{id}/scroll-of-{id}-4.10.txt").read_text(encoding="utf-8")
        assert "Casting Off" in text
        assert f"{id}: scroll\n" in said.err
        lines = str(len(text.splitlines()))
        head, *rows = (line.split() for line in said.out.splitlines())
        assert head[:3] == ["guide", "version", "pages"]
        (row,) = (row for row in rows if row[0] == id)
        assert row[head.index("yards")] == lines
        index = (project / "build/index.html").read_text(encoding="utf-8")
        assert f'<a href="{id}/scroll-of-{id}-4.10.txt" aria-label="As a scroll: ' in index
        page = (project / f"build/{id}/html/index.html").read_text(encoding="utf-8")
        assert f'href="../scroll-of-{id}-4.10.txt">Download scroll</a>' in page
    assert "scroll " in next(line for line in said.out.splitlines() if line.startswith("row: "))
    assert {"assemble", "PDF", "scroll", "HTML", "check", "done"} <= set(stages())


def test_a_word_that_a_fourth_output_loses_is_found(project: Path) -> None:
    path = project / "content/shared/start.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nThis is LOST.\n", encoding="utf-8")
    lost = [d for d in build(project).diagnostics if d.code == "text-lost"]
    assert [d.message for d in lost] == ["“This is LOST.” is in the source but not in the scroll."]
    assert str(lost[0].at) == "content/shared/start.md:14:1"
    assert not (project / "build/sail").exists()


def test_a_guide_from_before_a_fourth_output_has_no_link_to_it(project: Path, room: Path) -> None:
    assert not build(project, ["sail"]).failed
    (project / "build/sail/scroll-of-sail-4.10.txt").unlink()
    assert not build(project, ["row"]).failed
    index = (project / "build/index.html").read_text(encoding="utf-8")
    assert "row/scroll-of-row-4.10.txt" in index
    assert "sail/html/index.html" in index
    assert "scroll-of-sail-4.10.txt" not in index


def test_a_preview_makes_a_fourth_output_when_it_is_asked_for(
    project: Path, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    app = application(project, (), work, port=8765, editor="vscode", failed=lambda error: None)
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        page = client.get("/sail/index.html")
        assert 'href="scroll-of-sail-4.10.txt"' in page.text
        answer = client.get("/sail/scroll-of-sail-4.10.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Casting Off" in answer.text


def test_a_fault_of_a_fourth_output_stops_the_publication(project: Path, room: Path) -> None:
    file = room / "scroll" / "__init__.py"
    fault = 'return (Diagnostic(code="text-lost", message="It is all gone."),)'
    code = SCROLL.replace("    return ()", f"    {fault}")
    head = "from builder.diagnostics import Diagnostic\nfrom builder.outputs.output"
    file.write_text(code.replace("from builder.outputs.output", head), encoding="utf-8")
    report = build(project)
    assert report.failed
    assert [d.message for d in report.diagnostics if d.code == "text-lost"] == ["It is all gone."]
    assert not (project / "build/sail").exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title="scroll"', 'title="PDF"', "same title"),
        ('link="As a scroll"', 'sphinx=__import__("builder").outputs.html.SPHINX', "exactly one"),
    ],
)
def test_outputs_that_do_not_go_together_are_refused(
    room: Path, old: str, new: str, message: str
) -> None:
    put(room, "scroll", SCROLL.replace(old, new))
    with pytest.raises(ValueError, match=message):
        all_outputs()
