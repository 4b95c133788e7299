"""Repairs are written into authors' files only, safely, and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.authoring.fix import apply_fixes
from builder.diagnostics import Diagnostic, Edit
from builder.load import load_project
from builder.pipeline.check import check
from builder.source import Span
from tests.projects import make_project
from tests.reworded import SAID, reword
from tests.whole_projects import make_whole


def finding(file: str, old: str = "old", new: str = "new") -> Diagnostic:
    at = Span(file=file, line=2, column=5, length=len(old))
    return Diagnostic(code="double-space", message="X.", edit=Edit(at=at, old=old, new=new))


def write(root: Path, name: str, data: bytes = b"one\ntwo old three\n") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_writes_the_file_and_shows_the_difference(tmp_path: Path) -> None:
    path = write(tmp_path, "content/a/b.md")
    path.chmod(0o640)
    assert apply_fixes(tmp_path, [finding("content/a/b.md")]) == (
        "--- a/content/a/b.md\n+++ b/content/a/b.md\n@@ -1,2 +1,2 @@\n"
        " one\n-two old three\n+two new three\n"
    )
    assert path.read_bytes() == b"one\ntwo new three\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in path.parent.iterdir()] == ["b.md"]


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, "program_defs/a.yaml")
    assert apply_fixes(tmp_path, [finding("program_defs/a.yaml")])
    assert apply_fixes(tmp_path, [finding("program_defs/a.yaml")]) == ""


@pytest.mark.parametrize(
    ("data", "after"),
    [
        (b"one\r\ntwo old\r\n", b"one\r\ntwo new\r\n"),
        (b"\xef\xbb\xbfone\ntwo old", b"\xef\xbb\xbfone\ntwo new"),
        (b"one\r\ntwo old\n", None),
        (b"one\rtwo old\r\nthree\n", None),
        (b"one\ntwo old \xff\n", None),
    ],
)
def test_keeps_line_ends_and_marks(tmp_path: Path, data: bytes, after: bytes | None) -> None:
    path = write(tmp_path, "content/a.md", data)
    shown = apply_fixes(tmp_path, [finding("content/a.md")])
    assert path.read_bytes() == (after or data)
    assert bool(shown) == (after is not None)


@pytest.mark.parametrize(
    "name",
    [
        "templates/a.md",
        "a.md",
        "content/../templates/a.md",
        "../outside.md",
        "content/nowhere.md",
        "content",
        "",
    ],
)
def test_nothing_else_is_touched(tmp_path: Path, name: str) -> None:
    root = tmp_path / "project"
    others = [write(root, other) for other in ("templates/a.md", "a.md", "../outside.md")]
    write(root, "content/a.md")
    assert apply_fixes(root, [finding(name)]) == ""
    absolute = finding(str(others[0]))
    assert apply_fixes(root, [absolute]) == ""
    assert all(other.read_bytes() == b"one\ntwo old three\n" for other in others)


def test_no_link_is_followed(tmp_path: Path) -> None:
    root = tmp_path / "project"
    outside = write(tmp_path, "elsewhere/a.md")
    (root / "content").mkdir(parents=True)
    (root / "content/folder").symlink_to(outside.parent)
    (root / "content/a.md").symlink_to(outside)
    assert apply_fixes(root, [finding("content/a.md"), finding("content/folder/a.md")]) == ""
    assert outside.read_bytes() == b"one\ntwo old three\n"


def test_a_version_gets_its_quotes(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    program = root / "program_defs/sail.yaml"
    right = program.read_text()
    program.write_text(right.replace('version: "4.10"\n', "version: 4.10\n"))
    found = load_project(root).diagnostics
    assert "needs-quotes" in {diagnostic.code for diagnostic in found}
    shown = apply_fixes(root, found)
    assert '+version: "4.10"' in shown
    assert program.read_text() == right


def test_repairs_do_not_depend_on_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    for name in ("a", "b"):
        if name == "b":
            reword(monkeypatch)
        root = make_whole(tmp_path / name, {"content/shared/start.md": 'The  "Treaty"  holds.\n'})
        found = [d for d in check(root, cache=False).diagnostics if d.edit is not None]
        shown.append(apply_fixes(root, found))
        assert {d.message == SAID for d in found} == {name == "b"}
    assert "+The “Treaty” holds.\n" in shown[0]
    assert shown[0] == shown[1]
