"""Where text came from: positions, source files and line maps. Imports nothing of the product."""

from builder.source.files import SourceFile
from builder.source.span import Span
from builder.source.text import Text

__all__ = ["SourceFile", "Span", "Text"]
