"""Arguments of every command: in any order, and whatever the project's folder is called."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from builder.cli import commands, parsers
from builder.cli.main import main
from builder.cli.parsers import command_names, command_parser, read_arguments
from builder.cli.reference import reference_pages

VALUES = {
    "--select": "open-query",
    "--ignore": "open-query",
    "--explain": "open-query",
    "--date": "2027-01-15",
    "--port": "9000",
}
"""Values of the options that do not take every text."""
ROOTS = (["-C", "x"], ["-Cx"], ["--root", "x"], ["--root=x"], ["--roo", "x"], ["--roo=x"])
Actions = Sequence[argparse.Action]


@pytest.mark.parametrize("command", command_names())
@pytest.mark.parametrize("call", [["-C{}"], ["-C", "{}"], ["--root={}"], ["--root", "{}"]])
def test_a_projects_folder_may_be_called_like_a_command(
    command: str,
    call: list[str],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / command / "program_defs").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    root = [word.format(command) for word in call]
    assert main([*root, "figures", "--check"]) == 0, capfd.readouterr().err
    assert main(["figures", *root, "--check"]) == 0, capfd.readouterr().err
    assert main(["figures", "--check", *root]) == 0, capfd.readouterr().err


def actions(command: str) -> tuple[Actions, Actions]:
    """The positional arguments and the options of a command."""
    known = [a for a in command_parser(command)._actions if not isinstance(a, argparse._HelpAction)]
    return [a for a in known if not a.option_strings], [a for a in known if a.option_strings]


def samples(positionals: Actions) -> list[str]:
    """As many words as the positional arguments can take, at most two each."""
    words: list[str] = []
    for action in positionals:
        some = [str(choice) for choice in action.choices or ("kms", "sra")]
        words += some[:2] if action.nargs in ("*", "+") else some[:1]
    return words


def forms(option: argparse.Action) -> Iterator[list[str]]:
    """The ways to write an option."""
    for string in option.option_strings:
        if option.nargs == 0:
            yield [string]
            continue
        value = VALUES.get(option.option_strings[-1]) or str(next(iter(option.choices or ["v"])))
        yield [string, value]
        yield [f"{string}={value}" if string.startswith("--") else f"{string}{value}"]


@pytest.mark.parametrize("command", command_names())
def test_an_option_may_stand_anywhere_among_the_arguments(command: str) -> None:
    positionals, options = actions(command)
    words = samples(positionals)
    for option in options:
        for written in forms(option):
            first = read_arguments([command, *written, *words])
            for place in range(1, len(words) + 1):
                mixed = [*words[:place], *written, *words[place:]]
                assert read_arguments([command, *mixed]) == first, mixed


@pytest.mark.parametrize("command", command_names())
def test_options_may_be_shortened_and_joined_anywhere(command: str) -> None:
    positionals, options = actions(command)
    words = samples(positionals)
    flags = [s for o in options if o.nargs == 0 for s in o.option_strings if len(s) == 2]
    for root in [*ROOTS, *([f"{flag}C", "x"] for flag in flags)]:
        for place in range(len(words) + 1):
            found = read_arguments([command, *words[:place], *root, *words[place:]])
            assert found.root == Path("x"), root


@pytest.mark.parametrize("command", command_names())
def test_after_two_hyphens_nothing_is_an_option(command: str) -> None:
    positionals, options = actions(command)
    free = [action for action in positionals if not action.choices]
    if not free or len(free) < len(positionals):
        return
    words = [f"-{word}" for word in samples(positionals)]
    plain = read_arguments([command, *samples(positionals)])
    for option in [[], *(form for o in options if o.nargs == 0 for form in forms(o))]:
        found = read_arguments([command, *option, "--", *words])
        for action in free:
            value, wanted = getattr(found, action.dest), getattr(plain, action.dest)
            several = isinstance(wanted, list)
            expected = [f"-{one}" for one in wanted] if several else f"-{wanted}"
            assert (list(map(str, value)) if several else value) == expected


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["diff", "HEAD", "-q", "kms"], {"words": ["HEAD", "kms"], "brief": True}),
        (["diff", "HEAD", "-qC", "x", "kms"], {"words": ["HEAD", "kms"], "root": Path("x")}),
        (["check", "kms", "--strict", "sra"], {"programs": ["kms", "sra"], "strict": True}),
        (["check", "-C", "x"], {"root": Path("x"), "programs": []}),
        (["-C", "x", "check", "-C", "y"], {"root": Path("y")}),
        (["check", "--form", "json", "kms"], {"format": "json", "programs": ["kms"]}),
        (["check", "--select", "a-broken", "-v"], None),
        (["notice", "kms", "--party", "Us", "v1"], {"program": "kms", "party": "Us", "old": "v1"}),
        (["new", "--version", "2.0", "pad"], {"program": "pad", "guide_version": "2.0"}),
        (["show", "kms", "3.4", "--only", "x"], {"section": ["3.4", "x"], "only": True}),
        (["format", "a.md", "--", "-C.md"], {"files": [Path("a.md"), Path("-C.md")]}),
        (["--", "check", "kms"], {"command": "check", "programs": ["kms"]}),
        (["check", "kms", "--nonsense", "sra"], None),
        (["show", "kms", "--only"], None),
        (["check", "kms", "-C"], None),
    ],
)
def test_some_calls(words: list[str], wanted: dict[str, object] | None) -> None:
    if wanted is None:
        with pytest.raises(SystemExit) as end:
            read_arguments(words)
        assert end.value.code == 2
        return
    found = vars(read_arguments(words))
    assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize("words", [["check", "kms", "--help"], ["diff", "-qh", "v1"]])
def test_help_of_a_command_from_anywhere(
    words: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 0
    said = capfd.readouterr().out
    assert f"guides {words[0]}" in said
    assert "--root FOLDER" in said
    assert "kms" not in said


def test_a_wrong_call_shows_how_the_command_is_called(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["show", "kms", "--format", "rtf"])
    said = capfd.readouterr().err
    assert said.startswith("usage: guides show ")
    assert "PROGRAM SECTION" in said
    assert "invalid choice: 'rtf'" in said


def test_a_command_is_added_in_one_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "greet.py").write_text(
        '"""Greet a captain."""\n\n\n'
        "def configure(parser):\n    parser.add_argument('captain')\n\n\n"
        "def run(root, options):\n    print('Ahoy,', options.captain)\n    return 7\n"
    )
    monkeypatch.setattr(parsers, "_FOLDER", tmp_path)
    monkeypatch.setattr(commands, "__path__", [str(tmp_path)])
    monkeypatch.chdir(Path(__file__).parent)
    assert main(["greet", "Ahab"]) == 7
    assert capfd.readouterr().out == "Ahoy, Ahab\n"
    with pytest.raises(SystemExit):
        main(["--help"])
    assert re.search(r"\n  greet +Greet a captain\n", capfd.readouterr().out)
    with pytest.raises(SystemExit):
        main(["great"])
    assert "did you mean “greet”?" in capfd.readouterr().err
    assert "## guides greet\n\nGreet a captain.\n" in reference_pages()["commands.md"]
