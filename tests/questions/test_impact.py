"""What a thing or an edit reaches: every duty that prints it, wherever that stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from builder.history.changes import LineRange
from builder.model.usage import NamedPart
from builder.obligations import extract
from builder.pipeline.impact import impact
from builder.pipeline.overview import Overview, open_overview
from builder.questions.impact import ImpactIndex, Reach
from builder.questions.where import find, find_section
from tests.guides.reading import PROGRAMS, ROOT
from tests.whole_projects import FAMILY, SAIL, SHARED, make_whole

ROPES = """\
The captain must coil the AFT ropes.

The captain must dry the AFT ropes. The captain may cut them.

The captain must keep these AFT things:

- one rope
- one anchor

More knots:

{{ list: knots }}
"""
FINISH = """\
The captain must wait for {{ wind }}. The captain must look at the [club](#club).

The captain should read [](#ropes) before {{ days }} days end. The captain must wait 140 days.

{{ links: clubs }}
"""
PLACES = """\
parties: [{name: captain}]
"""
LINKS = """\
links:
  club:
    label: The Club
    url: "https://club.example/"
"""
WIND = '  wind: {value: "a wind of {{ days }} knots", description: W.}\n  harbor:'


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    family = FAMILY.replace("  harbor:", WIND).replace(
        'links:\n  club: {label: The Club, url: "https://club.example/"}\n', LINKS
    )
    return make_whole(
        tmp_path_factory.mktemp("reach").resolve(),
        {
            SHARED: family + PLACES,
            "content/shared/ropes.md": ROPES,
            "content/shared/finish.md": FINISH,
            "content/sail/greeting.md": "The captain must greet.\n",
        },
    )


@pytest.fixture(scope="module")
def overview(root: Path) -> Overview:
    opened = open_overview(root, cache=False)
    assert opened.overview is not None, opened.diagnostics
    return opened.overview


def _index(root: Path, overview: Overview, program: str = "sail") -> ImpactIndex:
    guide = overview.guide(program)
    return ImpactIndex(
        guide,
        extract(guide, overview.parties(program)),
        overview.things,
        cache(lambda file: (root / file).read_text(encoding="utf-8").split("\n")),
    )


def _reach(root: Path, overview: Overview, word: str, kind: str | None = None) -> Reach:
    found = find(root, overview.things, word, kind=kind)
    assert found.value, found.diagnostics
    return _index(root, overview).reach(found.value)


def _duties(reach: Reach) -> list[str]:
    return [duty.sentence for duty in reach.obligations]


def _sections(reach: Reach) -> list[str]:
    return [section.id for section in reach.sections]


def _lines(root: Path, file: str, text: str) -> list[LineRange]:
    lines = (root / file).read_text(encoding="utf-8").split("\n")
    (number,) = [number for number, line in enumerate(lines, start=1) if text in line]
    return [LineRange(file=file, first=number, last=number)]


def test_a_term_reaches_every_duty_that_names_it(root: Path, overview: Overview) -> None:
    lead = "The captain must keep these AFT things:"
    assert _duties(_reach(root, overview, "AFT")) == [
        "The captain must coil the AFT ropes.",
        "The captain must dry the AFT ropes.",
        f"{lead} one rope",
        f"{lead} one anchor",
    ]


def test_a_value_inside_a_value_reaches_those_who_print_the_outer_one(
    root: Path, overview: Overview
) -> None:
    assert _duties(_reach(root, overview, "days")) == [
        "The captain must wait for a wind of 14 knots.",
        "The captain should read Section 1.1.1 “Ropes” before 14 days end.",
    ]
    assert _sections(_reach(root, overview, "days")) == ["start", "finish"]


def test_a_reference_and_a_link_reach_the_sentence_that_prints_them(
    root: Path, overview: Overview
) -> None:
    club = _reach(root, overview, "club")
    assert _sections(club) == ["start", "finish"]
    assert _duties(club) == ["The captain must look at the club."]
    assert _duties(_reach(root, overview, "knots-section")) == []
    ropes = _duties(_reach(root, overview, "ropes"))
    assert "The captain should read Section 1.1.1 “Ropes” before 14 days end." in ropes
    assert "The captain must dry the AFT ropes." in ropes
    assert "The captain must wait 140 days." not in ropes


@pytest.mark.parametrize(
    ("place", "sections", "duties"),
    [
        ((SHARED, "clubs: [club]"), ["finish"], 0),
        ((SHARED, 'url: "https'), ["start", "finish"], 1),
        ((SAIL, "greeting: sail/greeting"), ["start"], 1),
        ((SHARED, "days: {value"), ["start", "finish"], 2),
        ((SHARED, '["06:12"]'), ["knots-section"], 0),
        (("content/shared/ropes.md", "must keep these"), ["ropes"], 2),
    ],
)
def test_lines_reach_what_prints_what_they_declare(
    root: Path, overview: Overview, place: tuple[str, str], sections: Sequence[str], duties: int
) -> None:
    reach = _index(root, overview).reach((), _lines(root, *place))
    assert _sections(reach) == sections
    assert len(reach.obligations) == duties


def test_the_second_answer_comes_from_what_is_remembered(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = impact(root, ["AFT", "days", SHARED])
    assert first.value
    monkeypatch.setattr("builder.pipeline.project.open_project", None)
    assert impact(root, ["AFT", "days", SHARED]) == first


@pytest.mark.parametrize(
    ("kind", "id", "words"),
    [
        ("term", "term-AFT", ["AFT", "aft", "AFTs", "term-AFT", "term-aft"]),
        (
            "section",
            "ropes",
            [
                "ropes",
                "Ropes",
                "1.1.1",
                "Section 1.1.1",
                "section 1.1.1.",
                "rop",
                "§1.1.1",
                "Section 1.1.1 “Ropes”",
                "1.1.1 Ropes",
                "“Ropes”",
            ],
        ),
        (
            "section",
            "words",
            ["words", "Words", "B", "b", "Appendix B", "appendix b:", "Appendix B: Words"],
        ),
        (
            "table",
            "levels",
            ["levels", "Table 1", "table 1", "Levels of Skill", "Table 1: Levels of Skill"],
        ),
        ("figure", "route", ["route", "Figure 1"]),
        ("link", "club", ["club", "https://club.example/", "The Club"]),
        ("document", "treaty", ["treaty", "Treaty", "THE TREATY"]),
        ("clause", "shared/ropes", ["shared/ropes"]),
    ],
)
def test_all_questions_take_the_same_words(
    root: Path, overview: Overview, kind: str, id: str, words: Sequence[str]
) -> None:
    things: tuple[NamedPart, ...] = overview.things
    for word in words:
        (thing,) = find(root, things, word).value
        assert (thing.kind, thing.id) == (kind, id), word
        result = impact(root, [word])
        assert result.value is not None, (word, result.diagnostics)
        assert {one.kind for one in result.value} == {"file" if kind == "clause" else kind}
        shown = find_section(root, things, word, "sail")
        assert (shown.value is None) == (kind in {"term", "link", "document"}), word
    assert find_section(root, things, "shared/ropes", "sail").value == "ropes"
    assert find_section(root, things, "content/shared/ropes.md", "sail").value == "ropes"


@pytest.mark.parametrize("word", ["Appendix 2", "Section B", "Chapter B", "Table 3", "2 Ropes"])
def test_the_word_for_a_number_has_to_fit(root: Path, overview: Overview, word: str) -> None:
    assert find(root, overview.things, word).value == ()


def test_a_part_of_a_title_does_not_stand_for_a_thing_of_that_name(tmp_path: Path) -> None:
    family = FAMILY.replace("title: Coming Home", "title: Home and Treaty")
    opened = open_overview(make_whole(tmp_path, {SHARED: family}), cache=False)
    assert opened.overview is not None
    found = find_section(tmp_path, opened.overview.things, "treaty", "sail")
    assert found.value is None
    assert found.diagnostics[0].message == "“treaty” is a governing document, but no section."


def test_a_plural_reaches_its_duty_as_the_singular_does(tmp_path: Path) -> None:
    text = "The captain must stop the Bus. The captain must wash all Buses. The captain must go.\n"
    family = f"{FAMILY}  - {{term: Bus, means: A boat}}\n{PLACES}"
    root = make_whole(tmp_path.resolve(), {SHARED: family, "content/shared/ropes.md": text})
    opened = open_overview(root, cache=False)
    assert opened.overview is not None
    reach = _reach(root, opened.overview, "Bus")
    assert _duties(reach) == [f"{sentence}." for sentence in text.split(". ")[:2]]


def test_one_fault_for_a_word_that_means_nothing(root: Path, overview: Overview) -> None:
    (where,) = find(root, overview.things, "ropez").diagnostics
    (reach,) = impact(root, ["ropez"]).diagnostics
    (show,) = find_section(root, overview.things, "ropez", "sail").diagnostics
    assert where == reach
    assert where.hint == show.hint == "Did you mean “ropes”?"
    (term,) = find_section(root, overview.things, "AFT", "sail").diagnostics
    assert term.message == "“AFT” is a glossary term, but no section."


# The real guides.


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_duty_that_names_a_term_or_prints_a_value_is_reached(program: str) -> None:
    opened = open_overview(ROOT, [program])
    assert opened.overview is not None
    overview = opened.overview
    index = _index(ROOT, overview, program)
    named, printed = 0, 0
    for thing in overview.things:
        if thing.kind == "term":
            word = rf"(?<![\w/.-]){re.escape(thing.names[0])}s?(?![\w-]|\.\w)"
            used_in = {usage.section for usage in thing.usages if usage.program == program}
            reach = index.reach([thing])
            for duty in index.obligations:
                if duty.section in used_in:
                    reached = duty in reach.obligations
                    assert reached or not re.search(word, duty.sentence), (thing.id, duty)
                    named += reached
        elif thing.kind == "parameter":
            reach = index.reach([thing])
            values = [m.value for m in thing.meanings if m.program == program]
            assert all(any(v in d.sentence for v in values) for d in reach.obligations)
            printed += len(reach.obligations)
    assert named > 5
    assert printed > 10
