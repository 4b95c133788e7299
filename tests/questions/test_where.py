"""Every use of a thing, for each kind of thing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.index.index import things
from builder.model.kinds import KINDS
from builder.model.usage import NamedPart
from builder.pipeline.overview import open_overview
from builder.pipeline.project import open_project
from builder.pipeline.published import assemble_all
from builder.questions.where import find
from tests.whole_projects import FAMILY, PROGRAM, ROW, SAIL, SHARED, START, make_whole

RULES = """\
requires: {tables: {levels: [level]}, sections: [start], documents: [treaty]}
stated-values:
  - {thing: notice of departure, source: start, value: "{{ days }} days"}
queries:
  - {at: levels, question: Is it enough?}
"""
SHARED_TEXT = (
    FAMILY.replace(
        "  harbor:", '  wind: {value: "a wind of {{ days }} knots", description: W.}\n  harbor:'
    )
    + RULES
)
ROW_TEXT = (
    PROGRAM.replace("sail", "row")
    .replace("Sailing", "Rowing")
    .replace("Sail", "Row")
    .replace("  harbor: Southport", "  harbor: Northport\n  days: '21'")
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        SHARED: SHARED_TEXT,
        ROW: ROW_TEXT,
        "content/shared/start.md": START.replace("Under the", "With {{ wind }}, under the"),
    }
    return make_whole(tmp_path_factory.mktemp("where").resolve(), files)


@pytest.fixture(scope="module", name="things")
def _things(root: Path) -> tuple[NamedPart, ...]:
    opened = open_overview(root, cache=False)
    assert opened.overview is not None, opened.diagnostics
    return opened.overview.things


def _one(
    root: Path, things: tuple[NamedPart, ...], word: str, kind: str | None = None
) -> NamedPart:
    found = find(root, things, word, kind=kind)
    assert len(found.value) == 1, (found.diagnostics, [(t.kind, t.id) for t in found.value])
    return found.value[0]


def _uses(thing: NamedPart, program: str = "sail") -> list[tuple[str, str, str, str]]:
    return [
        (usage.number, str(usage.at), usage.role, usage.inside)
        for usage in thing.usages
        if usage.program == program
    ]


def _lines(root: Path, thing: NamedPart) -> list[str]:
    """The text that stands at each use, from its place on."""
    found = []
    for usage in thing.usages:
        text = (root / usage.at.file).read_text(encoding="utf-8").split("\n")[usage.at.line - 1]
        found.append(text[usage.at.column - 1 :])
    return found


def test_a_parameter_with_its_values_and_all_its_uses(
    root: Path, things: tuple[NamedPart, ...]
) -> None:
    days = _one(root, things, "days")
    assert (days.kind, days.about, days.default) == ("parameter", "Days of notice.", "14")
    assert [(m.program, m.value, m.state, m.at.file) for m in days.meanings] == [
        ("row", "21", "replaced", ROW),
        ("sail", "14", "shared", SHARED),
    ]
    # In a clause, in another parameter that a clause prints, in a table, and in a rule.
    assert [(number, role, inside) for number, _, role, inside in _uses(days)] == [
        ("1", "printed", "parameter wind"),
        ("1", "printed", ""),
        ("1", "printed", "Table 1"),
        ("", "rule", "stated value"),
    ]
    assert all(line.startswith("{{ days }}") for line in _lines(root, days))
    harbor = _one(root, things, "harbor")
    assert harbor.default is None
    assert [number for number, *_ in _uses(harbor)] == ["1", "1.1", "1.1.1", "2"]
    assert [m.state for m in harbor.meanings] == ["set", "set"]


def test_blocks_and_slots_where_they_are_put_and_referred_to(
    root: Path, things: tuple[NamedPart, ...]
) -> None:
    levels = _one(root, things, "levels")
    assert levels.kind == "table"
    assert [(number, role, inside) for number, _, role, inside in _uses(levels)] == [
        ("1", "placed", ""),
        ("1", "referred to", ""),
        ("", "rule", "required table"),
        ("", "rule", "query"),
    ]
    route = _one(root, things, "route")
    assert [(number, role) for number, _, role, _ in _uses(route)] == [
        ("1.1", "placed"),
        ("1.1.1.1", "referred to"),
    ]
    assert route.meanings[0].value == "Figure 1 The Route"
    assert _one(root, things, "content/figures/route.yaml") is route
    for word, kind, number in (
        ("knots", "list", "1.1.1"),
        ("clubs", "links", "2"),
        ("crew", "form", "A"),
        ("greeting", "slot", "1"),
    ):
        thing = _one(root, things, word)
        assert (thing.kind, [use[0] for use in _uses(thing)]) == (kind, [number])
    greeting = _one(root, things, "greeting")
    assert [m.value for m in greeting.meanings] == [
        "content/row/greeting.md",
        "content/sail/greeting.md",
    ]


def test_sections_links_and_clauses(root: Path, things: tuple[NamedPart, ...]) -> None:
    first = _one(root, things, "first-steps")
    assert [(number, role, inside) for number, _, role, inside in _uses(first)] == [
        ("1", "referred to", "Table 1"),
        ("1", "referred to", ""),
    ]
    assert _one(root, things, "First Steps") is first
    club = _one(root, things, "https://club.example/")
    assert (club.kind, club.id) == ("link", "club")
    assert [(number, role, inside) for number, _, role, inside in _uses(club)] == [
        ("1", "referred to", ""),
        ("2", "listed", "links clubs"),
    ]
    for word in (
        "sail/greeting",
        "content/sail/greeting.md",
        str(root / "content/sail/greeting.md"),
    ):
        clause = _one(root, things, word)
        assert [(u[0], u[3]) for u in _uses(clause)] == [("1", "slot greeting")]
    ropes = _one(root, things, "shared/ropes")
    assert [(u.program, u.number, u.role) for u in ropes.usages] == [
        ("row", "1.1.1", "text"),
        ("sail", "1.1.1", "text"),
    ]


def test_terms_count_as_whole_words_and_the_longer_one_first(
    root: Path, things: tuple[NamedPart, ...]
) -> None:
    aft = _one(root, things, "AFT")
    assert [at for _, at, *_ in _uses(aft)] == [
        "content/shared/ropes.md:1:11",
        "content/shared/ropes.md:1:26",
    ]
    deck = _one(root, things, "aft deck")
    assert [at for _, at, *_ in _uses(deck)] == ["content/shared/ropes.md:1:38"]
    assert deck.about == "Deck behind"


def test_documents_and_stated_values(root: Path, things: tuple[NamedPart, ...]) -> None:
    treaty = _one(root, things, "the Treaty")
    assert (treaty.kind, treaty.id) == ("document", "treaty")
    assert treaty.meanings[0].value == "Treaty (number 1 of 2 in the order of precedence)"
    assert [(number, role, inside) for number, _, role, inside in _uses(treaty)] == [
        ("1", "named", ""),
        ("1.1", "named", ""),
        ("", "rule", "required document"),
        ("", "rule", "order of precedence"),
    ]
    stated = _one(root, things, "notice of departure")
    assert [(m.program, m.value) for m in stated.meanings] == [
        ("row", "21 days"),
        ("sail", "14 days"),
    ]
    assert [(number, role) for number, _, role, _ in _uses(stated)] == [("1", "rule")]


def test_a_name_of_several_kinds_and_one_of_none(root: Path, things: tuple[NamedPart, ...]) -> None:
    found = find(root, things, "Words")
    assert [(thing.kind, thing.id) for thing in found.value] == [("section", "words")]
    wrong = find(root, things, "words", kind="table").diagnostics[0]
    assert wrong.message == "“words” is a section, but no table."
    near = find(root, things, "harbour").diagnostics[0]
    assert (near.code, near.hint) == ("unknown-part-of-the-guide", "Did you mean “harbor”?")
    for printed in ("Southport", "14", "14 days"):
        told = find(root, things, printed).diagnostics[0]
        assert "a value of" in told.message
        assert "guides where " in (told.hint or "")
    file = find(root, things, SAIL).diagnostics[0]
    assert file.hint == f"`guides impact {SAIL}` tells what a whole file reaches."


def test_the_same_id_can_be_of_several_kinds(tmp_path: Path) -> None:
    family = FAMILY.replace("  days:", "  knots: {value: hitch, description: K.}\n  days:")
    ropes = "Ropes lie AFT with a {{ knots }}, on the AFT Deck.\n\n{{ list: knots }}\n"
    root = make_whole(tmp_path, {SHARED: family, "content/shared/ropes.md": ropes})
    opened = open_overview(root, cache=False)
    assert opened.overview is not None, opened.diagnostics
    found = find(root, opened.overview.things, "knots").value
    assert [thing.kind for thing in found] == ["parameter", "list"]
    only = find(root, opened.overview.things, "knots", kind="list").value
    assert [thing.kind for thing in only] == ["list"]


def _parameter(root: Path, id: str) -> NamedPart:
    opened = open_overview(root, cache=False)
    assert opened.overview is not None, opened.diagnostics
    return _one(root, opened.overview.things, id, "parameter")


def test_a_title_that_prints_a_parameter_and_a_use_outside_of_sections(tmp_path: Path) -> None:
    edits: Mapping[str, tuple[str, str]] = {
        SHARED: ("title: Coming Home", 'title: "Home to {{ harbor }}"'),
        SAIL: ('date: "2020-02-03"', 'copyright: "In {{ harbor }}"\ndate: "2020-02-03"'),
    }
    harbor = _parameter(make_whole(tmp_path, edits=edits), "harbor")
    places = [(usage.section, usage.at.file) for usage in harbor.usages]
    assert (None, SAIL) in places
    assert ("finish", SHARED) in places
    assert [meaning.state for meaning in harbor.meanings] == ["set", "set"]


def test_things_of_one_kind(root: Path) -> None:
    project = open_project(root)
    guides = assemble_all(project).value
    of_all = things(project.subjects(guides).values())
    found = things(project.subjects(guides).values(), [KINDS["parameter"]])
    assert [part.id for part in found] == ["days", "harbor", "wind"]
    assert found == tuple(part for part in of_all if part.kind == "parameter")
    assert {kind.id for kind in KINDS.values()} == {part.kind for part in of_all}


def test_one_text_in_two_sections_is_two_uses(tmp_path: Path) -> None:
    edits: Mapping[str, tuple[str, str]] = {
        SHARED: (
            "  - {id: finish,",
            "  - {id: again, title: Again, clause: sail/again}\n"
            "  - {id: once-more, title: Once More, clause: sail/again}\n  - {id: finish,",
        ),
    }
    root = make_whole(tmp_path, {"content/sail/again.md": "Wait {{ days }} days.\n"}, edits)
    days = _parameter(root, "days")
    found = [u.number for u in days.usages if u.at.file == "content/sail/again.md"]
    assert found == ["2", "3", "2", "3"]
