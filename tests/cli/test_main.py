"""The command: what it answers, its exit codes, and that no traceback reaches an author."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from builder.cli import main
from builder.cli.parsers import command_module, command_names, summary
from tests.whole_projects import SAIL, make_whole

REPOSITORY = Path(__file__).parents[2]
HEAVY = ("sphinx", "docutils", "pydantic", "jinja2", "rich", "typst", "myst_parser", "yaml")


def run(*words: str, cwd: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "builder.cli", *words],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(option: str) -> None:
    code = (
        "import sys; from builder.cli import main\n"
        f"try: main([{option!r}])\n"
        "except SystemExit as end: assert not end.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines()[-1] == "[]"
    assert ("build" in result.stdout) == (option == "--help")


def test_a_build_without_faults_exits_0_and_one_with_faults_1(tmp_path: Path) -> None:
    root = make_whole(tmp_path)
    fine = run("-C", str(root), "build", "sail")
    assert fine.returncode == 0, fine.stderr
    assert re.search(r"sail +4\.10 +\d+ +\d+", fine.stdout)
    path = root / SAIL
    path.write_text(path.read_text().replace("title: Sailing", "titel: Sailing"))
    failed = run("-C", str(root), "build", "sail")
    assert failed.returncode == 1
    assert "program_defs/sail.yaml:3:1: error: “titel” is not a key of a program." in failed.stderr
    assert "    3 | titel: Sailing\n      | ^^^^^\n" in failed.stderr
    assert "help: Did you mean “title”?" in failed.stderr
    assert "Earlier output is as it was." in failed.stderr
    assert str(root) not in failed.stderr


def test_the_root_is_found_from_a_folder_below(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_whole(tmp_path, {"content/shared/finish.md": "{{ x }}\n"})
    monkeypatch.chdir(root / "content" / "shared")
    assert main(["build"]) == 1
    assert "content/shared/finish.md:1:1" in capfd.readouterr().err


@pytest.mark.parametrize("words", [["build"], ["-C", "nowhere", "build"]])
def test_a_folder_that_is_no_project(
    words: list[str],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    said = capfd.readouterr().err
    assert "there is no folder program_defs/" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["biuld"], "there is no command “biuld”; did you mean “build”?"),
        (["-C", "build", "shcema"], "did you mean “schema”?"),
        (["zzz"], "there is no command “zzz”; there are: build, "),
    ],
)
def test_an_unknown_command(words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert said in capfd.readouterr().err


@pytest.mark.parametrize("words", [[], ["build", "--nonsense"], ["schema", "nonsense"]])
def test_wrong_usage_exits_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2


def test_an_unknown_program(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = make_whole(tmp_path)
    assert main(["-C", str(root), "build", "sial"]) == 1
    said = capfd.readouterr().err
    assert "There is no program “sial”." in said
    assert "Did you mean “sail”?" in said


def stand_in(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object) -> int:
        raise error

    command = SimpleNamespace(configure=lambda parser: None, run=fail)
    monkeypatch.setattr(sys.modules["builder.cli.main"], "command_module", lambda name: command)


def test_interrupted(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    stand_in(monkeypatch, KeyboardInterrupt())
    assert main(["-C", str(make_whole(tmp_path)), "build"]) == 130
    assert capfd.readouterr().err == "guides: interrupted; earlier output is as it was.\n"


def test_an_internal_error_is_one_line_and_a_log(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    stand_in(monkeypatch, ValueError("first\nsecond"))
    assert main(["-C", str(make_whole(tmp_path)), "build"]) == 3
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "Traceback" not in said
    log = Path(said.rsplit(" ", 1)[1].strip())
    assert "ValueError: first\nsecond" in log.read_text(encoding="utf-8")
    log.unlink()


def test_a_machine_that_refuses_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    stand_in(monkeypatch, PermissionError(13, "Permission denied", "build"))
    assert main(["-C", str(make_whole(tmp_path)), "build"]) == 3
    assert capfd.readouterr().err == "guides: Permission denied (build)\n"


def test_notes_are_counted_and_shown_when_asked_for(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = make_whole(tmp_path, edits={SAIL: ("  harbor:", '  days: "7"\n  harbor:')})
    assert main(["-C", str(root), "build", "sail"]) == 0
    said = capfd.readouterr()
    assert "1 note" in said.out + said.err
    assert "hides the family's default" not in said.err
    assert main(["-C", str(root), "build", "sail", "--verbose"]) == 0
    assert "hides the family's default" in capfd.readouterr().err


@pytest.mark.parametrize("command", command_names())
def test_the_list_of_commands_says_what_each_does_without_importing_it(command: str) -> None:
    said = command_module(command).__doc__.splitlines()[0]
    assert summary(command) == said
    assert said.endswith(".")
    assert len(said) < 100


def test_one_schema_is_not_checked_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "family", "--check"]) == 2
    assert "name none" in capsys.readouterr().err
