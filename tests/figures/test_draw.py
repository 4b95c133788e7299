"""The SVG text: safe to put into a page, readable without eyes, the same every time."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builder.figures.draw import draw
from builder.model.figure import FigureDrawing
from tests.figures.samples import COLUMNS, LOOP, SKIP, text

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    "svg": {"id", "width", "height", "viewBox", "role", "aria-labelledby", "data-source"}
    | {"data-drawing"},
    "title": {"id"},
    "desc": {"id"},
    "g": {"transform", "font-family", "fill", "stroke", "opacity"},
    "text": {"x", "y", "font-size", "font-weight", "text-anchor"},
    "rect": {"x", "y", "width", "height", "rx"},
    "polygon": {"points", "stroke-linejoin"},
    "path": {"d", "stroke-width"},
}
PAINT = {"fill", "fill-opacity", "stroke", "stroke-opacity"}


@pytest.fixture(scope="module", params=[SKIP, COLUMNS], ids=["flow", "tree"])
def figure(request: pytest.FixtureRequest) -> FigureDrawing:
    drawing: FigureDrawing = request.param
    return drawing


@pytest.fixture(scope="module")
def svg(figure: FigureDrawing) -> ElementTree.Element:
    return ElementTree.fromstring(draw(figure))


def test_it_is_an_image_with_a_name_and_a_description(
    figure: FigureDrawing, svg: ElementTree.Element
) -> None:
    title, desc = svg[0], svg[1]
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert (title.tag, title.text) == (f"{SVG}title", figure.title)
    assert (desc.tag, desc.text) == (f"{SVG}desc", " ".join(figure.description.split()))


def test_all_ids_start_with_the_figure_s_id(
    figure: FigureDrawing, svg: ElementTree.Element
) -> None:
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 3
    assert all(each and each.startswith(f"{figure.id}-") for each in ids), "the figure has its own"


def test_nothing_leaks_into_the_page_or_asks_for_another_file(svg: ElementTree.Element) -> None:
    for element in svg.iter():
        name = element.tag.removeprefix(SVG)
        assert set(element.attrib) - PAINT <= ALLOWED[name], name
        assert not any("url(" in value for value in element.attrib.values())


def test_text_takes_the_page_s_colour(svg: ElementTree.Element) -> None:
    outer = svg.find(f"{SVG}g")
    assert outer is not None
    assert outer.get("fill") == "currentColor"
    assert "IBM Plex Sans" in (outer.get("font-family") or "")
    for each in svg.iter(f"{SVG}text"):
        assert each.get("fill") is None
        assert int(each.get("font-size") or 0) >= 11


def test_every_word_is_real_text_and_words_stay_apart(
    figure: FigureDrawing, svg: ElementTree.Element
) -> None:
    outer = svg.find(f"{SVG}g")
    assert outer is not None
    written = " ".join("".join(outer.itertext()).split())
    labels = [node.label for node in figure.nodes]
    labels += [edge.label for edge in figure.edges if edge.label]
    labels += [node.label for node in figure.root.walk()] if figure.root else []
    assert labels
    for label in labels:
        assert label in written


def test_all_of_it_is_on_the_canvas(svg: ElementTree.Element) -> None:
    outer = svg.find(f"{SVG}g")
    assert outer is not None
    shift = [float(n) for n in (outer.get("transform") or "")[len("translate(") : -1].split()]
    for rect in outer.iter(f"{SVG}rect"):
        left, top = float(rect.get("x") or 0) + shift[0], float(rect.get("y") or 0) + shift[1]
        assert left > 0
        assert top > 0
        assert left + float(rect.get("width") or 0) < float(svg.get("width") or 0) == 640
        assert top + float(rect.get("height") or 0) < float(svg.get("height") or 0)


def test_the_source_s_hash_is_recorded(figure: FigureDrawing, svg: ElementTree.Element) -> None:
    assert svg.get("data-source") == f"sha256:{figure.digest}"


def test_all_text_is_escaped() -> None:
    nasty = '<b> & "quotes" ]]>'
    node = replace(SKIP.nodes[0], label=text(nasty))
    edge = replace(SKIP.edges[1], label=text("a<b"))
    figure = replace(
        SKIP,
        title=text(nasty),
        description=text(nasty),
        nodes=(node, *SKIP.nodes[1:]),
        edges=(SKIP.edges[0], edge, *SKIP.edges[2:]),
    )
    svg = ElementTree.fromstring(draw(figure))
    assert svg[0].text == svg[1].text == nasty
    texts = [each.text for each in svg.iter(f"{SVG}text")]
    assert nasty in texts
    assert "a<b" in texts
    assert not list(svg.iter(f"{SVG}b"))


def test_a_tree_without_root_is_our_own_fault() -> None:
    with pytest.raises(ValueError, match="no root"):
        draw(replace(COLUMNS, root=None))


def test_the_same_figure_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "from builder.figures.draw import draw\n"
        "from tests.figures.samples import LOOP\n"
        "import sys; sys.stdout.buffer.write(draw(LOOP).encode())"
    )
    here = draw(LOOP).encode()
    root = Path(__file__).parents[2]
    for seed in ("1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        made = subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=root, capture_output=True, check=True
        )
        assert made.stdout == here
