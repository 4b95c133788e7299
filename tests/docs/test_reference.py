"""The reference pages are current and whole, and no page names a command that there is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.cli.main import main
from builder.cli.parsers import command_names, command_parser
from builder.cli.reference import reference_pages

ROOT = Path(__file__).resolve().parents[2]
PAGES = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
PAGES["README.md"] = (ROOT / "README.md").read_text("utf-8")
PARSERS = {name: command_parser(name) for name in command_names()}
MAKE = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
ANYWHERE = {"--help", "--version", "-C", "--root", "-h"}


def _commands(text: str) -> list[str]:
    """Every call of `guides` in code, in examples of a shell or in the running text."""
    shell = re.findall(r"^ *```sh\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    lines = [line.strip() for block in shell for line in block.split("\n")]
    inline = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)
    calls = [re.sub(r"^(?:\.venv/bin/)?guides\b", "guides", line) for line in (*lines, *inline)]
    return [call for call in calls if re.match(r"guides [a-z]", call)]


def test_the_written_pages_are_current(capsys: pytest.CaptureFixture[str]):
    assert main(["-C", str(ROOT), "docs", "--check"]) == 0, capsys.readouterr().out


def test_a_stale_page_is_told_and_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "program_defs").mkdir()
    assert main(["-C", str(tmp_path), "docs", "--check"]) == 1
    assert "docs/keys.md is not current" in capsys.readouterr().out
    assert not (tmp_path / "docs").exists()
    assert main(["-C", str(tmp_path), "docs", "--write-reference"]) == 0
    assert main(["-C", str(tmp_path), "docs", "--check"]) == 0
    assert set(reference_pages()) == {path.name for path in (tmp_path / "docs").iterdir()}


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_option_that_a_page_names_exists(page: str):
    wrong = []
    for call in _commands(PAGES[page]):
        _, name, *words = call.split()
        if name not in PARSERS:
            wrong.append(call)
            continue
        known = {o for action in PARSERS[name]._actions for o in action.option_strings}
        given = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        wrong += [f"{call}: {option}" for option in sorted(given - known - ANYWHERE)]
    assert wrong == []


@pytest.mark.parametrize("page", PAGES)
def test_every_target_of_make_that_a_page_names_exists(page: str):
    named = re.findall(r"(?:`|^ *)make ([a-z]+)", PAGES[page], re.MULTILINE)
    assert set(named) <= MAKE


def test_every_command_stands_in_the_reference_and_in_a_page_for_people():
    for_people = "\n".join(text for name, text in PAGES.items() if name != "commands.md")
    for name, parser in PARSERS.items():
        assert f"## guides {name}\n" in PAGES["commands.md"]
        assert f"`guides {name}" in for_people or f"guides {name}" in for_people, name
        part = PAGES["commands.md"].partition(f"## guides {name}\n")[2].partition("\n## ")[0]
        for action in parser._actions:
            if action.dest != "help":
                shown = action.option_strings or [str(action.metavar or action.dest.upper())]
                assert all(f"`{form}" in part for form in shown), (name, shown)


def test_a_page_that_names_a_wrong_option_would_be_seen():
    text = "Run `guides check --no-such` or\n\n```sh\n.venv/bin/guides chek\n```\n"
    assert _commands(text) == ["guides chek", "guides check --no-such"]


def test_every_file_that_a_page_names_exists():
    wrong = []
    made = re.compile(
        r"[<*{]|^build|^published|^releases|test-tools|array-setup|backup|^\.venv|^\.cache|^(good|bad)/"
    )
    for page, text in PAGES.items():
        if page in reference_pages():
            continue
        for name in re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", text):
            known = (ROOT / name).exists() or (ROOT / "builder" / name).exists()
            if not made.search(name) and not known:
                wrong.append(f"{page}: {name}")
    assert wrong == []


def test_every_link_of_the_readme_leads_to_a_file():
    links = re.findall(r"\]\((?!https?:)([^)#]+)", PAGES["README.md"])
    assert [link for link in links if not (ROOT / link).is_file()] == []
    assert "docs/checks.md" in links


def test_pages_are_short():
    own = {name: text for name, text in PAGES.items() if name not in reference_pages()}
    most = dict.fromkeys(own, 1500) | {"development.md": 1800}
    assert {name for name, text in own.items() if len(text.split()) > most[name]} == set()
