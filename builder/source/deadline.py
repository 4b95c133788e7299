"""Ends what takes too long, wherever it runs: in the main thread, a worker, a preview's thread."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_MARGIN, _AGAIN = 0.05, 0.5


@contextmanager
def deadline(seconds: float, error: type[Exception]) -> Iterator[None]:
    """Raise `error` in what runs below when its thread has worked for so long.

    What counts is the time of the processor, so that a busy machine makes nothing fail. It is
    noticed between two steps of Python, not within a single call of a library in C.
    """
    watch = _Watch(seconds, error)
    watch.start(seconds)
    try:
        yield
    finally:
        watch.stop()


class _Watch:
    """Looks at one thread from another."""

    def __init__(self, seconds: float, error: type[Exception]) -> None:
        self._thread, self._error = threading.get_ident(), error
        self._clock = _clock(self._thread)
        self._end = _now(self._clock) + seconds
        self._lock = threading.Lock()
        self._over = False
        self._timer: threading.Timer

    def start(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds + _MARGIN, self._look)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        with self._lock:
            self._over = True
        self._timer.cancel()

    def _look(self) -> None:
        with self._lock:
            if self._over:
                return
            left = self._end - _now(self._clock)
            if left > 0:
                self.start(left)
                return
            # The only way of CPython to end another thread's work from outside of it.
            ctypes.pythonapi.PyThreadState_SetAsyncExc(
                ctypes.c_ulong(self._thread), ctypes.py_object(self._error)
            )
            # A library may take it for a fault of its own and go on.
            self.start(_AGAIN)


def _clock(thread: int) -> int | None:
    """The clock of a thread's own work, where the system has one."""
    find = getattr(time, "pthread_getcpuclockid", None)
    return find(thread) if find else None


def _now(clock: int | None) -> float:
    return time.monotonic() if clock is None else time.clock_gettime(clock)
