"""The HTML site of one guide: Sphinx's HTML builder with furo, and what our readers need more."""

from builder.outputs.html.options import BUILDER, EXTENSIONS, options
from builder.outputs.html.write import write_html

__all__ = ["BUILDER", "EXTENSIONS", "options", "write_html"]
