"""How tables are laid out: widths, wide tables, forms, cells to write in."""

from __future__ import annotations

import pytest
from docutils import nodes

from builder.outputs.pdf.document import translate
from builder.outputs.pdf.room import CELL_INSET, CELL_SIZE, TEXT, Letters
from builder.outputs.pdf.widths import least, lines, shares
from tests.outputs.pdf.samples import FACTS, TEMPLATES, count, parse

LETTERS = Letters(TEMPLATES / "fonts")


def entries(*texts: str) -> list[nodes.entry]:
    return [nodes.entry("", nodes.paragraph("", text)) for text in texts]


def columns(*widths: int) -> list[nodes.colspec]:
    return [nodes.colspec(colwidth=width) for width in widths]


def body_of(text: str) -> str:
    return source_of(text).partition("#show: guide")[2]


def source_of(text: str) -> str:
    page = parse(text)
    count([page])
    return translate([page], FACTS, TEMPLATES / "fonts")


@pytest.mark.parametrize("widths", [(1, 1), (1, 9), (1, 99), (5, 1)])
def test_shares_add_up_and_leave_room_for_the_longest_word(widths: tuple[int, int]) -> None:
    rows = [entries("Interoperability", "a b c"), entries("x", "documentation")]
    found = shares(columns(*widths), rows, TEXT, LETTERS)
    assert sum(found) == pytest.approx(1)
    needed, _ = least(2, rows, TEXT, LETTERS)
    assert all(share >= need - 1e-9 for share, need in zip(found, needed, strict=True))


def test_declared_widths_hold_where_they_suffice() -> None:
    found = shares(columns(1, 3), [entries("a", "b")], TEXT, LETTERS)
    assert found[1] > 2 * found[0]


def test_words_that_need_more_than_the_width_share_it() -> None:
    rows = [entries(*["incomprehensibilities"] * 6)]
    assert shares(columns(*[1] * 6), rows, TEXT, LETTERS) == pytest.approx([1 / 6] * 6)


def test_a_name_gets_what_ordinary_words_leave() -> None:
    """A name is parted before an ordinary word is, however long it is."""
    name = "com.example.partner.integration.ConfigurationFactory" * 4
    rows = [entries(name, *["Responsibility"] * 4)]
    first, *others = shares(columns(*[1] * 5), rows, TEXT, LETTERS)
    word = LETTERS.width("Responsibility", "semibold") * CELL_SIZE + CELL_INSET
    assert min(others) * TEXT >= word
    assert first > 0


def test_lines_of_the_fullest_cell() -> None:
    fuller = lines(entries("x" * 50, "y" * 10), [0.5, 0.5], TEXT)
    assert fuller > lines(entries("x" * 40, "y" * 10), [0.5, 0.5], TEXT)
    assert lines(entries("x" * 50), [0.5, 0.5], TEXT) > 1


def rows_of(*cells: str) -> str:
    first, *rest = cells
    return f"   * - {first}\n" + "".join(f"     - {cell}\n" for cell in rest)


def listed(*rows: str, options: str = "") -> str:
    return f".. list-table::\n   :header-rows: 1\n{options}\n\n" + "".join(rows)


def test_many_columns_use_the_margin_and_few_do_not() -> None:
    assert "wide: true" in source_of(listed(rows_of(*"abcde"), rows_of(*"fghij")))
    assert "wide: true" not in source_of(listed(rows_of(*"abcd"), rows_of(*"efgh")))
    assert "wide: true" in source_of(listed(rows_of(*"abcd"), rows_of("word " * 200, *"efg")))


def test_words_are_divided_only_where_they_must_be() -> None:
    long = "incomprehensibilities"
    assert "soft" in body_of(listed(rows_of(*[long] * 6), rows_of(*"abcdef")))
    assert "soft" not in body_of(listed(rows_of(*[long] * 2), rows_of(*"ab")))


def test_a_long_row_may_be_broken_and_a_short_one_not() -> None:
    assert "whole: false" in source_of(listed(rows_of("a", "b"), rows_of("word " * 400, "c")))
    assert "whole: false" not in source_of(listed(rows_of("a", "b"), rows_of("word " * 40, "c")))


def test_forms_stay_on_a_page_and_have_room_to_write() -> None:
    form = source_of(
        listed(rows_of("Contact", "Entry"), rows_of("Name", "\u00a0"), options="   :class: form")
    )
    assert "whole: true" in form
    assert "blank-cell(height: 15pt)" in form
    blank = source_of(
        listed(rows_of("Question", "Answer"), rows_of("a", ""), options="   :class: blank")
    )
    assert "blank-cell(height: 34pt)" in blank


def test_headings_that_would_fill_the_page_are_not_repeated() -> None:
    rows = rows_of(*["a"] * 10)
    assert "repeated: false" in source_of(listed(rows_of("x" * 900, *["b"] * 9), rows))
    assert "repeated: false" not in source_of(listed(rows_of(*["A heading"] * 10), rows))
