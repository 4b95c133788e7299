"""How the commands that compare revisions end when the comparison itself fails.

Whoever waits for an exit status must never take a failed comparison for one without changes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

FAILED = 2


@dataclass
class Outcome:
    """The exit status; that of a failure unless something else is known."""

    code: int = FAILED


@contextmanager
def never_zero() -> Iterator[Outcome]:
    """Tell of what goes wrong inside, and leave the status at 2 if anything does."""
    from builder.outputs.pdf.errors import PdfCompileError
    from builder.pipeline.diff import SelfTestError

    outcome = Outcome()
    try:
        yield outcome
    except BrokenPipeError:
        raise
    except (SelfTestError, PdfCompileError) as error:
        outcome.code = FAILED
        print(
            f"guides: internal error: the comparison cannot be relied on ({error}); this is a "
            "fault of the program, not of your files.",
            file=sys.stderr,
        )
    except OSError as error:
        outcome.code = FAILED
        name = f" ({error.filename})" if error.filename else ""
        print(f"guides: {error.strerror or error}{name}", file=sys.stderr)
    except Exception as error:
        from builder.cli.main import internal_error

        outcome.code = FAILED
        internal_error(error)
