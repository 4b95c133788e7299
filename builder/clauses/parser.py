"""What Markdown sees in a text: the one parser, asked by everything that has to know.

The parser is that of the later stages, with every extension switched on that they know. Behind each
text comes a mark that has to come out as a paragraph of its own: whatever the text leaves open
would swallow it, as it would swallow the sections that follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_END = "endofthetext"
_LATEST = 64
"""How many texts are remembered: one text is asked for by several stages, one after another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The tokens of a text; `closed` tells that nothing goes on after its end."""

    tokens: tuple[Token, ...]
    closed: bool


@lru_cache(maxsize=_LATEST)
def parse(text: str) -> Parsed:
    """What Markdown sees in a text. The tokens are shared: they are only to be read."""
    tokens = _parser().parse(f"{text}\n\n{_END}\n")
    # Footnotes come last, wherever they stand.
    for place in range(len(tokens) - 2, 0, -1):
        token = tokens[place]
        if token.type == "inline" and token.level == 1 and token.content == _END:
            rest = (*tokens[: place - 1], *tokens[place + 2 :])
            return Parsed(tokens=rest, closed=tokens[place - 1].type == "paragraph_open")
    return Parsed(tokens=tuple(tokens), closed=False)


def fence_is_closed(token: Token) -> bool:
    """Whether the parser found the line that closes a block of code."""
    first, last = token.map or (0, 0)
    return last - first - 1 > token.content.count("\n")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.colon_fence import colon_fence_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin
    from mdit_py_plugins.myst_blocks import myst_block_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin

    parser = MarkdownIt("commonmark", {"store_labels": True, "inline_definitions": True})
    parser.enable("table")
    for plugin in (
        front_matter_plugin,
        myst_block_plugin,
        myst_role_plugin,
        footnote_plugin,
        colon_fence_plugin,
    ):
        parser.use(plugin)
    return parser
