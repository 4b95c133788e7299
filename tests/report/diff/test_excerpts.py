"""What a change is called and what it says, where the plain texts would mislead a reviewer."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import jsonschema
from rich.console import Console

from builder.model.change import Cause, Change, Comparison, Effect, Hunk, Renumbering, Side
from builder.model.excerpts import cause_hunks, duty_hunks, excerpt, word_hunks
from builder.model.guide import Place
from builder.model.wording import headline, place_of, sections_now
from builder.model.words import ENGLISH
from builder.report.diff.json import comparison_schema
from builder.report.diff.markdown import comment
from builder.report.diff.text import print_comparisons
from builder.report.redline.page import redline_page
from tests.report.diff.samples import (
    COMPARISON,
    KITS,
    LEDGER,
    REDLINE,
    REVIEW,
    SUPPORT,
    as_json,
    from_json,
    obligation,
)
from tests.whole_projects import TEMPLATES


def change(kind: str, thing: str, old: Side | None, new: Side | None, **more: object) -> Change:
    return Change(id="c-x", kind=kind, thing=thing, cls="structural", old=old, new=new, **more)  # type: ignore[arg-type]


def with_changes(*changes: Change, numbers: tuple[Renumbering, ...] = ()) -> Comparison:
    return replace(COMPARISON, changes=changes, ledger=(), causes=(), numbers=numbers)


def said(hunks: tuple[Hunk, ...]) -> str:
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return "".join(signs[hunk.op].format(hunk.text) for hunk in hunks)


def test_a_split_shows_where_the_paragraph_ends_now() -> None:
    old = Side(text="First words. Second words.")
    split = change(
        "split", "paragraph", old, Side(text="First words."), others=(Side(text="Second words."),)
    )
    assert said(excerpt(split)) == "First words. {+¶ +}Second words."
    merged = replace(split, kind="merged", old=split.new, new=old)
    assert said(excerpt(merged)) == "First words. [-¶ -]Second words."


def test_what_only_moved_is_shown_by_its_beginning() -> None:
    side = Side(text="Reviews take a week.", section=REVIEW)
    moved = change("moved", "paragraph", side, side)
    assert said(excerpt(moved)) == "Reviews take a week."
    assert headline(moved, ENGLISH) == "Paragraph moved within its section"
    assert headline(change("moved", "row", side, side, name="Gold"), ENGLISH) == "Row “Gold” moved"


def test_a_table_is_called_by_its_caption_and_a_caption_by_nothing() -> None:
    side = Side(text="Levels Gold 3", number="1", caption="Levels", section=KITS)
    assert headline(change("changed", "table", side, side, name="levels"), ENGLISH) == (
        "Table 1 “Levels” changed"
    )
    caption = change("changed", "caption", side, side, name="levels")
    assert headline(caption, ENGLISH) == "Caption changed"


def test_a_figure_with_the_same_words_is_drawn_anew() -> None:
    old = Side(text="Flow", number="1", image="a", description="Submit.")
    drawn = change("changed", "figure", old, replace(old, image="b"))
    assert headline(drawn, ENGLISH) == "Figure 1 “Flow” drawn anew"
    assert excerpt(drawn) == ()
    told = replace(drawn, new=Side(text="Flow", number="1", image="b", description="Submit it."))
    assert headline(told, ENGLISH) == "Figure 1 “Flow” changed"
    assert said(excerpt(told)) == "Submit{+ it+}."


def test_a_governing_document_is_called_by_its_name() -> None:
    found = change("added", "document", None, Side(text="Operations Manual"), name="manual")
    assert headline(found, ENGLISH) == "Governing document “Operations Manual” added"


def test_numbers_have_no_excerpt_but_their_table() -> None:
    found = change("renumbered", "numbers", Side(text="Section 1"), Side(text="Section 2"))
    assert excerpt(found) == ()


def test_a_section_cited_by_its_new_number_is_the_same() -> None:
    numbers = {"Section 3.4": "Section 3.5", "Section 3.4.1": "Section 3.5.1"}
    old, new = "must follow Section 3.4.1 “Tests”.", "should follow Section 3.5.1 “Tests”."
    assert said(word_hunks(old, new, numbers)) == (
        "[-must-]{+should+} follow Section 3.5.1 “Tests”."
    )
    # The same number of another section is another reference.
    other = word_hunks("See Section 3.4.1.", "See Section 3.4.1.", numbers)
    assert said(other) == "See [-Section 3.4.1-]{+Section 3.4.1+}."
    line = replace(LEDGER[0], old=obligation("d", f"It {old}"), new=obligation("d", f"It {new}"))
    lines = tuple(
        Renumbering(id=a, thing="section", title="T", old=a, new=b) for a, b in numbers.items()
    )
    assert "3.4" not in said(duty_hunks(with_changes(numbers=lines), line))


def test_what_went_is_looked_for_in_the_section_as_it_is_numbered_now() -> None:
    gone = change("removed", "paragraph", Side(text="Old.", section=SUPPORT), None)
    numbers = (
        Renumbering(
            id="support", thing="section", title="Support", old="Section 2.1", new="Section 2.3"
        ),
    )
    now = sections_now(with_changes(gone, numbers=numbers))
    assert place_of(gone, now, ENGLISH) == "Section 2.3 “Support”"
    # A section that went itself has its own number.
    assert place_of(replace(gone, thing="section"), now, ENGLISH) == "Section 2.1 “Support”"


def test_the_cause_of_a_table_is_not_all_its_text() -> None:
    side = Side(text="a long table", number="1", caption="Levels", section=KITS)
    row = change("removed", "row", side, None, name="Gold")
    table = change("changed", "table", side, side, children=(row,))
    cause = Cause(
        id="k", kind="value", name="f.yaml", cls="structural", old="Gold 3", new="3 Gold",
        place=Place(file="f.yaml", line=3, column=1),
        effects=(Effect(program="one", change="c-x"), Effect(program="two", change="c-x")),
    )  # fmt: skip
    assert cause_hunks(cause)
    assert cause_hunks(cause, table) == ()
    text = comment([replace(with_changes(table), causes=(cause,))])
    assert "`f.yaml:3`: Table 1 “Levels” changed" in text


def test_a_cause_names_the_parts_that_it_changed_inside_another_change() -> None:
    side = Side(text="21 days", section=SUPPORT)
    cell = replace(change("changed", "cell", side, side, name="Gold"), id="c-cell")
    value = change(
        "changed", "parameter", Side(text="21"), Side(text="30"), name="days", children=(cell,)
    )
    cause = Cause(
        id="k", kind="parameter", name="days", cls="review", old="21", new="30",
        place=Place(file="f.yaml", line=3, column=1),
        effects=(Effect(program="one", change="c-cell"), Effect(program="two", change="c-cell")),
    )  # fmt: skip
    made = replace(with_changes(value), causes=(cause,))
    assert "**one** Section" in comment([made])
    page = redline_page(REDLINE, made, templates=TEMPLATES)
    told = page.partition('id="causes"')[2].partition("</section>")[0]
    assert "Cell “Gold” changed" in told
    assert "Section 2.1" in told


def test_a_reviewer_finds_the_id_and_the_place_in_the_comment() -> None:
    text = comment([COMPARISON])
    for one in COMPARISON.changes:
        assert one.cls == "renumbering" or f"`{one.id}`)" in text
    assert "(`content/shared/support.md:3` `c-period`)" in text


def test_lines_of_the_terminal_go_on_below_their_beginning() -> None:
    out = io.StringIO()
    print_comparisons(Console(file=out, width=60, highlight=False), [COMPARISON])
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= 60
    at = next(i for i, line in enumerate(lines) if "The Partner [-must-]" in line)
    assert lines[at].startswith("    The")
    assert lines[at + 1].startswith("    ")


def test_a_duty_of_nobody_keeps_to_the_schema() -> None:
    nobody = replace(LEDGER[2], old=obligation("d9", "It must be tested.", party=None))
    text = as_json(replace(COMPARISON, ledger=(nobody,)))
    jsonschema.validate(json.loads(text), comparison_schema())
    assert from_json(text)[0].ledger == (nobody,)
