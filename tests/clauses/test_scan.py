from __future__ import annotations

import pytest

from builder.clauses import ReferenceStyle, scan


def test_placeholders_and_markers_are_told_apart() -> None:
    found = scan("Within {{ days }} days.\n\n  {{ table: levels }}\n").placeholders
    assert [(p.name, p.id, p.alone, p.indent) for p in found] == [
        ("days", None, False, "Within "),
        ("table", "levels", True, "  "),
    ]


@pytest.mark.parametrize("text", ["{{ Days }}", "{{ a.b }}", "{{ a | b }}", "{{ }}", "{{ f() }}"])
def test_anything_else_between_braces_is_faulty(text: str) -> None:
    (found,) = scan(text).placeholders
    assert found.faulty


@pytest.mark.parametrize("text", ["{% if x %}", "{{ open", "close }}", "{# note #}"])
def test_stray_template_marks_are_faulty(text: str) -> None:
    assert any(p.faulty for p in scan(text).placeholders)


def test_nothing_is_found_in_code() -> None:
    found = scan("`[](#a)`\n\n```\n[](#b)\n{% if %}\n```\n\n[](#c)")
    assert [r.target for r in found.references] == ["c"]
    assert not any(p.faulty for p in found.placeholders)


def test_styles_of_references() -> None:
    found = scan("[](#a) [#](#b) [some\nwords](#c) [x](http://no) ![](#no)").references
    assert [(r.target, r.style) for r in found] == [
        ("a", ReferenceStyle.FULL),
        ("b", ReferenceStyle.NUMBER),
        ("c", ReferenceStyle.WORDS),
    ]


def test_the_neutral_text_keeps_every_position() -> None:
    text = "a {{ b }} c\n{{ table: d }}\n"
    neutral = scan(text).neutral
    assert len(neutral) == len(text)
    assert "{" not in neutral
    assert neutral.count("\n") == 2


def test_code_is_where_the_parser_sees_it() -> None:
    text = "- ```\n  {{ table: a }}\n  ```\n\n> ~~~\n> [](#b)\n> ~~~\n\n\\`{{ table: c }}`\n"
    found = scan(text)
    assert [p.name for p in found.placeholders] == ["table"]
    assert found.references == ()
    two = "- a ` b\n- [](#c) ` d\n"
    assert [r.target for r in scan(two).references] == ["c"]
