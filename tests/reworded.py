"""Findings with every message replaced, to see that nothing but a reader depends on its words."""

from __future__ import annotations

from typing import Any

import pytest

from builder.diagnostics import Diagnostic

SAID = "Something is not as it should be."


def reword(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, all diagnostics of all rooms say the same."""
    made = Diagnostic.__init__

    def init(self: Diagnostic, **fields: Any) -> None:
        made(self, **{**fields, "message": SAID})

    monkeypatch.setattr(Diagnostic, "__init__", init)
