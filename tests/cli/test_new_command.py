"""`guides new`: a third program for the real family, its questions, and how it exits."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from builder.cli.main import main
from builder.diagnostics import Severity
from builder.pipeline.build import build
from builder.pipeline.check import check
from tests.whole_projects import FAMILY, SHARED, make_whole

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 120
_IMPATIENCE = 2
_CTRL_C = b"\x03"


def _new(root: Path, *arguments: str) -> int:
    return main(["-C", str(root), "new", *arguments])


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("program_defs", "content")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


# The real family.


@pytest.fixture(scope="module")
def third(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project with a third program."""
    root = tmp_path_factory.mktemp("third").resolve()
    for part in ("program_defs", "content", "templates"):
        shutil.copytree(ROOT / part, root / part)
    flags = ("--title", "Backup Connector", "--short-name", "BKC", "--version", "1.0", "--yes")
    before = _files(root)
    assert _new(root, "bkc", *flags) == 0
    after = _files(root)
    assert {name: after[name] for name in before} == before
    return root


def _loud(root: Path, *programs: str) -> list[tuple[str, str]]:
    """The code and the place of all errors and warnings."""
    found = check(root, programs, cache=False).diagnostics
    return [(d.code, str(d.at)) for d in found if d.severity is not Severity.NOTE]


def test_a_third_program_builds(third: Path, tmp_path: Path) -> None:
    report = build(third, ["bkc"], out=tmp_path)
    assert not report.failed, report.diagnostics
    assert (tmp_path / "bkc/bkc-program-guide-1.0.pdf").read_bytes().startswith(b"%PDF")
    page = (tmp_path / "bkc/html/introduction.html").read_text(encoding="utf-8")
    assert "<strong>TODO:</strong>" in page
    assert "BKC" in page


def test_only_texts_to_write_are_found(third: Path) -> None:
    found = _loud(third)
    assert {code for code, _ in found} == {"todo-text"}
    assert {place.split(":")[0].split("/")[1].removesuffix(".yaml") for _, place in found} == {
        "bkc"
    }


def test_what_is_written_is_found_no_more(third: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(third, root)
    before = _loud(root, "bkc")
    definition = root / "program_defs/bkc.yaml"
    text = definition.read_text(encoding="utf-8")
    value = '"[TODO: entitled products]"'
    assert text.count(value) == 1
    definition.write_text(text.replace(value, "vSphere and vCenter"), encoding="utf-8")
    clause = root / "content/bkc/toi-requirement.md"
    clause.write_text("The Partner must record the TOI.\n", encoding="utf-8")
    after = _loud(root, "bkc")
    gone = set(before) - set(after)
    line = text[: text.index(value)].count("\n") + 1
    column = len("  entitled-products: ") + len('"[') + 1
    assert gone == {
        ("todo-text", "content/bkc/toi-requirement.md:1:3"),
        ("todo-text", f"program_defs/bkc.yaml:{line}:{column}"),
    }
    assert set(after) < set(before)


# Small families.


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_whole(tmp_path.resolve() / "project")


def test_tells_what_was_written_and_what_comes_next(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _new(root, "skiff", "--title", "Skiffing") == 0
    text = capsys.readouterr().out
    assert "  program_defs/skiff.yaml\n" in text
    assert "  content/skiff/greeting.md\n" in text
    assert f"-C {root} build skiff" in text
    assert f"-C {root} check skiff" in text
    assert "2 texts are still to be written" in text
    definition = (root / "program_defs/skiff.yaml").read_text(encoding="utf-8")
    assert "short-name: SKIFF\n" in definition
    assert 'version: "1.0"\n' in definition


def test_a_dry_run_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _files(root)
    assert _new(root, "skiff", "--title", "Skiffing", "--dry-run") == 0
    text = capsys.readouterr().out
    assert "── program_defs/skiff.yaml ──" in text
    assert "title: Skiffing\n" in text
    assert "**TODO:** greeting." in text
    assert _files(root) == before


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["skiff"], "--title is missing"),
        ([], "PROGRAM is missing"),
        (["sail", "--title", "T"], "There is a program “sail” already, in program_defs/sail.yaml."),
        (["Skiff", "--title", "T"], "“Skiff” is no id."),
        (["skiff", "--title", ""], "has no value"),
        (["skiff", "--title", "T", "--version", "x"], "“x” is no version."),
        (["skiff", "--title", "T", "--family", "boats"], "There is no family “boats”."),
        (["skiff", "--title", "T", "--short-name", "a\nb"], "Write it in one line."),
    ],
)
def test_wrong_usage(
    root: Path, arguments: list[str], part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _files(root)
    assert _new(root, *arguments) == 2
    assert part in capsys.readouterr().err
    assert _files(root) == before


def test_an_existing_clause_is_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clause = root / "content/skiff/greeting.md"
    clause.parent.mkdir()
    clause.write_text("Mine.\n", encoding="utf-8")
    before = _files(root)
    assert _new(root, "skiff", "--title", "T") == 2
    assert "content/skiff/greeting.md exists already; nothing was" in capsys.readouterr().err
    assert _files(root) == before


def test_with_several_families_one_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "program_defs/base.yaml").write_text(FAMILY, encoding="utf-8")
    assert _new(root, "skiff", "--title", "T") == 2
    assert "--family is missing" in capsys.readouterr().err
    assert _new(root, "skiff", "--title", "T", "--family", "base") == 0
    definition = (root / "program_defs/skiff.yaml").read_text(encoding="utf-8")
    assert "extends: base\n" in definition


def test_faults_of_the_family_are_shown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / SHARED
    path.write_text(FAMILY.replace("publisher:", "publishr:"), encoding="utf-8")
    before = _files(root)
    assert _new(root, "skiff", "--title", "T") == 1
    error = capsys.readouterr().err
    assert "program_defs/shared.yaml:2:1: error:" in error
    assert "Nothing was written: 1 error." in error
    assert _files(root) == before


# Questions at a terminal.


def _at_a_terminal(root: Path, answers: Iterable[bytes]) -> tuple[int, str]:
    """Run the command at a pseudo terminal; each answer is typed when a question ends.

    A last Ctrl-C is typed again as long as nothing happens, as people do: Python loses sight of
    one that comes after a question is drawn and before it waits for an answer, until the next key.
    """
    script = "import sys; from builder.cli import command; sys.exit(command())"
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(root)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
        os.execve(sys.executable, [sys.executable, "-c", script, "new"], environment)
    text, left, end = b"", list(answers), time.monotonic() + _PATIENCE
    broken_off, typed = left[-1:] == [_CTRL_C], time.monotonic()
    seen = 0
    while time.monotonic() < end:
        unheard = broken_off and not left and not text[seen:].strip(b"^C ")
        if unheard and time.monotonic() - typed > _IMPATIENCE:
            left.append(_CTRL_C)
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                data = os.read(terminal, 4096)
            except OSError:
                break
            if not data:
                break
            text += data
        if left and (text[seen:].endswith(b": ") or unheard):
            seen, typed = len(text), time.monotonic()
            os.write(terminal, left.pop(0))
    os.close(terminal)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), text.decode().replace("\r\n", "\n")


def test_asks_for_all_that_is_needed_and_asks_again(root: Path) -> None:
    answers = (b"My Skiff\n", b"sail\n", b"skiff\n", b"\n", b"Skiffing\n", b"\n", b"x\n", b"2.0\n")
    status, text = _at_a_terminal(root, (*answers, b"\n"))
    assert status == 0, text
    assert "“My Skiff” is no id. Write lower-case words joined by hyphens: “my-skiff”." in text
    assert "There is a program “sail” already" in text
    assert "An answer is needed." in text
    assert "“x” is no version. Write numbers joined by dots, like 4.10." in text
    definition = (root / "program_defs/skiff.yaml").read_text(encoding="utf-8")
    assert 'title: Skiffing\nshort-name: SKIFF\nversion: "2.0"\n' in definition


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([b"skiff\n", _CTRL_C], 130),
        ([b"skiff\n", b"\x04"], 130),
        ([b"skiff\n", b"Skiffing\n", b"\n", b"\n", _CTRL_C], 130),
        ([b"skiff\n", b"Skiffing\n", b"\n", b"\n", b"n\n"], 0),
    ],
)
def test_whoever_breaks_off_leaves_nothing(root: Path, answers: list[bytes], expected: int) -> None:
    before = _files(root)
    status, text = _at_a_terminal(root, answers)
    assert status == expected, text
    assert "Traceback" not in text
    assert _files(root) == before
    assert not (root / "content/skiff").exists()


def test_nobody_is_asked_without_a_terminal(root: Path) -> None:
    script = "import sys; from builder.cli import command; sys.exit(command())"
    done = subprocess.run(
        [sys.executable, "-c", script, "new", "skiff"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "--title is missing" in done.stderr
