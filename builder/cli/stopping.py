"""Ends a command in order when the system asks for it, as on an interruption by the keyboard."""

from __future__ import annotations

import signal
from types import FrameType


class Stopped(KeyboardInterrupt):
    """The system asked the command to end; `status` is what it ends with."""

    status = 128


def end_in_order() -> None:
    """Clean up on SIGTERM and SIGHUP, unless the command was started so that it ignores them."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    stopped = Stopped()
    stopped.status += number
    raise stopped
