"""Checks guides: load, render, assemble, then every check. Writes no guide.

Nothing that is heavy to import is imported here, so that an answer from the cache is quick.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Diagnostic, Severity
from builder.history.releases import PUBLISHED, RELEASES, stored_release
from builder.model.plain import EMPTY, from_plain, to_plain
from builder.source.cache import CacheEntry, source_key
from builder.source.limits import SNAPSHOT
from builder.source.paths import read_text

if TYPE_CHECKING:
    from builder.model.guide import Guide
    from builder.pipeline.project import Project
    from builder.reading.subject import Collection

_ENTRIES = 32


@dataclass(frozen=True, kw_only=True)
class CheckReport:
    """What the checks found, in which programs, and in how many seconds.

    `cached` tells that nothing had changed since the answer was found.
    """

    programs: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    seconds: float = 0.0
    cached: bool = False

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(1 for diagnostic in self.diagnostics if diagnostic.severity is severity)


def check(
    root: Path,
    programs: Sequence[str] = (),
    *,
    cache: bool = True,
    links: bool = False,
    today: date | None = None,
) -> CheckReport:
    """Check the programs named, or all.

    `cache` allows to answer from, and to remember in, `.cache/guides/`; `links` tries the links
    over the network (and never answers from the cache); `today` is the day that waivers are
    judged by.
    """
    started = time.perf_counter()
    today = today or date.today()
    memory = findings_memory(root, programs, today)
    cache = cache and not links
    report = remembered(memory) if cache else None
    if report is None:
        ids, _, diagnostics = _examine(root, programs, today, links=links)
        report = CheckReport(programs=ids, diagnostics=diagnostics)
        if cache:
            remember(memory, ids, diagnostics)
    return replace(report, seconds=time.perf_counter() - started)


def findings_memory(root: Path, programs: Sequence[str], today: date) -> CacheEntry:
    """Where it is remembered what was found in the sources as they are now."""
    options = (today.isoformat(), *sorted(set(programs)))
    # The checks of versions read what was published before, which is no source of the guides.
    more = [root / PUBLISHED, root / RELEASES]
    return CacheEntry(
        root, "check", lambda: source_key(root, *options, more=more), entries=_ENTRIES
    )


def remember(
    memory: CacheEntry, programs: Iterable[str], diagnostics: Iterable[Diagnostic]
) -> None:
    """Keep what was found in these programs, unless a source changed in the meantime."""
    findings = to_plain(tuple(diagnostics), without=EMPTY)
    memory.write({"programs": tuple(programs), "findings": findings})


def remembered(memory: CacheEntry) -> CheckReport | None:
    """What was found in the same sources before, if anything looked."""
    return memory.read(_remembered)


def _remembered(entry: Any) -> CheckReport:
    return CheckReport(
        programs=tuple(map(str, entry["programs"])),
        diagnostics=tuple(from_plain(Diagnostic, plain) for plain in entry["findings"]),
        cached=True,
    )


def examine(root: Path) -> tuple[Collection, tuple[Diagnostic, ...]]:
    """All guides of a project, as checks read them, and everything that was found."""
    _, subjects, findings = _examine(root, (), date.today())
    return subjects, findings


def _examine(
    root: Path, programs: Sequence[str], today: date, *, links: bool = False
) -> tuple[tuple[str, ...], Collection, tuple[Diagnostic, ...]]:
    from builder.checks.engine.run import run_checks
    from builder.pipeline.consequences import without_consequences
    from builder.pipeline.project import open_project
    from builder.pipeline.published import assemble_to_judge

    project = open_project(root, programs)
    guides = assemble_to_judge(project)
    subjects = collection(project, guides.value, today=today)
    if links:
        from builder.reading.links import LinkPolicy

        subjects = replace(
            subjects,
            links=LinkPolicy(memory=CacheEntry(root, "links", lambda: "answers", entries=1)),
        )
    found = run_checks(subjects, earlier=guides.diagnostics)
    return tuple(project.programs), subjects, without_consequences(project, found)


def collection(
    project: Project, guides: Mapping[str, Guide], *, today: date | None = None
) -> Collection:
    """What checks read, for the programs that have a guide."""
    from builder.load import program_ids
    from builder.reading.subject import Collection

    return Collection(
        subjects=project.subjects(guides),
        published=_published(project.root, guides),
        today=today or date.today(),
        whole=set(guides) == set(program_ids(project.root)),
    )


def _published(root: Path, programs: Iterable[str]) -> dict[str, Guide]:
    """The guides last published, of those that the project keeps; a file that is none is not."""
    from builder.outputs.snapshot import load_guide

    found = {}
    for id in programs:
        file = stored_release(root, id)
        if file is not None:
            try:
                found[id] = load_guide(read_text(file, SNAPSHOT))
            except (OSError, ValueError):
                continue
    return found


def build_findings(
    project: Project, guides: Mapping[str, Guide], earlier: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """What a build tells of guides and of the diagnostics of all stages: what a check tells."""
    from builder.checks.engine.run import run_checks
    from builder.pipeline.consequences import without_consequences

    return without_consequences(project, run_checks(collection(project, guides), earlier=earlier))
