"""What is declared and never printed, and values that hide the family's.

Neither stops a build: a value may be kept for the next revision. But a slot that a program
fills and no clause places is text that its author believes to be in the guide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.diagnostics import Code, Diagnostic, Severity
from builder.model.kinds import KINDS, Kind
from builder.model.program import Origin, Program, Slot
from builder.render.page import RenderedSource
from builder.source import Span

Rendered = Mapping[str, tuple[Program, RenderedSource]]


def unused(programs: Rendered, *, whole: bool) -> dict[str, list[Diagnostic]]:
    """What no text prints, per program.

    What the family declares is reported only if no program prints it, and so only when
    `programs` are the `whole` family; a program's own setting if that program does not.
    """
    printed = {id: set(_printed(program, source)) for id, (program, source) in programs.items()}
    everywhere = set().union(*printed.values())
    faults: dict[str, list[Diagnostic]] = {}
    for id, (program, _) in programs.items():
        for kind, name, at, origin in _declared(program):
            elsewhere = origin is Origin.SHARED and (not whole or (kind, name) in everywhere)
            if elsewhere or (kind, name) in printed[id]:
                continue
            faults.setdefault(id, []).append(
                Diagnostic(
                    code=Code.unused(kind),
                    severity=Severity.WARNING,
                    at=at,
                    message=f"No text prints the {KINDS[kind].name} “{name}”.",
                    hint=f"Remove it, or {_how(KINDS[kind], name)}.",
                    about=name,
                    words=(name,),
                )
            )
    return faults


def _how(kind: Kind, name: str) -> str:
    """How a clause prints a thing."""
    if kind.placed:
        return f"put {{{{ {kind.id}: {name} }}}} on a line of its own in a clause"
    return f"refer to it with [](#{name})" if kind.referable else f"print it with {{{{ {name} }}}}"


def _declared(program: Program) -> Iterator[tuple[str, str, Span, Origin]]:
    for kind in KINDS.values():
        for thing in kind.of(program).values() if kind.printed else ():
            left_empty = isinstance(thing, Slot) and thing.clause is None
            if not left_empty or thing.origin is Origin.SHARED:
                yield kind.id, thing.id, thing.at, thing.origin


def _printed(program: Program, source: RenderedSource) -> Iterator[tuple[str, str]]:
    yield from source.placed
    for kind in KINDS.values():
        # What is printed and not placed is referred to, or else it is a value.
        names = source.referred if kind.referable else source.used
        yield from ((kind.id, name) for name in names if kind.printed and not kind.placed)
    for placed, name in source.placed:
        if placed == "links" and name in program.link_lists:
            yield from (("link", str(link)) for link in program.link_lists[name].links)


def shadowed(programs: Mapping[str, Program]) -> dict[str, list[Diagnostic]]:
    """A program's values that hide a default of the family, per program."""
    return {
        id: [
            Diagnostic(
                code=Code.SHADOWED_PARAMETER,
                severity=Severity.NOTE,
                at=parameter.at,
                message=f"The value of “{parameter.id}” hides the family's default.",
                hint="Nothing is wrong; delete it here to use the default.",
                related=(parameter.shadowed,),
                words=(parameter.id,),
            )
            for parameter in program.parameters.values()
            if parameter.shadowed is not None
        ]
        for id, program in programs.items()
    }
