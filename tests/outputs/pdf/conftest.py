"""Fixtures of the PDF's tests."""

from __future__ import annotations

from tests.outputs.pdf.samples import build, sample

__all__ = ["build", "sample"]
