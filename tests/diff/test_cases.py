"""Old, new and what must be reported, for every kind of change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.diff import review
from builder.model.change import Change
from builder.model.guide import Guide
from builder.model.obligation import Party
from tests.diff.compact import guide

CASES = [
    pytest.param(case, id=f"{path.stem}: {name}")
    for path in sorted(Path(__file__).parent.glob("*.yaml"))
    for name, case in yaml.safe_load(path.read_text(encoding="utf-8")).items()
]
PARTIES = (Party(name="Partner"), Party(name="VMware"))


def made(data: Any) -> Guide:
    if isinstance(data, list):
        data = {"sections": [{"id": "a", "title": "A", "blocks": data}]}
    return guide(data)


def written(change: Change) -> str:
    """A change as the cases write it."""
    if change.hunks:
        signs = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
        text = "".join(signs[hunk.op].format(hunk.text) for hunk in change.hunks)
    else:
        text = change.side.text
    return f"{change.cls} {change.kind} {change.thing}: {' '.join(text.split())}"


def agree(expected: Any, changes: tuple[Change, ...]) -> None:
    found = [written(change) for change in changes]
    assert len(found) == len(expected), found
    for line, want, change in zip(found, expected, changes, strict=True):
        text = want["text"] if isinstance(want, dict) else want
        assert line == text if ": " in text else line.startswith(f"{text}: "), found
        if isinstance(want, dict):
            agree(want["children"], change.children)


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    old, new = made(case["old"]), made(case["new"])
    found = review(old, new, parties=PARTIES)
    comparison = found.comparison
    agree(case["changes"], comparison.changes)
    if "ledger" in case:
        assert [" ".join(line.kinds) for line in comparison.ledger] == case["ledger"]
        ids = {change.id for change in comparison.walk()}
        assert all(line.changes and set(line.changes) <= ids for line in comparison.ledger)
    numbers = [
        f"({line.old} → {line.new})" if line.follows else f"{line.old} → {line.new}"
        for line in comparison.numbers
    ]
    assert numbers == case.get("numbers", [])
    if "causes" in case:
        assert len(comparison.causes) == case["causes"]
    assert found.fault(old, new) is None


@pytest.mark.parametrize("case", CASES)
def test_the_other_way_round(case: dict[str, Any]) -> None:
    """Swapping the guides swaps what was added and what was removed."""
    old, new = made(case["old"]), made(case["new"])
    there, back = (review(a, b, parties=PARTIES) for a, b in ((old, new), (new, old)))
    opposite = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}
    forward = sorted(
        (opposite.get(change.kind, change.kind), change.thing) for change in there.comparison.walk()
    )
    assert forward == sorted((change.kind, change.thing) for change in back.comparison.walk())
    assert back.fault(new, old) is None
    kinds = [sorted(line.kinds) for line in there.comparison.ledger]
    assert len(kinds) == len(back.comparison.ledger)
