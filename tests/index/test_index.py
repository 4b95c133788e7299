"""The index of a program: one rule for what is used where, which answers and checks ask."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder.checks import reference_to_empty_appendix, unused_glossary_entry
from builder.index.index import index_of, unreferenced
from builder.index.print_places import print_places
from builder.pipeline.project import open_project
from builder.pipeline.published import assemble_all
from builder.reading.subject import Subject
from tests.whole_projects import CLAUSES, FAMILY, FIGURE, SAIL, SHARED, drawing, make_whole

Make = Callable[..., Subject]
TERMS = (
    "  - {term: Hot Buoy, means: A warm mark}\n  - {term: GPS, means: A finder of places}\n"
    "  - {term: Keel, means: The lowest beam}\n"
)


@pytest.fixture(name="subject")
def _subject(tmp_path: Path) -> Make:
    def made(text: str = "", *, sail: tuple[str, str] = ("", ""), figure: str = FIGURE) -> Subject:
        files = {
            SHARED: FAMILY + TERMS,
            "content/shared/ropes.md": CLAUSES["shared/ropes"] + f"\n{text}\n",
            "content/figures/route.yaml": figure,
            "content/figures/route.svg": drawing(figure),
        }
        root = make_whole(tmp_path.resolve(), files, {SAIL: sail} if sail[0] else {})
        project = open_project(root, ["sail"])
        found = assemble_all(project)
        assert not found.diagnostics
        return project.subjects(found.value)["sail"]

    return made


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("See the Hot Buoy.", "Hot Buoy"),
        ("See the Hot\nBuoy, or Hot Buoys.", "Hot Buoy"),
        ("The **Hot Buoy**, *GPS*.", "Hot Buoy, GPS"),
        ("A GPS-based map.", "GPS"),
        ("Two Keeles, or one keel.", "Keel"),
        ("See hotbuoy, Hot Buoyant, Shot Buoy, a hot buoy, a gps, the keelman.", ""),
        ("Look at `Hot Buoy`, mail GPS@buoy.example or x/Keel.", ""),
        ("[The Keel](#ropes)", "Keel"),
    ],
)
def test_answers_and_the_check_agree_on_what_names_a_term(
    subject: Make, text: str, named: str
) -> None:
    made = subject(text)
    index = index_of(made)
    ids = {"term-Hot-Buoy": "Hot Buoy", "term-GPS": "GPS", "term-Keel": "Keel"}
    uses = {id: [use for use in index.usages("term", id) if use.role == "named"] for id in ids}
    assert ", ".join(name for id, name in ids.items() if uses[id]) == named
    unused = {finding.about for finding in unused_glossary_entry.check(made)}
    assert unused & set(ids) == {id for id in ids if not uses[id]}


@pytest.mark.parametrize(
    "text",
    [
        "Sell GPSes. Keep the GPS. Use GPS’s map.",
        "Buy Hot Buoys by day.\nPaint the Hot Buoy.\nSee the Hot\nBuoy.",
    ],
)
def test_every_mention_of_a_text_is_a_use_of_its_own(subject: Make, text: str) -> None:
    index = index_of(subject(text))
    term = "term-GPS" if "GPS" in text else "term-Hot-Buoy"
    found = [(use.at.line, use.at.column) for use in index.usages("term", term)]
    at = [match.start() for match in re.finditer(r"GPS|Hot\sBuoy", text)]
    first = CLAUSES["shared/ropes"].count("\n") + 2
    assert found == [
        (first + text.count("\n", 0, start), start - text.rfind("\n", 0, start)) for start in at
    ]


def test_a_reference_is_none_to_another_kind_of_thing_with_its_id(subject: Make) -> None:
    made = subject(
        "{{ ropes }} and [](#ropes).",
        sail=("harbor: Southport", "harbor: Southport\n  ropes: {value: Hemp, description: R.}"),
    )
    index = index_of(made)
    printed = list(index.usages("parameter", "ropes"))
    assert [use.role for use in printed] == ["printed"]
    assert {use.role for use in index.usages("section", "ropes")} == {"referred to"}


def test_the_history_the_cover_and_the_words_of_a_figure_name_terms(subject: Make) -> None:
    made = subject(
        sail=("summary: First.", "summary: The Hot Buoy came on a Keel."),
        figure=FIGURE.replace("The boat goes", "By GPS the boat goes"),
    )
    index = index_of(made)
    (row,) = index.usages("term", "term-Hot-Buoy")
    assert (row.section, row.at.file, row.inside) == (None, SAIL, "")
    (drawn,) = index.usages("term", "term-GPS")
    assert (drawn.section, drawn.at.file) == ("first-steps", "content/figures/route.yaml")
    assert drawn.inside == "Figure 1"
    assert list(unused_glossary_entry.check(made)) == []


def test_a_reference_of_the_history_to_an_empty_appendix_is_found(subject: Make) -> None:
    made = subject(sail=("summary: First.", 'summary: "See [](#words)."'))
    assert list(reference_to_empty_appendix.check(made)) == []
    sections = [
        replace(part, status="not-applicable") if part.id == "words" else part
        for part in made.guide.sections
    ]
    empty = replace(made, guide=replace(made.guide, sections=tuple(sections)))
    found = {finding.about for finding in reference_to_empty_appendix.check(empty)}
    assert found == {"sail", "start"}


def test_answers_and_checks_agree_on_who_refers_to_a_thing(subject: Make) -> None:
    made = subject("See [](#route), [](#levels) and [the knots](#knots-section).")
    index = index_of(made)
    assert list(index.referring("levels")) == ["start", "ropes"]
    assert [use.section for use in index.usages("section", "knots-section")] == ["ropes"]
    targets = {
        (section.id, run.target)
        for section, block in made.blocks()
        for run in block.runs
        if run.kind == "reference"
    }
    known = {target for _, target in targets}
    assert {(section, id) for id in known for section in index.referring(id or "")} == targets
    assert [title.id for title in unreferenced(made, "table")] == []


def test_a_text_prints_where_the_thing_that_it_belongs_to_stands(subject: Make) -> None:
    made = subject("Wait {{ days }} days for the [](#club).")
    shown = {
        (authored.about, str(authored.text)[:12]): [place.title for place in found]
        for authored in made.authored
        if (found := print_places(made, authored)) is not None
    }
    assert shown["days", "14"] == ["Casting Off", "Ropes"]
    assert shown["club", "The Club"] == ["Casting Off", "Ropes", "Coming Home"]
    assert shown["greeting", "Greetings, s"] == ["Casting Off"]
    assert shown["route", "The Route"] == ["First Steps"]
    assert shown["treaty", "Treaty"] == ["First Steps"]
    assert shown["term-GPS", "GPS"] == ["Words"]
    assert shown["finish", "Coming Home"] == ["Coming Home"]
    assert shown["sail", "Sailing"] == [None]
