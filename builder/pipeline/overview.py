"""What is known of all guides of a project, kept for as long as its sources stay the same.

The commands that answer a question about the guides answer from here, so that the second answer
comes at once. Nothing that is heavy to import is imported here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Code, Diagnostic, errors
from builder.model.plain import from_plain, to_plain
from builder.source.cache import CacheEntry, source_key

if TYPE_CHECKING:
    from builder.model.guide import Guide
    from builder.model.obligation import Party
    from builder.model.outline import Outline
    from builder.model.usage import NamedPart
    from builder.pipeline.project import Project

_ENTRIES = 4


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The guides of a project, their outlines, and everything in them that has an id.

    `plain` holds them as plain data, of which only what is asked for is read.
    """

    plain: Mapping[str, Any]

    @property
    def programs(self) -> tuple[str, ...]:
        """The ids of all programs."""
        return tuple(self.plain["outlines"])

    def guide(self, program: str) -> Guide:
        """The guide of a program."""
        from builder.model.guide import Guide

        return from_plain(Guide, self.plain["guides"][program])

    def outline(self, program: str) -> Outline:
        """The outline of a program."""
        from builder.model.outline import Outline

        return from_plain(Outline, self.plain["outlines"][program])

    def parties(self, program: str) -> tuple[Party, ...]:
        """Whom the guide of a program binds."""
        from builder.model.obligation import Party

        return tuple(from_plain(Party, plain) for plain in self.plain["parties"][program])

    @cached_property
    def things(self) -> tuple[NamedPart, ...]:
        """Everything that has an id."""
        from builder.model.usage import NamedPart

        return tuple(from_plain(NamedPart, plain) for plain in self.plain["things"])


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A project that was looked at; without an `overview`, the diagnostics say why.

    `project` is there where the sources had to be read.
    """

    overview: Overview | None = None
    project: Project | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def open_overview(root: Path, programs: Sequence[str] = (), *, cache: bool = True) -> Opened:
    """The overview of the programs named, or all, from what is remembered or from the sources.

    Faults in other programs than those named are no hindrance.
    """
    memory = CacheEntry(root, "overview", lambda: source_key(root), entries=_ENTRIES)
    found = memory.read(lambda plain: Overview(plain=plain)) if cache else None
    if found is not None and set(programs) <= set(found.programs):
        return Opened(overview=found)
    unknown = _unknown(root, programs)
    if unknown:
        return Opened(diagnostics=unknown)
    opened = _open(root, ())
    if opened.overview is None and programs:
        return _open(root, programs)
    if opened.overview is not None and cache:
        memory.write(opened.overview.plain)
    return opened


def _unknown(root: Path, programs: Sequence[str]) -> tuple[Diagnostic, ...]:
    """The faults of the question itself: programs that there are not."""
    from builder.load import load_project, program_ids

    known = program_ids(root)
    unknown = [id for id in programs if id not in known]
    if not unknown:
        return ()
    found = load_project(root, unknown).diagnostics
    return tuple(d for d in found if d.code is Code.UNKNOWN_PROGRAM)


def _open(root: Path, programs: Sequence[str]) -> Opened:
    from builder.index.index import things
    from builder.index.outline import outline
    from builder.pipeline.project import open_project
    from builder.pipeline.published import assemble_all

    project = open_project(root, programs)
    result = assemble_all(project)
    faults = errors(result.diagnostics)
    if faults:
        return Opened(project=project, diagnostics=faults)
    guides = dict(sorted(result.value.items()))
    plain = {
        "guides": {id: to_plain(guide) for id, guide in guides.items()},
        "outlines": {
            id: to_plain(outline(project.programs[id], project.sources[id], guide))
            for id, guide in guides.items()
        },
        "parties": {id: to_plain(project.programs[id].parties) for id in guides},
        "things": [to_plain(thing) for thing in things(project.subjects(guides).values())],
    }
    return Opened(overview=Overview(plain=plain), project=project)
