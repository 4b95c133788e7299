"""Words and sentences of a text that binds nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tests.diff.document import Json, Spot, text
from tests.diff.edits.editor import WORDS, Editor, Expected, edit

TEXT = ("paragraph", "item")


def longest(block: Json) -> Json:
    return max(
        (run for run in block["runs"] if run["kind"] == "text"), key=lambda run: len(run["text"])
    )


def dull(ed: Editor) -> list[Spot]:
    """Paragraphs without an obligation, a number or a list after them."""
    bound = {id(spot.block) for spot, _ in ed.duties}
    return [
        spot
        for spot in ed.doc.paragraphs()
        if id(spot.block) not in bound
        and not text(spot.block).endswith(":")
        and any(run["kind"] == "text" and len(run["text"]) > 40 for run in spot.block["runs"])
    ]


def edit_words(
    ed: Editor, spot: Spot | None, change: Callable[[str], str], *, thing: str = "paragraph"
) -> Sequence[Expected] | None:
    if spot is None:
        return None
    block = spot.block if "runs" in spot.block else spot.block["blocks"][0]
    run = longest(block)
    before, made = text(block), change(run["text"])
    if made == run["text"]:
        return None
    run["text"] = made
    ed.doc.touch(spot.block, block, spot.section)
    ed.doc.touched.discard(id(spot.section))
    return [Expected(kind="changed", things=(thing,), old=before, new=text(block))]


def inner(ed: Editor, words: list[str]) -> int:
    places = [n for n, word in enumerate(words[1:-1], 1) if word.isalpha() and word.islower()]
    return ed.rng.choice(places) if places else 1


@edit
def word_replaced(ed: Editor) -> Sequence[Expected] | None:
    def change(line: str) -> str:
        words = line.split(" ")
        words[inner(ed, words)] = ed.rng.choice(WORDS)
        return " ".join(words)

    return edit_words(ed, ed.doc.choose(dull(ed)), change)


@edit
def word_inserted(ed: Editor) -> Sequence[Expected] | None:
    def change(line: str) -> str:
        words = line.split(" ")
        words.insert(inner(ed, words), ed.rng.choice(WORDS))
        return " ".join(words)

    return edit_words(ed, ed.doc.choose(dull(ed)), change)


@edit
def word_deleted(ed: Editor) -> Sequence[Expected] | None:
    def change(line: str) -> str:
        words = line.split(" ")
        del words[inner(ed, words)]
        return " ".join(words)

    return edit_words(ed, ed.doc.choose(dull(ed)), change)


@edit
def several_words_replaced(ed: Editor) -> Sequence[Expected] | None:
    def change(line: str) -> str:
        words = line.split(" ")
        for _ in range(max(2, len(words) // 8)):
            words[inner(ed, words)] = ed.rng.choice(WORDS)
        return " ".join(words)

    found = [spot for spot in dull(ed) if len(longest(spot.block)["text"].split()) > 14]
    return edit_words(ed, ed.doc.choose(found), change)


@edit
def sentence_added(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(dull(ed))
    if spot is None or spot.block["runs"][-1]["kind"] != "text":
        return None
    before = text(spot.block)
    spot.block["runs"][-1]["text"] += " " + ed.fresh(6)
    ed.doc.touch(spot.block)
    return [Expected(kind="changed", things=("paragraph",), old=before, new=text(spot.block))]


@edit
def sentence_removed(ed: Editor) -> Sequence[Expected] | None:
    def change(line: str) -> str:
        parts = re.split(r"(?<=[a-z)]\.) (?=[A-Z])", line)
        return " ".join((parts[0], *parts[2:])) if len(parts) > 2 else line

    found = [spot for spot in dull(ed) if (run := longest(spot.block)["text"]) != change(run)]
    return edit_words(ed, ed.doc.choose(found), change)


@edit
def item_edited(ed: Editor) -> Sequence[Expected] | None:
    def change(line: str) -> str:
        words = line.split(" ")
        words[inner(ed, words)] = ed.rng.choice(WORDS)
        return " ".join(words)

    bound = {id(spot.block) for spot, _ in ed.duties}
    found = [
        spot
        for spot in ed.doc.items()
        if id(spot.block["blocks"][0]) not in bound
        and any(
            run["kind"] == "text" and len(run["text"].split()) > 5
            for run in spot.block["blocks"][0]["runs"]
        )
    ]
    return edit_words(ed, ed.doc.choose(found), change, thing="item")
