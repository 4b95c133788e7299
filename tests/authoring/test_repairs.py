"""Repairs: what checks offer is what is wrong, and nothing else changes."""

from __future__ import annotations

import pytest

from builder.authoring.fix import fixes
from builder.checks.engine.run import run_checks
from builder.diagnostics import Diagnostic, Edit
from builder.reading.subject import Collection
from builder.source import SourceFile, Span
from tests.checks.cases import BASE, files_of, frozen, subjects


def finding(line: int, column: int, old: str, new: str, file: str = "a.md") -> Diagnostic:
    at = Span(file=file, line=line, column=column, length=len(old))
    return Diagnostic(code="double-space", message="X.", edit=Edit(at=at, old=old, new=new))


def fixed(text: str, *found: Diagnostic) -> str:
    return fixes(found, {"a.md": SourceFile(name="a.md", text=text)}).get("a.md", text)


def test_several_repairs_of_a_line() -> None:
    found = [finding(1, 9, "c", "CCC"), finding(1, 1, "aa", ""), finding(2, 1, "d", "D")]
    assert fixed("aa  bb  c\nd\n", *found) == "  bb  CCC\nD\n"


def test_the_same_repair_twice_is_one() -> None:
    assert fixed("a a\n", finding(1, 1, "a", "aa"), finding(1, 1, "a", "aa")) == "aa a\n"


def test_overlapping_repairs_are_not_both_made() -> None:
    assert fixed("abcd\n", finding(1, 1, "abc", "x"), finding(1, 3, "cd", "y")) == "xd\n"


@pytest.mark.parametrize(
    "wrong",
    [
        finding(1, 1, "b", "x"),
        finding(9, 1, "a", "x"),
        finding(0, 1, "a", "x"),
        finding(1, 0, "a", "x"),
        finding(1, 9, "a", "x"),
        finding(1, 1, "", "x"),
        finding(1, 1, "a", "x\ny"),
        finding(1, 1, "a", "x", file="b.md"),
        Diagnostic(code="double-space", message="X."),
    ],
)
def test_what_does_not_stand_there_is_left_alone(wrong: Diagnostic) -> None:
    assert fixes([wrong], {"a.md": SourceFile(name="a.md", text="abc\n")}) == {}


TYPOGRAPHY = {
    "content/shared/finish.md": (
        'The captain\'s  "boat"  (\'small\') sails in the \'90s for 3" and `"code"  here`.\n'
        "{{ harbour }}'s *'quay'* is  “old”.\n",
        'The captain’s “boat” (‘small’) sails in the ’90s for 3" and `"code"  here`.\n'
        "{{ harbour }}’s *‘quay’* is “old”.\n",
    ),
    "program_defs/shared.yaml": (
        "['A \"fine\" bowline''s  knot', \"Reef \\\"knot\\\"'s\", Captain's  knot]",
        "['A “fine” bowline’s knot', \"Reef “knot”’s\", Captain’s knot]",
    ),
}


def test_typography_is_repaired_where_it_is_wrong_and_then_clean() -> None:
    files = dict(files_of(BASE))
    old_list = "[Bowline, Reef knot]"
    finish, shared = TYPOGRAPHY["content/shared/finish.md"], TYPOGRAPHY["program_defs/shared.yaml"]
    slot = "\n{{ slot: farewell }}\n"
    files["content/shared/finish.md"] = finish[0] + slot
    files["program_defs/shared.yaml"] = files["program_defs/shared.yaml"].replace(
        old_list, shared[0]
    )
    codes = {"straight-quotes", "double-space"}

    def found(now: dict[str, str]) -> tuple[Diagnostic, ...]:
        collection = Collection(subjects=subjects(frozen(now)))
        return run_checks(collection, wanted=lambda code: code in codes)

    sources = {name: SourceFile(name=name, text=text) for name, text in files.items()}
    changed = fixes(found(files), sources)
    assert set(changed) == set(TYPOGRAPHY)
    assert changed["content/shared/finish.md"] == finish[1] + slot
    assert changed["program_defs/shared.yaml"] == files["program_defs/shared.yaml"].replace(*shared)
    left = found(files | changed)
    assert [(finding.code, finding.edit) for finding in left] == [("straight-quotes", None)]
