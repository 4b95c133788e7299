"""Git is only read, and what reaches it cannot become an option or leave the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.history.changes import LineRange, says
from builder.history.git import GitError, Repository
from tests.repositories import commit, git, make_repository, state


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project in a folder of a repository, with one commit."""
    folder = tmp_path.resolve() / "work" / "guides"
    for name, text in {
        "program_defs/a.yaml": "one: 1\ntwo: 2\nthree: 3\n",
        "content/shared/x.md": "First.\n\nSecond.\n\nThird.\n",
        "templates/guide/page.jinja": "{{ text }}\n",
        "secret.txt": "No source of a guide.\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    make_repository(folder.parent)
    return folder


def _repository(root: Path) -> Repository:
    found = Repository.of(root)
    assert found is not None
    return found


def test_a_project_in_no_repository_has_none(tmp_path: Path) -> None:
    assert Repository.of(tmp_path) is None


def test_references_are_resolved(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    git(root, "tag", "-a", "v1.0", "-m", "One")
    second = commit(root)
    repository = _repository(root)
    assert repository.prefix == "guides/"
    assert [repository.commit(name) for name in ("HEAD", "main", "v1.0", "HEAD~1")] == [
        second,
        second,
        first,
        first,
    ]


@pytest.mark.parametrize(
    "word",
    [
        "",
        "nope",
        "-x",
        "--all",
        "--git-dir",
        "--output=x",
        "-h",
        "HEAD; touch x",
        "$(touch x)",
        "HEAD\nmain",
        "a\0b",
        "HEAD:content",
        "HEAD^{tree}",
        "HEAD~99",
        "..",
        "HEAD..main",
        "\ud800",
    ],
)
def test_odd_words_name_no_commit(root: Path, word: str) -> None:
    before = state(root.parent)
    assert _repository(root).commit(word) is None
    assert state(root.parent) == before


def test_the_branch_that_another_follows_has_a_name(root: Path, tmp_path: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    git(tmp_path, "clone", "--quiet", str(root.parent), "clone")
    git(tmp_path / "clone", "config", "user.email", "tester@example.com")
    git(tmp_path / "clone", "config", "user.name", "Tester")
    git(tmp_path / "clone", "config", "branch.main.evil", "x")
    second = commit(tmp_path / "clone")
    repository = _repository(tmp_path / "clone" / "guides")
    assert (repository.commit("HEAD"), repository.commit("origin/main")) == (second, first)
    assert {repository.commit(word) for word in ("@{u}", "main@{upstream}", "@{push}")} == {first}
    assert _repository(root).commit("@{u}") is None


def test_an_export_has_the_sources_of_the_commit_and_changes_nothing(
    root: Path, tmp_path: Path
) -> None:
    (root / "content/shared/x.md").write_text("Changed.\n")
    before = state(root.parent)
    out = tmp_path / "out"
    out.mkdir()
    repository = _repository(root)
    repository.export(git(root, "rev-parse", "HEAD"), out)
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert found == {"program_defs/a.yaml", "content/shared/x.md", "templates/guide/page.jinja"}
    assert (out / "content/shared/x.md").read_text().startswith("First.")
    assert state(root.parent) == before


def test_a_commit_without_sources_is_empty(root: Path, tmp_path: Path) -> None:
    git(root, "rm", "-r", "--quiet", "program_defs", "content", "templates")
    out = tmp_path / "out"
    out.mkdir()
    _repository(root).export(commit(root), out)
    assert list(out.iterdir()) == []


def test_links_that_lead_out_are_left_out(root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.md").write_text("Secret.\n")
    shared = root / "content" / "shared"
    (shared / "absolute.md").symlink_to(secret / "key.md")
    (shared / "relative.md").symlink_to("../../../../secret/key.md")
    (shared / "folder").symlink_to(secret)
    (shared / "up").symlink_to("..")
    (shared / "through.md").symlink_to("up/../../secret/key.md")
    (shared / "inside.md").symlink_to("x.md")
    out = tmp_path / "out" / "deep"
    out.mkdir(parents=True)
    _repository(root).export(commit(root), out)
    names = {path.name for path in (out / "content" / "shared").iterdir()}
    assert names == {"x.md", "inside.md", "up"}
    assert (out / "content/shared/inside.md").read_text().startswith("First.")


def test_what_git_cannot_give_is_told(root: Path, tmp_path: Path) -> None:
    with pytest.raises(GitError, match=r"\w"):
        _repository(root).export("0" * 40, tmp_path)


def test_changes_are_files_with_their_new_lines(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    git(root, "config", "diff.noprefix", "true")
    git(root, "config", "diff.external", "false")
    (root / "content/shared/x.md").write_text("First.\n\nSecond, too.\n\nThird.\n")
    (root / "program_defs/a.yaml").write_text("one: 1\nthree: 3\n")
    (root / "templates/guide/page.jinja").unlink()
    (root / "content/new file.md").write_text("--- a/minus\n+++ b/plus\n")
    (root / "secret.txt").write_text("Changed.\n")
    found = {stretch.file: stretch for stretch in _repository(root).changes(first)}
    assert set(found) == {
        "content/shared/x.md",
        "program_defs/a.yaml",
        "templates/guide/page.jinja",
        "content/new file.md",
    }
    assert found["content/shared/x.md"] == LineRange(file="content/shared/x.md", first=3, last=3)
    assert (found["program_defs/a.yaml"].first, found["program_defs/a.yaml"].last) == (1, 2)
    assert found["templates/guide/page.jinja"].gone
    commit(root)
    (root / "content/new file.md").write_text("++ b/elsewhere\n")
    assert [s.file for s in _repository(root).changes("HEAD")] == ["content/new file.md"]


def test_a_folder_where_git_cannot_be_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(GitError, match="not installed"):
        _repository(root).commit("HEAD")


@pytest.mark.parametrize(
    ("file", "line", "told"),
    [
        ("content/a.md", "## Not a comment", True),
        ("content/a.md", "<!-- later -->", False),
        ("program_defs/a.yaml", "  # later", False),
        ("program_defs/a.yaml", "a: 1  # now", True),
        ("program_defs/a.yaml", "   ", False),
    ],
)
def test_a_line_says_something_or_is_a_comment_of_its_kind_of_file(
    file: str, line: str, told: bool
) -> None:
    assert says(file, line) is told
