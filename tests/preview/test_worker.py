"""The one thread of the preview: what is asked for comes first, then what is left, then tidying."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import cast

import pytest

from builder.preview import worker
from builder.preview.state import PreviewState
from builder.preview.worker import Worker


class StandIn:
    """A state that only records; after each request it has so many pieces left to do."""

    def __init__(self, pieces: int = 2) -> None:
        self.calls: list[str] = []
        self.pieces, self.left = pieces, 0

    def work(self) -> None:
        self.calls.append("work")
        self.left = self.pieces

    def step(self) -> bool:
        if not self.left:
            return False
        self.calls.append("step")
        self.left -= 1
        return self.left > 0

    def tidy(self) -> None:
        self.calls.append("tidy")


def _run(
    state: StandIn, monkeypatch: pytest.MonkeyPatch, body: Callable[[Worker], None]
) -> list[Exception]:
    monkeypatch.setattr(worker, "_PAUSE", 0.05)
    monkeypatch.setattr(worker, "_IDLE", 0.1)
    failures: list[Exception] = []
    made = Worker(cast("PreviewState", state), failures.append)
    made.start()
    body(made)
    made.stop()
    return failures


def _ask(made: Worker, times: int) -> None:
    """So many requests that are there together, whatever the machine is busy with."""
    all_there = Event()
    made.do(lambda state: cast("None", all_there.wait()))
    for _ in range(times):
        made.do(lambda state: cast("StandIn", state).work())
    all_there.set()


def _until(state: StandIn, call: str) -> None:
    end = time.monotonic() + 20
    while call not in state.calls:
        assert time.monotonic() < end, state.calls
        time.sleep(0.01)


def test_what_is_left_is_done_after_the_requests_and_then_memory_is_tidied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state = StandIn()

    def body(made: Worker) -> None:
        _ask(made, 2)
        _until(state, "tidy")
        time.sleep(0.3)

    assert _run(state, monkeypatch, body) == []
    assert state.calls == ["work", "work", "step", "step", "tidy"], "and then it sleeps"


def test_after_many_requests_memory_is_tidied_before_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state = StandIn(pieces=1)

    def body(made: Worker) -> None:
        _ask(made, 5)
        _until(state, "step")

    assert _run(state, monkeypatch, body) == []
    assert state.calls[:7] == ["work"] * 5 + ["tidy", "step"]


def test_a_fault_is_told_and_the_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    state = StandIn(pieces=0)

    def fail(state: PreviewState) -> None:
        raise ValueError("no such thing")

    def body(made: Worker) -> None:
        made.do(fail)
        assert made.ask(lambda state: 3).result(timeout=20) == 3
        with pytest.raises(ValueError, match="no such thing"):
            made.ask(fail).result(timeout=20)

    failures = _run(state, monkeypatch, body)
    assert [str(failure) for failure in failures] == ["no such thing"]
