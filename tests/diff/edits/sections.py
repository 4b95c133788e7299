"""Sections and appendices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.diff.document import Json, paragraph
from tests.diff.edits.editor import WORDS, Editor, Expected, edit, spelled


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
        "id": f"new-{spelled(ed.count)}",
        "kind": kind,
        "number": "0",
        "label": "Section 0",
        "title": " ".join(ed.rng.sample(WORDS, 3)).title(),
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
    section["title"] = f"{before} and {ed.rng.choice(WORDS).title()}"
    ed.doc.touch(section)
    return [Expected(kind="changed", things=("section", "appendix"), old=before, id=section["id"])]
