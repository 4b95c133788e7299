"""Words of the published guide are found where their author wrote them."""

from __future__ import annotations

import pytest

from builder.model.guide import Block
from builder.reading.positions import locate
from builder.reading.subject import Subject
from tests.checks.cases import BASE, files_of, frozen, subjects

TEXT = """\
{{ harbour }} is where the boat
lies. The boat **is** made (of) Southport wood, see [](#words) and [](#words).

- One item
  with a boat-hook\\*
- Another item in {{ harbour }}

> A quoted
> boat sails for {{ fee }} to [](#club).
"""
FILE = "content/shared/finish.md"


@pytest.fixture(scope="module")
def subject() -> Subject:
    files = dict(files_of(BASE)) | {FILE: TEXT + "\n{{ slot: farewell }}\n"}
    shared = files["program_defs/shared.yaml"]
    fee = "  fee: {value: \"one 'big' coin\", description: X.}\n"
    shared = shared.replace("  notice:", fee + "  notice:")
    shared = shared.replace("Rows a boat", '"Rows a \\"boat\\" alone"')
    files["program_defs/shared.yaml"] = shared
    return subjects(frozen(files))["sail"]


def block(subject: Subject, words: str) -> Block:
    return next(
        block for _, block in subject.texts() if words in "".join(run.text for run in block.runs)
    )


@pytest.mark.parametrize(
    ("within", "needle", "occurrence", "where"),
    [
        ("is where", "boat", 0, (FILE, 1, 28, 4)),
        ("is where", "boat", 1, (FILE, 2, 11, 4)),
        ("is where", "boat", 9, (FILE, 2, 11, 4)),
        ("is where", "boat lies", 0, (FILE, 1, 28, 4)),
        ("is where", "boat is made", 0, (FILE, 2, 11, 16)),
        ("is where", "(of)", 0, (FILE, 2, 28, 4)),
        ("One item", "boat-hook*", 0, (FILE, 5, 10, 11)),
        ("One item", "item with", 0, (FILE, 4, 7, 4)),
        ("Another", "Another", 0, (FILE, 6, 3, 7)),
        ("Another", "Southport", 0, ("program_defs/sail.yaml", 9, 12, 9)),
        ("quoted boat", "quoted boat", 0, (FILE, 8, 5, 6)),
        ("quoted boat", "coin", 0, ("program_defs/shared.yaml", 11, 27, 4)),
        ("quoted boat", "the club", 0, ("program_defs/shared.yaml", 56, 17, 8)),
    ],
)
def test_finds(
    subject: Subject, within: str, needle: str, occurrence: int, where: tuple[str, int, int, int]
) -> None:
    at = locate(subject, block(subject, within).at, needle, occurrence)
    assert at is not None
    assert (at.file, at.line, at.column, at.length) == where


def test_finds_a_word_behind_an_escape_of_a_quoted_yaml_text(subject: Subject) -> None:
    at = locate(subject, block(subject, "alone").at, "alone")
    assert at is not None
    line = subject.program.sources[at.file].line(at.line)
    assert line[at.column - 1 :].startswith("alone")


def test_what_is_not_there_is_at_the_block(subject: Subject) -> None:
    place = block(subject, "One item").at
    at = locate(subject, place, "Another")
    assert place is not None
    assert at is not None
    assert (at.line, at.column, at.length) == (place.line, place.column, 0)
    assert locate(subject, None, "boat") is None
