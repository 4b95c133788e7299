"""Exit statuses, and what is told when a command breaks off."""

from __future__ import annotations

import sys

FINE, FINDINGS, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130


def complain(text: str) -> None:
    """Print a line about the call, for people."""
    print(f"guides: {text}", file=sys.stderr)


def no_parties(family: str) -> int:
    """Tell that what is asked for needs the names of the parties; returns the exit status."""
    complain(f"the family “{family}” names no parties; add “parties:” with the name of each.")
    return FINDINGS


def machine_error(error: OSError) -> None:
    """Tell what the machine refuses: a folder that cannot be written to, a full disk."""
    name = f" ({error.filename})" if error.filename else ""
    complain(f"{error.strerror or error}{name}")
    for note in getattr(error, "__notes__", ()):
        complain(f"{note}.")


def internal_error(error: Exception) -> None:
    """Tell of our own fault in one line, and keep the traceback in a file."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="guides-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        traceback.print_exception(error, file=log)
    name = type(error).__name__
    # What a library says of itself is of no use to an author; our own exceptions say what failed.
    if type(error).__module__.startswith("builder."):
        name = f"{name}: {' '.join(str(error).split())}"
    complain(
        f"internal error ({name}): this is a fault of the program, not of your files; details are "
        f"in {log.name}"
    )
