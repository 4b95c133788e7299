"""Whether a drawing holds nothing but shapes and text.

Drawings are committed files that are put into HTML pages as they are. Ours hold only what is
listed here; whatever else stands in one was put there by hand or by another program.
"""

from __future__ import annotations

from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset({"svg", "title", "desc", "g", "path", "polygon", "rect", "text", "tspan"})
_REFUSED = ("on", "href", "style", "src")


def unsafe_part(svg_text: str) -> str | None:
    """The first element or attribute that no drawing of ours has, or None if there is none."""
    # A DOCTYPE could declare entities, which the parser would replace before we look.
    if "<!" in svg_text or "<?" in svg_text.removeprefix("<?xml version"):
        return "<!"
    try:
        root = ElementTree.fromstring(svg_text)
    except ElementTree.ParseError:
        return "XML that cannot be read"
    for element in root.iter():
        tag = str(element.tag)
        if tag.removeprefix(_SVG) not in _ELEMENTS or not tag.startswith(_SVG):
            return f"<{tag.rsplit('}', 1)[-1]}>"
        for name, value in element.attrib.items():
            bare = name.rsplit("}", 1)[-1].lower()
            if bare.startswith(_REFUSED) or "url(" in value:
                return bare
    return None
