"""Tells at the end of a run how many of the sown faults were found, and in what time."""

from __future__ import annotations

import pytest

_KINDS = {
    "tests/mutation/test_faults.py::test_is_found": "faults sown into the real guides",
    "tests/mutation/test_legacy_defects.py::test_is_found": "defects of the legacy guides rebuilt",
}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each kind of fault that was tried."""
    for start, what in _KINDS.items():
        tried = {
            outcome: [
                report
                for report in terminalreporter.getreports(outcome)
                if report.nodeid.startswith(start) and report.when == "call"
            ]
            for outcome in ("passed", "failed")
        }
        count = sum(map(len, tried.values()))
        seconds = sum(report.duration for reports in tried.values() for report in reports)
        if count:
            terminalreporter.write_line(
                f"{what}: {len(tried['passed'])} of {count} found as expected, in {seconds:.1f} s"
            )
