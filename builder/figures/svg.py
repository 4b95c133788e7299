"""Writing a picture as SVG text that serves light pages, dark pages and print alike.

All ink is `currentColor`, tints are the same ink or one accent with little opacity, and there
is no style sheet, script or reference, so that the text may stand inside an HTML page.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from builder.figures.shapes import Caption, Connector, NodeBox, Picture, Point
from builder.figures.stamp import stamped
from builder.figures.text_metrics import LABEL, TextStyle

WIDTH = 640
"""Every drawing is as wide, in units, so that type has one size in all figures of a guide."""
MARGIN = 8

FONTS = "IBM Plex Sans, Segoe UI, Helvetica Neue, Helvetica, Arial, sans-serif"
ACCENT = "#2a80b9"
"""Light enough to be seen on a dark page, dark enough for a white one."""

_LINE_STRENGTH = "0.7"
_HEAD_LENGTH = 8
_HEAD_HALF = 4
_BEND = 6
_CORNER = 4
_BASELINE = 0.35
"""Half the height of the letters, as a part of the type size: it centres a line of text."""

_TINTS = {
    "start": (ACCENT, "0.16"),
    "end": (ACCENT, "0.16"),
    "decision": (ACCENT, "0.07"),
    "step": ("currentColor", "0.04"),
    "root": (ACCENT, "0.28"),
    "group": (ACCENT, "0.14"),
    "leaf": ("currentColor", "0.04"),
}
_INK = {"step": ("currentColor", "0.55"), "leaf": ("currentColor", "0.4")}


def write_svg(picture: Picture, *, name: str, title: str, description: str, digest: str) -> str:
    """SVG text of `picture`, centred on a canvas of the common width.

    `name` is the prefix of all ids, `title` and `description` are what a screen reader reads,
    and `digest` is recorded as the hash of the source.
    """
    area = picture.area
    width = max(WIDTH, _even(area.right - area.left) + 2 * MARGIN)
    height = _even(area.bottom - area.top) + 2 * MARGIN
    shift = (
        round((width - (area.right - area.left)) / 2 - area.left),
        round(MARGIN - area.top),
    )
    name_id, title_id, text_id = (
        quoteattr(f"{name}{end}") for end in ("-drawing", "-title", "-desc")
    )
    labels = quoteattr(f"{name}-title {name}-desc")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" id={name_id} width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" aria-labelledby={labels}>',
        f"<title id={title_id}>{escape(_flat(title))}</title>",
        f"<desc id={text_id}>{escape(_flat(description))}</desc>",
        f'<g transform="translate({shift[0]} {shift[1]})" font-family={quoteattr(FONTS)}'
        ' fill="currentColor" stroke="none">',
        f'<g opacity="{_LINE_STRENGTH}">',  # of the whole: where lines meet they do not darken
        *(_line(line) for line in picture.lines),
        "</g>",
        *(_box(box) for box in picture.boxes),
        *(_caption(line.caption) for line in picture.lines if line.caption),
        "</g>",
        "</svg>",
    ]
    return stamped("\n".join(parts) + "\n", digest)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _even(length: float) -> int:
    return 2 * -(-round(length) // 2)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _box(box: NodeBox) -> str:
    fill, opacity = _TINTS[box.look]
    ink, strength = _INK.get(box.look, (ACCENT, "1"))
    paint = f'fill="{fill}" fill-opacity="{opacity}" stroke="{ink}" stroke-opacity="{strength}"'
    left, top = box.x - box.width // 2, box.y - box.height // 2
    if box.look == "decision":
        tip = min(box.height // 2, 20)
        corners = [
            (left, box.y),
            (left + tip, top),
            (left + box.width - tip, top),
            (left + box.width, box.y),
            (left + box.width - tip, top + box.height),
            (left + tip, top + box.height),
        ]
        points = " ".join(f"{x},{y}" for x, y in corners)
        shape = f'<polygon points="{points}" {paint} stroke-linejoin="round"/>'
    else:
        radius = min(box.height // 2, 20) if box.look in {"start", "end"} else _CORNER
        shape = (
            f'<rect x="{left}" y="{top}" width="{box.width}" height="{box.height}"'
            f' rx="{radius}" {paint}/>'
        )
    return f"<g>{shape}\n{_text(box.lines, box.x, box.y, box.style)}</g>"


def _text(
    lines: Sequence[str], x: float, y: float, style: TextStyle, anchor: str = "middle"
) -> str:
    """Lines of text round the middle height y, each an element of its own.

    They are parted by line ends, so that the words of two lines do not run together for who
    reads the text out of the drawing.
    """
    first = y - (len(lines) - 1) * style.leading / 2 + _BASELINE * style.size
    weight = ' font-weight="600"' if style.bold else ""
    return "\n".join(
        f'<text x="{_number(x)}" y="{_number(first + row * style.leading)}"'
        f' font-size="{style.size}"{weight} text-anchor="{anchor}">{escape(line)}</text>'
        for row, line in enumerate(lines)
    )


def _caption(caption: Caption) -> str:
    area, anchor = caption.area, caption.anchor
    middle = (area.left + area.right) / 2
    x = {"start": area.left, "middle": middle, "end": area.right}[anchor]
    return _text(caption.lines, x, (area.top + area.bottom) / 2, LABEL, anchor)


def _line(line: Connector) -> str:
    points = list(line.points)
    head = ""
    if line.arrow:
        (x, y), (dx, dy) = points[-1], _direction(points[-2], points[-1])
        back = (x - dx * _HEAD_LENGTH, y - dy * _HEAD_LENGTH)
        wings = [
            (back[0] - dy * _HEAD_HALF, back[1] + dx * _HEAD_HALF),
            (back[0] + dy * _HEAD_HALF, back[1] - dx * _HEAD_HALF),
        ]
        corners = " ".join(f"{a},{b}" for a, b in [(x, y), *wings])
        head = f'<polygon points="{corners}"/>'
        points[-1] = back
    path = f'<path d="{_rounded(points)}" fill="none" stroke="currentColor" stroke-width="1.25"/>'
    return path + head


def _direction(start: Point, end: Point) -> Point:
    """The unit step from `start` to `end`, which lie on one level or upright."""
    return (
        (end[0] > start[0]) - (end[0] < start[0]),
        (end[1] > start[1]) - (end[1] < start[1]),
    )


def _rounded(points: list[Point]) -> str:
    """Path data through `points` with bends rounded off."""
    path = [f"M{points[0][0]} {points[0][1]}"]
    for before, bend, after in zip(points, points[1:], points[2:], strict=False):
        come, leave = _direction(before, bend), _direction(bend, after)
        reach = min(_BEND, _length(before, bend) // 2, _length(bend, after) // 2)
        path.append(
            f"L{bend[0] - come[0] * reach} {bend[1] - come[1] * reach}"
            f"Q{bend[0]} {bend[1]} {bend[0] + leave[0] * reach} {bend[1] + leave[1] * reach}"
        )
    path.append(f"L{points[-1][0]} {points[-1][1]}")
    return "".join(path)


def _length(start: Point, end: Point) -> int:
    return abs(start[0] - end[0]) + abs(start[1] - end[1])
