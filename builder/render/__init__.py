"""Jinja templates and clauses to finished Markdown pages with line maps.

The only room that uses Jinja.
"""

from builder.render.origins import LINE_BREAK
from builder.render.page import PageKind, RenderedPage, RenderedSource, Use
from builder.render.render import Renderer

__all__ = ["LINE_BREAK", "PageKind", "RenderedPage", "RenderedSource", "Renderer", "Use"]
