"""Files that never end, wait for somebody or fill the memory are told, and never read."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from builder.cli.main import main
from builder.diagnostics import Code, Diagnostic
from builder.load import load_project
from builder.pipeline.check import check
from builder.pipeline.revisions import open_revision
from builder.source.limits import ASSET, FILE, FILES, FOLDERS, LINE
from builder.source.paths import NoFileError, TooLargeError, read_bytes
from tests.projects import CLAUSES, FAMILY, FIGURE, PROGRAM, make_project
from tests.whole_projects import make_whole


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail rather than hang."""

    def stop(number: int, frame: FrameType | None) -> None:
        pytest.fail(f"still at work after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def sparse(path: Path, size: int = 200_000_000) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(path.parent)  # a socket's name may have 108 letters
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)


KINDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (os.mkfifo, "it is a pipe"),
    "socket": (listening, "it is a socket"),
    "zeros": (lambda path: path.symlink_to("/dev/zero"), "it is a device"),
    "nothing": (lambda path: path.symlink_to("/dev/null"), "it is a device"),
    "folder": (lambda path: path.mkdir(), "it is a folder"),
    "loop": (lambda path: path.symlink_to(path.name), "too many levels of symbolic links"),
    "astray": (lambda path: path.symlink_to("nowhere"), "the link leads nowhere"),
    "large": (sparse, "bytes, which is the limit"),
}
PLACES = [
    "program_defs/sail.yaml",
    "program_defs/shared.yaml",
    "program_defs/more.yaml",
    "content/shared/start.md",
    "content/shared/unused.md",
    "content/figures/route.yaml",
    "content/figures/route.svg",
    "templates/guide/chapter.md.jinja",
    "templates/guide/more.md.jinja",
    "templates/html/static/more.css",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_none_is_told_as_what_it_is(tmp_path: Path, place: str, kind: str) -> None:
    make, said = KINDS[kind]
    family = FAMILY + "figures: {route: {caption: The Route}}\n"
    files = {
        "program_defs/shared.yaml": family,
        "content/figures/route.yaml": FIGURE,
        place: None,
    }
    root = make_project(tmp_path, files)
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    make(root / place)
    with within(5):
        found = load_project(root).diagnostics
    told = [fault for fault in found if fault.at and fault.at.file == place]
    if kind == "folder" and place.startswith("templates/"):
        assert not told  # a folder may be called as it likes
    else:
        assert [said in fault.message for fault in told if fault.code in TOLD] == [True]
        assert not any(fault.code in MISSING for fault in found)


TOLD = {Code.UNREADABLE_FILE, Code.OVER_A_LIMIT}
MISSING = {Code.MISSING_CLAUSE, Code.MISSING_FIGURE, Code.UNKNOWN_FAMILY}


def test_all_of_them_at_once_through_every_command(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_whole(tmp_path)
    monkeypatch.chdir(root)
    wanted = set()
    for place in ("content/shared", "program_defs", "templates/guide", "content/figures"):
        (root / place).mkdir(exist_ok=True)
        suffix = {"content/shared": ".md", "templates/guide": ".jinja"}.get(place, ".yaml")
        for kind, (make, _) in KINDS.items():
            make(root / place / f"{kind}{suffix}")
            if (kind, place) != ("folder", "templates/guide"):
                wanted.add(f"{place}/{kind}{suffix}")
    for name in ("out", "content/loops"):
        (root / name).symlink_to(root, target_is_directory=True)
    with within(30):
        found = check(root).diagnostics
        again = check(root)
    assert wanted <= {fault.at.file for fault in found if fault.at is not None}
    assert again.cached
    assert again.diagnostics == found
    for call in (
        ["build"], ["format", "--check"], ["where", "start"], ["figures", "--check"],
        ["diff", ".", "."], ["diff", "content/shared/pipe.md"], ["show", "sail", "start"],
        ["impact", "content/shared/pipe.md"], ["obligations", "sail"], ["check", "--fix"],
        ["diff", ".", ".", "--accept", "content/shared/pipe.md"], ["outline"], ["docs"],
        ["new", "next", "--title", "Next", "--yes"],
    ):  # fmt: skip
        with within(30):
            assert main(call) in (1, 2), call
        assert "Traceback" not in capfd.readouterr().err


def test_a_published_guide_that_is_none(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    for kind, (make, _) in KINDS.items():
        (root / "published" / kind).mkdir(parents=True)
        make(root / "published" / kind / "guide.json")
        with within(30):
            for word in (f"published/{kind}", f"./published/{kind}/guide.json"):
                assert open_revision(root, word).failed


def faults(root: Path, code: Code = Code.OVER_A_LIMIT) -> list[Diagnostic]:
    return [fault for fault in load_project(root).diagnostics if fault.code is code]


@pytest.mark.parametrize("name", ["content/shared/start.md", "program_defs/sail.yaml"])
def test_the_size_of_a_file_and_of_a_line(tmp_path: Path, name: str) -> None:
    text = {"program_defs/sail.yaml": PROGRAM, **CLAUSES}[name]
    sign = "# " if name.endswith("yaml") else ""
    fill = f"{sign}{'word ' * 15}\n"
    most = text + fill * ((FILE.most - len(text)) // len(fill))
    assert not faults(make_project(tmp_path, {name: most}))
    (fault,) = faults(make_project(tmp_path, {name: most + fill}))
    assert fault.at is not None
    assert fault.at.file == name
    assert "1,000,000" in fault.message
    line = f"{sign}{'x' * (LINE.most - len(sign))}"
    assert not faults(make_project(tmp_path, {name: f"{text}{line}\n"}))
    (fault,) = faults(make_project(tmp_path, {name: f"{text}{line}x\n"}))
    assert fault.at is not None
    assert fault.at.line == text.count("\n") + 1


def test_the_number_of_files_and_of_folders(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    deep = root.joinpath("content", *"a" * (FOLDERS.most - 1))
    deep.mkdir(parents=True)
    assert not faults(root)
    (deep / "b").mkdir()
    (fault,) = faults(root)
    assert f"{FOLDERS.most} levels" in fault.message
    (deep / "b").rmdir()
    for number in range(FILES.most - len(CLAUSES)):
        (deep / f"{number}.md").touch()
    assert not faults(root)
    (deep / "more.md").touch()
    (fault,) = faults(root)
    assert "10,000 files" in fault.message


def test_a_file_that_grows_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * (FILE.most + 1))
    with pytest.raises(TooLargeError):
        read_bytes(path)
    assert len(read_bytes(path, ASSET)) == FILE.most + 1
    with pytest.raises(NoFileError):
        read_bytes(Path("/dev/zero"))


@pytest.mark.parametrize(
    "name",
    [
        b"content/shared/\xff.md",
        b"content/\xff/start.md",
        b"content/figures/\xff.yaml",
        b"program_defs/\xff.yaml",
        b"templates/guide/\xff.jinja",
        b"templates/html/static/\xff.css",
    ],
)
def test_a_name_that_is_not_utf_8(tmp_path: Path, name: bytes) -> None:
    root = make_project(tmp_path)
    path = os.path.join(os.fsencode(root), name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    Path(os.fsdecode(path)).write_text("a: b\n")
    found = load_project(root).diagnostics
    assert [fault.code for fault in found] == [Code.NOT_UTF_8]
    assert found[0].hint == "Rename it."
