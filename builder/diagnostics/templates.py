"""Templates with `$places` for texts: what they may name, and where they name something else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from string import Template

from builder.diagnostics.bytes import undecodable
from builder.diagnostics.codes import Code
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.nearest import nearest
from builder.source import SourceFile, Span


class FaultyTemplateError(Exception):
    """A template of the project cannot be filled in; `fault` tells its author why."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(str(fault))
        self.fault = fault


def place_faults(source: SourceFile, known: Collection[str]) -> Iterator[Diagnostic]:
    """The places of a template that are none of those that are known."""
    for row, line in enumerate(source.lines, start=1):
        for found in Template.pattern.finditer(line):
            name = found["named"] or found["braced"]
            if name in known or found["escaped"]:
                continue
            near = nearest(name or "", known)
            there = ", ".join(f"${one}" for one in sorted(known))
            otherwise = f"There are {there}; write $$ for a dollar sign."
            yield Diagnostic(
                code=Code.TEMPLATE_FAILED,
                at=Span(file=source.name, line=row, column=found.start() + 1, length=len(found[0])),
                message=f"“{found[0] if name else '$'}” is not a place for anything here.",
                hint=f"Did you mean ${near}?" if near else otherwise,
            )


def fill_places(templates: Path, name: str, values: Mapping[str, object]) -> str:
    """A template below the folder `templates`, with its places filled in.

    Raises:
        FaultyTemplateError: it is no text, or names a place that has no value.
        OSError: it cannot be read.
    """
    root = templates.parent
    try:
        source = SourceFile.read(root, templates / name)
    except UnicodeDecodeError as error:
        raise FaultyTemplateError(undecodable(f"{templates.name}/{name}", error)) from error
    for fault in place_faults(source, values):
        raise FaultyTemplateError(fault)
    return Template(source.text).substitute(values)
