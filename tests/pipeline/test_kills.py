"""A process that publishes is killed before each of its calls of the file system, in turn.

Readers have whole guides, the old ones or the new, and the next command puts things right.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from builder.pipeline import publish as publishing
from builder.pipeline import recovery
from builder.pipeline.editions import FOLDER, Editions
from builder.pipeline.publish import publish, staging
from builder.pipeline.recovery import recover

CALLS = {
    "open",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "shutil.rmtree",
    "ctypes.dlsym",
}
State = Mapping[str, str]
Keep = Callable[[str], bool]
PAGES = ("html/one.html", "guide.json")
GUIDES = ("kms", "sra", "new")


@pytest.fixture(autouse=True)
def _no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The power stays on, and waiting for the disk 500 times takes a minute."""
    monkeypatch.setattr(publishing, "_reach_the_disk", lambda folder: None)
    monkeypatch.setattr(publishing, "_GRACE", 0.002)


def make(folder: Path, name: str, text: str) -> None:
    for page in PAGES:
        (folder / name / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / name / page).write_text(f"{name} {text}")


def front(entries: Path) -> str:
    """A page that says which guides it links, and of which edition."""
    found = sorted(path.parent for path in entries.glob("*/guide.json"))
    cards = (f'<li><h2><a href="{path.name}/">' for path in found)
    return "\n".join(f"{card}{read(path)}" for card, path in zip(cards, found, strict=True))


def read(guide: Path) -> str:
    """The edition of a guide, of which every page is there."""
    (text,) = {(guide / page).read_text().removeprefix(f"{guide.name} ") for page in PAGES}
    return text


def readers(out: Path) -> State:
    """What readers get: every guide whole, and a page that links them all as they are."""
    found = {
        name: read(out / name)
        for name in GUIDES
        if any((out / name / page).exists() for page in PAGES)
    }
    page = out / "index.html"
    assert (page.read_text() if page.exists() else "") == front(out)
    return found


def build(root: Path, text: str, names: tuple[str, ...], keep: Keep) -> None:
    out = root / "build"
    with staging(out) as folder:
        for name in names:
            make(folder, name, text)
        publish(root, folder, out, names, keep=keep, front=front)


def first(root: Path) -> None:
    """Nothing was published yet."""


def earlier(root: Path) -> None:
    """Published by this version."""
    build(root, "old", ("kms", "sra"), lambda name: True)
    (root / "build" / "kms" / "note.txt").write_text("mine")


def plain(root: Path) -> None:
    """Published by an earlier version of the program, as plain folders."""
    for name in ("kms", "sra"):
        make(root / "build", name, "old")
    (root / "build" / "index.html").write_text(front(root / "build"))
    (root / "build" / "kms" / "note.txt").write_text("mine")


def killed_at(step: int, work: Callable[[], None]) -> bool:
    """Whether the work was killed, before its call number `step` of the file system."""
    child = os.fork()
    if child == 0:
        count = 0

        def hook(event: str, arguments: object) -> None:
            nonlocal count
            if event in CALLS:
                count += 1
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(hook)
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def leftovers(out: Path) -> list[str]:
    """What stands in the output folder that belongs to no current edition."""
    editions = Editions(out)
    if not editions.folder.exists():
        return sorted(os.listdir(out)) if out.exists() else []
    entries = editions.entries()
    ours = {"README.txt", "current", str(editions.current()), *entries.values()}
    return sorted(set(os.listdir(out)) - {FOLDER, *entries}) + sorted(
        set(os.listdir(editions.folder)) - ours
    )


ALL: Keep = lambda name: True  # noqa: E731
NONE: Keep = lambda name: False  # noqa: E731


@pytest.mark.parametrize(
    ("before", "names", "keep"),
    [
        pytest.param(first, ("kms", "sra"), ALL, id="the-first-time"),
        pytest.param(earlier, ("kms", "sra"), ALL, id="all-again"),
        pytest.param(earlier, ("kms",), ALL, id="one-again"),
        pytest.param(earlier, ("kms", "new"), NONE, id="one-other"),
        pytest.param(earlier, ("new",), NONE, id="all-others"),
        pytest.param(plain, ("kms", "sra"), ALL, id="converted"),
        pytest.param(plain, ("kms",), ALL, id="converted-for-one"),
        pytest.param(plain, ("kms", "new"), NONE, id="converted-with-others"),
    ],
)
def test_killed_at_every_step(
    tmp_path: Path, before: Callable[[Path], None], names: tuple[str, ...], keep: Keep
) -> None:
    start = tmp_path / "start"
    start.mkdir()
    before(start)
    old = readers(start / "build")
    new = {name: text for name, text in old.items() if keep(name)} | dict.fromkeys(names, "new")
    steps, seen = 0, []
    while True:
        root = tmp_path / f"{steps}"
        out = root / "build"
        shutil.copytree(start, root, symlinks=True)
        if not killed_at(steps + 1, lambda root=root: build(root, "new", names, keep)):  # type: ignore[misc]
            break
        steps += 1
        state = readers(out)
        assert state in (old, new), steps
        recover(out)
        assert readers(out) in ([state] if old else [state, new]), steps
        if before is plain and not Editions(out).folder.exists():
            assert set(os.listdir(out)) == {"kms", "sra", "index.html"}
        elif before is not plain or readers(out) == new:
            assert leftovers(out) == [], steps
        note = out / "kms" / "note.txt"
        assert not old or note.read_text() == "mine", steps
        seen.append(state)
        build(root, "new", names, keep)
        assert readers(out) == new, steps
        assert leftovers(out) == [], steps
    assert readers(out) == new
    assert steps > 25
    # There is one step before which everything is old and after which everything is new.
    assert [state == new for state in seen] == sorted(state == new for state in seen)


def test_a_system_that_cannot_exchange_is_put_right_by_the_next_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery, "exchange", lambda one, other: False)
    start, steps = tmp_path / "start", 0
    plain(start)
    while True:
        root = tmp_path / f"{steps}"
        shutil.copytree(start, root)
        work = lambda root=root: build(root, "new", ("kms", "sra"), lambda name: True)  # type: ignore[misc]  # noqa: E731
        if not killed_at(steps + 1, work):
            break
        steps += 1
        recover(root / "build")
        state = readers(root / "build")
        assert set(state) == {"kms", "sra"}
        assert len(set(state.values())) == 1
        work()
        assert leftovers(root / "build") == []
    assert readers(root / "build") == {"kms": "new", "sra": "new"}


def test_what_an_earlier_version_left_aside_is_put_back(tmp_path: Path) -> None:
    """It was killed after it had moved one guide aside, and one new guide in place."""
    out = tmp_path / "build"
    make(out, "kms", "new")
    make(out / ".old-999999999", "kms", "old")
    make(out / ".old-999999999", "sra", "old")
    make(out / ".staging-999999999", "sra", "new")
    recover(out)
    assert [read(out / name) for name in ("kms", "sra")] == ["old", "old"]
    assert sorted(os.listdir(out)) == ["kms", "sra"]


def test_a_reader_finds_every_file_while_editions_are_switched(tmp_path: Path) -> None:
    build(tmp_path, "0", ("kms", "sra"), ALL)
    child = os.fork()
    if child == 0:
        try:
            for number in range(1, 40):
                build(tmp_path, str(number), ("kms",), ALL)
        finally:
            os._exit(0)
    found = set()
    while os.waitpid(child, os.WNOHANG)[0] == 0:
        for _ in range(50):
            found.add((tmp_path / "build" / "kms" / "guide.json").read_text())
            assert (tmp_path / "build" / "sra" / "guide.json").read_text() == "sra 0"
            assert (tmp_path / "build" / "index.html").read_text()
    assert len(found) > 2


def test_the_work_of_a_living_process_is_spared(tmp_path: Path) -> None:
    out = tmp_path / "build"
    with staging(out) as folder:
        recover(out)
        assert folder.is_dir()
        with staging(out) as other:
            make(other, "kms", "1")
            publish(tmp_path, other, out, ["kms"], front=front)
        make(folder, "sra", "2")
        publish(tmp_path, folder, out, ["sra"], front=front)
    assert readers(out) == {"kms": "1", "sra": "2"}
    assert leftovers(out) == []
