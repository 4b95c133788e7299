"""The one thread that touches the guides.

What is asked for is done in order; between requests, what is left is done, a piece at a time, and
memory is tidied when nobody has asked for anything for a while. Requests wait in a queue, so the
web server's loop never waits for Sphinx, and Sphinx never sees two threads.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from builder.preview.state import PreviewState

T = TypeVar("T")
_PAUSE = 0.3
"""Seconds without a request before the rest is done: saves often come in twos and threes."""
_IDLE = 2.0
"""Seconds without a request after which memory is tidied, which takes some tenths of one."""
_UNTIDY = 3
"""Requests after which it is tidied even if they never pause for so long."""
_PARTING = 0.5
"""Seconds that the end waits for the job at hand, which may take longer."""
Job = Callable[[], None]


class Worker:
    """Runs jobs on the state, one after the other, in a thread of its own."""

    def __init__(self, state: PreviewState, failed: Callable[[Exception], None]) -> None:
        """`failed` is told of an exception in work that nobody waits for."""
        self._state, self._failed = state, failed
        self._stopped = False
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        # A daemon: Sphinx cannot be broken off, and the program must not wait for it to end.
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """End after the job at hand, for which nobody waits any more; no fault of it is told."""
        self._stopped = True
        self._jobs.put(None)
        self._thread.join(timeout=_PARTING)

    def ask(self, what: Callable[[PreviewState], T]) -> Future[T]:
        """Have something done; the future gets its result or its exception."""
        future: Future[T] = Future()

        def job() -> None:
            # The page that asked may have gone since, which cancels what it asked for.
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(what(self._state))
            except Exception as error:
                future.set_exception(error)

        self._jobs.put(job)
        return future

    def do(self, what: Callable[[PreviewState], None]) -> None:
        """Have something done that nobody waits for."""
        self.ask(what).add_done_callback(self._look)

    def _look(self, future: Future[None]) -> None:
        error = None if future.cancelled() else future.exception()
        if isinstance(error, Exception):
            self._tell(error)

    def _run(self) -> None:
        left, untidy, pause = False, 0, 0.0
        while not self._stopped:
            try:
                job = self._jobs.get(timeout=pause if left or untidy else None)
            except queue.Empty:
                # Once nothing is left, or if too much has gathered while there always was.
                if untidy > _UNTIDY or not left:
                    self._state.tidy()
                    untidy = 0
                else:
                    left = self._step()
                pause = 0.0 if left else _IDLE
                continue
            if job is None:
                return
            job()
            left, untidy, pause = True, untidy + 1, _PAUSE

    def _step(self) -> bool:
        try:
            return self._state.step()
        except Exception as error:
            self._tell(error)
            return False

    def _tell(self, error: Exception) -> None:
        if not self._stopped:
            self._failed(error)
