"""The work behind the preview: which guide is brought up to date when, and what is told of it.

Only one thread works here, because Sphinx's application and environment belong to one. What
readers look at comes first: the page that is open, then the other open pages, then the rest,
then findings and lists, a piece at a time, so that the next saved change never waits for long.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from builder.diagnostics import Diagnostic, Severity
from builder.outputs.output import Output
from builder.pipeline.project import Memory, Project, open_project
from builder.preview.broadcast import Message
from builder.preview.changes import changed_sections
from builder.preview.guide import SEARCH, LiveGuide
from builder.preview.panel import Plain, panel, plain_findings

Steps = Generator[None, None, None]
_THEME = "templates/html/"


class PreviewState:
    """The guides of a project that are open.

    `tell` passes a message on to the open pages; `viewed` gives the open pages as (program,
    page), the most recent first. `facts` has, by program, what the side panel shows; `scripts`
    counts the changes to the guides' own scripts.
    """

    def __init__(
        self,
        root: Path,
        programs: Sequence[str],
        folder: Path,
        *,
        tell: Callable[[Message], None],
        viewed: Callable[[], Iterable[tuple[str, str]]],
    ) -> None:
        self.root = root
        self.guides: dict[str, LiveGuide] = {}
        self.facts: dict[str, Message] = {}
        self.faults: dict[str, list[Plain]] = {}
        self.scripts = 0
        self._programs, self._folder = tuple(programs), folder
        self._tell, self._viewed = tell, viewed
        self._memory = Memory()
        self.project: Project | None = None
        self._behind: set[str] = set()
        self._unread: set[str] = set()
        self._rest: Steps | None = None
        self._settled = False

    # ---- What the worker asks for

    def follow(self, files: Iterable[str] = ()) -> None:
        """Take in saved changes; `files` are paths relative to the root, none at the start."""
        started = time.perf_counter()
        files = tuple(files)
        project = open_project(self.root, self._programs, memory=self._memory)
        self.project = project
        self._open_and_close()
        themed = any(file.startswith(_THEME) for file in files)
        script = any(file.startswith(_THEME) and file.endswith(".js") for file in files)
        self.scripts += script
        if themed:
            for guide in self.guides.values():
                if guide.pages:
                    guide.restyle()
        # What was left of the last change is given up: the new rest covers it.
        self._behind, self._unread = set(self.guides), set(self.guides)
        viewed = self._viewed_first()
        # Every open page shows the edit before any is read as a whole: that takes some ten times
        # as long, and a shared clause may be open in several guides.
        for id, name in viewed:
            self._show_fragment(self.guides[id], name, started)
        for id in dict.fromkeys(id for id, _ in viewed):
            self._catch_up(id, started)
            if themed:
                # Style sheets may be new where no page's text is; a script has to begin again.
                self._say("reload" if script else "restyle", id)
        self._rest = self._the_rest(started)

    def catch_up(self, program: str, page: str) -> None:
        """Make sure that a page is there, if its sources allow, and no older than they are.

        A program may have gone since it was asked for; then there is nothing to do.
        """
        guide = self.guides.get(program)
        if guide is None:
            return
        if program in self._behind:
            self._bring(guide)
        if not guide.failed and page in (*guide.names, SEARCH):
            if page == SEARCH:
                if SEARCH not in guide.pages or program in self._unread:
                    guide.read()
            elif page in guide.outdated:
                guide.refresh(page)
            self._say_faults(program, guide.faults)

    def file(self, program: str, output: Output) -> bytes | None:
        """The file of an output of a guide as it stands, or None if anything is wrong."""
        self.catch_up(program, SEARCH)
        guide = self.guides.get(program)
        if guide is None or guide.failed:
            return None
        made = guide.file(output)
        self._say_faults(program, made.diagnostics)
        return made.value

    def step(self) -> bool:
        """Do a piece of what is left; returns whether more may be left."""
        if self._rest is None:
            return False
        try:
            next(self._rest)
        except StopIteration:
            self._rest = None
        return self._rest is not None

    def tidy(self) -> None:
        """Free what is of no use any more: doctrees are cycles that only the collector finds."""
        gc.collect()

    # ---- The pages

    def _open_and_close(self) -> None:
        """Have a guide for every program asked for, or for every program that there is."""
        from builder.load import program_ids

        wanted = self._programs or program_ids(self.root)
        for id in wanted:
            if id not in self.guides:
                self.guides[id] = LiveGuide(self.root, id, self._folder / id)
        for id in set(self.guides) - set(wanted):
            del self.guides[id]
            self.facts.pop(id, None)
            self.faults.pop(id, None)
            # Its pages load again, and get told that it is gone.
            self._say("gone", id)

    def _viewed_first(self) -> tuple[tuple[str, str], ...]:
        return tuple(pair for pair in self._viewed() if pair[0] in self.guides)

    def _bring(self, guide: LiveGuide) -> None:
        """Have one guide's Sphinx follow the project."""
        project, id = self.project, guide.program
        assert project is not None
        self._behind.discard(id)
        errors = [d for d in project.diagnostics if _stops(d, id)]
        guide.update(project, errors)
        self._say_faults(id, guide.faults)

    def _show_fragment(self, guide: LiveGuide, name: str, started: float) -> None:
        """Show an edit within one section's text before the page as a whole is read."""
        project, id = self.project, guide.program
        assert project is not None
        if any(_stops(fault, id) for fault in project.diagnostics):
            return
        found = guide.fragment(project, name)
        if found is not None:
            fragment, html = found
            self._say(
                "fragment",
                id,
                page=name,
                # A page of another edition must not take it: its lines are others.
                base=guide.pages[name].edition,
                section=fragment.section,
                lines=[fragment.line, fragment.until],
                html=html,
                seconds=_since(started),
            )

    def _catch_up(self, program: str, started: float) -> None:
        """Bring a guide in step, and its open pages before all others."""
        guide = self.guides[program]
        if program in self._behind:
            self._bring(guide)
        for id, name in self._viewed_first():
            if id != program or guide.failed:
                continue
            if name in guide.names:
                self._refresh(guide, name, started)
            elif name != SEARCH:
                self._say("gone", program, page=name)

    def _refresh(self, guide: LiveGuide, name: str, started: float) -> None:
        if name not in guide.outdated:
            return
        if guide.refresh(name):
            edition = guide.pages[name].edition
            self._say("page", guide.program, page=name, edition=edition, seconds=_since(started))
        self._say_faults(guide.program, guide.faults)

    # ---- What is done when nothing else is wanted

    def _the_rest(self, started: float) -> Steps:
        order = dict.fromkeys([*(id for id, _ in self._viewed_first()), *self.guides])
        for id in order:
            guide = self.guides[id]
            if id in self._behind:
                self._bring(guide)
                yield
            if guide.failed:
                continue
            for name in guide.outdated:
                if not guide.failed:
                    self._refresh(guide, name, started)
                    yield
            if not guide.failed:
                self._read(guide)
                yield
        yield from self._examine()
        if not self._settled:
            # The guides, Sphinx and the templates that are there now stay for good; a collection
            # that does not look at them takes a fraction of the time.
            gc.freeze()
            self._settled = True

    def _read(self, guide: LiveGuide) -> None:
        """Read the guide as its readers get it, and tell which sections changed."""
        before, search = guide.guide, guide.pages.get(SEARCH)
        self._unread.discard(guide.program)
        now = guide.read()
        self._say_faults(guide.program, guide.faults)
        if before is None:
            return
        sections = changed_sections(before, now)
        if sections:
            self._say("changed", guide.program, sections=sections)
        if sections or guide.pages.get(SEARCH) != search:
            # Its hits come from a script that is read once.
            self._say("reload", guide.program, page=SEARCH)

    def _examine(self) -> Steps:
        """Run the checks over all guides without an error, and fill their panels."""
        from builder.checks.engine.run import checking
        from builder.pipeline.check import collection

        project = self.project
        guides = {
            id: guide.guide
            for id, guide in self.guides.items()
            if guide.guide is not None and not guide.failed
        }
        assert project is not None
        for id in guides:
            self._fill(id, project, None)
            yield
        subjects = collection(project, guides)
        for subject in subjects.subjects.values():
            _ = subject.obligations  # what takes longest, a guide at a time
            yield
        found = yield from checking(subjects, earlier=project.diagnostics)
        for id in guides:
            self._fill(id, project, found)

    def _fill(self, id: str, project: Project, found: tuple[Diagnostic, ...] | None) -> None:
        guide = self.guides[id].guide
        assert guide is not None
        facts = panel(project, guide, found, before=self.facts.get(id))
        if facts != self.facts.get(id):
            self.facts[id] = facts
            self._say("facts", id)

    def _say_faults(self, program: str, faults: Iterable[Diagnostic]) -> None:
        """Tell the errors of a guide if they are other than before; none: all is well."""
        # Which programs else have an error is of no interest on this guide's pages.
        errors = [replace(fault, programs=()) for fault in faults if _stops(fault, program)]
        found = plain_findings(self.root, errors)
        if found != self.faults.get(program, []):
            self._say("faults", program, faults=found)
        self.faults[program] = found

    def _say(self, kind: str, program: str, **more: object) -> None:
        self._tell({"kind": kind, "program": program, **more})


def _stops(fault: Diagnostic, program: str) -> bool:
    """Whether a fault is an error that keeps a program's guide from being built."""
    return fault.severity is Severity.ERROR and program in (fault.programs or (program,))


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 4)
