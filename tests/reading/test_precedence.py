"""Sentences that state which document prevails, and sentences that only seem to."""

from __future__ import annotations

import pytest

from builder.reading.documents import DocumentFinder
from builder.reading.precedence import read_order
from tests.checks.cases import BASE, files_of, frozen, subjects

STATED = {
    "The Treaty prevails over the Charter.": "treaty>charter",
    "The Charter takes precedence over the Treaty and this Guide.": "charter>treaty charter>guide",
    "The provisions of the Charter shall take precedence over those of the Treaty.":
        "charter>treaty",
    "If the Treaty and this Guide conflict, this Guide prevails.": "guide>treaty",
    "In case of a conflict between this Guide and the Charter, the Charter will control.":
        "charter>guide",
    "Should the Treaty be inconsistent with this Guide, the terms of this Guide govern.":
        "guide>treaty",
    "In the event of any conflict, this Guide prevails.": "guide>*",
    "This Guide is subject to the Charter.": "charter>guide",
    "The Treaty is subordinate to this Guide.": "guide>treaty",
    "This Guide supersedes the Charter.": "guide>charter",
    "The Charter is superseded by this Guide.": "guide>charter",
    "The Charter ranks above the Treaty.": "charter>treaty",
    "The order of precedence is the Charter, the Treaty, and this Guide.":
        "charter>treaty treaty>guide",
    "The Treaty, the Charter and this Guide apply in this order.": "treaty>charter charter>guide",
    "The order of precedence, lowest first, is this Guide, then the Treaty.": "treaty>guide",
}  # fmt: skip
SILENT = [
    "The Treaty and the Charter will govern the journey.",
    "Two documents, the Treaty and the Charter, govern membership.",
    "The Treaty does not supersede the Charter.",
    "Nothing in this Guide prevails over the Treaty.",
    "The captain controls the boat under the Charter and this Guide.",
    "A journey under the Charter is subject to the weather.",
    "If the captain's log and this Guide conflict, this Guide prevails.",
    "Sailing Guide prevails over the weather.",
    "The order of the journey is in the Charter and in this Guide.",
]


def stated(sentence: str) -> str:
    names = subjects(frozen(files_of(BASE)))["sail"].once(DocumentFinder)
    order = read_order(sentence, names.find(sentence))
    pairs = order.pairs if order else ()
    return " ".join(f"{a.document}>{b.document if b else '*'}" for a, b in pairs)


@pytest.mark.parametrize(("sentence", "order"), STATED.items())
def test_reads_the_order_in(sentence: str, order: str) -> None:
    assert stated(sentence) == order


@pytest.mark.parametrize("sentence", SILENT)
def test_reads_no_order_in(sentence: str) -> None:
    assert stated(sentence) == ""
