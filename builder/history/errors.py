"""Why git cannot give what it was asked for."""

from __future__ import annotations

_COMPLETE = "Fetch the commit completely, and try again."


class GitError(Exception):
    """Git could not do what it was asked; the text is its reason, `hint` is what helps."""

    def __init__(self, reason: str, hint: str = _COMPLETE) -> None:
        super().__init__(reason)
        self.hint = hint
