from __future__ import annotations

import pytest

from builder.model.guide import Block, Run
from builder.obligations import sentences
from tests.obligations.marks import paragraph


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(paragraph(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Use e.g. The Boat or i.e. Another Boat.",
        "Version 6.5 works with 4.10 and v3.1.zip on example.com.",
        "Harbor, Inc. ships it.",
        "See No. 5 and Fig. 3 vs. Table 2.",
        "Dr. J. Smith signs.",
        "It says (see the list. Then go on) what to do.",
        "It says “Stop. Go back.” and nothing else.",
        "It is as in Section 3.4 “Release Activities.” and not otherwise.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It ends here.", "The next begins."),
        ("Is it so?", "It is!"),
        ("Read Section 3.4 “Release Activities.”", "The tenant pays."),
        ("(All of it.)", "The tenant pays."),
        ("It is made by Harbor, Inc.", "The tenant pays."),
        ("It runs with Boat 6.5.", "The tenant pays."),
        ("It needs a boat.", "iPads are no boats."),
        ("Bring ropes, sails, etc.", "If it rains, wait."),
    ],
)
def test_two_sentences_are_two(first: str, second: str) -> None:
    assert texts(f"{first} {second}") == [first, second]


def test_offsets_and_references_follow_the_runs() -> None:
    title = "Section 3.4 “What? The Rest. All of it”"
    block = Block(
        kind="paragraph",
        runs=(
            Run(text="One. See "),
            Run(text=title, kind="reference", target="the-rest", generated=True),
            Run(text=" first."),
        ),
    )
    one, two = sentences(block)
    text = "".join(run.text for run in block.runs)
    assert [text[s.start : s.end] for s in (one, two)] == [one.text, two.text]
    assert two.text == f"See {title} first."
    assert two.stable == "See the-rest first."
