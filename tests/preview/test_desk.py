"""What the desk does after a saved change, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.outputs.pdf import OUTPUT as PDF
from tests.preview.desks import Recorder, kinds
from tests.whole_projects import SAIL, SHARED, make_whole

ROPES = "content/shared/ropes.md"


@pytest.fixture
def desk(tmp_path: Path) -> Recorder:
    return Recorder(make_whole(tmp_path / "project"), tmp_path / "work")


def test_a_page_is_made_when_it_is_asked_for(desk: Recorder) -> None:
    assert desk.desk.guides["sail"].pages == {}
    text = desk.visit("sail", "start")
    assert "in Southport" in text
    assert list(desk.desk.guides["sail"].pages) == ["start"]
    assert desk.desk.guides["row"].pages == {}


def test_a_clause_shows_as_a_fragment_and_then_as_its_page(desk: Recorder) -> None:
    desk.visit("sail", "start")
    desk.visit("sail", "finish")
    desk.open = [("sail", "finish")]
    told = desk.save("content/shared/start.md", "Under the", "Below the")
    assert kinds(told) == [], "the open page does not change"
    desk.open = [("sail", "finish"), ("sail", "start")]
    news = desk.save("content/shared/finish.md", "Come home", "Come back home")
    page = next(one for one in news if one["kind"] == "page" and one["page"] == "finish")
    assert kinds(news) == ["fragment", "page", "page"]
    assert page["edition"] == desk.desk.guides["sail"].pages["finish"].edition
    assert "Come back home to" in desk.text("sail", "finish")
    assert "Below the" in desk.text("sail", "start")


def test_a_fragment_is_told_first_and_is_what_the_page_has(desk: Recorder) -> None:
    desk.visit("sail", "words")
    news = desk.save("content/shared/more-words.md", "No more words.", "No more long words.")
    assert kinds(news) == ["fragment", "page"]
    fragment = news[0]
    assert fragment["section"] == "more-words"
    assert "No more long words." in str(fragment["html"])
    assert str(fragment["html"]).strip() in desk.text("sail", "words")


def test_a_change_in_a_shared_clause_reaches_every_open_guide(desk: Recorder) -> None:
    desk.visit("sail", "finish")
    desk.visit("row", "finish")
    news = desk.save("content/shared/finish.md", "Come home to", "Sail or row home to")
    assert {one["program"] for one in news if one["kind"] == "page"} == {"sail", "row"}
    assert "Sail or row home to Southport" in desk.text("sail", "finish")
    assert "Sail or row home to Northport" in desk.text("row", "finish")


def test_a_guide_that_is_not_open_follows_when_there_is_time(desk: Recorder) -> None:
    desk.visit("sail", "finish")
    desk.rest()
    before = desk.text("row", "finish")
    desk.save("content/shared/finish.md", "Come home", "Come back")
    assert desk.text("row", "finish") == before
    desk.rest()
    assert "Come back" in desk.text("row", "finish")


def test_only_what_may_differ_is_written_again(desk: Recorder) -> None:
    desk.visit("sail", "start")
    desk.rest()
    guide = desk.desk.guides["sail"]
    before = dict(guide.pages)
    desk.save(ROPES, "Ropes lie", "Most ropes lie")
    assert [name for name in guide.names if guide.pages[name] is not before[name]] == ["start"]
    desk.rest()
    assert [n for n in guide.names if guide.pages[n].edition != before[n].edition] == ["start"]


def test_a_new_section_renumbers_every_page_that_prints_a_number(desk: Recorder) -> None:
    desk.save("content/shared/finish.md", "Come home", "As [](#first-steps) says, come home")
    desk.visit("sail", "start")
    desk.visit("sail", "finish")
    desk.visit("sail", "words")
    desk.visit("sail", "forms")
    assert "Section 1.1 “First Steps”" in desk.text("sail", "finish")
    new = "      - {id: zero, title: Zero, clause: sail/greeting}\n      - id: first-steps"
    news = desk.save(SHARED, "      - id: first-steps", new)
    assert {one["page"] for one in news if one["kind"] == "page"} == {
        "start",
        "finish",
        "words",  # an entry of the glossary refers to Ropes
    }
    assert "Section 1.2 “First Steps”" in desk.text("sail", "finish")
    assert '<span class="section-number">1.2 </span>First Steps' in desk.text("sail", "start")


def test_an_error_is_told_with_its_place_and_leaves_the_last_good_page(desk: Recorder) -> None:
    good = desk.visit("sail", "start")
    news = desk.save(ROPES, "Ropes lie AFT.", "Ropes lie {{ hrabor }}.")
    assert kinds(news) == ["faults"]
    (fault,) = news[0]["faults"]  # type: ignore[misc]
    assert fault["at"] == [ROPES, 1, 11]
    assert fault["line"].startswith("Ropes lie {{ hrabor }}.")
    assert fault["length"] == len("{{ hrabor }}")
    assert "harbor" in fault["hint"]
    assert desk.text("sail", "start") == good
    news = desk.save(ROPES, "{{ hrabor }}", "{{ harbor }}")
    assert [one.get("faults") for one in news if one["kind"] == "faults"] == [[]]
    assert "Ropes lie Southport." in desk.text("sail", "start")


def test_an_error_in_one_program_does_not_stop_the_other(desk: Recorder) -> None:
    desk.visit("sail", "start")
    desk.visit("row", "start")
    news = desk.save(SAIL, "harbor: Southport", "harbour: Southport")
    told = {one["program"]: one["faults"] for one in news if one["kind"] == "faults"}
    assert told["sail"]
    assert not told.get("row")
    desk.save(ROPES, "Ropes lie", "All ropes lie")
    assert "All ropes lie" in desk.text("row", "start")
    assert "All ropes lie" not in desk.text("sail", "start")


def test_the_panel_of_one_guide_is_filled_while_another_has_an_error(tmp_path: Path) -> None:
    root = make_whole(tmp_path / "project", edits={SAIL: ("title: Sailing", "titel: Sailing")})
    desk = Recorder(root, tmp_path / "work")
    desk.visit("row", "start")
    desk.rest()
    assert set(desk.desk.facts) == {"row"}
    codes = [one["code"] for one in desk.desk.facts["row"]["findings"]]  # type: ignore[attr-defined]
    assert "appendix-not-referenced" in codes
    assert "unknown-key" not in codes, "that is an error of the other program"
    desk.save(SAIL, "titel: Sailing", "title: Sailing")
    desk.rest()
    assert set(desk.desk.facts) == {"row", "sail"}


def test_an_error_at_the_start_is_told_and_the_guide_appears_once_it_is_mended(
    tmp_path: Path,
) -> None:
    root = make_whole(tmp_path / "project", edits={ROPES: ("Ropes lie AFT.", "Ropes [lie](#aft).")})
    desk = Recorder(root, tmp_path / "work")
    desk.desk.catch_up("sail", "start")
    assert desk.desk.faults["sail"]["faults"]
    assert desk.desk.guides["sail"].pages == {}
    desk.save(ROPES, "[lie](#aft)", "lie AFT")
    desk.rest()
    assert desk.desk.faults["sail"]["faults"] == []
    assert "Ropes" in desk.visit("sail", "start")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ part | body }}", "{{ part | bodyy }}"),
        ("{{ part | body }}", "{{ part.nothing.more }}"),
        ("{% endmacro %}", ""),
    ],
)
def test_a_fault_in_a_template_of_the_text_is_told(desk: Recorder, old: str, new: str) -> None:
    good = desk.visit("sail", "start")
    news = desk.save("templates/guide/section.md.jinja", old, new)
    (fault, *_) = news[0]["faults"]  # type: ignore[misc]
    assert fault["at"][0] == "templates/guide/section.md.jinja"
    assert desk.text("sail", "start") == good


def test_a_template_of_the_pages_is_taken_as_new(desk: Recorder) -> None:
    desk.visit("sail", "start")
    desk.save("templates/html/page.html", "words.download.", "'Fetch the {file}'.")
    assert "Fetch the PDF" in desk.text("sail", "start")
    news = desk.save("templates/html/page.html", "{{ body }}", "{{ body | nonsense }}")
    (fault,) = next(one["faults"] for one in news if one["kind"] == "faults")  # type: ignore[misc]
    assert fault["at"][0] == "templates/html/page.html"
    assert "Fetch the PDF" in desk.text("sail", "start")
    desk.save("templates/html/page.html", "{{ body | nonsense }}", "{{ body }} Mended.")
    assert "Mended." in desk.text("sail", "start")


def test_findings_outline_and_parameters_come_when_there_is_time(desk: Recorder) -> None:
    desk.visit("sail", "start")
    news = desk.rest()
    assert "facts" in kinds(news)
    facts = desk.desk.facts["sail"]
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


def test_what_changed_on_other_pages_is_told(desk: Recorder) -> None:
    desk.visit("sail", "start")
    desk.rest()
    desk.save("content/shared/finish.md", "Come home", "Come back")
    changed = [one for one in desk.rest() if one["kind"] == "changed" and one["program"] == "sail"]
    assert [section["id"] for section in changed[0]["sections"]] == ["finish"]  # type: ignore[attr-defined]


def test_the_findings_of_the_panel_are_those_of_the_check_command(desk: Recorder) -> None:
    from builder.pipeline.check import check

    desk.visit("sail", "start")
    desk.rest()
    found = check(desk.root, cache=False).diagnostics
    for program in ("sail", "row"):
        own = [d for d in found if program in (d.programs or (program,))]
        shown = desk.desk.facts[program]["findings"]
        assert [(one["code"], one["message"]) for one in shown] == [  # type: ignore[attr-defined]
            (d.code, d.message) for d in own
        ]


def test_a_new_change_gives_up_what_was_left_of_the_last(desk: Recorder) -> None:
    desk.visit("sail", "start")
    desk.save("content/shared/finish.md", "Come home", "Come back")
    assert desk.desk.step()
    desk.save("content/shared/finish.md", "Come back", "Come at last")
    desk.rest()
    assert "Come at last" in desk.text("row", "finish")
    assert "Come at last" in desk.text("sail", "finish")


def test_a_program_that_is_added_or_removed_is_opened_or_closed(desk: Recorder) -> None:
    desk.visit("sail", "start")
    text = (desk.root / SAIL).read_text(encoding="utf-8")
    made = text.replace("sail", "swim", 1).replace("Sailing", "Swimming").replace("Sail", "Swim")
    (desk.root / "program_defs/swim.yaml").write_text(made, encoding="utf-8")
    desk.follow("program_defs/swim.yaml")
    assert sorted(desk.desk.guides) == ["row", "sail", "swim"]
    assert "Greetings, sailor." in desk.visit("swim", "start")
    (desk.root / "program_defs/swim.yaml").unlink()
    desk.open = [("sail", "start")]
    desk.follow("program_defs/swim.yaml")
    assert "swim" not in desk.desk.guides
    # Who asked for it before it went gets no answer, and no fault of the preview.
    desk.desk.catch_up("swim", "start")
    assert desk.desk.file("swim", PDF) is None


def test_a_source_that_only_moved_in_its_file_is_found_at_its_new_place(desk: Recorder) -> None:
    desk.visit("sail", "start")
    desk.rest()
    guide = desk.desk.guides["sail"]
    before = guide.pages["finish"]
    path = desk.root / SHARED
    path.write_text("# A note.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    desk.follow(SHARED)
    desk.rest()
    now = guide.pages["finish"]
    assert now.edition == before.edition
    assert before.source is not None
    assert now.source is not None
    assert now.source.origin(2).line == before.source.origin(2).line + 1


def test_the_pdf_is_that_of_the_text_as_it_stands(desk: Recorder) -> None:
    from builder.outputs.pdf.make import read_pdf

    desk.visit("sail", "start")
    desk.save("content/shared/finish.md", "Come home", "Come back")
    made = desk.desk.file("sail", PDF)
    assert made is not None
    assert "Come back to Southport" in read_pdf(made).text
    desk.save("content/shared/finish.md", "{{ harbor }}", "{{ harbr }}")
    assert desk.desk.file("sail", PDF) is None


def test_what_only_the_pdf_cannot_show_is_told_and_does_not_hold_up_the_pages(
    desk: Recorder,
) -> None:
    desk.visit("sail", "finish")
    desk.save("content/shared/finish.md", "Come home", "Come 🏠 home")
    assert "🏠" in desk.text("sail", "finish")
    assert desk.desk.file("sail", PDF) is None
    (fault,) = desk.desk.faults["sail"]["faults"]  # type: ignore[misc]
    assert fault["code"] == "unprintable-character"
    assert fault["at"] == ["content/shared/finish.md", 1, 6]
    assert "Coming Home" in desk.visit("sail", "index"), "a page that was not there before"
    desk.save("content/shared/finish.md", "🏠 ", "")
    assert desk.desk.faults["sail"]["faults"] == []
    assert desk.desk.file("sail", PDF) is not None


def test_an_open_page_that_goes_is_told_so(desk: Recorder) -> None:
    desk.visit("sail", "forms")
    desk.visit("sail", "start")
    news = desk.save(SHARED, "  - {id: forms, title: Forms}\n", "")
    gone = [one for one in news if one["kind"] == "gone"]
    assert gone == [{"kind": "gone", "program": "sail", "page": "forms"}]
    news = desk.save(SHARED, "appendices:\n", "appendices:\n  - {id: forms, title: Forms}\n")
    assert "forms" in {one["page"] for one in news if one["kind"] == "page"}


def test_a_style_sheet_is_told_where_no_page_changes(desk: Recorder) -> None:
    desk.visit("sail", "start")
    news = desk.save("templates/html/static/guide.css", "article h2 {", "article h2 { color: red;")
    assert kinds(news) == ["dress"]
    static = desk.desk.guides["sail"].static / "guide.css"
    assert "color: red;" in static.read_text(encoding="utf-8")
    assert "dress" not in kinds(desk.save(ROPES, "Ropes lie", "All ropes lie"))


def test_a_script_begins_again(desk: Recorder) -> None:
    desk.visit("sail", "start")
    text = (desk.root / "templates/html/static/guide.js").read_text(encoding="utf-8")
    first = text[:40]
    news = desk.save("templates/html/static/guide.js", first, f"// New.\n{first}")
    assert news == [{"kind": "reload", "program": "sail"}]
    static = desk.desk.guides["sail"].static / "guide.js"
    assert static.read_text(encoding="utf-8").startswith("// New.")


def test_an_open_search_page_follows(desk: Recorder) -> None:
    desk.visit("sail", "search")
    desk.rest()
    reload = {"kind": "reload", "program": "sail", "page": "search"}
    desk.save("content/shared/finish.md", "Come home", "Come back")
    assert reload in desk.rest()
    index = desk.desk.guides["sail"].static / "guide-index.js"
    assert "Come back" in index.read_text(encoding="utf-8")
    # A remark changes nothing that is searched.
    path = desk.root / SHARED
    path.write_text("# A note.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    desk.follow(SHARED)
    assert reload not in desk.rest()
    desk.save("templates/html/search.html", "<h1", "<p>New.</p><h1")
    assert reload in desk.rest()
    assert "<p>New.</p>" in desk.text("sail", "search")
