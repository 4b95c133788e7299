"""A term of the glossary has one id, whatever it is spelled like, and everything accepts it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sphinx.util.nodes import _make_id

from builder.cli.main import main
from builder.diff import compare
from builder.load import load_project
from builder.model.guide import Guide
from builder.model.kinds import term_ids
from builder.model.wording import headline
from builder.model.words import ENGLISH
from builder.pipeline.check import check
from builder.pipeline.project import open_project
from builder.pipeline.published import assemble_all
from tests.whole_projects import CLAUSES, FAMILY, PROGRAM, SAIL, SHARED, make_whole

TERMS = {
    "Data Mover": "term-Data-Mover",
    "R&D": "term-R-D",
    "Über Team": "term-Uber-Team",
    "Release v1.2": "term-Release-v1.2",
    "łódź": "term-lodz",
    "{{ harbor }} Crew": "term-Southport-Crew",
}
SPELLED = [term.replace("{{ harbor }}", "Southport") for term in TERMS]
WAIVER = (
    '  - {{check: spelling-variant, at: {at}, reason: "So it is called.", until: "2999-01-01"}}\n'
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    entries = "".join(f'  - {{term: "{term}", means: An e-mail desk}}\n' for term in TERMS)
    used = "".join(f"The captain must call the {term}.\n\n" for term in TERMS)
    waivers = "".join(WAIVER.format(at=id.lower()) for id in TERMS.values())
    family = f"{FAMILY}{entries}spelling: [{{preferred: mail, not: [e-mail]}}]\n"
    return make_whole(
        tmp_path_factory.mktemp("terms").resolve(),
        {
            SHARED: f"{family}parties: [{{name: captain}}]\n",
            "content/shared/ropes.md": f"{used}{CLAUSES['shared/ropes']}",
        },
        {SAIL: ("revision-history:", f"waivers:\n{waivers}revision-history:")},
    )


def test_ids_are_those_that_sphinx_would_make() -> None:
    spelled = (f"{letter} x{letter}y" for letter in map(chr, range(0x20, 0x250)))
    for term in (*TERMS, *spelled, "v.C_2 .", "(A)", "-"):
        id = _make_id(f"term-{term}")
        assert term_ids([term])[term] == id or id == "term", term


def test_terms_that_an_id_cannot_tell_apart_have_ids_of_their_own() -> None:
    terms = ["C", "C#", "C++", "日本", "中国", "c"]
    found = term_ids(terms)
    assert list(found) == sorted(terms)
    assert found["c"] == "term-c"
    assert len(set(found.values())) == len(terms)
    assert term_ids([*terms, "C--"])["C++"] == found["C++"]
    assert term_ids(["日本"])["日本"] == found["日本"]


@pytest.mark.parametrize(("old", "new"), [("C++", "C#"), ("Über", "Uber"), ("-x", "(x)")])
def test_a_new_term_does_not_take_the_id_of_another(old: str, new: str) -> None:
    alone, both = term_ids([old]), term_ids([old, new])
    assert alone[old] not in both.values()
    assert term_ids([new, old]) == both


def _guide(root: Path) -> Guide:
    result = assemble_all(open_project(root, ["sail"]))
    assert result.value, result.diagnostics
    return result.value["sail"]


def _entries(guide: Guide) -> dict[str, str | None]:
    """The ids of the entries as readers get them, by their terms."""
    blocks = (block for part in guide.walk() for top in part.blocks for block in top.walk())
    return {block.runs[0].text: block.id for block in blocks if block.kind == "entry"}


def test_the_published_ids(root: Path) -> None:
    guide = _guide(root)
    found = {item.term: item.id for item in guide.glossary}
    assert found == _entries(guide)
    assert found == dict(zip(SPELLED, TERMS.values(), strict=True)) | {
        "AFT": "term-AFT",
        "AFT Deck": "term-AFT-Deck",
    }


def test_published_ids_of_terms_that_look_alike(tmp_path: Path) -> None:
    entries = "".join(f'  - {{term: "{term}", means: M}}\n' for term in ("C", "C#", "日本"))
    clause = "Ropes lie AFT in C# and 日本.\n\n{{ list: knots }}\n"
    root = make_whole(tmp_path, {SHARED: FAMILY + entries, "content/shared/ropes.md": clause})
    guide = _guide(root)
    found = _entries(guide)
    assert found == term_ids(map(str, found))
    runs = [run for part in guide.walk() for block in part.blocks for run in block.runs]
    linked = {run.text: run.target for run in runs if run.kind == "term"}
    assert linked == {term: found[term] for term in ("AFT", "C#", "日本")}


def test_a_term_is_linked_where_its_line_breaks_and_compared_by_its_name(tmp_path: Path) -> None:
    entry = "  - {term: term-limits, means: Ends}\n  - {term: Data Mover, means: A mover}\n"
    clause = "Ropes lie AFT under the Data\nMover and its term-limits.\n\n{{ list: knots }}\n"
    files = {SHARED: FAMILY + entry, "content/shared/ropes.md": clause}
    new = _guide(make_whole(tmp_path / "new", files))
    runs = [run for part in new.walk() for block in part.blocks for run in block.runs]
    linked = {" ".join(run.text.split()): run.target for run in runs if run.kind == "term"}
    assert linked["Data Mover"] == "term-Data-Mover"
    files[SHARED] = FAMILY + entry.replace("Ends", "End").replace("A mover", "Moves")
    found = compare(new, _guide(make_whole(tmp_path / "old", files)))
    told = {headline(change, ENGLISH) for change in found.changes}
    assert told == {
        "Glossary entry “term-limits” changed",
        "Glossary entry “Data Mover” changed",
    }


def test_plurals_are_linked_and_entries_stand_where_readers_look_for_them(tmp_path: Path) -> None:
    terms = ("Zebra Crew", "Über Team", "Berth Policy", "TCP/IP", "berth")
    entries = "".join(f'  - {{term: "{term}", means: Something}}\n' for term in terms)
    root = make_whole(
        tmp_path,
        {
            SHARED: f"{FAMILY}{entries}",
            "content/shared/ropes.md": "Berth Policies and TCP/IP hold for Zebra Crews.\n\n"
            f"The Über Team has berths.\n\n{CLAUSES['shared/ropes']}",
        },
    )
    guide = _guide(root)
    names = [term for term in _entries(guide) if term in terms]
    assert names == ["berth", "Berth Policy", "TCP/IP", "Über Team", "Zebra Crew"]
    assert names == [item.term for item in guide.glossary if item.term in terms]
    runs = [run for part in guide.walk() for block in part.blocks for run in block.runs]
    linked = {run.text for run in runs if run.kind == "term"}
    assert linked >= {"Berth Policies", "TCP/IP", "Zebra Crews", "Über Team", "berths"}
    found = {finding.code for finding in check(root, cache=False).diagnostics}
    assert not found & {"unused-glossary-entry", "undefined-acronym"}


def test_a_waiver_at_a_term_holds_however_its_id_is_capitalized(root: Path, tmp_path: Path) -> None:
    found = check(root, ["sail"], cache=False, today=date(2020, 1, 1)).diagnostics
    assert [d.message for d in found if d.code in {"spelling-variant", "waiver-unused"}] == []
    row = check(root, ["row"], cache=False, today=date(2020, 1, 1)).diagnostics
    assert {d.about for d in row if d.code == "spelling-variant"} == {
        id.replace("Southport", "Northport") for id in TERMS.values()
    }


@pytest.mark.parametrize("term", [term for term in SPELLED if " " in term or "&" in term])
def test_a_waiver_at_the_term_itself_tells_the_id_that_holds(tmp_path: Path, term: str) -> None:
    waiver = WAIVER.format(at=json.dumps(term, ensure_ascii=False))
    program = PROGRAM.replace("revision-history:", f"waivers:\n{waiver}revision-history:")
    faults = load_project(make_whole(tmp_path, {SAIL: program}), ["sail"]).diagnostics
    (found,) = (fault for fault in faults if fault.code == "bad-id")
    assert found.hint is not None
    assert found.hint.endswith(f"“{term_ids([term])[term]}”.")


@pytest.mark.parametrize("number", range(len(TERMS)))
def test_questions_take_the_term_and_its_id(
    root: Path, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    term, id = SPELLED[number], [*TERMS.values()][number]
    told = []
    for word in (term, term.lower(), id, id.lower()):
        assert main(["-C", str(root), "where", word, "--format", "json"]) == 0
        (thing,) = json.loads(capsys.readouterr().out)["things"]
        assert next(use["number"] for use in thing["usages"] if use["program"] == "sail") == "1.1.1"
        assert main(["-C", str(root), "impact", word, "--format", "json"]) == 0
        (impact,) = json.loads(capsys.readouterr().out)["impacts"]
        (sail,) = [guide for guide in impact["guides"] if guide["program"] == "sail"]
        assert [section["id"] for section in sail["sections"]] == ["ropes", "words"]
        assert [duty["sentence"] for duty in sail["obligations"]] == [
            f"The captain must call the {term}."
        ]
        told.append((thing["id"], impact["kind"]))
    assert set(told) == {(told[0][0], "term")}


def test_every_check_names_a_term_by_its_id(tmp_path: Path) -> None:
    entry = '  - {term: "R&D Desk", means: "An e-mail desk of rowers, TODO: who"}\n'
    policy = "spelling: [{preferred: mail, not: [e-mail]}]\nvocabulary: {row: [rowers]}\n"
    root = make_whole(tmp_path, {SHARED: f"{FAMILY}{entry}{policy}"})
    about = {d.code: d.about for d in check(root, ["sail"], cache=False).diagnostics}
    codes = ("foreign-word", "spelling-variant", "todo-text", "unused-glossary-entry")
    assert {code: about.get(code) for code in codes} == dict.fromkeys(codes, "term-R-D-Desk")


def test_a_term_and_a_section_with_one_id(tmp_path: Path) -> None:
    files = {SHARED: FAMILY.replace("term: AFT,", "term: aft,")}
    root = make_whole(tmp_path, files, {SAIL: ("harbor: Southport", "harbor: Southport")})
    family = root / SHARED
    family.write_text(family.read_text().replace("{id: more-words, title", "{id: term-aft, title"))
    (root / "content/shared/more-words.md").rename(root / "content/shared/term-aft.md")
    (fault,) = [d for d in check(root, cache=False).diagnostics if d.code == "duplicate-id"]
    assert fault.message == "The id “term-aft” of this glossary term is the id of a section, too."
