"""Findings of several guides are one if they are the same fault, however it is worded."""

from __future__ import annotations

from builder.diagnostics import Code, Diagnostic, merge_programs
from builder.source import Span

AT = Span(file="content/shared/start.md", line=3, column=5)


def found(message: str, *words: str, at: Span | None = AT) -> Diagnostic:
    return Diagnostic(code=Code["TODO_TEXT"], message=message, at=at, words=words)


def test_one_fault_that_guides_word_differently_is_one_finding() -> None:
    sail, row = found("Section 3.4 says it.", "fees"), found("Section 4 says it.", "fees")
    (one,) = merge_programs({"sail": [sail], "row": [row]})
    assert one.programs == ("sail", "row")
    assert one.message == sail.message


def test_other_words_are_another_finding() -> None:
    sail, row = found("It says it.", "fees"), found("It says it.", "dues")
    assert [d.programs for d in merge_programs({"sail": [sail], "row": [row]})] == [
        ("sail",),
        ("row",),
    ]


def test_without_a_place_or_words_the_message_tells_findings_apart() -> None:
    for faults in (
        [found("The program has no “title”."), found("The program has no “version”.")],
        [found("One is wrong.", "fees", at=None), found("Another is.", "fees", at=None)],
    ):
        assert len(merge_programs({"sail": faults})) == 2
        assert len(merge_programs({"sail": faults, "row": faults})) == 2
