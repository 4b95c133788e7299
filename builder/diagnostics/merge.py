"""One fault in a shared file is one diagnostic, however many guides it affects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from builder.diagnostics.diagnostic import Diagnostic


def merge_programs(found: Mapping[str, Iterable[Diagnostic]]) -> tuple[Diagnostic, ...]:
    """Fold equal diagnostics of several programs into one that names the programs.

    `found` maps a program's id to its diagnostics. Order is by file, line and column.
    """
    merged: dict[tuple[object, ...], Diagnostic] = {}
    programs: dict[tuple[object, ...], list[str]] = {}
    for program, diagnostics in found.items():
        for diagnostic in diagnostics:
            key = diagnostic.identity
            merged.setdefault(key, diagnostic)
            names = programs.setdefault(key, [])
            for name in diagnostic.programs or (program,):
                if name and name not in names:
                    names.append(name)
    result = [replace(d, programs=tuple(programs[key])) for key, d in merged.items()]
    return tuple(sorted(result, key=_place))


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    at = diagnostic.at
    return (at.file, at.line, at.column, diagnostic.code) if at else ("", 0, 0, diagnostic.code)
