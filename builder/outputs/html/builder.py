"""The Sphinx builder of a guide's HTML: Sphinx's own, without the work that our pages do not use.

Furo's side navigation and local contents are made by two trips through docutils and an HTML
parser for each page. Our templates list the parts of the guide from `Guide` instead
(`guide_parts`), so here those trips are left out. Search has its own index; see `search`.
"""

from __future__ import annotations

from errno import ENOENT
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from builder.outputs.html.strict import strict_in
from builder.outputs.html.translator import GuideTranslator

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx.application import Sphinx

_TEMPLATES = (
    "cover.html",
    "page.html",
    "search.html",
    *(f"sidebar/{part}.html" for part in ("identity", "find", "parts")),
)
"""The templates that a site needs. In the place of some, the theme would take its own."""
_BEFORE_THEME, _AFTER_THEME = 400, 600


class GuideHTMLBuilder(StandaloneHTMLBuilder):
    """See the module. `meanings` has what each glossary entry, by its id, stands for.

    With `tells_lines`, every block says on which line of its rendered page it stands. Of all
    that Sphinx and the theme would load, pages load the `styles` and `scripts`.
    """

    name = "guide-html"
    default_translator_class: ClassVar[type[GuideTranslator]] = GuideTranslator
    styles: ClassVar[tuple[str, ...]] = ("furo.css", "guide.css")
    scripts: ClassVar[tuple[str, ...]] = ("furo.js", "guide.js")
    search = False
    meanings: Mapping[str, str] = {}
    tells_lines = False

    def init_templates(self) -> None:
        """Make ready the templates; those of ours may ask for nothing that there is not."""
        super().init_templates()
        folder, environment = Path(self.config.templates_path[0]), self.templates.environment
        environment.undefined = strict_in(folder, environment.undefined)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Begin to write.

        Raises:
            FileNotFoundError: a template of ours is missing, of which Sphinx would not tell if the
                theme has one of that name.
        """
        for name in _TEMPLATES:
            file = Path(self.config.templates_path[0], name)
            if not file.is_file():
                raise FileNotFoundError(ENOENT, "The file is missing", str(file))
        super().prepare_writing(docnames)

    def cover(self) -> str:
        """The head of the front page."""
        return str(self.templates.render("cover.html", self.globalcontext))

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Render a lone node; a plain title, which is nearly always asked for, at once.

        The local contents are not rendered at all: the templates make them.
        """
        if isinstance(node, nodes.title) and all(isinstance(c, nodes.Text) for c in node.children):
            text = escape(node.astext(), quote=False)
            return {"fragment": text, "title": text}
        if isinstance(node, nodes.bullet_list):
            return {"fragment": "", "title": ""}
        return super().render_partial(node)


def _spare_the_theme(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Event `html-page-context`, before furo's: without a tree, it makes no navigation."""
    context.pop("toctree", None)
    context["toc"] = ""


def _local_contents(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Event `html-page-context`, after furo's: what the page is, and what lies before and after."""
    parts = context.get("guide_parts", ())
    names = [part.id for part in parts]
    place = names.index(pagename) if pagename in names else None
    context["guide_part"] = None if place is None else parts[place]
    context["guide_next"] = context["guide_previous"] = None
    if place is not None:
        context["guide_previous"] = parts[place - 1] if place else None
        context["guide_next"] = parts[place + 1] if place + 1 < len(parts) else None
    elif pagename == app.config.root_doc and parts:
        context["guide_next"] = parts[0]
    context["furo_hide_toc"] = place is None or not parts[place].sections
    builder = app.builder
    assert isinstance(builder, GuideHTMLBuilder)
    for key, wanted in (("css_files", builder.styles), ("script_files", builder.scripts)):
        context[key] = [
            f for f in context[key] if str(f.filename).partition("?")[0].endswith(wanted)
        ]


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx's entry point for this module as an extension."""
    return set_up(app, GuideHTMLBuilder)


def set_up(app: Sphinx, builder: type[GuideHTMLBuilder]) -> dict[str, Any]:
    """Make Sphinx use a builder, and put our contents in the place of the theme's."""
    app.add_builder(builder)
    translator = builder.default_translator_class
    # MyST has put a function of its own in the place of every translator's.
    app.add_node(
        nodes.container,
        override=True,
        html=(translator.visit_container, translator.depart_container),
    )
    for script in builder.scripts:
        if script != "furo.js":
            app.add_js_file(script)
    app.connect("html-page-context", _spare_the_theme, priority=_BEFORE_THEME)
    app.connect("html-page-context", _local_contents, priority=_AFTER_THEME)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
