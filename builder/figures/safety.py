"""Whether a drawing holds nothing but shapes and text.

Drawings are committed files that are put into HTML pages as they are. All that one may hold is
listed here: the elements, the attributes of each, and how their values may read. Whatever else
stands in one was put there by hand or by another program. A list of what is refused would have to
know every way in which a browser fetches, runs or moves something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
_NAME = r"[\w.-]+"
_COLOUR = r"none|currentColor|#[0-9a-fA-F]{3,8}"
_PAINT = {
    "fill": _COLOUR,
    "fill-opacity": _NUMBER,
    "stroke": _COLOUR,
    "stroke-opacity": _NUMBER,
    "stroke-width": _NUMBER,
    "stroke-linejoin": "round|bevel|miter",
    "opacity": _NUMBER,
}
_TEXT = {
    "x": _NUMBER,
    "y": _NUMBER,
    "font-family": r"[\w ,-]+",
    "font-size": _NUMBER,
    "font-weight": "[0-9]+|bold|normal",
    "text-anchor": "start|middle|end",
}
_SHAPES = ("g", "path", "polygon", "rect", "text")
_ALLOWED: Mapping[str, Mapping[str, str]] = {
    "svg": {
        "width": _NUMBER,
        "height": _NUMBER,
        "viewBox": rf"{_NUMBER}(?: {_NUMBER}){{3}}",
        "role": "img",
        "aria-labelledby": rf"{_NAME}(?: {_NAME})*",
        "data-source": "sha256:[0-9a-f]{64}",
        "data-drawing": "sha256:[0-9a-f]{64}",
    },
    "title": {},
    "desc": {},
    "g": {"transform": rf"translate\({_NUMBER}[ ,]{_NUMBER}\)", **_PAINT, **_TEXT},
    "path": {"d": r"[0-9MLHVCSQTAZmlhvcsqtaz ,.\n-]*", **_PAINT},
    "polygon": {"points": r"[0-9 ,.\n-]*", **_PAINT},
    "rect": {
        **dict.fromkeys(("x", "y", "width", "height", "rx", "ry"), _NUMBER),
        **_PAINT,
    },
    "text": {**_TEXT, **_PAINT},
}
# A DOCTYPE could declare entities, which the parser would replace before we look; a prefix means
# something to XML, and nothing to the HTML that the drawing is put into.
_MARK = re.compile(r"<[!?]|<[^\s<>/:]+:")
_WITHIN = frozenset(f"{_SVG}{name}" for name in ("title", "desc", *_SHAPES))
"""What may stand in a drawing and in a group; in all else nothing but text."""


def unsafe_part(svg_text: str) -> str | None:
    """The first element, attribute or mark that no drawing has, or None if there is none."""
    if mark := _MARK.search(svg_text.removeprefix("<?xml version")):
        return mark[0]
    try:
        root = ElementTree.fromstring(svg_text)
    except (ElementTree.ParseError, ValueError):
        return "XML that cannot be read"
    return next(_unsafe(root), None)


def _unsafe(root: ElementTree.Element) -> Iterator[str]:
    if root.tag != f"{_SVG}svg":
        yield f"<{_bare(root.tag)}>"
        return
    for element in root.iter():
        name = _bare(element.tag)
        for child in element:
            if child.tag not in _WITHIN or name not in {"svg", "g"}:
                yield f"<{_bare(child.tag)}>"
                return
        for attribute, value in element.attrib.items():
            allowed = _NAME if attribute == "id" else _ALLOWED[name].get(attribute)
            if allowed is None or not re.fullmatch(allowed, value):
                yield _bare(attribute)


def _bare(name: str) -> str:
    return name.rsplit("}", 1)[-1]
