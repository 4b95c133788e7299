"""Makes revisions of a guide with a list of what was done: the ground truth of the accuracy test.

Every kind of edit is a function of `EDITS`; it changes the document and returns what a reviewer
must be shown, or None if the guide has no place for it. `SILENT` are changes of typography,
layout and sources that must not be shown at all.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from builder.model.guide import Guide
from builder.model.obligation import Obligation, Party
from builder.obligations import extract
from tests.diff.document import (
    Document,
    Json,
    Spot,
    cell,
    cell_text,
    item,
    merged,
    paragraph,
    text,
)


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A change that must be reported: found by what it is and by its texts."""

    kind: str
    things: tuple[str, ...]
    old: str | None = None
    new: str | None = None
    id: str | None = None
    edit: str = ""
    normative: bool = False


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A guide before and after, and what is different."""

    old: Guide
    new: Guide
    expected: tuple[Expected, ...]


@dataclass
class Editor:
    """What edits work on: the document, and the obligations of the guide before."""

    doc: Document
    duties: list[tuple[Spot, Obligation]] = field(default_factory=list)
    count: int = 0

    @property
    def rng(self) -> random.Random:
        return self.doc.rng

    def fresh(self, least: int = 9) -> str:
        """A sentence that is nowhere else and binds nobody."""
        self.count += 1
        words = self.rng.sample(_WORDS, least)
        return f"{words[0].capitalize()} {' '.join(words[1:])} number {_name(self.count)}."


Edit = Callable[[Editor], Sequence[Expected] | None]
EDITS: dict[str, Edit] = {}
SILENT: dict[str, Callable[[Editor], None]] = {}

_WORDS = tuple(
    """
    amber basin cedar delta ember fjord garnet harbor island jasper kestrel lagoon meadow
    nickel orchard pebble quartz ridge summit timber umber valley willow yarrow zephyr
    copper lantern marble thicket velvet
    """.split()  # noqa: SIM905 (thirty words read better as text)
)


def _name(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(number)) + "x"


def edit(function: Edit) -> Edit:
    EDITS[function.__name__.replace("_", " ")] = function
    return function


def silent(function: Callable[[Editor], None]) -> Callable[[Editor], None]:
    SILENT[function.__name__.replace("_", " ")] = function
    return function


# Words ------------------------------------------------------------------------------------------

_TEXT = ("paragraph", "item")


def _longest(block: Json) -> Json:
    return max(
        (run for run in block["runs"] if run["kind"] == "text"), key=lambda run: len(run["text"])
    )


def _dull(ed: Editor) -> list[Spot]:
    """Paragraphs without an obligation, a number or a list after them."""
    bound = {id(spot.block) for spot, _ in ed.duties}
    return [
        spot
        for spot in ed.doc.paragraphs()
        if id(spot.block) not in bound
        and not text(spot.block).endswith(":")
        and any(run["kind"] == "text" and len(run["text"]) > 40 for run in spot.block["runs"])
    ]


def _edit_words(
    ed: Editor, spot: Spot | None, change: Callable[[str], str], *, thing: str = "paragraph"
) -> Sequence[Expected] | None:
    if spot is None:
        return None
    block = spot.block if "runs" in spot.block else spot.block["blocks"][0]
    run = _longest(block)
    before, made = text(block), change(run["text"])
    if made == run["text"]:
        return None
    run["text"] = made
    ed.doc.touch(spot.block, block, spot.section)
    ed.doc.touched.discard(id(spot.section))
    return [Expected(kind="changed", things=(thing,), old=before, new=text(block))]


def _inner(ed: Editor, words: list[str]) -> int:
    places = [n for n, word in enumerate(words[1:-1], 1) if word.isalpha() and word.islower()]
    return ed.rng.choice(places) if places else 1


@edit
def word_replaced(ed: Editor) -> Sequence[Expected] | None:
    def change(line: str) -> str:
        words = line.split(" ")
        words[_inner(ed, words)] = ed.rng.choice(_WORDS)
        return " ".join(words)

    return _edit_words(ed, ed.doc.choose(_dull(ed)), change)


@edit
def word_inserted(ed: Editor) -> Sequence[Expected] | None:
    def change(line: str) -> str:
        words = line.split(" ")
        words.insert(_inner(ed, words), ed.rng.choice(_WORDS))
        return " ".join(words)

    return _edit_words(ed, ed.doc.choose(_dull(ed)), change)


@edit
def word_deleted(ed: Editor) -> Sequence[Expected] | None:
    def change(line: str) -> str:
        words = line.split(" ")
        del words[_inner(ed, words)]
        return " ".join(words)

    return _edit_words(ed, ed.doc.choose(_dull(ed)), change)


@edit
def several_words_replaced(ed: Editor) -> Sequence[Expected] | None:
    def change(line: str) -> str:
        words = line.split(" ")
        for _ in range(max(2, len(words) // 8)):
            words[_inner(ed, words)] = ed.rng.choice(_WORDS)
        return " ".join(words)

    found = [spot for spot in _dull(ed) if len(_longest(spot.block)["text"].split()) > 14]
    return _edit_words(ed, ed.doc.choose(found), change)


@edit
def sentence_added(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(_dull(ed))
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

    found = [spot for spot in _dull(ed) if (run := _longest(spot.block)["text"]) != change(run)]
    return _edit_words(ed, ed.doc.choose(found), change)


@edit
def item_edited(ed: Editor) -> Sequence[Expected] | None:
    def change(line: str) -> str:
        words = line.split(" ")
        words[_inner(ed, words)] = ed.rng.choice(_WORDS)
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
    return _edit_words(ed, ed.doc.choose(found), change, thing="item")


# Obligations ------------------------------------------------------------------------------------


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


def _one_modal(duty: Obligation, modal: str) -> bool:
    return len(re.findall(rf"\b{modal}\b", duty.sentence)) == 1 and not duty.negated


@edit
def strength_must_to_should(ed: Editor) -> Sequence[Expected] | None:
    return _bind(
        ed,
        lambda duty, _: duty.strength == "must" and _one_modal(duty, "must"),
        lambda _, line: re.sub(r"\bmust\b", "should", line, count=1),
    )


@edit
def strength_should_to_must(ed: Editor) -> Sequence[Expected] | None:
    return _bind(
        ed,
        lambda duty, _: duty.strength == "should" and _one_modal(duty, "should"),
        lambda _, line: re.sub(r"\bshould\b", "must", line, count=1),
    )


@edit
def strength_will_to_may(ed: Editor) -> Sequence[Expected] | None:
    return _bind(
        ed,
        lambda duty, _: duty.strength == "will" and _one_modal(duty, "will"),
        lambda _, line: re.sub(r"\bwill\b", "may", line, count=1),
    )


@edit
def duty_negated(ed: Editor) -> Sequence[Expected] | None:
    return _bind(
        ed,
        lambda duty, _: duty.strength == "must" and _one_modal(duty, "must"),
        lambda _, line: re.sub(r"\bmust\b", "must not", line, count=1),
    )


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
    spot = ed.doc.choose(_dull(ed))
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
    return _add_paragraph(ed, f"The Partner shall report {ed.fresh()}", normative=True)


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


# Paragraphs -------------------------------------------------------------------------------------


def _add_paragraph(ed: Editor, words: str, *, normative: bool = False) -> Sequence[Expected] | None:
    spot = ed.doc.choose([spot for spot in ed.doc.paragraphs() if not _leads(spot)])
    if spot is None:
        return None
    new = paragraph(words)
    spot.siblings.insert(spot.index + 1, new)
    ed.doc.touch(new)
    return [Expected(kind="added", things=("paragraph",), new=words, normative=normative)]


def _leads(spot: Spot) -> bool:
    """Whether the block stands beside a list, so that moving it could be read in two ways."""
    after = spot.siblings[spot.index + 1 : spot.index + 2]
    return text(spot.block).endswith(":") or any("list" in block["kind"] for block in after)


@edit
def paragraph_added(ed: Editor) -> Sequence[Expected] | None:
    return _add_paragraph(ed, f"{ed.fresh(12)} {ed.fresh(8)}")


@edit
def paragraph_removed(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose([spot for spot in ed.doc.paragraphs() if not _leads(spot)])
    if spot is None:
        return None
    del spot.siblings[spot.index]
    ed.doc.touch(spot.block)
    normative = any(known.block is spot.block for known, _ in ed.duties)
    old = text(spot.block)
    return [Expected(kind="removed", things=("paragraph",), old=old, normative=normative)]


@edit
def paragraph_replaced(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(_dull(ed))
    if spot is None:
        return None
    old, words = text(spot.block), f"{ed.fresh(14)} {ed.fresh(10)}"
    new = paragraph(words)
    spot.siblings[spot.index] = new
    ed.doc.touch(new)
    return [
        Expected(kind="removed", things=("paragraph",), old=old),
        Expected(kind="added", things=("paragraph",), new=words),
    ]


@edit
def paragraph_moved_in_its_section(ed: Editor) -> Sequence[Expected] | None:
    found = [
        spot
        for spot in ed.doc.paragraphs(12)
        if not _leads(spot)
        and len(spot.siblings) - spot.index > 3
        and len(text(spot.block)) < sum(len(text(b)) for b in spot.siblings[spot.index + 1 :]) / 2
    ]
    spot = ed.doc.choose(found)
    if spot is None or any(not ed.doc.free(block) for block in spot.siblings):
        return None
    spot.siblings.remove(spot.block)
    spot.siblings.append(spot.block)
    ed.doc.touch(spot.block, spot.section, *spot.siblings)
    return [Expected(kind="moved", things=("paragraph",), new=text(spot.block))]


def _move(ed: Editor) -> Spot | None:
    spot = ed.doc.choose([spot for spot in _dull(ed) if not _leads(spot)])
    other = ed.doc.choose([one for one in ed.doc.paragraphs() if not _leads(one)])
    if spot is None or other is None or spot.section is other.section:
        return None
    spot.siblings.remove(spot.block)
    other.siblings.insert(other.index + 1, spot.block)
    ed.doc.touch(spot.block)
    return Spot(spot.block, other.siblings, other.section)


@edit
def paragraph_moved_to_another_section(ed: Editor) -> Sequence[Expected] | None:
    spot = _move(ed)
    if spot is None:
        return None
    return [Expected(kind="moved", things=("paragraph",), new=text(spot.block))]


@edit
def paragraph_moved_and_edited(ed: Editor) -> Sequence[Expected] | None:
    spot = _move(ed)
    if spot is None:
        return None
    before, run = text(spot.block), _longest(spot.block)
    words = run["text"].split(" ")
    words[_inner(ed, words)] = ed.rng.choice(_WORDS)
    words[_inner(ed, words)] += " fjord"
    run["text"] = " ".join(words)
    return [Expected(kind="moved", things=("paragraph",), old=before, new=text(spot.block))]


@edit
def paragraph_split(ed: Editor) -> Sequence[Expected] | None:
    found = []
    for spot in ed.doc.paragraphs(20):
        for number, run in enumerate(spot.block["runs"]):
            if run["kind"] == "text" and not _leads(spot):
                found += [
                    (spot, number, match.start())
                    for match in re.finditer(r"(?<=[a-z]\.) (?=[A-Z])", run["text"])
                ]
    chosen = ed.doc.choose(found)
    if chosen is None:
        return None
    spot, number, at = chosen
    runs, before = spot.block["runs"], text(spot.block)
    first, second = dict(runs[number]), dict(runs[number])
    first["text"], second["text"] = first["text"][:at], second["text"][at + 1 :]
    other = {"kind": "paragraph", "runs": [second, *runs[number + 1 :]]}
    if min(len(text(other)), len(before) - len(text(other))) < 30:
        return None
    spot.block["runs"] = [*runs[:number], first]
    spot.siblings.insert(spot.index + 1, other)
    ed.doc.touch(spot.block, other)
    return [Expected(kind="split", things=("paragraph",), old=before, new=text(spot.block))]


@edit
def paragraphs_merged(ed: Editor) -> Sequence[Expected] | None:
    found = []
    for spot in ed.doc.paragraphs(6):
        after = spot.siblings[spot.index + 1 : spot.index + 2]
        if after and after[0]["kind"] == "paragraph" and ed.doc.free(after[0]):
            other = Spot(after[0], spot.siblings, spot.section)
            if not _leads(other) and not _leads(spot) and len(text(after[0]).split()) > 6:
                found.append((spot, after[0]))
    chosen = ed.doc.choose(found)
    if chosen is None:
        return None
    spot, other = chosen
    before = text(spot.block)
    spot.siblings.remove(other)
    runs = [*spot.block["runs"], {"text": " ", "kind": "text"}, *other["runs"]]
    spot.block["runs"] = merged(runs)
    ed.doc.touch(spot.block, other)
    return [Expected(kind="merged", things=("paragraph",), old=before, new=text(spot.block))]


# Lists ------------------------------------------------------------------------------------------


@edit
def item_added(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(ed.doc.items())
    if spot is None:
        return None
    words = ed.fresh(7).rstrip(".")
    new = item(words)
    spot.siblings.insert(spot.index, new)
    ed.doc.touch(new)
    return [Expected(kind="added", things=("item",), new=words)]


@edit
def item_removed(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose([spot for spot in ed.doc.items() if len(spot.siblings) > 3])
    if spot is None:
        return None
    spot.siblings.remove(spot.block)
    ed.doc.touch(spot.block, spot.parent)
    return [Expected(kind="removed", things=("item",), old=text(spot.block))]


@edit
def item_moved_in_its_list(ed: Editor) -> Sequence[Expected] | None:
    found = [
        spot
        for spot in ed.doc.items()
        if len(spot.siblings) > 3 and len({text(block) for block in spot.siblings}) > 3
    ]
    spot = ed.doc.choose(found)
    if spot is None or any(not ed.doc.free(block) for block in spot.siblings):
        return None
    block = min(spot.siblings[:2], key=lambda block: len(text(block)))
    spot.siblings.remove(block)
    spot.siblings.append(block)
    ed.doc.touch(spot.parent, *spot.siblings)
    return [Expected(kind="moved", things=("item",), new=text(block))]


@edit
def item_moved_to_another_list(ed: Editor) -> Sequence[Expected] | None:
    bound = {id(spot.block) for spot, _ in ed.duties}
    found = [
        spot
        for spot in ed.doc.items()
        if len(spot.siblings) > 3
        and len(text(spot.block).split()) > 6
        and id(spot.block["blocks"][0]) not in bound
    ]
    spot, other = ed.doc.choose(found), ed.doc.choose(ed.doc.items())
    if spot is None or other is None or spot.parent is other.parent:
        return None
    spot.siblings.remove(spot.block)
    other.siblings.insert(1, spot.block)
    ed.doc.touch(spot.block, spot.parent, other.parent)
    return [Expected(kind="moved", things=("item",), new=text(spot.block))]


@edit
def list_added(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose([spot for spot in ed.doc.paragraphs() if not _leads(spot)])
    if spot is None:
        return None
    new = {"kind": "bullet-list", "blocks": [item(ed.fresh(6)) for _ in range(3)]}
    spot.siblings.insert(spot.index + 1, new)
    ed.doc.touch(new, *new["blocks"], spot.block)
    return [Expected(kind="added", things=("list",), new=text(new))]


@edit
def list_removed(ed: Editor) -> Sequence[Expected] | None:
    found = [
        spot
        for spot in ed.doc.spots("bullet-list", "numbered-list")
        if spot.parent is None
        and ed.doc.free(spot.block)
        and ed.doc.free(spot.section)
        and all(ed.doc.free(part) for part in spot.block["blocks"])
        and all(ed.doc.free(spot.siblings[n]) for n in {spot.index - 1} if n >= 0)
        and len(text(spot.block).split()) > 12
    ]
    spot = ed.doc.choose(found)
    if spot is None:
        return None
    before = spot.siblings[spot.index - 1] if spot.index else None
    spot.siblings.remove(spot.block)
    ed.doc.touch(spot.block, *spot.block["blocks"], before)
    return [Expected(kind="removed", things=("list",), old=text(spot.block))]


@edit
def list_numbered(ed: Editor) -> Sequence[Expected] | None:
    found = [
        spot
        for spot in ed.doc.spots("bullet-list")
        if spot.parent is None and ed.doc.free(spot.block) and ed.doc.free(spot.section)
    ]
    spot = ed.doc.choose(found)
    if spot is None or any(not ed.doc.free(block) for block in spot.block["blocks"]):
        return None
    spot.block["kind"] = "numbered-list"
    ed.doc.touch(spot.block, *spot.block["blocks"])
    return [Expected(kind="changed", things=("list",), new=text(spot.block))]


# Sections ---------------------------------------------------------------------------------------


def _whole(section: Json) -> Iterator[Json]:
    yield section
    for inner in section.get("sections", []):
        yield from _whole(inner)


def _untouched(ed: Editor, section: Json) -> bool:
    for part in _whole(section):
        if not ed.doc.free(part):
            return False
        for block in part.get("blocks", []):
            if not ed.doc.free(block) or any(
                not ed.doc.free(inner) for inner in block.get("blocks", [])
            ):
                return False
    return True


def _sections(ed: Editor) -> list[tuple[Json, list[Json], Json | None]]:
    targets = {run.get("target") for block in ed.doc.everything() for run in block.get("runs", [])}
    return [
        (section, siblings, parent)
        for section, siblings, parent in ed.doc.sections()
        if parent is not None
        and len(siblings) > 1
        and _untouched(ed, section)
        and not any(part["id"] in targets for part in _whole(section))
        and not any(
            "table" in block["kind"] or "figure" in block["kind"]
            for part in _whole(section)
            for block in part.get("blocks", [])
        )
    ]


def _new_section(ed: Editor, kind: str, inner: int = 0) -> Json:
    ed.count += 1
    section = {
        "id": f"new-{_name(ed.count)}",
        "kind": kind,
        "number": "0",
        "label": "Section 0",
        "title": " ".join(ed.rng.sample(_WORDS, 3)).title(),
        "status": "present",
        "blocks": [paragraph(ed.fresh(12)), paragraph(ed.fresh(10))],
        "sections": [_new_section(ed, "section") for _ in range(inner)],
    }
    ed.doc.touch(*(part for one in _whole(section) for part in (one, *one["blocks"])))
    return section


@edit
def section_added(ed: Editor) -> Sequence[Expected] | None:
    found = [(siblings, parent) for _, siblings, parent in ed.doc.sections() if parent is not None]
    siblings, _ = ed.rng.choice(found)
    new = _new_section(ed, "section", ed.rng.randrange(2))
    siblings.insert(ed.rng.randrange(len(siblings)), new)
    return [Expected(kind="added", things=("section",), id=new["id"])]


@edit
def appendix_added(ed: Editor) -> Sequence[Expected] | None:
    new = _new_section(ed, "appendix")
    ed.doc.data["sections"].insert(len(ed.doc.data["sections"]) - 2, new)
    return [Expected(kind="added", things=("appendix",), id=new["id"])]


@edit
def section_removed(ed: Editor) -> Sequence[Expected] | None:
    chosen = ed.doc.choose(_sections(ed))
    if chosen is None or len(list(_whole(chosen[0]))) > 3:
        return None
    section, siblings, _ = chosen
    siblings.remove(section)
    ed.doc.touch(*_whole(section))
    normative = any(spot.section in list(_whole(section)) for spot, _ in ed.duties)
    return [Expected(kind="removed", things=("section",), id=section["id"], normative=normative)]


@edit
def section_moved(ed: Editor) -> Sequence[Expected] | None:
    found = [chosen for chosen in _sections(ed) if not chosen[0].get("sections")]
    chosen = ed.doc.choose(found)
    others = [
        section
        for section, _, parent in ed.doc.sections()
        if parent is not None and chosen and section is not chosen[2] and ed.doc.free(section)
    ]
    other = ed.doc.choose(others)
    if chosen is None or other is None or other is chosen[0]:
        return None
    section, siblings, _ = chosen
    siblings.remove(section)
    other.setdefault("sections", []).append(section)
    ed.doc.touch(section, other)
    return [Expected(kind="moved", things=("section",), id=section["id"])]


@edit
def section_retitled(ed: Editor) -> Sequence[Expected] | None:
    section = ed.doc.choose(
        [section for section, _, parent in ed.doc.sections() if parent and ed.doc.free(section)]
    )
    if section is None:
        return None
    before = section["title"]
    section["was_title"] = before
    section["title"] = f"{before} and {ed.rng.choice(_WORDS).title()}"
    ed.doc.touch(section)
    return [Expected(kind="changed", things=("section", "appendix"), old=before, id=section["id"])]


# Tables and forms -------------------------------------------------------------------------------


def _tables(ed: Editor, *kinds: str, least: int = 3) -> list[Spot]:
    return [
        spot
        for spot in ed.doc.spots(*kinds)
        if len(spot.block.get("rows", [])) >= least and ed.doc.free(spot.block)
    ]


def _row_text(row: list[Json]) -> str:
    return " | ".join(cell_text(part) for part in row)


def _column_text(block: Json, number: int) -> str:
    return " | ".join(cell_text(row[number]) for row in [block["head"], *block["rows"]])


@edit
def cell_edited(ed: Editor) -> Sequence[Expected] | None:
    cells = [
        (spot, part)
        for spot in ed.doc.spots("table")
        for row in spot.block.get("rows", [])
        for part in row
        if len(cell_text(part).split()) > 4
        and ed.doc.free(part)
        and ed.doc.free(row)
        and ed.doc.free(spot.block)
        and not re.search(r"\b(must|shall|should|may|will)\b", cell_text(part))
    ]
    chosen = ed.doc.choose(cells)
    if chosen is None:
        return None
    spot, part = chosen
    before, run = cell_text(part), _longest(part["blocks"][0])
    run["text"] += f" {ed.rng.choice(_WORDS)}"
    ed.doc.touch(part)
    ed.doc.keep.append(spot)
    return [Expected(kind="changed", things=("cell",), old=before, new=cell_text(part))]


@edit
def row_added(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(_tables(ed, "table", least=1))
    if spot is None:
        return None
    row = [cell(ed.fresh(3)) for _ in spot.block["head"]]
    ed.doc.touch(row, *row)
    spot.block["rows"].insert(ed.rng.randrange(len(spot.block["rows"]) + 1), row)
    return [Expected(kind="added", things=("row",), new=_row_text(row))]


@edit
def row_removed(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(_tables(ed, "table", least=4))
    rows = [row for row in spot.block["rows"] if _clean(ed, row)] if spot else []
    row = ed.doc.choose(rows)
    if spot is None or row is None:
        return None
    spot.block["rows"].remove(row)
    ed.doc.touch(row, spot.block["head"])  # its columns have other texts now
    return [Expected(kind="removed", things=("row",), old=_row_text(row))]


def _clean(ed: Editor, row: list[Json]) -> bool:
    return ed.doc.free(row) and all(ed.doc.free(part) for part in row)


@edit
def row_moved(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(_tables(ed, "table", least=4))
    if spot is None or not all(_clean(ed, row) for row in spot.block["rows"]):
        return None
    rows = spot.block["rows"]
    row = min(rows[:2], key=lambda row: len(_row_text(row)))
    rows.remove(row)
    rows.append(row)
    ed.doc.touch(spot.block)
    return [Expected(kind="moved", things=("row",), new=_row_text(row))]


@edit
def column_added(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(_tables(ed, "table", least=2))
    if spot is None or not all(_clean(ed, row) for row in spot.block["rows"]):
        return None
    block, at = spot.block, ed.rng.randrange(len(spot.block["head"]) + 1)
    block["head"].insert(at, cell(f"{ed.rng.choice(_WORDS).title()} {ed.rng.choice(_WORDS)}"))
    for row in block["rows"]:
        row.insert(at, cell(ed.fresh(3)))
    ed.doc.touch(block)
    return [Expected(kind="added", things=("column",), new=_column_text(block, at))]


@edit
def column_removed(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(_tables(ed, "table", least=2))
    if spot is None or not all(_clean(ed, row) for row in spot.block["rows"]):
        return None
    block = spot.block
    if len(block["head"]) < 3 or not ed.doc.free(block["head"]):
        return None
    at = ed.rng.randrange(1, len(block["head"]))
    before = _column_text(block, at)
    for row in [block["head"], *block["rows"]]:
        del row[at]
    ed.doc.touch(block)
    return [Expected(kind="removed", things=("column",), old=before)]


@edit
def column_moved(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(_tables(ed, "table", least=2))
    if spot is None or not all(_clean(ed, row) for row in spot.block["rows"]):
        return None
    block = spot.block
    if len(block["head"]) < 3 or not ed.doc.free(block["head"]):
        return None
    sizes = [len(_column_text(block, number)) for number in range(len(block["head"]))]
    at = 0 if sizes[0] < sum(sizes[1:]) else 1
    before = _column_text(block, at)
    for row in [block["head"], *block["rows"]]:
        row.append(row.pop(at))
    ed.doc.touch(block)
    return [Expected(kind="moved", things=("column",), new=before)]


@edit
def caption_edited(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose([spot for spot in _tables(ed, "table", least=1) if spot.block["runs"]])
    if spot is None or not ed.doc.free(spot.block["runs"]):
        return None
    run = _longest(spot.block)
    before = "".join(run["text"] for run in spot.block["runs"])
    run["text"] += f" and {ed.rng.choice(_WORDS).title()}"
    ed.doc.touch(spot.block["runs"])
    return [Expected(kind="changed", things=("caption",), old=before)]


@edit
def form_row_added(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(_tables(ed, "form", least=2))
    if spot is None:
        return None
    row = [cell(ed.fresh(3)), *(cell("\u00a0") for _ in spot.block["rows"][0][1:])]
    spot.block["rows"].append(row)
    ed.doc.touch(row, *row)
    return [Expected(kind="added", things=("row",), new=_row_text(row))]


@edit
def table_removed(ed: Editor) -> Sequence[Expected] | None:
    targets = {run.get("target") for block in ed.doc.everything() for run in block.get("runs", [])}
    found = [spot for spot in _tables(ed, "form") if spot.block.get("id") not in targets]
    spot = ed.doc.choose([spot for spot in found if all(_clean(ed, r) for r in spot.block["rows"])])
    if spot is None:
        return None
    spot.siblings.remove(spot.block)
    ed.doc.touch(spot.block)
    return [Expected(kind="removed", things=("form", "table"), old=text(spot.block))]


@edit
def table_added(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose([spot for spot in ed.doc.paragraphs() if not _leads(spot)])
    if spot is None:
        return None
    ed.count += 1
    table = {
        "kind": "table",
        "id": f"table-{_name(ed.count)}",
        "runs": [{"text": ed.fresh(4), "kind": "text"}],
        "head": [cell("Amber name"), cell("Basin name")],
        "rows": [[cell(ed.fresh(3)), cell(ed.fresh(3))] for _ in range(3)],
    }
    spot.siblings.insert(spot.index + 1, table)
    ed.doc.touch(table, spot.block)
    return [Expected(kind="added", things=("table",), new=text(table))]


# Figures ----------------------------------------------------------------------------------------


def _figure(ed: Editor) -> Spot | None:
    return ed.doc.choose([spot for spot in ed.doc.spots("figure") if ed.doc.free(spot.block)])


def _figure_edit(ed: Editor, change: Callable[[Json], None]) -> Sequence[Expected] | None:
    spot = _figure(ed)
    if spot is None:
        return None
    change(spot.block)
    ed.doc.touch(spot.block)
    return [Expected(kind="changed", things=("figure",), id=spot.block["id"])]


@edit
def figure_redrawn(ed: Editor) -> Sequence[Expected] | None:
    return _figure_edit(ed, lambda block: block.update(image=f"{ed.rng.getrandbits(256):064x}"))


@edit
def figure_described_differently(ed: Editor) -> Sequence[Expected] | None:
    return _figure_edit(
        ed, lambda block: block.update(description=f"{block['description']} {ed.fresh(5)}")
    )


@edit
def figure_caption_edited(ed: Editor) -> Sequence[Expected] | None:
    def change(block: Json) -> None:
        _longest(block)["text"] += f" of the {ed.rng.choice(_WORDS)}"

    return _figure_edit(ed, change)


# Data -------------------------------------------------------------------------------------------


def _entries(ed: Editor) -> tuple[list[Json], list[Json]]:
    glossary = next(ed.doc.spots("glossary"))
    return ed.doc.data["glossary"], glossary.block["blocks"]


@edit
def term_added(ed: Editor) -> Sequence[Expected] | None:
    items, entries = _entries(ed)
    ed.count += 1
    term, means = f"Q{_name(ed.count).upper()}", ed.fresh(4).rstrip(".")
    items.append({"id": f"term-{term}", "term": term, "means": means})
    entry = {
        "kind": "entry",
        "id": f"term-{term}",
        "runs": [{"text": term, "kind": "text"}],
        "blocks": [paragraph(means)],
    }
    entries.insert(ed.rng.randrange(len(entries)), entry)
    ed.doc.touch(items[-1])
    return [Expected(kind="added", things=("term",), id=term)]


@edit
def term_removed(ed: Editor) -> Sequence[Expected] | None:
    items, entries = _entries(ed)
    one = ed.doc.choose([one for one in items if ed.doc.free(one)])
    if one is None:
        return None
    items.remove(one)
    entries[:] = [entry for entry in entries if entry["id"] != one["id"]]
    return [Expected(kind="removed", things=("term",), id=one["term"])]


@edit
def term_means_something_else(ed: Editor) -> Sequence[Expected] | None:
    items, entries = _entries(ed)
    one = ed.doc.choose([one for one in items if ed.doc.free(one)])
    if one is None:
        return None
    one["means"] += f" {ed.rng.choice(_WORDS).title()}"
    entry = next(entry for entry in entries if entry["id"] == one["id"])
    _longest(entry["blocks"][0])["text"] = one["means"]
    ed.doc.touch(one)
    return [Expected(kind="changed", things=("term",), id=one["term"])]


def _runs(ed: Editor, fits: Callable[[Json], bool]) -> tuple[Spot, Json] | None:
    found = [
        (spot, run)
        for spot in ed.doc.spots("paragraph")
        if ed.doc.free(spot.block)
        and ed.doc.free(spot.section)
        and (spot.parent is None or ed.doc.free(spot.parent))
        for run in spot.block["runs"]
        if fits(run)
    ]
    return ed.doc.choose(found)


@edit
def link_leads_elsewhere(ed: Editor) -> Sequence[Expected] | None:
    chosen = _runs(ed, lambda run: run["kind"] == "link")
    if chosen is None:
        return None
    spot, run = chosen
    run["target"] += f"/{ed.rng.choice(_WORDS)}"
    ed.doc.touch(spot.block, spot.parent)
    return [Expected(kind="changed", things=_TEXT, new=text(spot.block))]


@edit
def reference_leads_elsewhere(ed: Editor) -> Sequence[Expected] | None:
    chosen = _runs(ed, lambda run: bool(run.get("generated")) and run["text"].startswith("Section"))
    if chosen is None:
        return None
    spot, run = chosen
    targets = [
        section
        for section, _, parent in ed.doc.sections()
        if parent is not None and section["id"] != run["target"] and ed.doc.free(section)
    ]
    target = ed.doc.choose(targets)
    if target is None:
        return None
    before = text(spot.block)
    run["target"] = target["id"]
    run["text"] = f"{target['label']} “{target['title']}”"
    ed.doc.touch(spot.block, spot.parent, target)
    return [Expected(kind="changed", things=_TEXT, old=before)]


@edit
def parameter_changed(ed: Editor) -> Sequence[Expected] | None:
    found = [
        one
        for one in ed.doc.data["parameters"]
        if one.get("used") and len(one["value"].split()) > 1 and ed.doc.free(one)
    ]
    one = ed.doc.choose(found)
    if one is None:
        return None
    files = {place["file"] for place in one["used"]}
    places = []
    for block in ed.doc.everything():
        if block.get("at", {}).get("file") in files:
            places += [
                (block, run)
                for run in block.get("runs", [])
                if re.search(rf"(?<!\w){re.escape(one['value'])}(?!\w)", run["text"])
            ]
    if not places or any(not ed.doc.free(block) for block, _ in places):
        return None
    value = f"{one['value']} {ed.rng.choice(_WORDS).title()}"
    for block, run in places:
        run["text"] = run["text"].replace(one["value"], value)
        ed.doc.touch(block)
    one["value"] = value
    ed.doc.touch(one)
    return [Expected(kind="changed", things=("parameter",), id=one["id"])]


@edit
def cover_changed(ed: Editor) -> Sequence[Expected] | None:
    identity = ed.doc.data["identity"]
    names = ("classification", "copyright", "subtitle", "date", "trademarks")
    name = ed.doc.choose([name for name in names if name in identity and name not in _done(ed)])
    if name is None:
        return None
    identity[name] += f" {ed.rng.choice(_WORDS)}"
    _done(ed).add(name)
    return [Expected(kind="changed", things=("cover",), id=name)]


def _done(ed: Editor) -> set[Any]:
    """What was edited that has no object of its own."""
    if not hasattr(ed, "names"):
        ed.names = set()  # type: ignore[attr-defined]
    return ed.names  # type: ignore[attr-defined, no-any-return]


@edit
def revision_row_added(ed: Editor) -> Sequence[Expected] | None:
    ed.count += 1
    version = f"9.{ed.count}"
    ed.doc.data["revision_history"].append({"version": version, "summary": ed.fresh(6)})
    _done(ed).add(version)
    return [Expected(kind="added", things=("revision",), id=version)]


@edit
def revision_row_edited(ed: Editor) -> Sequence[Expected] | None:
    rows = [row for row in ed.doc.data["revision_history"] if row["version"] not in _done(ed)]
    row = ed.doc.choose(rows)
    if row is None:
        return None
    row["summary"] += " " + ed.fresh(4)
    _done(ed).add(row["version"])
    return [Expected(kind="changed", things=("revision",), id=row["version"])]


@edit
def precedence_reversed(ed: Editor) -> Sequence[Expected] | None:
    documents = ed.doc.data["precedence"]
    if "precedence" in _done(ed) or len(documents) < 2:
        return None
    documents[0], documents[1] = documents[1], documents[0]
    _done(ed).add("precedence")
    return [Expected(kind="changed", things=("precedence",), normative=True)]


@edit
def document_added(ed: Editor) -> Sequence[Expected] | None:
    if "document" in _done(ed):
        return None
    _done(ed).add("document")
    name = f"{ed.rng.choice(_WORDS).title()} Terms"
    ed.doc.data["precedence"].append({"id": "extra-terms", "name": name})
    return [Expected(kind="added", things=("document",), id="extra-terms", normative=True)]


# What must not be reported ----------------------------------------------------------------------


def _all_runs(ed: Editor) -> Iterator[Json]:
    for block in ed.doc.everything():
        yield from block.get("runs", [])


def _some(ed: Editor, change: Callable[[str], str]) -> None:
    for run in _all_runs(ed):
        if ed.rng.random() < 0.3:
            run["text"] = change(run["text"])


@silent
def straight_quotes(ed: Editor) -> None:
    table = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})
    _some(ed, lambda line: line.translate(table))


@silent
def other_spaces(ed: Editor) -> None:
    _some(ed, lambda line: line.replace(" ", "\u00a0", 1))
    _some(ed, lambda line: line.replace(". ", ".  "))


@silent
def other_line_breaks(ed: Editor) -> None:
    _some(ed, lambda line: line.replace(", ", ",\n"))


@silent
def other_dashes(ed: Editor) -> None:
    _some(ed, lambda line: re.sub(r"(?<=\w)-(?=\w)", "\u2011", line))
    _some(ed, lambda line: line.replace(" – ", " — "))


@silent
def decomposed_letters(ed: Editor) -> None:
    _some(ed, lambda line: unicodedata.normalize("NFD", line))


@silent
def soft_hyphens(ed: Editor) -> None:
    _some(ed, lambda line: line.replace("ment", "\u00adment"))


@silent
def runs_cut_otherwise(ed: Editor) -> None:
    for block in ed.doc.everything():
        runs: list[Json] = []
        for run in block.get("runs", []):
            at = run["text"].find(" ")
            if run["kind"] == "text" and at > 0 and ed.rng.random() < 0.3:
                runs += [{**run, "text": run["text"][:at]}, {**run, "text": run["text"][at:]}]
            else:
                runs.append(run)
        if "runs" in block:
            block["runs"] = runs


@silent
def words_in_bold(ed: Editor) -> None:
    for run in _all_runs(ed):
        if run["kind"] == "text" and ed.rng.random() < 0.05:
            run["kind"] = "strong"


@silent
def other_lines_in_the_sources(ed: Editor) -> None:
    for block in ed.doc.everything():
        if "at" in block:
            block["at"]["line"] += 3


@silent
def clauses_in_another_folder(ed: Editor) -> None:
    for section, _, _ in ed.doc.sections():
        if section.get("clause") and ed.rng.random() < 0.2:
            section["clause"] = section["clause"].replace("content/", "content/common/")


@silent
def data_in_another_order(ed: Editor) -> None:
    ed.rng.shuffle(ed.doc.data["glossary"])
    ed.rng.shuffle(ed.doc.data["parameters"])


# A revision -------------------------------------------------------------------------------------


def editor(guide: Guide, parties: Sequence[Party], seed: int) -> Editor:
    """Ready to edit a guide."""
    doc = Document.of(guide, seed)
    by_place: dict[tuple[str, int, int], list[Spot]] = {}
    for spot in doc.spots("paragraph"):
        if at := spot.block.get("at"):
            by_place.setdefault((at["file"], at["line"], at["column"]), []).append(spot)
    duties = []
    for duty in extract(guide, parties):
        place = duty.place
        spots = by_place.get((place.file, place.line, place.column), []) if place else []
        if len(spots) == 1:
            duties.append((spots[0], duty))
    return Editor(doc, duties)


def revise(
    guide: Guide, parties: Sequence[Party], seed: int, edits: int = 60, noise: bool = True
) -> Revision:
    """A revision of a guide with so many edits, each at another place."""
    ed = editor(guide, parties, seed)
    base = ed.doc.guide()
    expected: list[Expected] = []
    kinds: list[str] = []
    done = tries = 0
    while done < edits and tries < 40 * edits:
        if not kinds:
            kinds = sorted(EDITS)
            ed.rng.shuffle(kinds)
        kind = kinds.pop()
        made = EDITS[kind](ed)
        tries += 1
        if made:
            done += 1
            expected += [replace(one, edit=kind) for one in made]
    ed.doc.number()
    if noise:
        for name in sorted(SILENT):
            SILENT[name](ed)
    return Revision(old=base, new=ed.doc.guide(), expected=tuple(expected))
