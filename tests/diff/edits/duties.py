"""Obligations: their strength, period, actor, condition and other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from builder.model.obligation import Obligation
from tests.diff.document import Json, Spot, text
from tests.diff.edits.editor import Editor, Expected, edit
from tests.diff.edits.paragraphs import add_paragraph
from tests.diff.edits.words import dull


def _bound(
    ed: Editor, fits: Callable[[Obligation, str], bool]
) -> tuple[Spot, Obligation, Json] | None:
    """A paragraph or item with an obligation that is written in one run."""
    found = []
    for spot, duty in ed.duties:
        if not (ed.doc.free(spot.block) and ed.doc.free(spot.section)):
            continue
        if spot.parent is not None and not ed.doc.free(spot.parent):
            continue
        for run in spot.block.get("runs", []):
            if run["kind"] == "text" and duty.sentence in run["text"] and fits(duty, run["text"]):
                found.append((spot, duty, run))
    return ed.doc.choose(found)


def _bind(
    ed: Editor,
    fits: Callable[[Obligation, str], bool],
    change: Callable[[Obligation, str], str],
) -> Sequence[Expected] | None:
    found = _bound(ed, fits)
    if found is None:
        return None
    spot, duty, run = found
    before = text(spot.block)
    made = change(duty, duty.sentence)
    if made == duty.sentence:
        return None
    run["text"] = run["text"].replace(duty.sentence, made, 1)
    ed.doc.touch(spot.block, spot.parent)
    old, new = before, text(spot.block)
    return [Expected(kind="changed", things=(_thing(spot),), old=old, new=new, normative=True)]


def _thing(spot: Spot) -> str:
    first = spot.parent and spot.parent["kind"] == "item" and spot.index == 0
    return "item" if first else "paragraph"


def _modal(ed: Editor, old: str, new: str) -> Sequence[Expected] | None:
    """Another strength for a duty whose sentence says `old` once."""
    word = rf"\b{old}\b"
    return _bind(
        ed,
        lambda duty, _: (
            duty.strength == old and len(re.findall(word, duty.sentence)) == 1 and not duty.negated
        ),
        lambda _, line: re.sub(word, new, line, count=1),
    )


@edit
def strength_must_to_should(ed: Editor) -> Sequence[Expected] | None:
    return _modal(ed, "must", "should")


@edit
def strength_should_to_must(ed: Editor) -> Sequence[Expected] | None:
    return _modal(ed, "should", "must")


@edit
def strength_will_to_may(ed: Editor) -> Sequence[Expected] | None:
    return _modal(ed, "will", "may")


@edit
def duty_negated(ed: Editor) -> Sequence[Expected] | None:
    return _modal(ed, "must", "must not")


@edit
def period_changed(ed: Editor) -> Sequence[Expected] | None:
    return _bind(
        ed,
        lambda duty, _: bool(duty.period and re.search(r"\d", duty.period)),
        lambda duty, line: line.replace(
            duty.period or "", re.sub(r"\d+", lambda m: str(int(m[0]) + 7), duty.period or "")
        ),
    )


@edit
def period_added(ed: Editor) -> Sequence[Expected] | None:
    return _bind(
        ed,
        lambda duty, _: not duty.period and not duty.condition and duty.sentence.endswith("."),
        lambda _, line: line[:-1] + " within 10 business days.",
    )


@edit
def actor_changed(ed: Editor) -> Sequence[Expected] | None:
    return _bind(
        ed,
        lambda duty, _: duty.party == "Partner" and duty.sentence.startswith("The Partner "),
        lambda _, line: line.replace("The Partner ", "VMware ", 1),
    )


@edit
def condition_added(ed: Editor) -> Sequence[Expected] | None:
    return _bind(
        ed,
        lambda duty, _: (
            not duty.condition and not duty.exception and duty.sentence.endswith((".", ". "))
        ),
        lambda _, line: line[:-1] + " if VMware asks for it in writing.",
    )


@edit
def condition_removed(ed: Editor) -> Sequence[Expected] | None:
    def fits(duty: Obligation, _: str) -> bool:
        clause = duty.condition or ""
        return 8 < len(clause) < len(duty.sentence) / 2 and duty.sentence.endswith(f" {clause}.")

    return _bind(ed, fits, lambda duty, line: line.replace(f" {duty.condition}.", "."))


@edit
def exception_added(ed: Editor) -> Sequence[Expected] | None:
    return _bind(
        ed,
        lambda duty, _: not duty.exception and duty.sentence.endswith("."),
        lambda _, line: line[:-1] + ", unless both parties agree otherwise.",
    )


@edit
def duty_added_to_a_paragraph(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(dull(ed))
    if spot is None or spot.block["runs"][-1]["kind"] != "text":
        return None
    before = text(spot.block)
    spot.block["runs"][-1]["text"] += f" The Partner must keep {ed.fresh(5)}"
    ed.doc.touch(spot.block)
    new = text(spot.block)
    return [Expected(kind="changed", things=("paragraph",), old=before, new=new, normative=True)]


@edit
def duty_removed_from_a_paragraph(ed: Editor) -> Sequence[Expected] | None:
    found = _bound(
        ed,
        lambda duty, line: (
            len(line) > 2.2 * len(duty.sentence)
            and line.count(duty.sentence) == 1
            and f" {duty.sentence}" in line
        ),
    )
    if found is None:
        return None
    spot, duty, run = found
    before = text(spot.block)
    run["text"] = run["text"].replace(f" {duty.sentence}", "")
    ed.doc.touch(spot.block, spot.parent)
    new = text(spot.block)
    return [Expected(kind="changed", things=(_thing(spot),), old=before, new=new, normative=True)]


@edit
def paragraph_with_duty_added(ed: Editor) -> Sequence[Expected] | None:
    return add_paragraph(ed, f"The Partner shall report {ed.fresh()}", normative=True)


@edit
def other_words_in_a_duty(ed: Editor) -> Sequence[Expected] | None:
    found = _bind(
        ed,
        lambda duty, _: (
            not duty.condition
            and not duty.exception
            and duty.party is not None
            and duty.action.count(" ") > 6
            and duty.sentence.endswith(".")
            and duty.sentence.split(" ")[-1][:-1].islower()
        ),
        lambda _, line: f"{line.rsplit(' ', 1)[0]} lantern.",
    )
    return found and [replace(found[0], normative=False)]
