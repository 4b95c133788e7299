"""`guides revision`: the row that it drafts, the version that it proposes, the last release."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from builder.authoring.revise import next_version
from builder.cli.main import main
from builder.history.releases import last_release, stored_release, used_versions
from builder.load import load_project
from builder.pipeline.check import check
from builder.pipeline.revisions import open_revision
from tests.repositories import commit, git
from tests.revisions import DUTY, edit, make_revisions

SAIL = "program_defs/sail.yaml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_revisions(tmp_path_factory.mktemp("revision").resolve())
    open_revision(root, "HEAD")
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """A project whose version 4.10 is tagged."""
    copy = tmp_path.resolve() / "copy"
    shutil.copytree(made, copy, symlinks=True)
    git(copy, "tag", "sail-4.10")
    return copy


def _revision(root: Path, *arguments: str) -> int:
    return main(["-C", str(root), "revision", "sail", *arguments, "--date", "2027-01-15"])


def _row(text: str) -> str:
    (row,) = re.findall(r"^  (- \{version: .*)$", text, re.M)
    return str(row)


def test_nothing_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _revision(root) == 0
    text = capsys.readouterr().out
    assert "nothing has changed for a reader since 4.10" in text
    assert "version:" not in text


def test_a_normative_change_raises_the_second_number(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, "program_defs/shared.yaml", 'days: {value: "14"', 'days: {value: "21"')
    assert _revision(root) == 0
    text = capsys.readouterr().out
    row = _row(text)
    assert row.startswith('- {version: "4.11", summary: "')
    assert "“Start”" in row
    assert "within 14 days becomes within 21 days" in row
    assert 'version: "4.11"\n' in text
    # What is printed can be pasted.
    path = root / SAIL
    pasted = path.read_text().replace('version: "4.10"\n', 'version: "4.11"\n', 1)
    path.write_text(f"{pasted}  {row}\n")
    loaded = load_project(root)
    assert not [d for d in loaded.diagnostics if d.severity == "error"]
    assert [str(r.version) for r in loaded.value["sail"].revisions] == ["4.10", "4.11"]
    assert "has a row for 4.11 already" in _after(root, capsys)


def _after(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert _revision(root) == 0
    return capsys.readouterr().out


def test_an_editorial_change_raises_the_third(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, "content/sail/greeting.md", "Text of", "A `{{ days }}` *text* of")
    text = _after(root, capsys)
    assert 'version: "4.10.1"' in _row(text)


def test_a_guide_with_a_date_gets_the_day(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, SAIL, 'version: "4.10"\n', 'version: "4.10"\ndate: "2020-02"\n')
    commit(root)
    git(root, "tag", "-f", "sail-4.10")
    edit(root, "content/sail/greeting.md", "Text of", "A text of")
    text = _after(root, capsys)
    assert 'date: "2027-01-15", summary' in _row(text)
    assert '\ndate: "2027-01-15"\n' in text


def test_no_version_is_proposed_twice(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "tag", "sail-4.2.7", "HEAD")
    edit(root, DUTY, "must pay", "should pay")
    assert _revision(root, "sail-4.2.7") == 0
    # 4.10 is released, so 4.3 would go back.
    assert 'version: "4.11"' in capsys.readouterr().out


def test_a_version_that_is_raised_already_stays(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, SAIL, 'version: "4.10"\n', 'version: "5.0"\n')
    edit(root, DUTY, "must pay", "should pay")
    assert 'version: "5.0"' in _row(_after(root, capsys))


@pytest.mark.parametrize(
    ("used", "minor", "expected"),
    [
        (["3.1"], True, "3.2"),
        (["3.1"], False, "3.1.1"),
        (["3.1.4"], True, "3.2"),
        (["3.1.4"], False, "3.1.5"),
        (["3"], True, "3.1"),
        (["3"], False, "3.0.1"),
        (["3.9", "3.10"], True, "3.11"),
        (["3.1", "3.1.1", "3.0.9"], False, "3.1.2"),
        (["1.2.3.4"], False, "1.2.4"),
        (["4.10", "4.1"], False, "4.10.1"),
    ],
)
def test_next_version(used: list[str], minor: bool, expected: str) -> None:
    assert next_version(used, minor=minor) == expected


class TestLastRelease:
    """The first of four places that has one."""

    def test_in_order(self, root: Path) -> None:
        assert last_release(root, "sail") == "refs/tags/sail-4.10"
        assert last_release(root, "row") is None
        git(root, "tag", "v9.0")
        git(root, "tag", "sail-4.9")
        git(root, "tag", "v10.0-draft")
        assert last_release(root, "sail") == "refs/tags/sail-4.10"
        assert last_release(root, "row") == "refs/tags/v9.0"
        assert stored_release(root, "sail") is None
        for version in ("4.9", "4.10", "draft"):
            folder = root / "releases" / "sail" / version
            folder.mkdir(parents=True)
            (folder / "guide.json").write_text("{}")
        assert last_release(root, "sail") == "./releases/sail/4.10/guide.json"
        assert used_versions(root, "sail") == {"4.9", "4.10"}
        published = root / "published" / "sail"
        published.mkdir(parents=True)
        (published / "guide.json").write_text("{}")
        assert last_release(root, "sail") == "./published/sail/guide.json"
        assert stored_release(root, "sail") == published / "guide.json"

    def test_a_tag_without_the_guide_is_told(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        git(root, "rm", "-r", "--quiet", "--cached", "program_defs")
        git(root, "commit", "--quiet", "-m", "None")
        git(root, "tag", "sail-5.0")
        assert _revision(root) == 2
        assert "only in “working tree”" in capsys.readouterr().err

    def test_none_at_all(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        git(root, "tag", "-d", "sail-4.10")
        assert _revision(root) == 2
        assert "no release of “sail”" in capsys.readouterr().err

    def test_checks_read_releases_too(self, root: Path) -> None:
        from builder.outputs.snapshot import dump_guide

        folder = root / "releases" / "sail" / "4.10"
        folder.mkdir(parents=True)
        guide = open_revision(root, None).value.guides["sail"]
        (folder / "guide.json").write_text(dump_guide(guide))
        found = {"published-content-changed", "unrecorded-change"}
        assert not found & {d.code for d in check(root).diagnostics}
        edit(root, SAIL, "title: Sailing", "title: Sailing Boats")
        assert found & {d.code for d in check(root).diagnostics} == {"unrecorded-change"}
        edit(root, DUTY, "must pay", "should pay")
        assert found & {d.code for d in check(root).diagnostics} == {"published-content-changed"}


@pytest.mark.parametrize("day", ["soon", "2027-13-01", "20270115", "2027-1-5"])
def test_a_wrong_day(made: Path, day: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["-C", str(made), "revision", "sail", "--date", day])
    assert stopped.value.code == 2
    assert f"“{day}” is no day" in capsys.readouterr().err


def test_an_unknown_program(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(made), "revision", "snail"]) == 2
    assert "“snail”" in capsys.readouterr().err
