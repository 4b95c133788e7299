"""Names of documents may hold any character."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.pipeline.check import check
from tests.whole_projects import FAMILY, SHARED, make_whole


@pytest.mark.parametrize("name", ["\\", "Guide (", "[a-", "C++", "*", "\u00a0"])
def test_no_name_of_a_document_stops_the_checks(name: str, tmp_path: Path) -> None:
    old = "guide: {name: Guide,"
    assert old in FAMILY
    new = f"guide: {{name: {json.dumps(name)},"
    root = make_whole(tmp_path, {SHARED: FAMILY.replace(old, new)})
    assert check(root, ["sail"], cache=False).diagnostics
