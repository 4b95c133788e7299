"""Output goes to a folder of its own: nothing that somebody else put there is touched."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from builder.cli.main import main
from builder.cli.writing import output_folder, write_file, write_named
from builder.diagnostics import errors
from builder.pipeline.build import build
from builder.pipeline.editions import FOLDER
from builder.pipeline.output_folder import refused, refused_file
from tests.pipeline.test_kills import leftovers
from tests.whole_projects import ROW, make_whole


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_whole(tmp_path_factory.mktemp("whole"))
    assert not build(root).failed
    return root


@pytest.fixture
def built(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "project", symlinks=True))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, the home folder of whoever works on it, and what else there may be."""
    home = tmp_path / "home" / "me"
    root = make_whole(home / "project")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(root)
    (root / ".git" / "objects").mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "file").write_text("mine")
    (home / "other" / "program_defs").mkdir(parents=True)
    (home / "other" / "build").mkdir()
    (home / "bare.git" / "objects").mkdir(parents=True)
    (home / "bare.git" / "HEAD").write_text("ref: refs/heads/main")
    (root / "link").symlink_to(home / "other")
    (root / "nowhere").symlink_to(home / "gone")
    (root / "inside").symlink_to(root / "content")
    (root / "loop").symlink_to("loop")
    return root


REFUSED = {
    ".": "the folder of the project",
    "..": "the project itself stands in it",
    "../..": "the project itself stands in it",
    "/": "the project itself stands in it",
    "~": "the project itself stands in it",
    "program_defs": "holds the sources",
    "content": "holds the sources",
    "content/sail": "holds the sources",
    "content/new/deep": "holds the sources",
    "templates/html": "holds the sources",
    "docs": "holds the sources",
    "inside/x": "holds the sources",
    "build/../content": "holds the sources",
    ".git": "git repository",
    ".git/hooks": "git repository",
    "../bare.git": "git repository",
    "../bare.git/refs": "git repository",
    "../other": "the folder of another project",
    "../other/content": "holds the sources",
    "link": "it is a link",
    "link/": "it is a link",
    "nowhere": "it is a link",
    "loop": "it is a link",
    "file": "it is a file",
    "file/below": "is a file",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_folder_that_is_not_for_output_is_refused(
    root: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = Path(os.path.expanduser(name))
    before = sorted(root.parent.rglob("*"))
    assert main(["build", "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert "[output-folder-refused]" in said
    assert REFUSED[name] in " ".join(said.split())
    assert main(["docs", "--out", str(out)]) == 2
    assert sorted(root.parent.rglob("*")) == before


@pytest.mark.parametrize("name", ["build", "out", "a/b/c", "../other/build", "../site", "~/x"])
def test_a_folder_of_its_own_is_not_refused(root: Path, name: str) -> None:
    assert refused(root, Path(os.path.expanduser(name))) is None


def test_a_home_folder_beside_the_project_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home" / "me"))
    root = make_whole(tmp_path / "project")
    for folder, reason in (("home/me", "is your home"), ("home", "your home folder stands in it")):
        fault = refused(root, tmp_path / folder)
        assert fault is not None
        assert reason in fault.message


def codes(root: Path, **more: Path) -> list[str]:
    found = errors(build(root, **more).diagnostics)  # type: ignore[arg-type]
    return [str(fault.code) for fault in found]


@pytest.mark.parametrize("name", ["index.html", "sail", f"{FOLDER}/x", f"{FOLDER}", "sail/x"])
def test_a_foreign_thing_is_in_the_way(tmp_path: Path, name: str) -> None:
    root, out = make_whole(tmp_path / "project"), tmp_path / "out"
    (out / name).parent.mkdir(parents=True)
    (out / name).write_text("mine")
    assert codes(root, out=out) == ["output-in-the-way"]
    assert [path for path in out.rglob("*") if path.is_file()] == [out / name]
    assert (out / name).read_text() == "mine"


@pytest.mark.parametrize("name", ["index.html", "sail"])
def test_a_foreign_link_is_in_the_way(tmp_path: Path, name: str) -> None:
    root, out = make_whole(tmp_path / "project"), tmp_path / "out"
    out.mkdir()
    (out / name).symlink_to(tmp_path / "elsewhere")
    assert codes(root, out=out) == ["output-in-the-way"]
    assert os.readlink(out / name) == str(tmp_path / "elsewhere")


def test_a_page_written_over_the_page_of_guides_is_in_the_way(built: Path) -> None:
    page = built / "build" / "index.html"
    page.write_text("mine")
    assert codes(built) == ["output-in-the-way"]
    assert page.read_text() == "mine"


def test_a_copy_without_links_is_in_the_way(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built / "build", tmp_path / "copy")
    assert "output-in-the-way" in codes(built, out=tmp_path / "copy")
    assert (tmp_path / "copy" / "sail" / "guide.json").is_file()


def test_a_copy_with_links_works_and_is_built_to(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built / "build", tmp_path / "copy", symlinks=True)
    shutil.rmtree(built / "build")
    assert (tmp_path / "copy" / "sail" / "guide.json").is_file()
    assert not build(built, out=tmp_path / "copy").failed


@pytest.mark.parametrize(
    "lost",
    [FOLDER, f"{FOLDER}/current", f"{FOLDER}/1", f"{FOLDER}/README.txt", "sail", "index.html"],
)
def test_what_somebody_took_away_is_built_again(built: Path, lost: str) -> None:
    path = built / "build" / lost
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
    assert codes(built) == []
    assert (built / "build" / "sail" / "guide.json").is_file()
    assert "sail/html" in (built / "build" / "index.html").read_text("utf-8")
    assert leftovers(built / "build") == []


def test_a_copy_of_a_guide_in_place_of_its_link_is_replaced(built: Path) -> None:
    link = built / "build" / "sail"
    shutil.copytree(link, built / "copy")
    link.unlink()
    (built / "copy").rename(link)
    assert codes(built) == []
    assert link.is_symlink()
    assert leftovers(built / "build") == []


def test_foreign_files_stay(built: Path) -> None:
    out = built / "build"
    files = [out / "notes.txt", out / "redlines" / "x.html", out / "sail" / "html" / "mine.html"]
    for file in files:
        file.parent.mkdir(exist_ok=True)
        file.write_text("mine")
    (out / "sail" / "link").symlink_to("html")
    assert not build(built).failed
    assert [file.read_text() for file in files] == ["mine"] * 3
    assert os.readlink(out / "sail" / "link") == "html"


def test_a_program_that_is_not_defined_any_more_is_dropped_by_a_full_build(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = built / "build"
    (built / ROW).unlink()
    shutil.rmtree(built / "content" / "row", ignore_errors=True)
    assert main(["-C", str(built), "build", "sail"]) == 0
    assert (out / "row" / "guide.json").is_file()
    assert "row/html" in (out / "index.html").read_text("utf-8")
    assert "row" not in capsys.readouterr().err
    assert main(["-C", str(built), "build"]) == 0
    assert "“row” is not defined any more" in capsys.readouterr().err
    assert not os.path.lexists(out / "row")
    assert "row/html" not in (out / "index.html").read_text("utf-8")
    assert main(["-C", str(built), "build"]) == 0
    assert "not defined any more" not in capsys.readouterr().err


def test_guides_of_another_project_are_not_dropped(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "second", symlinks=True)
    second = tmp_path / "second"
    (second / ROW).unlink()
    shutil.rmtree(second / "content" / "row", ignore_errors=True)
    assert "output-in-the-way" in codes(second, out=built / "build")
    assert (built / "build" / "row" / "guide.json").is_file()


@pytest.mark.parametrize(
    "name", sorted(set(REFUSED) - {"..", "../..", "~", "../other", "file/below"})
)
@pytest.mark.parametrize("form", ["json", "html"])
def test_a_comparison_is_not_written_to_such_a_folder(
    root: Path, name: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(root.parent.rglob("*"))
    out = os.path.expanduser(name)
    assert main(["diff", ".", ".", "--format", form, "--out", out]) == 2
    assert "[output-folder-refused]" in capsys.readouterr().err
    assert sorted(root.parent.rglob("*")) == before


@pytest.mark.parametrize("name", ["content/sail/greeting.md", ".git/config", "inside/x.md"])
def test_a_register_is_not_written_over_a_source(root: Path, name: str) -> None:
    file = root / name
    before = file.read_bytes() if file.exists() else None
    fault = refused_file(root, file)
    assert fault is not None
    assert write_named(root, file, b"x") == 2
    assert (file.read_bytes() if file.exists() else None) == before


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "register.csv"
    write_file(file, b"one")
    assert file.read_bytes() == b"one"
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_file(file, b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["register.csv"]
    assert file.read_bytes() == b"one"
    write_file(Path(os.devnull), b"gone")
    assert not Path(os.devnull).is_file()


def test_a_link_among_redlines_is_replaced_and_not_followed(tmp_path: Path) -> None:
    root = make_whole(tmp_path / "project")
    (tmp_path / "out").mkdir()
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "out" / "x.html").symlink_to(tmp_path / "mine")
    write = output_folder(root, tmp_path / "out")
    assert write is not None
    write("x.html", b"new")
    assert (tmp_path / "mine").read_text() == "mine"
    assert (tmp_path / "out" / "x.html").read_bytes() == b"new"
