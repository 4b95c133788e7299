"""Runs the same work for several guides side by side, where the system can fork."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

J = TypeVar("J")
R = TypeVar("R")

_given: tuple[Callable[[Any], Any], Sequence[Any]] = (lambda job: job, ())


def side_by_side(work: Callable[[J], R], jobs: Sequence[J], warm_up: Callable[[], None]) -> list[R]:
    """The results of `work` for each job, in order.

    `warm_up` imports what the work needs; it is called once, before the processes are forked.
    Jobs reach the processes by the fork itself and may be of any kind; results are pickled.
    """
    global _given  # noqa: PLW0603 (the only thing that a forked process sees of its parent)
    count = min(len(jobs), os.cpu_count() or 1)
    # A process with threads is not forked: what a thread holds would be held for ever.
    forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if count < 2 or not forks:
        return [work(job) for job in jobs]
    warm_up()
    _given = (work, jobs)
    try:
        with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("fork")) as pool:
            return list(pool.map(_run, range(len(jobs))))
    finally:
        _given = (lambda job: job, ())


def _run(number: int) -> Any:
    work, jobs = _given
    return work(jobs[number])
