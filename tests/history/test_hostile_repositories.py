"""Nothing that a repository names is run, whatever it holds, by any command that reads git.

Each case plants a command where git would run it. The command leaves a file behind; after every
question that the program asks of git, the file must not be there. The cases were written for
this suite, from the places where git's own manual (git-config, gitattributes, githooks) says that
it runs a program.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from builder.cli.main import main
from builder.history.changes import LineRange
from builder.history.git import GitError, Repository
from builder.history.releases import last_release, used_versions
from builder.pipeline.revisions import find_commit
from tests.repositories import commit, git, make_repository, state
from tests.revisions import DUTY, edit, make_revisions

CONFIGURED = {
    "fsmonitor": {"core.fsmonitor": "{run}"},
    "fsmonitor-2": {"core.fsmonitor": "{run}", "core.fsmonitorHookVersion": "2"},
    "hooks-path": {"core.hooksPath": "{hooks}"},
    "filter-smudge": {"filter.evil.smudge": "{run}", "filter.evil.clean": "{run}"},
    "filter-required": {"filter.evil.process": "{run}", "filter.evil.required": "true"},
    "textconv": {"diff.evil.textconv": "{run}", "diff.evil.cachetextconv": "true"},
    "diff-command": {"diff.evil.command": "{run}"},
    "diff-external": {"diff.external": "{run}"},
    "pager": {"core.pager": "{run}", "pager.diff": "{run}", "pager.rev-parse": "{run}"},
    "alias": {
        "alias.rev-parse": "!{run}",
        "alias.ls-tree": "!{run}",
        "alias.cat-file": "!{run}",
        "alias.for-each-ref": "!{run}",
        "alias.check-ignore": "!{run}",
        "alias.archive": "!{run}",
    },
    "editor": {"core.editor": "{run}", "sequence.editor": "{run}"},
    "askpass": {"core.askPass": "{run}", "credential.helper": "!{run}"},
    "ssh": {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "evil",
        "remote.evil.url": "ssh://example.invalid/x",
        "remote.evil.promisor": "true",
        "core.sshCommand": "{run}",
    },
    "remote-helper": {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "evil",
        "remote.evil.url": "ext::{run}",
        "remote.evil.promisor": "true",
        "protocol.ext.allow": "always",
    },
    "upload-pack": {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "evil",
        "remote.evil.url": "{top}",
        "remote.evil.promisor": "true",
        "remote.evil.uploadpack": "{run}",
        "protocol.file.allow": "always",
    },
    "gpg": {"gpg.program": "{run}", "log.showSignature": "true", "gpg.ssh.program": "{run}"},
    "archive": {"tar.tar.command": "{run}", "tar.tgz.command": "{run}"},
    "merge": {"merge.evil.driver": "{run}", "mergetool.evil.cmd": "{run}"},
    "alternate-refs": {"core.alternateRefsCommand": "{run}"},
    "git-proxy": {"core.gitProxy": "{run}"},
    "work-tree": {"core.worktree": "{elsewhere}", "core.fsmonitor": "{run}"},
    "include": {"include.path": "{config}"},
    "include-if": {"includeIf.gitdir:/.path": "{config}"},
    "include-branch": {"includeIf.onbranch:**.path": "{config}"},
}
_HOOKS = (
    "post-checkout",
    "post-index-change",
    "fsmonitor-watchman",
    "query-watchman",
    "pre-commit",
    "reference-transaction",
    "pre-auto-gc",
    "update",
    "proc-receive",
)


class Canary:
    """A command that leaves a file behind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "ran"
        folder.mkdir()
        self.run = self._script("evil")
        self.hooks = folder / "hooks"
        self.hooks.mkdir()
        for name in _HOOKS:
            self._script(f"hooks/{name}")
        self.config = folder / "config"
        self.config.write_text(
            f"[core]\n\tfsmonitor = {self.run}\n[diff]\n\texternal = {self.run}\n"
        )

    def _script(self, name: str) -> Path:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\necho ran >> '{self.file}'\ncat\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    def fill(self, value: str, top: Path) -> str:
        """A value of the configuration, with the commands in it."""
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir(exist_ok=True)
        return value.format(
            run=self.run, hooks=self.hooks, config=self.config, top=top, elsewhere=elsewhere
        )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a project in its folder `guides`, and attributes for every filter."""
    top = tmp_path_factory.mktemp("hostile").resolve()
    (top / ".gitattributes").write_text(
        "*.md filter=evil diff=evil merge=evil ident export-subst\n"
    )
    root = make_revisions(top / "guides")
    shutil.rmtree(root / ".git")
    make_repository(top)
    git(top, "tag", "v1.0")
    edit(root, DUTY, "must pay", "should pay")
    return top


@pytest.fixture
def top(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path.resolve() / "top"
    shutil.copytree(made, copy, symlinks=True)
    return copy


@pytest.fixture
def canary(tmp_path: Path) -> Canary:
    return Canary(tmp_path.resolve() / "canary")


def ask_everything(root: Path) -> None:
    """Ask of git whatever a command asks, without building guides from the answers."""
    repository = Repository.of(root)
    assert repository is not None
    found = repository.commit("HEAD")
    assert found is not None
    for word in ("nothing", "-x", "HEAD~1", "v1.0", "evil/HEAD", "@{u}"):
        repository.commit(word)
    repository.why_unknown()
    repository.branches()
    assert repository.tags() == ["v1.0"]
    assert (last_release(root, "sail"), used_versions(root, "sail")) == ("refs/tags/v1.0", set())
    out = root.parent.parent / "out"
    out.mkdir()
    repository.export(found, out)
    assert "must pay" in (out / DUTY).read_text()
    changes = repository.changes(found)
    assert [(lines.file, lines.first, lines.last) for lines in changes] == [(DUTY, 1, 1)]


@pytest.mark.parametrize("name", CONFIGURED)
def test_nothing_in_the_configuration_is_run(name: str, top: Path, canary: Canary) -> None:
    for key, value in CONFIGURED[name].items():
        git(top, "config", key, canary.fill(value, top))
    canary.file.unlink(missing_ok=True)
    ask_everything(top / "guides")
    assert not canary.file.exists()


def test_no_hook_is_run(top: Path, canary: Canary) -> None:
    for hook in canary.hooks.iterdir():
        shutil.copy(hook, top / ".git" / "hooks" / hook.name)
    ask_everything(top / "guides")
    assert not canary.file.exists()


@pytest.mark.parametrize(
    "name", ["GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_SSH_COMMAND", "GIT_EDITOR"]
)
def test_no_program_of_the_surroundings_is_run(
    name: str, top: Path, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, str(canary.run))
    ask_everything(top / "guides")
    assert not canary.file.exists()


def test_variables_of_another_repository_lead_nowhere(
    top: Path, tmp_path: Path, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    make_repository(other)
    git(other, "config", "core.fsmonitor", str(canary.run))
    for name, value in {
        "GIT_DIR": other / ".git",
        "GIT_WORK_TREE": other,
        "GIT_INDEX_FILE": other / "index",
        "GIT_OBJECT_DIRECTORY": other / ".git" / "objects",
        "GIT_COMMON_DIR": other / ".git",
        "GIT_NAMESPACE": "evil",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": canary.run,
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor'='{canary.run}'",
        "GIT_CONFIG_GLOBAL": canary.config,
        "GIT_TRACE": tmp_path / "trace",
    }.items():
        monkeypatch.setenv(name, str(value))
    ask_everything(top / "guides")
    assert not canary.file.exists()
    assert not (tmp_path / "trace").exists()


@pytest.mark.parametrize("where", ["guides", "guides/content", "."])
def test_a_planted_bare_repository_is_no_repository(where: str, top: Path, canary: Canary) -> None:
    """Its files can be committed like all others; git itself would take them for a repository."""
    git(top, "init", "--quiet", "--bare", "planted")
    config = f"[core]\n\tbare = false\n\tworktree = ..\n\tfsmonitor = {canary.run}\n"
    (top / "planted" / "config").write_text(config)
    for part in ("HEAD", "config", "objects", "refs"):
        shutil.move(top / "planted" / part, top / where / part)
    for name in ("objects", "refs"):
        (top / where / name / "keep").write_text("")
    root = top / "guides"
    repository = Repository.of(root)
    assert repository is not None
    assert (repository.folders.top, repository.prefix) == (top, "guides/")
    head = repository.commit("HEAD")
    assert head == git(top, f"--git-dir={top}/.git", "rev-parse", "HEAD")
    out = top.parent / "out"
    out.mkdir()
    repository.export(head, out)
    assert DUTY in {lines.file for lines in repository.changes(head)}
    assert not canary.file.exists()


COMMANDS: dict[str, list[str]] = {
    "diff": ["diff", "HEAD"],
    "diff-of-two": ["diff", "v1.0", "HEAD", "--no-cache"],
    "diff-unknown": ["diff", "evil"],
    "impact": ["impact", "--since", "HEAD"],
    "notice": ["notice", "sail"],
    "revision": ["revision", "sail"],
    "check": ["check", "--no-cache"],
    "diff-file": ["diff", "HEAD", "--format", "json"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_runs_what_a_repository_names(
    name: str, top: Path, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    for settings in CONFIGURED.values():
        for key, value in settings.items():
            if key not in {"core.worktree", "extensions.partialClone"}:
                git(top, "config", key, canary.fill(value, top))
    for hook in canary.hooks.iterdir():
        shutil.copy(hook, top / ".git" / "hooks" / hook.name)
    canary.file.unlink(missing_ok=True)
    monkeypatch.chdir(top / "guides")
    assert main(COMMANDS[name]) in (0, 1, 2)
    assert not canary.file.exists()


def test_what_git_itself_would_run(top: Path, canary: Canary) -> None:
    """The canary is alive: otherwise none of the tests above would say anything."""
    git(top, "config", "core.fsmonitor", str(canary.run))
    git(top, "status")
    assert canary.file.exists()


def test_a_missing_object_is_fetched_from_nowhere(top: Path, canary: Canary) -> None:
    for key, value in {**CONFIGURED["ssh"], **CONFIGURED["remote-helper"]}.items():
        git(top, "config", key, canary.fill(value, top))
    blob = git(top, "rev-parse", f"HEAD:guides/{DUTY}")
    (top / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    canary.file.unlink(missing_ok=True)
    repository = Repository.of(top / "guides")
    assert repository is not None
    with pytest.raises(GitError, match=f"lacks the object|{blob[:9]}"):
        repository.export("HEAD", top)
    with pytest.raises(GitError):
        repository.changes("HEAD")
    assert not canary.file.exists()


@pytest.mark.parametrize(
    ("attributes", "settings"),
    [
        ("*.md ident", {}),
        ("*.md export-subst", {}),
        ("*.md export-ignore", {}),
        ("content export-ignore", {}),
        ("*.md text eol=crlf", {}),
        ("*.md text=auto", {"core.autocrlf": "true"}),
        ("*.md text", {"core.eol": "crlf"}),
        ("*.md working-tree-encoding=UTF-16", {}),
        ("*.md -diff", {}),
        ("*.md binary", {}),
        ("*.md filter=lfs", {"filter.lfs.smudge": "false", "filter.lfs.required": "true"}),
    ],
)
def test_attributes_make_no_change(
    attributes: str, settings: dict[str, str], tmp_path: Path
) -> None:
    root = tmp_path.resolve() / "guides"
    text = "One $Id$ two.\n\n$Format:%H %an$\n"
    for name in ("content/a.md", "program_defs/a.yaml", "templates/a.jinja"):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(text)
    make_repository(root)
    (root / ".gitattributes").write_text(f"{attributes}\n")
    git(root, "-c", "core.attributesFile=/dev/null", "add", ".gitattributes")
    git(root, "commit", "--quiet", "-m", "Attributes")
    for key, value in settings.items():
        git(root, "config", key, value)
    repository = Repository.of(root)
    assert repository is not None
    out = tmp_path / "out"
    out.mkdir()
    repository.export("HEAD", out)
    assert (out / "content/a.md").read_bytes() == text.encode()
    assert repository.changes("HEAD") == []
    (root / "content/a.md").write_text(text.replace("two", "three"))
    assert repository.changes("HEAD") == [LineRange(file="content/a.md", first=1, last=1)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"a\nb\n", b"a\r\nb\r\n"),
        (b"a\r\nb\r\n", b"a\nb\n"),
        (b"a\n", b"\xef\xbb\xbfa\n"),
        (b"$Id$\n", b"$Id: " + b"0" * 40 + b" $\n"),
    ],
)
def test_what_a_checkout_does_to_a_file_is_no_change(
    old: bytes, new: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "content" / "a.md"
    file.parent.mkdir()
    file.write_bytes(old)
    make_repository(tmp_path)
    file.write_bytes(new)
    repository = Repository.of(tmp_path)
    assert repository is not None
    assert repository.changes("HEAD") == []


def test_replaced_objects_do_not_count(top: Path) -> None:
    blob = git(top, "rev-parse", f"HEAD:guides/{DUTY}")
    git(top, "replace", blob, git(top, "hash-object", "-w", "--no-filters", "guides/.gitignore"))
    ask_everything(top / "guides")


def test_reading_leaves_the_repository_alone(top: Path) -> None:
    before = state(top)
    ask_everything(top / "guides")
    assert state(top) == before


@pytest.mark.skipif(sys.platform != "linux", reason="names that other systems refuse")
def test_odd_names_stay_inside(tmp_path: Path) -> None:
    root = tmp_path.resolve() / "guides"
    (root / "content").mkdir(parents=True)
    names = [
        "new\nline.md",
        'quo"te.md',
        "tab\t.md",
        "-x.md",
        ":(top)x.md",
        "*.md",
        "back\\slash.md",
        "é.md",
        " space .md",
        os.fsdecode(b"\xff.md"),
        "a.md\r",
        "{a,b}.md",
        "$(touch x).md",
    ]
    for name in names:
        (root / "content" / name).write_text("Text.\n")
    make_repository(root)
    repository = Repository.of(root)
    assert repository is not None
    out = tmp_path / "out"
    out.mkdir()
    repository.export("HEAD", out)
    assert sorted(os.listdir(out / "content")) == sorted(names)
    assert repository.changes("HEAD") == []
    for name in names:
        (root / "content" / name).write_text("other\n")
    assert sorted(lines.file for lines in repository.changes("HEAD")) == sorted(
        f"content/{name}" for name in names
    )
    git(root, "rm", "-r", "-f", "--cached", "--quiet", "content")
    commit_empty = git(root, "commit", "--quiet", "-m", "None") or git(root, "rev-parse", "HEAD")
    assert {lines.file for lines in repository.changes(commit_empty)} == {
        f"content/{name}" for name in names
    }


def _tree(root: Path, entries: list[tuple[str, str, bytes, str]]) -> str:
    """A commit of a tree that git itself would not make: mode, kind, name and object of each."""
    raw = b"".join(
        mode.encode() + b" " + name + b"\0" + bytes.fromhex(id) for mode, _, name, id in entries
    )
    file = root / ".git" / "raw-tree"
    file.write_bytes(raw)
    tree = git(root, "hash-object", "-t", "tree", "-w", "--literally", str(file))
    return git(root, "commit-tree", "-m", "Crafted", tree)


@pytest.mark.parametrize(
    "name", [b"..", b".", b".git", b"../../escaped.md", b"/tmp/escaped.md", b""]
)
def test_crafted_names_write_nothing_outside(name: bytes, tmp_path: Path) -> None:
    root = tmp_path.resolve() / "deep" / "guides"
    (root / "content").mkdir(parents=True)
    (root / "content/a.md").write_text("Text.\n")
    make_repository(root)
    blob = git(root, "rev-parse", "HEAD:content/a.md")
    (root / ".git" / "inner").write_bytes(
        b"100644 " + name + b"\0" + bytes.fromhex(blob) + b"100644 z.md\0" + bytes.fromhex(blob)
    )
    inner = git(root, "hash-object", "-t", "tree", "-w", "--literally", ".git/inner")
    crafted = _tree(root, [("40000", "tree", b"content", inner)])
    _only_inside(root, tmp_path, crafted)


@pytest.mark.parametrize(
    "target", ["/etc/passwd", "../../../..", "..", ".", "a.md", "loop", "x" * 5000, "folder/../.."]
)
def test_crafted_links_write_and_read_nothing_outside(target: str, tmp_path: Path) -> None:
    """A link and a folder of the same name: a file of the folder must not go through the link."""
    root = tmp_path.resolve() / "deep" / "guides"
    (root / "content").mkdir(parents=True)
    (root / "content/a.md").write_text("Text.\n")
    make_repository(root)
    blob = git(root, "rev-parse", "HEAD:content/a.md")
    (root / ".git" / "target").write_text(target)
    link = git(root, "hash-object", "-w", "--no-filters", ".git/target")
    (root / ".git" / "inner").write_bytes(b"100644 escaped.md\0" + bytes.fromhex(blob))
    inner = git(root, "hash-object", "-t", "tree", "-w", "--literally", ".git/inner")
    for order in (("120000", "40000"), ("40000", "120000")):
        raw = b"".join(
            mode.encode() + b" loop\0" + bytes.fromhex(link if mode == "120000" else inner)
            for mode in order
        )
        (root / ".git" / "crafted").write_bytes(raw)
        tree = git(root, "hash-object", "-t", "tree", "-w", "--literally", ".git/crafted")
        _only_inside(root, tmp_path, _tree(root, [("40000", "tree", b"content", tree)]))


def _only_inside(root: Path, tmp_path: Path, crafted: str) -> None:
    repository = Repository.of(root)
    assert repository is not None
    out = tmp_path / "deep" / "out" / crafted
    out.mkdir(parents=True)
    before = {path for path in tmp_path.rglob("*") if out not in path.parents}
    with suppress(GitError):
        repository.export(crafted, out)
    assert {path for path in tmp_path.rglob("*") if out not in path.parents} == before
    assert all(path.resolve().is_relative_to(out) for path in out.rglob("*"))


def test_names_that_differ_in_case_only(tmp_path: Path) -> None:
    """On a file system that knows no case, one of them cannot be written, and that is told."""
    root = tmp_path.resolve() / "guides"
    (root / "content").mkdir(parents=True)
    (root / "content/a.md").write_text("Small.\n")
    (root / "content/A.md").write_text("Large.\n")
    make_repository(root)
    repository = Repository.of(root)
    assert repository is not None
    out = tmp_path / "out"
    (out / "content").mkdir(parents=True)
    repository.export("HEAD", out)
    assert (out / "content/a.md").read_text() == (root / "content/a.md").read_text()


def test_a_submodule_is_no_source(tmp_path: Path) -> None:
    root = tmp_path.resolve() / "guides"
    (root / "content").mkdir(parents=True)
    (root / "content/a.md").write_text("Text.\n")
    first = make_repository(root)
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{first},content/vendor")
    git(root, "commit", "--quiet", "-m", "Submodule")
    repository = Repository.of(root)
    assert repository is not None
    out = tmp_path / "out"
    out.mkdir()
    repository.export("HEAD", out)
    assert [path.name for path in out.rglob("*")] == ["content", "a.md"]
    assert repository.changes("HEAD") == []
    (root / "content/vendor").mkdir()
    (root / "content/vendor/b.md").write_text("Text of another repository.\n")
    make_repository(root / "content/vendor")
    assert repository.changes("HEAD") == []


def test_special_files_among_the_sources_are_passed(tmp_path: Path) -> None:
    root = tmp_path.resolve() / "guides"
    (root / "content").mkdir(parents=True)
    (root / "content/a.md").write_text("Text.\n")
    make_repository(root)
    (root / "content/a.md").unlink()
    os.mkfifo(root / "content/a.md")
    os.mkfifo(root / "content/b.md")
    (root / "content/zero.md").symlink_to("/dev/zero")
    repository = Repository.of(root)
    assert repository is not None
    assert {lines.file for lines in repository.changes("HEAD")} == {
        "content/a.md",
        "content/b.md",
        "content/zero.md",
    }


@pytest.mark.parametrize(
    ("start", "keeper"),
    [(b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"), (b"\0GITCRYPT\0x", "git-crypt")],
)
def test_what_only_a_filter_can_give_is_told(start: bytes, keeper: str, tmp_path: Path) -> None:
    root = tmp_path.resolve() / "guides"
    (root / "content").mkdir(parents=True)
    (root / "content/a.md").write_bytes(start)
    make_repository(root)
    repository = Repository.of(root)
    assert repository is not None
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(GitError, match=keeper):
        repository.export("HEAD", out)


MakeRepository = Callable[[Path, Path], Path]


def _worktree(made: Path, tmp_path: Path) -> Path:
    git(made, "worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), "v1.0")
    return tmp_path / "tree" / "guides"


def _submodule(made: Path, tmp_path: Path) -> Path:
    outer = tmp_path / "outer"
    outer.mkdir()
    make_repository(outer)
    git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "--quiet", str(made), "sub")
    return outer / "sub" / "guides"


def _separate(made: Path, tmp_path: Path) -> Path:
    shutil.move(made / ".git", tmp_path / "elsewhere.git")
    (made / ".git").write_text(f"gitdir: {tmp_path / 'elsewhere.git'}\n")
    return made / "guides"


def _relative(made: Path, tmp_path: Path) -> Path:
    (made / ".git").rename(made.parent / "bare.git")
    (made / ".git").write_text("gitdir: ../bare.git\n")
    return made / "guides"


def _packed(made: Path, tmp_path: Path) -> Path:
    git(made, "gc", "--quiet")
    return made / "guides"


def _linked(made: Path, tmp_path: Path) -> Path:
    (tmp_path / "link").symlink_to(made / "guides")
    return tmp_path / "link"


def _linked_head(made: Path, tmp_path: Path) -> Path:
    (made / ".git" / "HEAD").unlink()
    (made / ".git" / "HEAD").symlink_to("refs/heads/main")
    return made / "guides"


def _borrowing(made: Path, tmp_path: Path) -> Path:
    git(tmp_path, "clone", "--quiet", "--shared", str(made), "shared")
    return tmp_path / "shared" / "guides"


def _another_owner(made: Path, tmp_path: Path) -> Path:
    if os.geteuid() == 0:
        for path in (made, *made.rglob("*")):
            os.chown(path, 65534, 65534, follow_symlinks=False)
    return made / "guides"


@pytest.mark.parametrize(
    "make",
    [
        _worktree,
        _submodule,
        _separate,
        _relative,
        _packed,
        _linked,
        _linked_head,
        _borrowing,
        _another_owner,
    ],
)
def test_repositories_of_every_kind_are_read(
    make: MakeRepository, top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With another owner (a folder mounted into a container) git itself refuses to answer."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    shutil.rmtree(top / "guides" / ".cache", ignore_errors=True)
    root = make(top, tmp_path.resolve())
    repository = Repository.of(root)
    assert repository is not None
    assert repository.prefix == "guides/"
    head = repository.commit("HEAD")
    assert head == repository.commit("v1.0")
    assert head is not None
    out = tmp_path / "out"
    out.mkdir()
    repository.export(head, out)
    assert "must pay" in (out / DUTY).read_text()


def _damages() -> dict[str, tuple[Callable[[Path], object], str]]:
    return {
        "head-gone": (lambda git: (git / "HEAD").unlink(), "HEAD"),
        "head-wrong": (lambda git: (git / "HEAD").write_text("nonsense"), "not a git repository"),
        "head-a-pipe": (lambda git: _pipe(git / "HEAD"), "not a git repository"),
        "objects-gone": (lambda git: shutil.rmtree(git / "objects"), "objects"),
        "empty": (_empty, "HEAD"),
        "a-file": (lambda git: _replace(git, "nonsense"), "neither a folder"),
        "a-long-file": (lambda git: _replace(git, "gitdir: " + "x" * 70_000), "too long"),
        "leads-nowhere": (lambda git: _replace(git, "gitdir: nowhere\n"), "nowhere"),
        "a-pipe": (_pipe, "neither a folder"),
        "a-loop": (_loop, "neither|symbolic"),
        "nul": (lambda git: _replace(git, "gitdir: a\0b\n"), "leads to"),
    }


def _pipe(path: Path) -> None:
    _gone(path)
    os.mkfifo(path)


def _gone(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _empty(path: Path) -> None:
    _gone(path)
    path.mkdir()


def _replace(path: Path, text: str) -> None:
    _gone(path)
    path.write_text(text)


def _loop(path: Path) -> None:
    _gone(path)
    path.symlink_to(".git")


@pytest.mark.parametrize("name", _damages())
def test_a_damaged_repository_is_told_as_one(name: str, top: Path) -> None:
    damage, said = _damages()[name]
    damage(top / ".git")
    with pytest.raises(GitError, match=said) as caught:
        find_commit(top / "guides", "HEAD")
    assert caught.value.hint


@pytest.mark.parametrize("name", ["packed-refs", "index", "config", "shallow", "logs/HEAD"])
def test_a_pipe_among_gits_files_holds_nobody_up(name: str, top: Path) -> None:
    (top / ".git" / name).unlink(missing_ok=True)
    os.mkfifo(top / ".git" / name)
    repository = Repository.of(top / "guides")
    assert repository is not None
    head = repository.commit("HEAD")
    assert head is not None
    assert [lines.file for lines in repository.changes(head)] == [DUTY]


def test_a_lost_commit_is_told(top: Path) -> None:
    head = git(top, "rev-parse", "HEAD")
    (top / ".git" / "objects" / head[:2] / head[2:]).unlink()
    repository = Repository.of(top / "guides")
    assert repository is not None
    with pytest.raises(GitError, match=f"lacks the object {head}"):
        repository.commit("HEAD")


def test_a_repository_without_a_commit_is_told(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    repository = Repository.of(tmp_path)
    assert repository is not None
    assert repository.commit("HEAD") is None
    assert "no commit yet" in (repository.why_unknown() or "")


def test_a_shallow_clone_is_told(top: Path, tmp_path: Path) -> None:
    commit(top)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{top}", "shallow")
    repository = Repository.of(tmp_path / "shallow" / "guides")
    assert repository is not None
    assert repository.commit("HEAD")
    assert repository.commit("HEAD~1") is None
    assert "git fetch --unshallow" in (repository.why_unknown() or "")
