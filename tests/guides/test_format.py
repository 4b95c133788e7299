"""Formatting puts even a thoroughly disarranged copy of this project in order again.

What the guides say stays as it was, and so does every comment.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.cli.main import main
from builder.diff import compare
from builder.load import load_project
from builder.model.guide import Guide
from builder.pipeline.project import open_project
from builder.pipeline.published import assemble_all
from tests.guides.reading import PROGRAMS, ROOT

_KEY = re.compile(r"(?m)^(?=(?:#.*\n)*[a-z-]+:)")
_PAIR = re.compile(r"(?m)^( *- )\{(?P<first>[a-z]+: [^,{}\[\]]+), (?P<second>[a-z]+: .+)\}$")
_COMMENT = re.compile(r"(?m)(?:^|(?<= ))# .*")


def disarranged(text: str) -> str:
    """A definition with its keys from the last to the first, in braces too."""
    pieces: list[str] = []
    for piece in _KEY.split(text):
        if pieces and pieces[-1].endswith("\n") and re.fullmatch(r"(?:#.*\n)+", pieces[-1]):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    head, *keys = pieces
    swapped = [_PAIR.sub(r"\1{\g<second>, \g<first>}", key) for key in reversed(keys)]
    return head + "".join(f"{key.rstrip()}   \n\n\n" for key in swapped)


def unwrapped(text: str) -> str:
    """A clause with each paragraph in one line, and white space where it does not matter."""
    joined = re.sub(r"(?<=[^\n}>:])\n *(?=[A-Za-z(\[“‘*{`](?!\{? ?[a-z]+: ))", " ", text)
    return "\n" + joined.replace("\n\n", "\n\n\n") + "\n\n"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The disarranged copy, formatted."""
    root = tmp_path_factory.mktemp("copy")
    for part in ("program_defs", "content", "templates"):
        shutil.copytree(ROOT / part, root / part)
    count = 0
    for path in (*root.glob("program_defs/*.yaml"), *root.glob("content/**/*.md")):
        change = disarranged if path.suffix == ".yaml" else unwrapped
        before = path.read_text(encoding="utf-8")
        path.write_text(change(before), encoding="utf-8")
        count += path.read_text(encoding="utf-8") != before
    assert count > 80
    assert not load_project(root).failed
    assert main(["-C", str(root), "format"]) == 0
    return root


def test_definitions_are_as_before(copy: Path) -> None:
    for path in ROOT.glob("program_defs/*.yaml"):
        found = (copy / path.relative_to(ROOT)).read_text(encoding="utf-8").split("\n")
        expected = path.read_text(encoding="utf-8").split("\n")
        assert list(filter(None, found)) == list(filter(None, expected))


def test_comments_are_as_before(copy: Path) -> None:
    for path in ROOT.glob("program_defs/*.yaml"):
        found = (copy / path.relative_to(ROOT)).read_text(encoding="utf-8")
        expected = Counter(_COMMENT.findall(path.read_text(encoding="utf-8")))
        assert Counter(_COMMENT.findall(found)) == expected


def test_clauses_are_wrapped(copy: Path) -> None:
    for path in copy.glob("content/**/*.md"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert max(map(len, lines)) <= 100, path
        original = (ROOT / path.relative_to(copy)).read_text(encoding="utf-8")
        assert "\n".join(lines).split() == original.split()


def test_a_second_time_changes_nothing(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(copy), "format", "--check"]) == 0, capsys.readouterr().out


def test_the_programs_are_the_same(copy: Path) -> None:
    found, expected = _words(load_project(copy).value), _words(load_project(ROOT).value)
    different = [pair for pair in zip(found, expected, strict=True) if pair[0] != pair[1]]
    assert different == []


def _words(value: object) -> list[str]:
    """The words of programs, without the places where their parts stand and their lines end."""
    return re.sub(r"(?:Span|PosixPath)\([^()]*\)|\\n", " ", repr(value)).split()


@pytest.mark.parametrize("id", PROGRAMS)
def test_the_guides_say_the_same(copy: Path, guides: Mapping[str, Guide], id: str) -> None:
    result = assemble_all(open_project(copy, [id]))
    assert compare(guides[id], result.value[id]).changes == ()
