"""What is wrong in the legacy guides would be found today, as far as a check can find it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.diagnostics import Severity
from tests.mutation.faults import Fault
from tests.mutation.workshop import Workshop, described, workshop

HERE = Path(__file__).parent
PROJECT = HERE / "legacy"
AT_LEAST, AT_LEAST_UNFINDABLE = 40, 10
_ENTRIES: list[dict[str, Any]] = yaml.safe_load(
    (HERE / "legacy_defects.yaml").read_text(encoding="utf-8")
)
_FOUND = [entry for entry in _ENTRIES if entry["expect"] != "none"]
_UNFINDABLE = [entry for entry in _ENTRIES if entry["expect"] == "none"]


def _name(entry: dict[str, Any]) -> str:
    return "-".join(entry["defect"].replace("/", " ").split())


def _fault(entry: dict[str, Any]) -> Fault:
    return Fault(
        name=entry["defect"], kind="legacy", edits=tuple(entry["edits"]), expect=entry["expect"]
    )


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with workshop(PROJECT) as made:
        yield made


def test_the_list_is_whole() -> None:
    assert len(_FOUND) >= AT_LEAST
    assert len(_UNFINDABLE) >= AT_LEAST_UNFINDABLE
    assert len({entry["defect"] for entry in _ENTRIES}) == len(_ENTRIES)
    assert all(entry["where"] for entry in _ENTRIES)


def test_the_project_without_defects_is_clean(shop: Workshop) -> None:
    assert described(shop.find({})) == []


@pytest.mark.parametrize("entry", _FOUND, ids=_name)
def test_is_found(entry: dict[str, Any], shop: Workshop) -> None:
    fault = _fault(entry)
    changes = fault.changes(shop)
    found = shop.find(changes)
    assert fault.finding(shop, changes, found).hint


@pytest.mark.parametrize("entry", _UNFINDABLE, ids=_name)
def test_no_check_can_find(entry: dict[str, Any], shop: Workshop) -> None:
    assert entry["why"]
    found = shop.find(_fault(entry).changes(shop))
    assert [d.code for d in found if d.severity is not Severity.NOTE] == []
