"""Writes single pages of a guide that is being edited; see `write` for a whole site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from builder.assemble.messages import collecting
from builder.assemble.resident import ResidentAssembly
from builder.diagnostics import Diagnostic, Result
from builder.outputs.html.builder import GuideHTMLBuilder
from builder.outputs.html.search import search_hits
from builder.outputs.html.site import write_search
from builder.outputs.html.translator import GuideTranslator

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from builder.model.guide import Guide
    from builder.render import RenderedSource


class LivePages:
    """The pages of one resident guide as HTML.

    Each block says on which line of its rendered page it stands (`data-line`), from where the
    page's line map leads to the source.
    """

    def __init__(self, assembly: ResidentAssembly) -> None:
        self._assembly = assembly
        self._styled_for: Sphinx | None = None

    def page(self, name: str) -> Result[str]:
        """One page. What Sphinx and the templates complain of becomes diagnostics."""
        from sphinx.util.build_phase import BuildPhase

        doctree = self._assembly.doctree(name)
        with collecting(self._source) as faults:
            builder = self._ready()
            builder.prepare_writing({name})
            builder.phase = BuildPhase.WRITING
            builder.post_process_images(doctree)
            builder.write_doc(name, doctree)
        return self._written(name, faults)

    def fragment(self, page: str, section: nodes.section) -> Result[str]:
        """The blocks of a section of a page, as they stand in the page below its heading."""
        text, document = "", section.document
        assert document is not None
        with collecting(self._source) as faults:
            builder = self._ready()
            builder.prepare_writing({page})
            builder.post_process_images(document)
            builder.current_docname = page
            document.settings = builder.docsettings
            writer = builder.create_translator(document, builder)
            assert isinstance(writer, GuideTranslator)
            for child in section.children:
                child.walkabout(writer)
            text = "".join(writer.body)
        return Result(value=text, diagnostics=tuple(faults))

    def search_page(self, guide: Guide) -> Result[str]:
        """The page that searches, with its index written beside it."""
        with collecting(self._source) as faults:
            builder = self._ready()
            builder.prepare_writing(set())
            write_search(builder, search_hits(guide))
        return self._written("search", faults)

    def restyle(self) -> None:
        """Take the templates and static files as new."""
        self._styled_for = None

    @property
    def _source(self) -> RenderedSource:
        assert self._assembly.source is not None
        return self._assembly.source

    def _written(self, name: str, faults: list[Diagnostic]) -> Result[str]:
        file = Path(self._assembly.app.outdir) / f"{name}.html"
        text = file.read_text(encoding="utf-8") if file.is_file() and not faults else ""
        return Result(value=text, diagnostics=tuple(faults))

    def _ready(self) -> GuideHTMLBuilder:
        from sphinx.util.parallel import SerialTasks

        app = self._assembly.app
        builder = app.builder
        assert isinstance(builder, GuideHTMLBuilder)
        builder.meanings = self._assembly.meanings
        builder.tells_lines = True
        # A new one: the settings that this came from are compared with the next ones.
        app.config.html_context = app.config.html_context | {"guide_parts": self._assembly.parts}
        if self._styled_for is not app:
            app.env.toctree_includes = dict(sorted(app.env.toctree_includes.items()))
            builder.finish_tasks = SerialTasks()
            builder.prepare_writing(set())
            builder.copy_assets()
            self._styled_for = app
        return builder
