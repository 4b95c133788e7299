"""What the preview does after a saved change, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.outputs.pdf import OUTPUT as PDF
from tests.preview.recorder import Recorder, kinds
from tests.whole_projects import SAIL, SHARED, make_whole

ROPES = "content/shared/ropes.md"


@pytest.fixture
def recorder(tmp_path: Path) -> Recorder:
    return Recorder(make_whole(tmp_path / "project"), tmp_path / "work")


def test_a_page_is_made_when_it_is_asked_for(recorder: Recorder) -> None:
    assert recorder.state.guides["sail"].pages == {}
    text = recorder.visit("sail", "start")
    assert "in Southport" in text
    assert list(recorder.state.guides["sail"].pages) == ["start"]
    assert recorder.state.guides["row"].pages == {}


def test_a_clause_shows_as_a_fragment_and_then_as_its_page(recorder: Recorder) -> None:
    recorder.visit("sail", "start")
    recorder.visit("sail", "finish")
    recorder.open = [("sail", "finish")]
    told = recorder.save("content/shared/start.md", "Under the", "Below the")
    assert kinds(told) == [], "the open page does not change"
    recorder.open = [("sail", "finish"), ("sail", "start")]
    told = recorder.save("content/shared/finish.md", "Come home", "Come back home")
    page = next(one for one in told if one["kind"] == "page" and one["page"] == "finish")
    assert kinds(told) == ["fragment", "page", "page"]
    assert page["edition"] == recorder.state.guides["sail"].pages["finish"].edition
    assert "Come back home to" in recorder.text("sail", "finish")
    assert "Below the" in recorder.text("sail", "start")


def test_a_fragment_is_told_first_and_is_what_the_page_has(recorder: Recorder) -> None:
    recorder.visit("sail", "words")
    told = recorder.save("content/shared/more-words.md", "No more words.", "No more long words.")
    assert kinds(told) == ["fragment", "page"]
    fragment = told[0]
    assert fragment["section"] == "more-words"
    assert "No more long words." in str(fragment["html"])
    assert str(fragment["html"]).strip() in recorder.text("sail", "words")


def test_a_change_in_a_shared_clause_reaches_every_open_guide(recorder: Recorder) -> None:
    recorder.visit("sail", "finish")
    recorder.visit("row", "finish")
    told = recorder.save("content/shared/finish.md", "Come home to", "Sail or row home to")
    assert {one["program"] for one in told if one["kind"] == "page"} == {"sail", "row"}
    assert "Sail or row home to Southport" in recorder.text("sail", "finish")
    assert "Sail or row home to Northport" in recorder.text("row", "finish")


def test_a_guide_that_is_not_open_follows_when_there_is_time(recorder: Recorder) -> None:
    recorder.visit("sail", "finish")
    recorder.rest()
    before = recorder.text("row", "finish")
    recorder.save("content/shared/finish.md", "Come home", "Come back")
    assert recorder.text("row", "finish") == before
    recorder.rest()
    assert "Come back" in recorder.text("row", "finish")


def test_only_what_may_differ_is_written_again(recorder: Recorder) -> None:
    recorder.visit("sail", "start")
    recorder.rest()
    guide = recorder.state.guides["sail"]
    before = dict(guide.pages)
    recorder.save(ROPES, "Ropes lie", "Most ropes lie")
    assert [name for name in guide.names if guide.pages[name] is not before[name]] == ["start"]
    recorder.rest()
    assert [n for n in guide.names if guide.pages[n].edition != before[n].edition] == ["start"]


def test_a_new_section_renumbers_every_page_that_prints_a_number(recorder: Recorder) -> None:
    recorder.save("content/shared/finish.md", "Come home", "As [](#first-steps) says, come home")
    recorder.visit("sail", "start")
    recorder.visit("sail", "finish")
    recorder.visit("sail", "words")
    recorder.visit("sail", "forms")
    assert "Section 1.1 “First Steps”" in recorder.text("sail", "finish")
    new = "      - {id: zero, title: Zero, clause: sail/greeting}\n      - id: first-steps"
    told = recorder.save(SHARED, "      - id: first-steps", new)
    assert {one["page"] for one in told if one["kind"] == "page"} == {
        "start",
        "finish",
        "words",  # an entry of the glossary refers to Ropes
    }
    assert "Section 1.2 “First Steps”" in recorder.text("sail", "finish")
    assert '<span class="section-number">1.2 </span>First Steps' in recorder.text("sail", "start")


def test_an_error_is_told_with_its_place_and_leaves_the_last_good_page(recorder: Recorder) -> None:
    good = recorder.visit("sail", "start")
    told = recorder.save(ROPES, "Ropes lie AFT.", "Ropes lie {{ hrabor }}.")
    assert kinds(told) == ["faults"]
    (fault,) = told[0]["faults"]  # type: ignore[misc]
    assert fault["at"] == [ROPES, 1, 11]
    assert fault["line"].startswith("Ropes lie {{ hrabor }}.")
    assert fault["length"] == len("{{ hrabor }}")
    assert "harbor" in fault["hint"]
    assert recorder.text("sail", "start") == good
    told = recorder.save(ROPES, "{{ hrabor }}", "{{ harbor }}")
    assert [one.get("faults") for one in told if one["kind"] == "faults"] == [[]]
    assert "Ropes lie Southport." in recorder.text("sail", "start")


def test_an_error_in_one_program_does_not_stop_the_other(recorder: Recorder) -> None:
    recorder.visit("sail", "start")
    recorder.visit("row", "start")
    told = recorder.save(SAIL, "harbor: Southport", "harbour: Southport")
    faults = {one["program"]: one["faults"] for one in told if one["kind"] == "faults"}
    assert faults["sail"]
    assert not faults.get("row")
    recorder.save(ROPES, "Ropes lie", "All ropes lie")
    assert "All ropes lie" in recorder.text("row", "start")
    assert "All ropes lie" not in recorder.text("sail", "start")


def test_the_panel_of_one_guide_is_filled_while_another_has_an_error(tmp_path: Path) -> None:
    root = make_whole(tmp_path / "project", edits={SAIL: ("title: Sailing", "titel: Sailing")})
    recorder = Recorder(root, tmp_path / "work")
    recorder.visit("row", "start")
    recorder.rest()
    assert set(recorder.state.facts) == {"row"}
    codes = [one["code"] for one in recorder.state.facts["row"]["findings"]]  # type: ignore[attr-defined]
    assert "appendix-not-referenced" in codes
    assert "unknown-key" not in codes, "that is an error of the other program"
    recorder.save(SAIL, "titel: Sailing", "title: Sailing")
    recorder.rest()
    assert set(recorder.state.facts) == {"row", "sail"}


def test_an_error_at_the_start_is_told_and_the_guide_appears_once_it_is_mended(
    tmp_path: Path,
) -> None:
    root = make_whole(tmp_path / "project", edits={ROPES: ("Ropes lie AFT.", "Ropes [lie](#aft).")})
    recorder = Recorder(root, tmp_path / "work")
    recorder.state.catch_up("sail", "start")
    assert recorder.state.faults["sail"]
    assert recorder.state.guides["sail"].pages == {}
    recorder.save(ROPES, "[lie](#aft)", "lie AFT")
    recorder.rest()
    assert recorder.state.faults["sail"] == []
    assert "Ropes" in recorder.visit("sail", "start")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ part | body }}", "{{ part | bodyy }}"),
        ("{{ part | body }}", "{{ part.nothing.more }}"),
        ("{% endmacro %}", ""),
    ],
)
def test_a_fault_in_a_template_of_the_text_is_told(recorder: Recorder, old: str, new: str) -> None:
    good = recorder.visit("sail", "start")
    told = recorder.save("templates/guide/section.md.jinja", old, new)
    (fault, *_) = told[0]["faults"]  # type: ignore[misc]
    assert fault["at"][0] == "templates/guide/section.md.jinja"
    assert recorder.text("sail", "start") == good


def test_a_template_of_the_pages_is_taken_as_new(recorder: Recorder) -> None:
    recorder.visit("sail", "start")
    recorder.save("templates/html/page.html", "words.download.", "'Fetch the {file}'.")
    assert "Fetch the PDF" in recorder.text("sail", "start")
    told = recorder.save("templates/html/page.html", "{{ body }}", "{{ body | nonsense }}")
    (fault,) = next(one["faults"] for one in told if one["kind"] == "faults")  # type: ignore[misc]
    assert fault["at"][0] == "templates/html/page.html"
    assert "Fetch the PDF" in recorder.text("sail", "start")
    recorder.save("templates/html/page.html", "{{ body | nonsense }}", "{{ body }} Mended.")
    assert "Mended." in recorder.text("sail", "start")


def test_findings_outline_and_parameters_come_when_there_is_time(recorder: Recorder) -> None:
    recorder.visit("sail", "start")
    told = recorder.rest()
    assert "facts" in kinds(told)
    facts = recorder.state.facts["sail"]
    codes = [one["code"] for one in facts["findings"]]  # type: ignore[attr-defined]
    assert "appendix-not-referenced" in codes
    outline = {item["id"]: item for item in facts["outline"]}  # type: ignore[attr-defined]
    assert outline["ropes"]["number"] == "1.1.1"
    assert outline["ropes"]["at"] == [ROPES, 1, 1]
    assert outline["ropes"]["page"] == "start"
    parameters = {item["id"]: item for item in facts["parameters"]}  # type: ignore[attr-defined]
    assert parameters["harbor"]["value"] == "Southport"
    assert parameters["harbor"]["at"][0] == SAIL
    assert {use["id"] for use in parameters["harbor"]["uses"]} >= {"start", "finish"}


def test_what_changed_on_other_pages_is_told(recorder: Recorder) -> None:
    recorder.visit("sail", "start")
    recorder.rest()
    recorder.save("content/shared/finish.md", "Come home", "Come back")
    changed = [
        one for one in recorder.rest() if one["kind"] == "changed" and one["program"] == "sail"
    ]
    assert [section["id"] for section in changed[0]["sections"]] == ["finish"]  # type: ignore[attr-defined]


def test_the_findings_of_the_panel_are_those_of_the_check_command(recorder: Recorder) -> None:
    from builder.pipeline.check import check

    recorder.visit("sail", "start")
    recorder.rest()
    found = check(recorder.root, cache=False).diagnostics
    for program in ("sail", "row"):
        own = [d for d in found if program in (d.programs or (program,))]
        shown = recorder.state.facts[program]["findings"]
        assert [(one["code"], one["message"]) for one in shown] == [  # type: ignore[attr-defined]
            (d.code, d.message) for d in own
        ]


def test_a_new_change_gives_up_what_was_left_of_the_last(recorder: Recorder) -> None:
    recorder.visit("sail", "start")
    recorder.save("content/shared/finish.md", "Come home", "Come back")
    assert recorder.state.step()
    recorder.save("content/shared/finish.md", "Come back", "Come at last")
    recorder.rest()
    assert "Come at last" in recorder.text("row", "finish")
    assert "Come at last" in recorder.text("sail", "finish")


def test_a_program_that_is_added_or_removed_is_opened_or_closed(recorder: Recorder) -> None:
    recorder.visit("sail", "start")
    text = (recorder.root / SAIL).read_text(encoding="utf-8")
    made = text.replace("sail", "swim", 1).replace("Sailing", "Swimming").replace("Sail", "Swim")
    (recorder.root / "program_defs/swim.yaml").write_text(made, encoding="utf-8")
    recorder.follow("program_defs/swim.yaml")
    assert sorted(recorder.state.guides) == ["row", "sail", "swim"]
    assert "Greetings, sailor." in recorder.visit("swim", "start")
    (recorder.root / "program_defs/swim.yaml").unlink()
    recorder.open = [("sail", "start")]
    recorder.follow("program_defs/swim.yaml")
    assert "swim" not in recorder.state.guides
    # Who asked for it before it went gets no answer, and no fault of the preview.
    recorder.state.catch_up("swim", "start")
    assert recorder.state.file("swim", PDF) is None


def test_a_source_that_only_moved_in_its_file_is_found_at_its_new_place(recorder: Recorder) -> None:
    recorder.visit("sail", "start")
    recorder.rest()
    guide = recorder.state.guides["sail"]
    before = guide.pages["finish"]
    path = recorder.root / SHARED
    path.write_text("# A note.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    recorder.follow(SHARED)
    recorder.rest()
    now = guide.pages["finish"]
    assert now.edition == before.edition
    assert before.source is not None
    assert now.source is not None
    assert now.source.origin(2).line == before.source.origin(2).line + 1


def test_the_pdf_is_that_of_the_text_as_it_stands(recorder: Recorder) -> None:
    from builder.outputs.pdf.make import read_pdf

    recorder.visit("sail", "start")
    recorder.save("content/shared/finish.md", "Come home", "Come back")
    made = recorder.state.file("sail", PDF)
    assert made is not None
    assert "Come back to Southport" in read_pdf(made).text
    recorder.save("content/shared/finish.md", "{{ harbor }}", "{{ harbr }}")
    assert recorder.state.file("sail", PDF) is None


def test_what_only_the_pdf_cannot_show_is_told_and_does_not_hold_up_the_pages(
    recorder: Recorder,
) -> None:
    recorder.visit("sail", "finish")
    recorder.save("content/shared/finish.md", "Come home", "Come 🏠 home")
    assert "🏠" in recorder.text("sail", "finish")
    assert recorder.state.file("sail", PDF) is None
    (fault,) = recorder.state.faults["sail"]  # type: ignore[misc]
    assert fault["code"] == "unprintable-character"
    assert fault["at"] == ["content/shared/finish.md", 1, 6]
    assert "Coming Home" in recorder.visit("sail", "index"), "a page that was not there before"
    recorder.save("content/shared/finish.md", "🏠 ", "")
    assert recorder.state.faults["sail"] == []
    assert recorder.state.file("sail", PDF) is not None


def test_an_open_page_that_goes_is_told_so(recorder: Recorder) -> None:
    recorder.visit("sail", "forms")
    recorder.visit("sail", "start")
    told = recorder.save(SHARED, "  - {id: forms, title: Forms}\n", "")
    gone = [one for one in told if one["kind"] == "gone"]
    assert gone == [{"kind": "gone", "program": "sail", "page": "forms"}]
    told = recorder.save(SHARED, "appendices:\n", "appendices:\n  - {id: forms, title: Forms}\n")
    assert "forms" in {one["page"] for one in told if one["kind"] == "page"}


def test_a_style_sheet_is_told_where_no_page_changes(recorder: Recorder) -> None:
    recorder.visit("sail", "start")
    told = recorder.save(
        "templates/html/static/guide.css", "article h2 {", "article h2 { color: red;"
    )
    assert kinds(told) == ["restyle"]
    static = recorder.state.guides["sail"].static / "guide.css"
    assert "color: red;" in static.read_text(encoding="utf-8")
    assert "restyle" not in kinds(recorder.save(ROPES, "Ropes lie", "All ropes lie"))


def test_a_script_begins_again(recorder: Recorder) -> None:
    recorder.visit("sail", "start")
    text = (recorder.root / "templates/html/static/guide.js").read_text(encoding="utf-8")
    first = text[:40]
    told = recorder.save("templates/html/static/guide.js", first, f"// New.\n{first}")
    assert told == [{"kind": "reload", "program": "sail"}]
    static = recorder.state.guides["sail"].static / "guide.js"
    assert static.read_text(encoding="utf-8").startswith("// New.")


def test_an_open_search_page_follows(recorder: Recorder) -> None:
    recorder.visit("sail", "search")
    recorder.rest()
    reload = {"kind": "reload", "program": "sail", "page": "search"}
    recorder.save("content/shared/finish.md", "Come home", "Come back")
    assert reload in recorder.rest()
    index = recorder.state.guides["sail"].static / "guide-index.js"
    assert "Come back" in index.read_text(encoding="utf-8")
    # A remark changes nothing that is searched.
    path = recorder.root / SHARED
    path.write_text("# A note.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    recorder.follow(SHARED)
    assert reload not in recorder.rest()
    recorder.save("templates/html/search.html", "<h1", "<p>New.</p><h1")
    assert reload in recorder.rest()
    assert "<p>New.</p>" in recorder.text("sail", "search")
