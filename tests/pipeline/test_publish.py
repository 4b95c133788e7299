"""Publication is all or nothing, and the same input gives the same bytes anywhere."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from builder.diagnostics import errors
from builder.pipeline.build import build
from tests.whole_projects import ROW, SAIL, SHARED, make_whole

REPOSITORY = Path(__file__).parents[2]


def tree(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_whole(tmp_path_factory.mktemp("whole"))
    assert not build(root).failed
    return root


@pytest.fixture
def project(whole: Path, tmp_path: Path) -> Path:
    """A project with both guides whole."""
    return Path(shutil.copytree(whole, tmp_path / "project", symlinks=True))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_a_build_leaves(whole: Path) -> None:
    out = whole / "build"
    assert names(out) == ["_editions", "index.html", "row", "sail"]
    for id in ("row", "sail"):
        assert (out / id / "html" / "index.html").is_file()
        assert (out / id / f"{id}-program-guide-4.10.pdf").read_bytes().startswith(b"%PDF")
        assert (out / id / "guide.json").is_file()
        assert f"{id}/html/index.html" in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SAIL, "title: Sailing", "titel: Sailing"),
        ("content/sail/greeting.md", "Greetings", "{{ greetings }}"),
        ("templates/guide/blocks/list.md.jinja", "{%", ":::{nonsense}\n:::\n{%"),
        ("templates/html/sidebar/identity.html", "guide_title|e", "guide_title|ee"),
        ("templates/pdf/guide.typ", "#let", "#lte"),
        ("templates/html/index.html", "$guides", "$guide"),
    ],
)
def test_a_failed_build_leaves_all_earlier_output(
    project: Path, name: str, old: str, new: str
) -> None:
    before = tree(project / "build")
    edit(project, SHARED, "Coming Home", "Coming Back")
    edit(project, name, old, new)
    assert build(project).failed
    assert tree(project / "build") == before
    assert names(project / "build") == ["_editions", "index.html", "row", "sail"]


def test_a_template_that_fails_in_one_guide_publishes_neither(project: Path) -> None:
    before = tree(project / "build")
    edit(project, SHARED, "Coming Home", "Coming Back")
    list_template = "templates/guide/blocks/list.md.jinja"
    edit(
        project,
        list_template,
        "{%",
        "{% if program.id == 'row' %}:::{nonsense}\n:::\n{% endif %}{%",
    )
    report = build(project)
    assert [(d.code, d.programs) for d in errors(report.diagnostics)] == [
        ("markup-unknown-block", ("row",))
    ]
    assert tree(project / "build") == before


def test_one_guide_is_built_and_the_other_stays_listed(project: Path) -> None:
    before = tree(project / "build" / "row")
    edit(project, SAIL, "title: Sailing", "title: Sailing Far")
    assert not build(project, ["sail"]).failed
    assert tree(project / "build" / "row") == before
    index = (project / "build" / "index.html").read_text(encoding="utf-8")
    assert "Sailing Far" in index
    assert "Rowing" in index


def test_a_folder_that_no_build_made_is_not_replaced(tmp_path: Path) -> None:
    root = make_whole(tmp_path)
    (root / "build" / "row").mkdir(parents=True)
    (root / "build" / "row" / "diary.txt").write_text("mine")
    report = build(root)
    assert [d.code for d in errors(report.diagnostics)] == ["output-in-the-way"]
    assert tree(root / "build") == {"row/diary.txt": sha256(b"mine").hexdigest()}


def test_an_interrupted_build_leaves_no_trace_and_no_traceback(project: Path) -> None:
    before = tree(project / "build")
    edit(project, SHARED, "Coming Home", "Coming Back")
    process = subprocess.Popen(
        [sys.executable, "-m", "builder.cli", "-C", str(project), "build"],
        cwd=REPOSITORY,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if "assemble" in line:
            break
    time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    rest = process.stderr.read()
    assert process.wait(20) == 130
    assert "Traceback" not in rest
    assert "interrupted; earlier output is as it was" in rest
    assert tree(project / "build") == before


def test_the_same_input_gives_the_same_bytes(whole: Path, tmp_path: Path) -> None:
    """In another folder, with another hash seed, zone, date, language and number of processors."""
    root = make_whole(tmp_path / "elsewhere" / "with spaces")
    environment = os.environ | {
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Chatham",
        "SOURCE_DATE_EPOCH": "315532800",
        "LC_ALL": "C",
        "LANG": "C",
        "COLUMNS": "40",
    }
    result = subprocess.run(
        [sys.executable, "-m", "builder.cli", "-C", str(root), "build"],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert tree(root / "build") == tree(whole / "build")


def test_no_path_of_this_machine_is_published(whole: Path) -> None:
    for path in (whole / "build").rglob("*"):
        if path.is_file():
            assert str(whole).encode() not in path.read_bytes(), path
            assert b".staging-" not in path.read_bytes(), path


def test_programs_that_differ_have_different_guides(whole: Path) -> None:
    assert "Northport" in (whole / "build/row/guide.json").read_text(encoding="utf-8")
    assert "Southport" in (whole / "build/sail/guide.json").read_text(encoding="utf-8")
    assert (whole / ROW).is_file()


def test_what_is_stored_ends_as_its_entry_does(whole: Path) -> None:
    # A browser follows the link of a page, and shows what does not end in “.html” as text.
    page = whole / "build" / "index.html"
    assert page.is_symlink()
    assert page.resolve().suffix == ".html"
