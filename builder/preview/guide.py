"""One guide of the preview: its resident assembly and its pages as they were last good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder.assemble.fragment import Fragment
from builder.assemble.resident import ResidentAssembly
from builder.diagnostics import Diagnostic, Result, errors
from builder.model.guide import Guide
from builder.outputs.html.live import LivePages
from builder.outputs.html.options import options
from builder.outputs.output import Edition, Output, site
from builder.pipeline.project import Project
from builder.render import RenderedPage

SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was last good. `edition` grows with every text that differs."""

    text: str
    edition: int
    source: RenderedPage | None


class LiveGuide:
    """A guide that is kept in step with its project.

    `pages` may be read from any thread; everything else belongs to the worker.
    """

    def __init__(self, root: Path, program: str, folder: Path) -> None:
        self.program = program
        self.pages: dict[str, Page] = {}
        self.faults: tuple[Diagnostic, ...] = ()
        self.guide: Guide | None = None
        self.static = folder / "html" / "_static"
        self._root = root
        _, sphinx = site()
        self._assembly = ResidentAssembly(folder, builder=sphinx.name, extensions=sphinx.extensions)
        self._live = LivePages(self._assembly)
        self._editions = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the guide's pages, in order; none before it could be read."""
        source = self._assembly.source
        return tuple(page.name for page in source.pages) if source else ()

    @property
    def outdated(self) -> tuple[str, ...]:
        """The pages whose text may differ from what was last good."""
        return tuple(
            name for name in self.names if name in self._assembly.stale or name not in self.pages
        )

    def update(self, project: Project, errors: Sequence[Diagnostic]) -> None:
        """Follow the project. With any of its `errors`, every page stays as it was last good."""
        program, source = project.programs.get(self.program), project.sources.get(self.program)
        self.faults = tuple(errors)
        if errors or program is None or source is None:
            return
        settings = options(self._root, program, beside="")
        self.faults = self._assembly.update(self._root, program, source, settings)
        if self.failed:
            return
        for name in set(self.pages) - set(self.names) - {SEARCH}:
            del self.pages[name]
        for page in source.pages:
            kept = self.pages.get(page.name)
            if kept is None or kept.source is None or kept.source is page:
                continue
            if kept.source.text == page.text:
                # The same text may have moved in its file.
                self.pages[page.name] = replace(kept, source=page)

    def fragment(self, project: Project, name: str) -> tuple[Fragment, str] | None:
        """The text in which alone a page changed, and its blocks; before `update`."""
        source = project.sources.get(self.program)
        if self.failed or source is None or name not in self.pages:
            return None
        found = self._assembly.fragment(source, name)
        if found is None:
            return None
        fragment, section = found
        made = self._live.fragment(name, section)
        return None if made.failed else (fragment, made.value)

    @property
    def failed(self) -> bool:
        """Whether the last update found an error."""
        return bool(errors(self.faults))

    def refresh(self, name: str) -> bool:
        """Write one page anew; returns whether its text differs from before."""
        made = self._live.page(name)
        return self._keep(name, made.value, made.diagnostics)

    def read(self) -> Guide:
        """The guide as its readers get it, and the search page with its index."""
        self.guide = self._assembly.assembly().guide
        made = self._live.search_page(self.guide)
        self._keep(SEARCH, made.value, made.diagnostics)
        return self.guide

    def file(self, output: Output) -> Result[bytes | None]:
        """The file of an output, made now, or None and the reasons why it cannot be made."""
        assembly = self._assembly.assembly()
        edition = Edition(root=self._root, assembly=assembly, folder=self._assembly.folder)
        faults = output.make(edition)
        made = None if errors(faults) else edition.path(output).read_bytes()
        return Result(value=made, diagnostics=faults)

    def restyle(self) -> None:
        """Take the templates of the pages and their static files as new."""
        self._live.restyle()
        self._assembly.stale.update(self.names)

    def _keep(self, name: str, text: str, faults: tuple[Diagnostic, ...]) -> bool:
        if faults:
            self.faults = faults
            self._assembly.stale.add(name)
            return False
        before = self.pages.get(name)
        differs = before is None or before.text != text
        if before is None or differs:
            self._editions += 1
        pages = self._assembly.source
        source = pages.page(name) if pages is not None else None
        edition = before.edition if before and not differs else self._editions
        self.pages[name] = Page(text=text, edition=edition, source=source)
        return differs
