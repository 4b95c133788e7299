"""What stands in YAML: terms, links, parameters, the cover, documents and their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from tests.diff.document import Json, Spot, paragraph, text
from tests.diff.edits.editor import WORDS, Editor, Expected, edit, spelled
from tests.diff.edits.words import TEXT, longest


def _entries(ed: Editor) -> tuple[list[Json], list[Json]]:
    glossary = next(ed.doc.spots("glossary"))
    return ed.doc.data["glossary"], glossary.block["blocks"]


@edit
def term_added(ed: Editor) -> Sequence[Expected] | None:
    items, entries = _entries(ed)
    ed.count += 1
    term, means = f"Q{spelled(ed.count).upper()}", ed.fresh(4).rstrip(".")
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
    one["means"] += f" {ed.rng.choice(WORDS).title()}"
    entry = next(entry for entry in entries if entry["id"] == one["id"])
    longest(entry["blocks"][0])["text"] = one["means"]
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
    run["target"] += f"/{ed.rng.choice(WORDS)}"
    ed.doc.touch(spot.block, spot.parent)
    return [Expected(kind="changed", things=TEXT, new=text(spot.block))]


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
    return [Expected(kind="changed", things=TEXT, old=before)]


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
    value = f"{one['value']} {ed.rng.choice(WORDS).title()}"
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
    identity[name] += f" {ed.rng.choice(WORDS)}"
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
    name = f"{ed.rng.choice(WORDS).title()} Terms"
    ed.doc.data["precedence"].append({"id": "extra-terms", "name": name})
    return [Expected(kind="added", things=("document",), id="extra-terms", normative=True)]
