"""What a revision can be, and what is remembered of a commit."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from builder.model.guide import Block, Guide
from builder.outputs.snapshot import dump_guide
from builder.pipeline import revisions
from builder.pipeline.revisions import open_revision
from builder.pipeline.trees import ProjectState, drawings
from builder.source.cache import FOLDER
from tests.repositories import commit, git, make_repository, state
from tests.revisions import DUTY, edit, make_revisions


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed but for branches, tags and files of other names."""
    folder = make_revisions(tmp_path_factory.mktemp("revisions").resolve())
    git(folder, "tag", "v4.1")
    return folder


@pytest.fixture(scope="module")
def guide(root: Path) -> Guide:
    return _opened(root, "v4.1").guides["sail"]


def _opened(root: Path, word: str | None) -> ProjectState:
    result = open_revision(root, word)
    assert not result.diagnostics, result.diagnostics
    return result.value


def _codes(root: Path, word: str) -> list[str]:
    return [d.code for d in open_revision(root, word).diagnostics]


def _text(revision: ProjectState) -> str:
    return " ".join(b.text for s in revision.guides["sail"].walk() for b in s.blocks)


def test_the_working_tree_and_a_reference(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    edit(copy, DUTY, "must pay", "should pay")
    before = state(copy)
    assert "should pay" in _text(_opened(copy, None))
    for word in ("HEAD", "v4.1", "main", "HEAD^0"):
        found = _opened(copy, word)
        assert (found.name, found.programs) == (word, ("sail",))
        assert "must pay within 14 days" in _text(found)
    assert state(copy) == before
    assert git(copy, "status", "--porcelain") == f"M {DUTY}"


def test_a_folder_with_a_project_is_built(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".git", ".cache"))
    edit(copy, DUTY, "must pay", "may pay")
    assert "may pay" in _text(_opened(root, str(copy)))


def test_published_guides(root: Path, guide: Guide, tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    for version in ("4.9", "4.10"):
        folder = releases / "sail" / version
        folder.mkdir(parents=True)
        text = dump_guide(guide).replace('"version": "4.10"', f'"version": "{version}"')
        (folder / "guide.json").write_text(text)
    for path in (releases, releases / "sail", releases / "sail" / "4.10" / "guide.json"):
        found = _opened(root, str(path)).guides["sail"]
        assert found.identity.version == "4.10", path
    oldest = _opened(root, str(releases / "sail" / "4.9"))
    assert oldest.guides["sail"].identity.version == "4.9"
    assert oldest.single


def test_a_published_drawing_that_could_act_is_none(root: Path, tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>A</text></svg>'
    risky = svg.replace("<text", '<text fill="URL(//example.com)"')
    block = Block(kind="figure", image="", at=None)
    files, blocks = [], []
    for name, text in (("fine", svg), ("risky", risky)):
        files.append(tmp_path / f"{name}.svg")
        files[-1].write_text(text)
        blocks.append(replace(block, image=hashlib.sha256(text.encode()).hexdigest()))
    shown = SimpleNamespace(walk=lambda: [SimpleNamespace(walk_blocks=lambda: blocks)])
    assert list(drawings(files, {"sail": shown}).values()) == [svg]  # type: ignore[dict-item]


def test_a_path_counts_from_the_projects_root_too(root: Path, guide: Guide) -> None:
    folder = root / "published" / "sail"
    folder.mkdir(parents=True)
    (folder / "guide.json").write_text(dump_guide(guide))
    assert _opened(root, "published/sail").guides["sail"] == guide
    assert _opened(root, "./published").guides["sail"] == guide
    shutil.rmtree(root / "published")


def test_a_name_of_both_kinds_is_refused(root: Path, guide: Guide) -> None:
    folder = root / "both" / "sail"
    folder.mkdir(parents=True)
    (folder / "guide.json").write_text(dump_guide(guide))
    git(root, "tag", "both")
    assert _codes(root, "both") == ["ambiguous-revision"]
    assert _opened(root, "./both").guides
    assert _opened(root, "refs/tags/both").guides
    git(root, "tag", "-d", "both")
    shutil.rmtree(root / "both")


def test_a_file_hides_no_reference(root: Path) -> None:
    """Files of a bare repository that stand in the project are one more reason."""
    for name in ("HEAD", "main"):
        (root / name).write_text("ref: refs/heads/main\n")
    assert _opened(root, "HEAD").guides
    assert _opened(root, "main").guides
    assert _codes(root, "./HEAD") == ["unreadable-revision"]
    for name in ("HEAD", "main"):
        (root / name).unlink()


@pytest.mark.parametrize("word", ["nope", "-x", "--output=x", "", "a\0b", "x" * 5000, "README"])
def test_what_is_nothing_is_told(root: Path, word: str) -> None:
    assert _codes(root, word) == ["unknown-revision"]


def test_a_near_branch_is_proposed(root: Path) -> None:
    git(root, "branch", "release-candidate")
    (fault,) = open_revision(root, "release-candidat").diagnostics
    git(root, "branch", "-D", "release-candidate")
    assert fault.hint == "Did you mean “release-candidate”?"


def test_a_near_tag_is_proposed(root: Path) -> None:
    (fault,) = open_revision(root, "v4.2").diagnostics
    assert fault.hint is not None
    assert "v4.1" in fault.hint


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "1", "{}", '{"schema_version": 99}', '{"schema_version": 1}', "[" * 99999],
)
def test_a_file_that_is_no_guide_is_told(root: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "guide.json"
    file.write_text(text)
    assert _codes(root, str(file)) == ["unreadable-revision"]
    assert _codes(root, str(tmp_path)) == ["unreadable-revision"]


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "program_defs").mkdir()
    (fault,) = open_revision(tmp_path, "HEAD").diagnostics
    assert "no git repository" in (fault.hint or "")


def test_sources_that_cannot_be_built(tmp_path: Path) -> None:
    root = make_revisions(tmp_path.resolve(), {DUTY: "{{ nothing }}\n"})
    edit(root, DUTY, "{{ nothing }}", "Text.")
    result = open_revision(root, "HEAD")
    assert result.failed
    assert not result.value.guides
    (fault,) = result.diagnostics
    assert fault.at is not None
    assert result.value.lines[fault.at.file, fault.at.line] == "{{ nothing }}"
    assert not list((root / FOLDER).glob("snapshot-*"))


class TestTemplates:
    """A reference's own, or else the current ones."""

    @pytest.fixture
    def old(self, tmp_path: Path) -> Path:
        """A project whose first commit has another template than today's."""
        name = "templates/guide/section.md.jinja"
        root = make_revisions(tmp_path.resolve())
        text = (root / name).read_text()
        (root / name).write_text(text.replace("{{", "PRINTED {{", 1))
        commit(root)
        git(root, "tag", "printed")
        (root / name).write_text("{% nonsense %}\n")
        commit(root)
        git(root, "tag", "broken")
        git(root, "rm", "-r", "--quiet", "templates")
        commit(root)
        git(root, "tag", "none")
        git(root, "checkout", "--quiet", "main~3", "--", "templates")
        return root

    def test_stand_in_where_there_are_none_or_they_fail(self, old: Path) -> None:
        for word in ("none", "broken"):
            for cached in (False, True):
                result = open_revision(old, word)
                assert [d.code for d in result.diagnostics] == ["current-templates-used"], cached
                assert f"“{word}”" in result.diagnostics[0].message
                assert "must pay" in _text(result.value)

    def test_remembered_stand_ins_are_made_again_when_they_change(
        self, old: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        open_revision(old, "none")
        built = _count_builds(monkeypatch)
        open_revision(old, "none")
        assert built == []
        (old / "templates" / "new.txt").write_text("x")
        open_revision(old, "none")
        assert built == ["none"]


def _count_builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the references that are built from now on."""
    built: list[str] = []
    really = revisions.build_tree

    def build(folder: Path, *arguments: object) -> object:
        built.append("none")
        return really(folder, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(revisions, "build_tree", build)
    return built


def test_a_commit_is_built_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _opened(root, "HEAD")
    built = _count_builds(monkeypatch)
    second = _opened(root, "main")
    assert built == []
    assert second.guides == first.guides
    open_revision(root, "HEAD", cache=False)
    assert len(built) == 1


@pytest.mark.parametrize("how", ["cut", "empty", "flipped", "another word", "binary"])
def test_a_damaged_entry_is_ignored(root: Path, guide: Guide, how: str) -> None:
    _opened(root, "HEAD")
    entry = max((root / FOLDER).glob("snapshot-*"), key=lambda path: path.stat().st_mtime_ns)
    data = entry.read_bytes()
    damaged = {
        "cut": data[:-100],
        "empty": b"",
        "flipped": data.replace(b"must", b"nust", 1),
        "another word": data.replace(b"must pay", b"need not", 1),
        "binary": b"\xff" * 100,
    }[how]
    assert damaged != data
    entry.write_bytes(damaged)
    assert _opened(root, "HEAD").guides["sail"] == guide
    assert entry.read_bytes() == data


def test_the_memory_is_bounded(root: Path) -> None:
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(40):
        (folder / f"snapshot-{number}.json").write_text("x")
    commit(root)
    _opened(root, "HEAD")
    assert len(list(folder.glob("snapshot-*"))) == 16
    git(root, "reset", "--quiet", "--soft", "v4.1")


def test_a_project_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    inner = tmp_path.resolve() / "deep" / "guides"
    inner.mkdir(parents=True)
    root = make_revisions(inner)
    shutil.rmtree(root / ".git")
    make_repository(tmp_path)
    assert "must pay" in _text(_opened(root, "HEAD"))
