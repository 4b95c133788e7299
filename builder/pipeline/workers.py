"""Runs the same work for several guides side by side, where the system can fork."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Any, TypeVar

J = TypeVar("J")
R = TypeVar("R")
Progress = Callable[[str, str], None]
"""Called with a guide's id and the stage it enters."""

_PAUSE = 0.01
_PR_SET_PDEATHSIG = 1
_ENDED = "the system ended a process that made a guide; is there too little memory?"


def silent(guide: str, stage: str) -> None:
    """Progress that nobody follows."""


# What a forked process sees of its parent. Jobs are of any kind, so they are not sent.
_work: Callable[[Any, Progress], Any] = lambda job, progress: job  # noqa: E731
_jobs: Sequence[Any] = ()
_progress: Progress = silent


def side_by_side(
    work: Callable[[J, Progress], R],
    jobs: Sequence[J],
    warm_up: Callable[[], None],
    progress: Progress = silent,
) -> list[R]:
    """The results of `work` for each job, in order.

    `warm_up` imports what the work needs; it is called once, before the processes are forked.
    Jobs reach the processes by the fork itself; results are pickled. What the work tells of its
    progress is told here, whichever process it runs in.

    Raises:
        ChildProcessError: the system ended one of the processes.
    """
    global _work, _jobs  # noqa: PLW0603 (see above)
    count = min(len(jobs), os.cpu_count() or 1)
    if count < 2 or not _can_fork():
        return [work(job, progress) for job in jobs]
    warm_up()
    context = multiprocessing.get_context("fork")
    # A bare pipe: what is put into a `Queue` is sent by a thread of its own, some time later.
    told: SimpleQueue[tuple[str, str]] = context.SimpleQueue()
    _work, _jobs = work, jobs
    with ProcessPoolExecutor(
        count, mp_context=context, initializer=_begin, initargs=(told, os.getpid())
    ) as pool:
        try:
            futures = [pool.submit(_run, number) for number in range(len(jobs))]
            while not all(future.done() for future in futures):
                _tell(told, progress)
                time.sleep(_PAUSE)
            _tell(told, progress)
            return [future.result() for future in futures]
        except BrokenProcessPool as error:
            raise ChildProcessError(_ENDED) from error
        except BaseException:
            # Leaving the pool waits for the workers; what was interrupted must not.
            for worker in multiprocessing.active_children():
                worker.kill()
            raise
        finally:
            _jobs = ()


def _can_fork() -> bool:
    """Whether a forked process would be whole.

    Typst works with threads of its own, which stay in this process once it has set a PDF; a
    fork has none of them and would wait for them for ever. Python's own threads do not matter:
    the display of progress has one, and no work asks for what it holds.
    """
    tasks = Path("/proc/self/task")
    return tasks.is_dir() and len(list(tasks.iterdir())) <= threading.active_count()


def _tell(told: SimpleQueue[tuple[str, str]], progress: Progress) -> None:
    while not told.empty():
        progress(*told.get())


def _begin(told: SimpleQueue[tuple[str, str]], parent: int) -> None:
    global _progress  # noqa: PLW0603 (a worker process has one way to report)
    end_with(parent)
    # An interruption from the keyboard reaches every process; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    # A worker ends after a guide or two; looking for garbage in large trees is wasted on it.
    gc.disable()
    _progress = lambda guide, stage: told.put((guide, stage))  # noqa: E731


def end_with(parent: int) -> None:
    """Have the system end this process when its parent ends, however that ends (Linux only).

    Elsewhere no process is forked, see `_can_fork`.
    """
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (AttributeError, OSError):
        return
    # It may have ended before this was asked for.
    if os.getppid() != parent:
        os._exit(1)


def _run(number: int) -> Any:
    return _work(_jobs[number], _progress)
