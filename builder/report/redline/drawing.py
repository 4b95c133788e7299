"""A figure's drawing inside the page: as SVG, so that it follows the page's colours."""

from __future__ import annotations

import re
from base64 import b64encode

from builder.figures.safety import unsafe_part
from builder.report.markup.html import Markup, element

_ID = re.compile(r'(\bid=")([^"]+)(")')
_TITLES = re.compile(r'(\baria-labelledby=")([^"]*)(")')


def drawing(data: bytes, name: str, text: str) -> Markup:
    """A drawing whose ids begin with `name`, as the page may hold one before and one after.

    What is no plain SVG drawing is shown as an image with `text` as its alternative, where
    nothing in it can act.
    """
    svg = data.decode("utf-8", errors="replace")
    start = svg.find("<svg")
    if start < 0 or unsafe_part(svg):
        kind = "image/svg+xml" if start >= 0 else "image/png"
        address = f"data:{kind};base64,{b64encode(data).decode()}"
        return element("img", src=address, alt=text)
    svg = _ID.sub(rf"\g<1>{name}-\g<2>\g<3>", svg[start:].strip())
    return Markup(_TITLES.sub(lambda found: _named(found, name), svg))


def _named(found: re.Match[str], name: str) -> str:
    ids = " ".join(f"{name}-{one}" for one in found[2].split())
    return f"{found[1]}{ids}{found[3]}"
