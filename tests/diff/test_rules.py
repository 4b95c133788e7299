"""Classes that the owners of a family set, and ids that stand."""

from __future__ import annotations

from dataclasses import replace

from builder.diff import compare
from builder.model.guide import DocumentItem, Guide
from builder.model.obligation import Party
from builder.model.policy import ReviewRule
from builder.source import Span, Text
from tests.diff.compact import guide

AT = Span(file="program_defs/shared.yaml", line=1, column=1)


def word(text: str) -> Text:
    return Text(text, AT)


def rule(cls: str, *, section: str | None = None, term: str | None = None) -> ReviewRule:
    return ReviewRule(
        cls=word(cls),
        at=AT,
        section=word(section) if section else None,
        term=word(term) if term else None,
    )


def boats(first: str, second: str) -> Guide:
    inner = {"id": "b", "title": "B", "blocks": [second]}
    return guide({"sections": [{"id": "a", "title": "A", "blocks": [first], "sections": [inner]}]})


OLD = boats("Boats are red and old.", "Ropes are dry and long.")
NEW = boats("Boats are green and old.", "Ropes are wet and long.")


def classes(*rules: ReviewRule) -> list[str]:
    return [change.cls for change in compare(OLD, NEW, rules).changes]


def test_without_rules() -> None:
    assert classes() == ["editorial", "editorial"]


def test_a_section_and_what_is_below_it() -> None:
    assert classes(rule("normative", section="b")) == ["editorial", "normative"]
    assert classes(rule("normative", section="a")) == ["normative", "normative"]


def test_a_term_among_the_changed_words() -> None:
    assert classes(rule("review", term="green")) == ["review", "editorial"]
    assert classes(rule("review", term="boats")) == ["editorial", "editorial"]


def test_section_and_term_must_both_fit() -> None:
    assert classes(rule("review", section="b", term="green")) == ["editorial", "editorial"]
    assert classes(rule("review", section="b", term="wet")) == ["editorial", "review"]


def test_the_first_rule_that_fits_decides_and_is_named() -> None:
    rules = (rule("review", term="wet"), rule("normative", section="a"))
    found = compare(OLD, NEW, rules)
    assert [(change.cls, change.rule) for change in found.changes] == [
        ("normative", 1),
        ("review", 0),
    ]
    assert found.verdict.worst == "normative"


def test_a_rule_can_lower_a_class() -> None:
    old, new = (boats(f"The Partner {modal} paint the boat.", "Text.") for modal in ("must", "may"))
    parties = (Party(name="Partner"),)
    assert compare(old, new, parties=parties).verdict.worst == "normative"
    lowered = compare(old, new, (rule("editorial", section="a"),), parties=parties)
    assert lowered.verdict.worst == "editorial"
    assert lowered.ledger[0].cls == "normative"


def test_ids_outlive_other_changes_and_end_with_the_text() -> None:
    [first, second] = compare(OLD, NEW).changes
    more = guide(
        {
            "sections": [
                {"id": "x", "title": "X", "blocks": ["Something quite new."]},
                {
                    "id": "a",
                    "title": "A",
                    "blocks": ["Another line.", "Boats are “green” and old."],
                    "sections": [{"id": "b", "title": "B", "blocks": ["Ropes are wet and long."]}],
                },
            ]
        }
    )
    ids = [change.id for change in compare(OLD, more).changes]
    assert second.id in ids
    assert first.id not in ids  # its text has quotation marks now


def test_a_document_with_another_name_is_to_review_wherever_it_is_printed() -> None:
    old, new = (
        replace(
            guide({"sections": [{"id": "a", "title": "A", "blocks": [[f"{name}: of the fleet"]]}]}),
            precedence=(DocumentItem(id="addendum", name=name),),
        )
        for name in ("Fleet Addendum", "Fleet Supplement")
    )
    [change] = compare(old, new).changes
    assert (change.thing, change.cls) == ("document", "review")
    assert [child.cls for child in change.children] == ["editorial"]
