"""A guide's assembly that stays alive, and reads again only what changed.

For a preview: Sphinx keeps what it knows of every page, so that after an edit one page is parsed
and resolved anew. Only if numbers, titles or glossary entries are other than before may other
pages print something else.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from builder.assemble import numbers
from builder.assemble.application import application, drawn, settings, write_source
from builder.assemble.extract import extract_guide
from builder.assemble.facts import PageFacts, read_facts
from builder.assemble.faults import misplaced, missing, undeclared
from builder.assemble.fragment import Fragment, find_fragment
from builder.assemble.messages import collecting
from builder.assemble.numbers import Number
from builder.clauses.values import fill
from builder.diagnostics import Diagnostic
from builder.model.guide import Guide, Section
from builder.model.program import Program
from builder.render import RenderedSource

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_FRAGMENT = "_fragment"
"""The name under which Sphinx reads a part of a page; no page can have it."""
_FOLLOWED = ("guide_section_ids", "guide_term_ids", "guide_headings")
"""Settings that may change without a new application: reading a page and counting use them."""


@dataclass(frozen=True, kw_only=True)
class Assembly:
    """One guide after Sphinx: its application, resolved doctrees by page name, and `Guide`."""

    program: Program
    source: RenderedSource
    app: Sphinx
    doctrees: Mapping[str, nodes.document]
    guide: Guide


class ResidentAssembly:
    """One guide, kept in step with its sources by `update`.

    `stale` names the pages that may print something else than when they were last resolved.
    `parts` is the list of contents, `meanings` what each glossary entry stands for, by its id.
    `restarts` counts how often Sphinx had to begin anew.
    """

    def __init__(self, folder: Path, *, builder: str, extensions: Sequence[str] = ()) -> None:
        """Work below `folder`, which is emptied; `builder` and `extensions` as in `assemble`."""
        self.folder = folder
        self.stale: set[str] = set()
        self.parts: tuple[Section, ...] = ()
        self.meanings: dict[str, str] = {}
        self.restarts = 0
        self._builder, self._extensions = builder, tuple(extensions)
        self._app: Sphinx | None = None
        self._settings: dict[str, object] = {}
        self._texts: dict[str, str] = {}
        self._drawings: dict[str, bytes] = {}
        self._facts: dict[str, PageFacts] = {}
        self._numbers: dict[str, Number] = {}
        self._unread: set[str] = set()
        self._uncounted = True
        self._doctrees: dict[str, nodes.document] = {}
        self._program: Program | None = None
        self._source: RenderedSource | None = None

    @property
    def app(self) -> Sphinx:
        """The application; there is one after the first `update`."""
        assert self._app is not None
        return self._app

    @property
    def source(self) -> RenderedSource | None:
        """The pages of the last update."""
        return self._source

    def update(
        self, root: Path, program: Program, source: RenderedSource, overrides: Mapping[str, object]
    ) -> tuple[Diagnostic, ...]:
        """Bring Sphinx in step with the rendered pages; see `assemble` for the arguments.

        Returns what is wrong. With any fault, nothing should be resolved until the next update,
        which reads the pages at fault again.
        """
        wanted = settings(program, source) | dict(overrides)
        fixed = {key: value for key, value in wanted.items() if key not in _FOLLOWED}
        self._program, self._source = program, source
        pages = {page.name for page in source.pages}
        if self._app is None or fixed != self._settings or pages != set(self._texts):
            self._settings = fixed
            return self._start(root, program, source, wanted)
        for key in _FOLLOWED:
            setattr(self._app.config, key, wanted[key])
        drawn = self._write(root, program, source)
        self.stale |= {
            name
            for name, facts in self._facts.items()
            if any(node.id in drawn for node in facts.nodes)
        }
        return self._settle(program, source)

    def fragment(self, source: RenderedSource, name: str) -> tuple[Fragment, nodes.section] | None:
        """The running text in which alone a page has changed, resolved, in its section.

        To be asked for before the `update` with the same source, which is needed all the same.
        None if the page has to be read as a whole.
        """
        from sphinx.util.docutils import LoggingReporter

        page, app = source.page(name), self._app
        if app is None or page is None or name not in self._texts or self._unread:
            return None
        if page.text == self._texts[name]:
            return None
        found = find_fragment(self._texts[name], page.text)
        if found is None or self._uncounted:
            return None
        file = self.folder / "src" / f"{_FRAGMENT}.md"
        # Behind as many empty lines, so that every node has the line that it has on the page.
        file.write_text("\n" * (found.line - 1) + found.text, encoding="utf-8")
        env = app.env
        with collecting(source) as faults:
            app.builder.read_doc(_FRAGMENT)
            doctree = env._write_doc_doctree_cache.pop(_FRAGMENT)
            # Sphinx has counted it as a page, which no later count may see.
            app.events.emit("env-purge-doc", env, _FRAGMENT)
            env.clear_doc(_FRAGMENT)
            facts = read_facts(doctree)
            whole = all(uri.partition("/")[2] in self._numbers for uri, _ in facts.references)
            if faults or facts.nodes or not whole:
                return None
            # Glossary terms are linked once a section, so that there has to be one.
            section = nodes.section(ids=[found.section])
            section.extend(doctree.children)
            doctree.children = []
            doctree.append(section)
            # Reading took both off, so that the doctree could be written to a file.
            doctree.settings.env = env
            doctree.reporter = LoggingReporter(str(env.doc2path(name)))
            env.get_and_resolve_doctree(name, app.builder, tags=app.tags, doctree=doctree)
        return None if faults else (found, section)

    def doctree(self, name: str) -> nodes.document:
        """A page, resolved. Not to be asked for while the last update had faults."""
        if name in self.stale or name not in self._doctrees:
            app = self.app
            doctree = app.env.get_and_resolve_doctree(name, app.builder, tags=app.tags)
            numbers.annotate(doctree, self._numbers)
            self._doctrees[name] = doctree
            self.stale.discard(name)
        return self._doctrees[name]

    def assembly(self) -> Assembly:
        """The whole guide as `assemble` hands it on; resolves what is still stale."""
        program, source = self._program, self._source
        assert program is not None
        assert source is not None
        doctrees = {page.name: self.doctree(page.name) for page in source.pages}
        guide = extract_guide(program, source, doctrees, self._numbers)
        return Assembly(
            program=program,
            source=source,
            app=self.app,
            doctrees=doctrees,
            guide=guide,
        )

    def _start(
        self, root: Path, program: Program, source: RenderedSource, wanted: Mapping[str, object]
    ) -> tuple[Diagnostic, ...]:
        shutil.rmtree(self.folder, ignore_errors=True)
        write_source(root, program, source, self.folder / "src")
        self._app = application(
            self.folder, wanted, builder=self._builder, extensions=self._extensions
        )
        self.restarts += 1
        names = [page.name for page in source.pages]
        self._texts = {page.name: page.text for page in source.pages}
        self._drawings = _drawings(root, program, source)
        self._facts, self._numbers, self._doctrees = {}, {}, {}
        self._uncounted = True
        self._unread = set(names)
        self._app.env.find_files(self._app.config, self._app.builder)
        self.stale = set(names)
        return self._settle(program, source)

    def _write(self, root: Path, program: Program, source: RenderedSource) -> set[str]:
        """Write what changed since the last time; returns the figures that did."""
        folder = self.folder / "src"
        for page in source.pages:
            if self._texts.get(page.name) != page.text:
                (folder / f"{page.name}.md").write_text(page.text, encoding="utf-8")
                self._texts[page.name] = page.text
                self._unread.add(page.name)
        drawings = _drawings(root, program, source)
        changed = {id for id, drawing in drawings.items() if self._drawings.get(id) != drawing}
        for id in changed:
            (folder / "figures" / f"{id}.svg").write_bytes(drawings[id])
        self._drawings = drawings
        return changed

    def _settle(self, program: Program, source: RenderedSource) -> tuple[Diagnostic, ...]:
        """Read what is unread, and count again."""
        app = self.app
        with collecting(source) as faults:
            self._read(sorted(self._unread))
            if not faults:
                self._unread = set()
            order = [page.name for page in source.pages]
            self._facts = {name: self._facts[name] for name in order}
            if self._uncounted:
                # Sphinx counts when it is asked which pages depend on others: see `number_pages`.
                list(app.env.check_dependents(app, set()))
                app.env.check_consistency()
                found = numbers.collect(app.env, program, self._facts)
                if not faults:
                    faults.extend(misplaced(program, source, self._facts))
                if not faults:
                    faults.extend(undeclared(source, self._facts, found))
                if found != self._numbers:
                    self.stale |= set(order)
                self._numbers = found
                app.env.guide_numbers = found  # type: ignore[attr-defined]
                self.parts = numbers.contents(program, found)
                self._uncounted = bool(faults)
            if not faults:
                faults.extend(missing(source, self._facts, self._numbers))
        meanings = {entry.id: fill(entry.means, program) for entry in program.glossary}
        if meanings != self.meanings:
            self.meanings = meanings
            self.stale |= set(self._facts)
        return tuple(faults)

    def _read(self, names: Iterable[str]) -> None:
        app = self.app
        env, builder = app.env, app.builder
        for name in names:
            app.events.emit("env-purge-doc", env, name)
            env.clear_doc(name)
            # Both would be taken for the page as it is now.
            env._pickled_doctree_cache.pop(name, None)
            env.__dict__.pop("master_doctree", None)
            builder.read_doc(name)
            # Sphinx holds what it has just read here, until the page is resolved.
            self._facts[name] = read_facts(env._write_doc_doctree_cache[name])
            self.stale.add(name)
            # Whatever Sphinx counted on the page went with what it knew of it.
            self._uncounted = True


def _drawings(root: Path, program: Program, source: RenderedSource) -> dict[str, bytes]:
    return {id: drawn(root / program.figures[id].svg) for id in source.figures}
