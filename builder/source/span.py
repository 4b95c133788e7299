"""A position in a file that an author wrote."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """One stretch of a line in a source file.

    `file` is a POSIX path relative to the project's root, so that messages and published
    snapshots do not tell on which machine they were made. `line` and `column` count from 1,
    in characters; `length` is the number of characters to underline (0: unknown).
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
