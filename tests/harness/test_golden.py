from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import Golden


def test_a_difference_fails(golden: Golden, tmp_path: Path, request: pytest.FixtureRequest):
    if request.config.getoption("--update-goldens"):
        pytest.skip("goldens are being rewritten")
    expected = tmp_path / "expected.txt"
    expected.write_text("old\n", encoding="utf-8")

    golden(expected, "old\n")
    with pytest.raises(AssertionError):
        golden(expected, "new\n")


def test_a_missing_file_fails(golden: Golden, tmp_path: Path, request: pytest.FixtureRequest):
    if request.config.getoption("--update-goldens"):
        pytest.skip("goldens are being rewritten")
    with pytest.raises(pytest.fail.Exception, match="make goldens"):
        golden(tmp_path / "none.txt", "text\n")
