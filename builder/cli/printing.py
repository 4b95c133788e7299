"""What several commands print: faults with their lines, files that are not current, paths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from builder.cli.status import FINDINGS, FINE, USAGE
from builder.diagnostics import Code

if TYPE_CHECKING:
    from rich.console import Console

    from builder.diagnostics import Diagnostic
    from builder.source.files import LineOf

_ASKED = {
    Code.OUTPUT_FOLDER_REFUSED,
    Code.UNKNOWN_PART_OF_THE_GUIDE,
    Code.UNKNOWN_PROGRAM,
    Code.UNKNOWN_REVISION,
    Code.UNREADABLE_REVISION,
}
"""Faults of the question, where nothing need be wrong with the guides."""


def screen(*, errors: bool = False, file: IO[str] | None = None) -> Console:
    """Where texts for people go: the standard output, that for errors, or a file."""
    from rich.console import Console

    # Rich would colour numbers and paths in messages by itself.
    return Console(stderr=errors, file=file, highlight=False)


def print_faults(
    lines: Path | LineOf, faults: Iterable[Diagnostic], *, programs: Sequence[str] = ()
) -> Console:
    """Print what is wrong, each with its line of the source; returns where more of it may go.

    `lines` is the folder of the sources, or gives their lines; `programs` are all programs of
    this run.
    """
    from builder.report.text import print_diagnostics
    from builder.source.files import line_reader

    console = screen(errors=True)
    line_of = line_reader(lines) if isinstance(lines, Path) else lines
    print_diagnostics(console, faults, line_of, programs=programs)
    return console


def refuse(root: Path, faults: Sequence[Diagnostic]) -> int:
    """Print why there is no answer; 2 if the question is at fault, 1 if the guides are."""
    print_faults(root, faults)
    return USAGE if {fault.code for fault in faults} <= _ASKED else FINDINGS


def from_here(path: Path) -> str:
    """A path as one types it in the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def keep_current(root: Path, texts: Mapping[str, str], *, check: bool, command: str) -> int:
    """Write files that are made from this program itself; with `check`, tell which are stale.

    The keys are their paths below the root; `command` is what writes them.
    """
    stale = [name for name, text in texts.items() if not _is(root / name, text)]
    for name in stale:
        if check:
            print(f"{name} is not current; run `{command}`.")
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(texts[name], encoding="utf-8")
            print(f"{name} written")
    return FINDINGS if check and stale else FINE


def _is(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text
