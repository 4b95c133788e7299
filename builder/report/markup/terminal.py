"""Text in a terminal, in which nothing that an author wrote moves the cursor or changes colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.source.characters import visible

if TYPE_CHECKING:
    from rich.text import Text


def styled(said: str, style: str = "") -> Text:
    """A text in a style, with invisible and control characters shown as such."""
    from rich.text import Text

    return Text(visible(said), style=style)
