"""Outlines: what is shared, set, replaced, added, moved and omitted, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.index.outline import outline
from builder.model.outline import Outline, OutlineItem
from builder.pipeline.project import open_project
from builder.pipeline.published import assemble_all
from tests.whole_projects import FAMILY, PROGRAM, SAIL, SHARED, make_whole

NEW = "Text of a section.\n"
CHANGES = """\
outline:
  - {omit: ropes}
  - {add: {id: anchors, title: Anchors, sections: [{id: chains, title: Chains}]}, before: finish}
  - {replace: finish, title: The End, clause: sail/finish}
appendices:
  - {replace: forms, status: not-applicable}
"""
LOOSE = {
    # Nothing may refer to what is omitted.
    "content/shared/finish.md": "Come home to {{ harbor }}.\n\n{{ links: clubs }}\n",
    "content/shared/words.md": "{{ glossary }}\n",
    SHARED: FAMILY.replace(', note: "as in [](#ropes)"', ""),
    "content/sail/anchors.md": NEW,
    "content/sail/chains.md": NEW,
    "content/sail/finish.md": "Home.\n",
}


def _outline(folder: Path, program: str, files: Mapping[str, str | None] | None = None) -> Outline:
    root = make_whole(folder, {SAIL: PROGRAM + program, **LOOSE, **(files or {})})
    project = open_project(root, ["sail"])
    assert not project.failed, project.diagnostics
    return outline(project.programs["sail"], project.sources["sail"])


def _states(found: Outline) -> list[tuple[str, str, str]]:
    return [(item.number, item.id, item.state) for item in found.items]


def _item(found: Outline, id: str) -> OutlineItem:
    return next(item for item in found.items if item.id == id)


def test_sections_in_order_with_what_the_program_does_to_them(tmp_path: Path) -> None:
    found = _outline(tmp_path, CHANGES)
    assert _states(found) == [
        ("1", "start", "shared"),
        ("1.1", "first-steps", "shared"),
        ("", "ropes", "omitted"),
        ("", "knots-section", "omitted"),
        ("2", "anchors", "added"),
        ("2.1", "chains", "added"),
        ("3", "finish", "replaced"),
        ("A", "forms", "replaced"),
        ("B", "words", "shared"),
        ("B.1", "more-words", "shared"),
    ]
    assert [item.level for item in found.items] == [1, 2, 3, 4, 1, 2, 1, 1, 1, 2]
    assert [item.kind for item in found.items][-3:] == ["appendix", "appendix", "section"]
    assert _item(found, "words").label == "Appendix B"


def test_places_of_sections(tmp_path: Path) -> None:
    found = _outline(tmp_path, CHANGES)
    lines = (tmp_path / SAIL).read_text(encoding="utf-8").split("\n")
    shared = (tmp_path / SHARED).read_text(encoding="utf-8").split("\n")

    def says(at: object, text: str, all_lines: list[str]) -> bool:
        line = getattr(at, "line")  # noqa: B009 (a place of any kind)
        return text in all_lines[line - 1]

    start = _item(found, "start")
    assert (str(start.source), start.changed) == ("content/shared/start.md:1:1", None)
    assert says(start.declared, "id: start", shared)
    for id in ("ropes", "knots-section"):
        gone = _item(found, id)
        assert gone.changed is not None
        assert gone.changed.file == SAIL
        assert says(gone.changed, "omit: ropes", lines)
        assert says(gone.source, id, shared)
    finish = _item(found, "finish")
    assert says(finish.changed, "replace: finish", lines)
    assert finish.clause == "content/sail/finish.md"
    assert [(was.what, was.value) for was in finish.was] == [
        ("title", "Coming Home"),
        ("text", "content/shared/finish.md"),
    ]
    forms = _item(found, "forms")
    assert not forms.applies
    assert [(was.what, was.value) for was in forms.was] == [("status", "present")]
    assert says(_item(found, "chains").declared, "id: chains", lines)


def test_a_section_that_is_omitted_and_added_again_is_moved(tmp_path: Path) -> None:
    found = _outline(
        tmp_path,
        "outline:\n"
        "  - {omit: ropes}\n"
        "  - {add: {id: ropes, title: Ropes, clause: shared/ropes}, under: finish}\n",
    )
    assert _states(found)[:5] == [
        ("1", "start", "shared"),
        ("1.1", "first-steps", "shared"),
        ("2", "finish", "shared"),
        ("2.1", "ropes", "moved"),
        ("", "knots-section", "omitted"),
    ]
    moved = _item(found, "ropes")
    assert [(was.what, was.value) for was in moved.was] == [("place", "in “First Steps”")]


@pytest.mark.parametrize("order", [("second", "third"), ("third", "second")])
def test_omitted_sections_keep_the_family_s_order(tmp_path: Path, order: tuple[str, str]) -> None:
    sections = "".join(
        f"  - {{id: {id}, title: {id.title()}}}\n" for id in ("zeroth", "second", "third", "last")
    )
    family = LOOSE[SHARED].replace("appendices:\n", f"{sections}appendices:\n", 1)
    omit = "".join(f"  - {{omit: {id}}}\n" for id in ("zeroth", *order))
    texts = {f"content/shared/{id}.md": NEW for id in ("zeroth", "second", "third", "last")}
    found = _outline(tmp_path, f"outline:\n{omit}", {**texts, SHARED: family})
    assert _states(found)[4:9] == [
        ("2", "finish", "shared"),
        ("", "zeroth", "omitted"),
        ("", "second", "omitted"),
        ("", "third", "omitted"),
        ("3", "last", "shared"),
    ]


def test_the_first_section_of_a_level_can_be_omitted(tmp_path: Path) -> None:
    files = {"content/shared/finish.md": NEW}
    found = _outline(tmp_path, "outline:\n  - {omit: start}\n", files)
    assert _states(found)[:5] == [
        ("", "start", "omitted"),
        ("", "first-steps", "omitted"),
        ("", "ropes", "omitted"),
        ("", "knots-section", "omitted"),
        ("1", "finish", "shared"),
    ]


def test_a_text_that_each_program_writes_is_set(tmp_path: Path) -> None:
    found = _outline(
        tmp_path,
        "outline: [{replace: finish, clause: sail/finish}]\n",
        {"content/shared/finish.md": None},
    )
    assert (_item(found, "finish").state, _item(found, "finish").was) == ("set", ())


def test_parts_of_sections_and_other_differences(tmp_path: Path) -> None:
    family = LOOSE[SHARED].replace(
        "days: {value", "wind: {value: '3', description: W.}\n  days: {value"
    )
    root = make_whole(
        tmp_path,
        {
            **LOOSE,
            SHARED: family,
            SAIL: PROGRAM.replace(
                "  harbor:",
                "  days: '21'\n  crew-size: {value: '{{ wind }}', description: C.}\n  harbor:",
            )
            + "lists: {replace: {knots: {items: [Hitch]}}}\n"
            + "glossary: {add: [{term: BOW, means: Front}], omit: [AFT Deck]}\n"
            + "precedence: [guide, treaty]\n",
        },
    )
    (root / "content/sail/greeting.md").write_text("Greetings, {{ crew-size }}. BOW.\n")
    project = open_project(root, ["sail"])
    assert not project.failed, project.diagnostics
    found = outline(project.programs["sail"], project.sources["sail"])
    parts = [(part.kind, part.id, part.state) for part in _item(found, "start").parts]
    assert parts == [
        ("slot", "greeting", "set"),
        ("table", "levels", "shared"),
        ("slot", "farewell", "shared"),
    ]
    slot, table, _ = _item(found, "start").parts
    assert slot.source == "content/sail/greeting.md"
    assert (table.title, str(table.at)) == ("Levels of Skill", "content/shared/start.md:8:3")
    assert [(part.kind, part.state) for part in _item(found, "ropes").parts] == [
        ("list", "replaced")
    ]
    assert {(one.kind, one.id): one.state for one in found.differences} == {
        ("parameter", "days"): "replaced",
        ("parameter", "harbor"): "set",
        ("parameter", "crew-size"): "added",
        ("slot", "greeting"): "set",
        ("list", "knots"): "replaced",
        ("term", "BOW"): "added",
        ("term", "AFT Deck"): "omitted",
        ("order of precedence", ""): "replaced",
    }
    assert all(one.at.file == SAIL for one in found.differences)


def test_counted_numbers_are_those_of_the_guide(tmp_path: Path) -> None:
    root = make_whole(tmp_path, {SAIL: PROGRAM + CHANGES, **LOOSE})
    project = open_project(root, ["sail"])
    guide = assemble_all(project).value["sail"]
    program, source = project.programs["sail"], project.sources["sail"]
    told, counted = outline(program, source, guide), outline(program, source)
    assert [(i.number, i.label, i.title) for i in told.items] == [
        (i.number, i.label, i.title) for i in counted.items
    ]
    numbers = {part.id: part.number for item in told.items for part in item.parts}
    assert (numbers["levels"], numbers["route"]) == ("1", "1")
