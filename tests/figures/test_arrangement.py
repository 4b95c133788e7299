"""What a reader must never see: boxes, arrows and words that run into each other."""

from __future__ import annotations

from itertools import combinations

import pytest

from builder.figures.flow import HEIGHT, arrange_flow
from builder.figures.shapes import Picture, piece_area
from builder.figures.svg import MARGIN, WIDTH
from builder.figures.text_metrics import LABEL
from builder.figures.tree import arrange_tree
from tests.figures.samples import COLUMNS, FLOWS, OUTLINE, flow

SLIGHT = 0.5


@pytest.fixture(scope="module")
def flows() -> dict[str, Picture]:
    return {name: arrange_flow(figure) for name, figure in FLOWS.items()}


@pytest.fixture(scope="module", params=[*FLOWS, "columns", "outline"])
def picture(request: pytest.FixtureRequest, flows: dict[str, Picture]) -> Picture:
    trees = {"columns": COLUMNS, "outline": OUTLINE}
    if request.param in trees:
        root = trees[request.param].root
        assert root
        return arrange_tree(root)
    return flows[request.param]


def test_boxes_stand_apart(picture: Picture) -> None:
    for one, other in combinations(picture.boxes, 2):
        assert not one.area.grown(3).meets(other.area), (one.lines, other.lines)


def test_text_stays_in_its_box(picture: Picture) -> None:
    for box in picture.boxes:
        room = box.width - (24 if box.look == "decision" else 8)
        assert max(map(box.style.width, box.lines)) <= room
        assert len(box.lines) * box.style.leading <= box.height


def test_lines_keep_out_of_boxes(picture: Picture) -> None:
    for line in picture.lines:
        for piece in line.pieces():
            for box in picture.boxes:
                area = piece_area(piece).grown(SLIGHT)
                assert not area.meets(box.area.grown(-2 * SLIGHT)), (line.points, box.lines)


def test_lines_are_upright_or_level(picture: Picture) -> None:
    for line in picture.lines:
        for (x1, y1), (x2, y2) in line.pieces():
            assert (x1 == x2) != (y1 == y2)


def test_words_are_clear_of_everything(picture: Picture) -> None:
    captions = [line.caption for line in picture.lines if line.caption]
    for caption in captions:
        assert max(map(LABEL.width, caption.lines)) <= caption.area.right - caption.area.left + 0.01
        for box in picture.boxes:
            assert not caption.area.meets(box.area)
        for line in picture.lines:
            for piece in line.pieces():
                assert not caption.area.meets(piece_area(piece).grown(SLIGHT)), caption.lines
    for one, other in combinations(captions, 2):
        assert not one.area.meets(other.area)


def test_it_fits_the_page(picture: Picture) -> None:
    area = picture.area
    assert area.right - area.left + 2 * MARGIN <= WIDTH
    assert area.bottom - area.top + 2 * MARGIN <= HEIGHT


@pytest.mark.parametrize("name", FLOWS)
def test_each_arrow_joins_its_boxes(name: str, flows: dict[str, Picture]) -> None:
    figure, picture = FLOWS[name], flows[name]
    boxes = dict(zip((node.id for node in figure.nodes), picture.boxes, strict=True))
    assert len(picture.lines) == len(figure.edges)
    for edge, line in zip(figure.edges, picture.lines, strict=True):
        source, target = boxes[edge.source], boxes[edge.target]
        sides = {(source.x, source.y + source.height // 2)}
        sides |= {(source.x + d * source.width // 2, source.y) for d in (1, -1)}
        assert line.points[0] in sides
        sides = {(target.x, target.y - target.height // 2)}
        sides |= {(target.x + d * target.width // 2, target.y) for d in (1, -1)}
        assert line.points[-1] in sides
        words = " ".join(line.caption.lines) if line.caption else None
        assert words == edge.label
        end, before = line.points[-1], line.points[-2]
        assert abs(end[0] - before[0]) + abs(end[1] - before[1]) >= 12, "room for the arrow head"


@pytest.mark.parametrize("name", FLOWS)
def test_arrows_to_different_boxes_never_run_on_one_another(
    name: str, flows: dict[str, Picture]
) -> None:
    figure, picture = FLOWS[name], flows[name]
    pairs = zip(figure.edges, picture.lines, strict=True)
    for (edge, line), (edge2, line2) in combinations(list(pairs), 2):
        if edge.target == edge2.target:
            continue
        for piece in line.pieces():
            for piece2 in line2.pieces():
                if (piece[0][0] == piece[1][0]) == (piece2[0][0] == piece2[1][0]):
                    near = piece_area(piece).grown(SLIGHT)
                    assert not near.meets(piece_area(piece2).grown(SLIGHT)), (edge, edge2)


def test_a_flow_reads_downwards(flows: dict[str, Picture]) -> None:
    heights = [box.y for box in flows["skip"].boxes]
    assert heights[0] < heights[1] < heights[2] < heights[3]


def test_the_groups_of_a_tree_stand_side_by_side() -> None:
    assert COLUMNS.root
    boxes = arrange_tree(COLUMNS.root).boxes
    groups = [box for box in boxes if box.look == "group"]
    assert len(groups) == 4
    assert len({(box.y, box.height, box.width) for box in groups}) == 1
    assert [box.lines for box in groups] == [
        ("Guidelines",), ("Engineering",), ("Logistics & more",), ("Afterwards",)
    ]  # fmt: skip


def test_a_chart_without_room_is_refused_not_garbled() -> None:
    words = "These are far too many words to stand at an arrow " * 12
    crowded = flow({"a": ("start", "A"), "b": ("end", "B")}, [("a", "b", words)])
    with pytest.raises(ValueError, match="“sample-flow”"):
        arrange_flow(crowded)
