"""What the finding about a stated value tells its reader to write."""

from __future__ import annotations

import pytest

from tests.checks.cases import Case, findings


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("bad", "Write the value that the section has, or fix the section."),
        ("bad-typed", "Write “{{ notice }} days” in the section, not the value typed there."),
    ],
)
def test_the_hint_tells_where_the_value_comes_from(kind: str, hint: str) -> None:
    [found] = findings(Case("stated-value-missing", kind))
    assert found.hint == hint
