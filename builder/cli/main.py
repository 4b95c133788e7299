"""The one error boundary: no traceback reaches an author."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from builder.cli.parsers import command_module, read_arguments
from builder.cli.status import (
    FINDINGS,
    INTERNAL,
    INTERRUPTED,
    USAGE,
    complain,
    internal_error,
    machine_error,
)
from builder.cli.stopping import Stopped, end_in_order
from builder.cli.streams import call_files_by_utf_8, let_go, prepare_streams
from builder.source.paths import is_folder, real

_NAMES = frozenset(
    (
        errno.EEXIST,
        errno.EISDIR,
        errno.ELOOP,
        errno.ENAMETOOLONG,
        errno.ENOENT,
        errno.ENOTDIR,
        errno.ENOTEMPTY,
    )
)
"""What the machine says of a name that was typed; anything else is a fault of its own."""


def command() -> int:
    """The entry point of the installed command: `main` in a process of its own.

    A command lives for seconds and builds large trees that live as long as it does; looking
    for garbage among them would be a tenth of its time.
    """
    call_files_by_utf_8()
    gc.disable()
    end_in_order()
    return main()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Returns 0 when all is well, 1 when there are errors in the sources, 2 for wrong usage, 3 for
    a fault of this program, 130 when interrupted.
    """
    prepare_streams()
    status = _run(arguments)
    # Here, because Python would complain of what cannot be written at its end, and end with 120.
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        let_go(1)
        status = status or FINDINGS
    except OSError as error:
        let_go(1)
        machine_error(error)
        status = INTERNAL
    try:
        sys.stderr.flush()
    except OSError:
        let_go(2)
    return status


def _run(arguments: Sequence[str] | None) -> int:
    failed = INTERNAL
    try:
        options = read_arguments(sys.argv[1:] if arguments is None else arguments)
        root = _root(options.root)
        if root is None:
            place = f"in {options.root}" if options.root else "here or above"
            complain(
                f"there is no folder program_defs/ {place}; go to the project's folder or name it "
                "with -C."
            )
            return USAGE
        _recover(root / "build")
        module = command_module(options.command)
        failed = getattr(module, "FAILED", INTERNAL)
        return int(module.run(root, options))
    except KeyboardInterrupt as stop:
        state = stop.args[0] if stop.args else "earlier output is as it was"
        complain(f"interrupted; {state}.")
        return stop.status if isinstance(stop, Stopped) else INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone.
        let_go(1)
        return FINDINGS
    except OSError as error:
        machine_error(error)
        if error.errno in _NAMES:
            return USAGE
    except Exception as error:
        internal_error(error)
    return failed


def _recover(out: Path) -> None:
    """Put the output in order first: no command is to meet what a killed one left.

    Whoever publishes has a hidden folder there until all is done. Commands that find none, which
    is nearly always, do not even import how to put things in order.
    """
    for folder in (out, out / "_editions"):
        with suppress(OSError):
            if any(name.startswith(".") for name in os.listdir(folder)):
                from builder.pipeline.recovery import recover

                recover(out)
                return


def _root(given: Path | None) -> Path | None:
    start = real(given or Path.cwd())
    if given is not None:
        return start if is_folder(start / "program_defs") else None
    return next(
        (folder for folder in (start, *start.parents) if is_folder(folder / "program_defs")), None
    )
