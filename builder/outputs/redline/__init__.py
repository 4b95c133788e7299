"""The redline as PDF: the guide's own dress with change bars, the changes listed in front."""

from builder.outputs.redline.make import make_redline_pdf

__all__ = ["make_redline_pdf"]
