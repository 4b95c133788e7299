"""The checks cannot be fooled: every fault sown into the real guides is found, at its place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from builder.checks.engine.registry import all_checks
from builder.diagnostics import Severity
from builder.pipeline.check import check
from tests.mutation.faults import Fault, all_faults
from tests.mutation.workshop import ROOT, TODAY, Workshop, described, everything, workshop

AT_LEAST = 120
_EVERY = 50
"""Of so many faults, one shows that pages which are not read again make no difference."""
_UNTRIED = {
    "dead-link": "it needs a network",
    "numbering-gap": "numbers are computed; authors cannot write one",
}


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with workshop() as made:
        yield made


def test_there_are_enough_different_faults() -> None:
    faults = all_faults()
    assert len(faults) >= AT_LEAST
    assert len({str(fault) for fault in faults}) == len(faults)
    assert len({repr(fault.edits) for fault in faults}) == len(faults)


def test_every_check_is_tried() -> None:
    codes = {check.code for check in all_checks()}
    assert codes - {fault.code for fault in all_faults()} == set(_UNTRIED)


def test_the_untouched_guides_are_clean(shop: Workshop) -> None:
    real = check(ROOT, cache=False, today=TODAY).diagnostics
    assert described(shop.find({})) == described(real)
    loud = [found for found in real if found.severity is not Severity.NOTE]
    assert described(loud) == []


@pytest.mark.parametrize("fault", all_faults(), ids=str)
def test_is_found(fault: Fault, shop: Workshop) -> None:
    changes = fault.changes(shop)
    found = shop.find(
        changes,
        guides=fault.guides,
        wanted=everything if fault.code.startswith("waiver") else lambda code: code == fault.code,
        published=fault.published,
    )
    assert fault.finding(shop, changes, found).hint, "a finding says what to do"


@pytest.mark.parametrize("fault", all_faults()[::_EVERY], ids=str)
def test_pages_taken_over_make_no_difference(fault: Fault, shop: Workshop) -> None:
    changes = fault.changes(shop)
    quick = shop.guides(changes, fault.guides, reuse=True)
    assert quick == shop.guides(changes, fault.guides, reuse=False)
