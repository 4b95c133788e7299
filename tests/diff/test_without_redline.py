"""A comparison says the same whether a redline is wanted or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from builder.diff import compare, review
from builder.model.guide import Guide
from builder.model.obligation import Party
from tests.diff.revisions import revise
from tests.diff.test_cases import CASES, PARTIES, made


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    old, new = made(case["old"]), made(case["new"])
    both = review(old, new, parties=PARTIES)
    assert compare(old, new, parties=PARTIES) == both.comparison


def test_a_large_revision(real_guides: Mapping[str, Guide], real_parties: Sequence[Party]) -> None:
    for seed, guide in enumerate(real_guides.values()):
        revision = revise(guide, real_parties, seed)
        both = review(revision.old, revision.new, parties=real_parties)
        found = compare(revision.old, revision.new, parties=real_parties)
        assert found == both.comparison
