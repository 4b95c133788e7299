"""Nothing but shapes and text comes into a page by a drawing.

Each case is a drawing of ours with one thing in it that a browser or a renderer would run, fetch,
move or read; they were written for this suite, from what SVG 2, CSS and HTML allow.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

import pytest

from builder.figures.draw import draw
from builder.figures.safety import unsafe_part
from builder.report.redline.drawing import drawing
from tests.figures.samples import BRANCH, COLUMNS, OUTLINE, SKIP, text

NS = 'xmlns="http://www.w3.org/2000/svg"'
ELEMENTS = [
    "<script>alert(1)</script>",
    '<script href="x.js"/>',
    "<SCRIPT/>",
    "<style>@import url(x.css);</style>",
    "<style>rect { fill: URL(//example.com) }</style>",
    '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    '<image href="x.png"/>',
    '<image href="data:image/png;base64,AAAA"/>',
    '<feImage href="x.png"/>',
    '<use href="x.svg#a"/>',
    '<a href="javascript:alert(1)"><text>x</text></a>',
    '<animate attributeName="x" values="1"/>',
    '<set attributeName="href" to="x"/>',
    '<animateTransform attributeName="transform"/>',
    '<animateMotion path="M0 0"/>',
    "<linearGradient/>",
    '<pattern><rect width="1"/></pattern>',
    "<filter/>",
    "<mask/>",
    "<clipPath/>",
    "<marker/>",
    "<symbol/>",
    "<switch/>",
    "<metadata/>",
    "<defs/>",
    "<view/>",
    "<iframe/>",
    "<video/>",
    "<audio/>",
    "<object/>",
    "<embed/>",
    "<link/>",
    "<handler/>",
    "<listener/>",
    "<tref/>",
    "<font-face-uri/>",
    "<svg/>",
    '<rect xmlns="http://www.w3.org/1999/xhtml"/>',
    '<g xmlns="">x</g>',
    "<!-- a comment -->",
    "<![CDATA[<script>]]>",
    "<?xml-stylesheet href='x.css'?>",
    "<?php x ?>",
    "<text><text>x</text></text>",
    "<text><rect/></text>",
    "<title><rect/></title>",
    "<desc><g><text>x</text></g></desc>",
    '<x:script xmlns:x="http://www.w3.org/2000/svg"/>',
    '<x:rect xmlns:x="http://www.w3.org/2000/svg"/>',
    "&entity;",
    "<rect",
    "\0",
]
ATTRIBUTES = [
    'onload="x"',
    'onclick="x"',
    'ONCLICK="x"',
    'onbegin="x"',
    'href="x"',
    'src="x"',
    'style="fill: red"',
    'style=""',
    'class="x"',
    'fill="url(#a)"',
    'fill="URL(//example.com)"',
    'fill="Url( x )"',
    r'fill="\75rl(//example.com)"',
    r'fill="u\72l(x)"',
    'fill="u&#114;l(x)"',
    'fill="/**/url(x)"',
    'fill="image-set(x 1x)"',
    'fill="-webkit-image-set(url(x) 1x)"',
    'fill="src(x)"',
    'fill="var(--x)"',
    'fill="context-fill"',
    'fill="red;background:url(x)"',
    'fill="expression(x)"',
    'stroke="url(x)"',
    'filter="url(x#y)"',
    'mask="url(x#y)"',
    'clip-path="url(x#y)"',
    'cursor="url(x)"',
    'marker-end="url(x#y)"',
    'opacity="calc(1)"',
    'transform="rotate(1)"',
    'font-family="url(x)"',
    'font-size="12px;x"',
    'xml:base="http://example.com/"',
    'xml:space="preserve"',
    'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="x"',
    'xmlns:e="http://www.w3.org/2001/xml-events" e:event="load"',
    'attributeName="href"',
    'requiredExtensions="x"',
    'externalResourcesRequired="true"',
    'tabindex="0"',
    'contentScriptType="x"',
    'begin="0s"',
    'id="a b"',
    'id=""',
    'id="&quot;&gt;&lt;script&gt;"',
    'data-x="1"',
    'data-source="javascript:x"',
    'width="1e9"',
    'width="100%"',
]
DOCUMENTS = [
    f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg {NS}><text>&x;</text></svg>',
    f'<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><svg {NS}><text>&c;</text></svg>',
    f'<!DOCTYPE svg PUBLIC "x" "http://example.com/x.dtd"><svg {NS}/>',
    f'<?xml-stylesheet type="text/css" href="x.css"?><svg {NS}/>',
    f'<?xml version="1.0"?><?xml-stylesheet href="x.css"?><svg {NS}/>',
    f'<?xml version="1.0"?><!DOCTYPE svg><svg {NS}/>',
    "<svg/>",
    '<svg xmlns="http://example.com/"/>',
    '<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>',
    '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
    f"<rect {NS}/>",
    f"<svg {NS}>",
    f"<svg {NS}/><script/>",
    "",
    "text",
    "\ud800",
]


@pytest.mark.parametrize("figure", [BRANCH, SKIP, COLUMNS, OUTLINE], ids=lambda each: each.id)
def test_our_own_drawings_are_harmless(figure: object) -> None:
    assert unsafe_part(draw(figure)) is None  # type: ignore[arg-type]


def test_an_earlier_drawing_is_harmless() -> None:
    assert unsafe_part(f'<?xml version="1.0" encoding="utf-8"?>\n<svg {NS} role="img"/>') is None


@pytest.mark.parametrize("words", ["xml: a file", "a <b> & xmlns:x", "on href=x", "url(x)", "<!--"])
def test_words_are_words(words: str) -> None:
    node = replace(SKIP.nodes[1], label=text(words))
    assert unsafe_part(draw(replace(SKIP, nodes=(SKIP.nodes[0], node, *SKIP.nodes[2:])))) is None


@pytest.mark.parametrize("part", ELEMENTS)
def test_no_other_element_is_let_in(part: str) -> None:
    for place in ("</svg>", "</g>\n</svg>"):
        svg = draw(SKIP).replace(place, f"{part}{place}", 1)
        assert unsafe_part(svg)


@pytest.mark.parametrize("attribute", ATTRIBUTES)
@pytest.mark.parametrize("element", ["svg", "g", "rect", "text", "path", "title"])
def test_no_other_attribute_is_let_in(attribute: str, element: str) -> None:
    # Of two attributes of one name there is no XML.
    assert unsafe_part(f"<svg {NS}><g/><{element} {attribute}/></svg>".replace("<svg/>", ""))
    assert unsafe_part(f"<svg {NS} {attribute}/>")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_other_document_is_let_in(document: str) -> None:
    assert unsafe_part(document)


@pytest.mark.parametrize("part", ELEMENTS)
def test_a_redline_puts_nothing_else_into_its_page(part: str) -> None:
    """What is no drawing of ours stands in it as an image, in which nothing acts or is fetched."""
    svg = draw(SKIP).replace("</svg>", f"{part}</svg>", 1).encode()
    page = str(drawing(svg, "d", "A flow"))
    assert page.startswith("<img ")
    assert b64encode(svg).decode() in page
    assert "script" not in page
