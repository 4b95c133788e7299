"""An editor with yaml-language-server, and the command, judge definitions alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.diagnostics import Diagnostic, Severity
from builder.load import load_figure, load_project
from builder.source import SourceFile
from tests.language_server import ROOT, LanguageServer, language_server
from tests.projects import FAMILY, FIGURE, PROGRAM, make_project

pytestmark = pytest.mark.node

_CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("definitions.yaml").read_text(encoding="utf-8")
)
_FILES = {
    "program": ("program_defs/sail.yaml", PROGRAM),
    "family": ("program_defs/shared.yaml", FAMILY),
    "figure": ("content/figures/route.yaml", FIGURE),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    with language_server(tmp_path_factory.mktemp("editor")) as running:
        yield running


def written(case: dict[str, Any]) -> tuple[str, str, int]:
    """The file of a case, its text, and the line (from 1) before the lines that it adds."""
    name, text = _FILES[case.get("kind", "program")]
    base = text.count("\n")
    if "whole" in case:
        return name, case["whole"], 0
    if "instead" in case:
        old, new = case["instead"]
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        return name, text.replace(old, new), 0
    return name, text + (case["add"] + "\n" if "add" in case else ""), base


def judged(root: Path, name: str, text: str) -> list[Diagnostic]:
    """The errors that the command finds in a file."""
    if name.startswith("content/"):
        path = root / name
        found = list(load_figure(SourceFile.read(root, path)).diagnostics)
    else:
        found = [d for d in load_project(root).diagnostics if d.at and d.at.file == name]
    return [d for d in found if d.severity is Severity.ERROR]


def test_there_are_enough_cases_of_each_kind() -> None:
    says = [case["says"] for case in _CASES]
    assert len(_CASES) >= 40
    assert min(map(says.count, ("good", "bad", "command"))) >= 15
    assert len({case["name"] for case in _CASES}) == len(_CASES)
    assert all(("reason" in case) == (case["says"] == "command") for case in _CASES)


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_editor_and_command_agree(
    case: dict[str, Any], server: LanguageServer, tmp_path: Path
) -> None:
    name, text, before = written(case)
    root = make_project(tmp_path, {"content/figures/route.yaml": FIGURE, name: text})
    marked = server.problems(name, text)
    refused = judged(root, name, text)
    match case["says"]:
        case "good":
            assert (marked, refused) == ([], [])
        case "bad":
            assert marked
            assert refused
        case _:
            assert marked == []
            assert refused
    if "line" in case:
        line = before + case["line"]
        assert line in {d.at.line for d in refused if d.at}
        # The editor marks the line, or that of the list or group that is at fault.
        starts = [problem["range"]["start"]["line"] + 1 for problem in marked]
        assert line in starts, marked


@pytest.mark.parametrize("kind", ["program", "family", "figure"])
@pytest.mark.parametrize("first", ["", "# yaml-language-server: $schema={}\n\n"])
def test_the_files_of_this_repository_have_no_marks(
    server: LanguageServer, kind: str, first: str
) -> None:
    folder, depth = ("content/figures", "../..") if kind == "figure" else ("program_defs", "..")
    for path in sorted((ROOT / folder).glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if kind != "figure" and ("\nfamily:" in text) != (kind == "family"):
            continue
        bare = "\n".join(
            line for line in text.split("\n") if not line.startswith("# yaml-language-server")
        )
        line = first.format(f"{depth}/builder/schemas/{kind}.schema.json")
        assert server.problems(f"{folder}/{path.name}", line + bare) == []


def test_messages_are_in_plain_words(server: LanguageServer) -> None:
    name = _FILES["program"][0]

    def said(line: str) -> list[str]:
        return [problem["message"] for problem in server.problems(name, f"{PROGRAM}{line}\n")]

    assert said('date: "June"') == [
        'Write year, month and day in quotes, like "2018-06-20", or "2018-06".'
    ]
    assert said("lists: {omit: [Two Words]}") == [
        "Write lower-case words joined by hyphens, like hot-fix-process."
    ]
    assert said("subtitle: 4.10") == [
        "A text is expected here. What looks like a number, or like yes, no, on or off, must be "
        "in quotes."
    ]
    assert said("appendices: [{replace: words, status: gone}]") == [
        "Write present or not-applicable."
    ]


def offered(server: LanguageServer, name: str, text: str) -> dict[str, dict[str, Any]]:
    """What is offered at the mark “^” of a text, by its label."""
    at = text.index("^")
    before = text[:at]
    line, column = before.count("\n"), len(before) - (before.rfind("\n") + 1)
    items = server.completions(name, text.replace("^", ""), line, column)
    return {item["label"]: item for item in items}


def documentation(item: dict[str, Any]) -> str:
    found = item.get("documentation", "")
    return str(found["value"] if isinstance(found, dict) else found)


def test_keys_are_offered_with_what_they_mean(server: LanguageServer) -> None:
    found = offered(server, _FILES["program"][0], f"{PROGRAM}^\n")
    assert {"date", "outline", "waivers", "queries"} <= set(found)
    assert not {"program", "family", "requires"} & set(found)
    assert documentation(found["queries"]).startswith("Questions for the owner")
    assert all(documentation(item) for item in found.values())


def test_keys_of_a_group_are_offered(server: LanguageServer) -> None:
    name = _FILES["program"][0]
    found = offered(server, name, f"{PROGRAM}outline:\n  - replace: finish\n    ^\n")
    assert set(found) == {"title", "clause", "status"}
    found = offered(server, name, f"{PROGRAM}tables:\n  add:\n    tides:\n      ^\n")
    assert {"caption", "columns", "rows", "blank"} <= set(found)
    assert "width: ${" in found["table"]["insertText"]


def test_a_whole_entry_is_offered_to_fill_in(server: LanguageServer) -> None:
    name = _FILES["program"][0]
    found = offered(server, name, f"{PROGRAM}waivers:\n  - ^\n")
    assert found["waiver"]["insertText"] == "check: $1\n  at: $2\n  reason: $3\n  until: $4"
    found = offered(server, name, f"{PROGRAM}links:\n  add:\n    ^\n")
    assert found["new link"]["insertText"] == "${1:its-id}:\n    label: $2\n    url: $3"
    found = offered(server, _FILES["family"][0], FAMILY.replace("forms:\n", "forms:\n  ^\n", 1))
    assert found["new form"]["insertText"].startswith("${1:its-id}:\n    blocks:\n      - id: $2")


def test_words_are_offered_where_only_a_few_are_possible(server: LanguageServer) -> None:
    name = _FILES["program"][0]
    found = offered(server, name, f"{PROGRAM}appendices:\n  - replace: words\n    status: ^\n")
    assert set(found) == {"present", "not-applicable"}
    found = offered(server, name, f"{PROGRAM}checks:\n  two-periods: ^\n")
    assert {label.strip('"') for label in found} == {"error", "warning", "note", "off"}


@pytest.mark.parametrize(
    ("kind", "at", "words"),
    [
        ("program", "short-name", "The short name for running headers and lists"),
        ("program", "summary", "What changed, in Markdown."),
        ("family", "precedence", "the highest first"),
        ("family", "means", "What it stands for, like"),
        ("figure", "shape", "What the box stands for"),
    ],
)
def test_a_key_tells_what_it_means(server: LanguageServer, kind: str, at: str, words: str) -> None:
    name, text = _FILES[kind]
    before = text[: text.index(f"{at}:")]
    line, column = before.count("\n"), len(before) - (before.rfind("\n") + 1)
    assert words in server.hover(name, text, line, column + 1)
