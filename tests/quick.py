"""Which tests are quick: all but those that `tests/slow.txt` names, and those of pages and editors.

A test is quick until it is measured to be slow, so a new one needs nothing. `make slow` measures
the CPU time of each test function (all its cases together, with the processes that it starts) and
writes the list again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

SLOW = Path(__file__).with_name("slow.txt")
_MOST_SECONDS = 0.2
_WORTH_IT = {
    # One small project for each check: no other test knows all of them.
    "tests/checks/test_cases.py::test_finds_the_fault_in",
    # The same for comparisons.
    "tests/diff/test_cases.py::test_case",
}
_ELSEWHERE = ("browser", "node")


def function(item: pytest.Item) -> str:
    """The id of a test without the case: `tests/load/test_reader.py::test_a_key`."""
    return item.nodeid.partition("[")[0]


def mark_quick(items: Sequence[pytest.Item]) -> None:
    """Give every quick test the mark `quick`."""
    slow = set(SLOW.read_text("utf-8").split())
    for item in items:
        elsewhere = any(item.get_closest_marker(mark) for mark in _ELSEWHERE)
        if not elsewhere and function(item) not in slow and item.path.suffix == ".py":
            item.add_marker("quick")


class Stopwatch:
    """Measures what each test function costs, and writes the list of the slow ones."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Measure one test with what it sets up first."""
        before = _cpu()
        result = yield
        name = function(item)
        self.seconds[name] = self.seconds.get(name, 0) + _cpu() - before
        return result  # type: ignore[return-value]

    def pytest_sessionfinish(self) -> None:
        """Write the list."""
        slow = sorted(
            name
            for name, seconds in self.seconds.items()
            if seconds >= _MOST_SECONDS and name not in _WORTH_IT and ".py::" in name
        )
        SLOW.write_text("".join(f"{name}\n" for name in slow), encoding="utf-8")


def _cpu() -> float:
    """CPU seconds of this process, and of those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
