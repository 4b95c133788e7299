"""The redline as one page that stands alone: no other file, no other host, no script needed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template

from builder.model.change import CLASSES, Comparison
from builder.model.cover import markings
from builder.model.redline import Redline
from builder.model.wording import CLASS_NAMES, compared, versions
from builder.report.markup.html import Markup, Part, element, join, text
from builder.report.redline import panels
from builder.report.redline.html import HtmlWriter
from builder.report.redline.outline import outline
from builder.report.redline.typeface import font_faces

THEME = "diff"


def redline_page(  # noqa: PLR0913 (the theme, and what was compared)
    redline: Redline,
    comparison: Comparison,
    *,
    templates: Path,
    images: Mapping[str, bytes] | None = None,
    was: str | None = None,
    now: str | None = None,
) -> str:
    """The page for one guide.

    `templates` holds the theme (`diff/redline.*`) and the typefaces (`fonts/`). `images` are
    the drawings of both revisions, SVG, by the hash that a figure names. `was` and `now` say
    what was compared, as the reviewer called it: `v4.1`, `working tree`.

    Raises:
        OSError: a file of the theme cannot be read.
    """
    page = HtmlWriter(redline, comparison, images or {})
    body = page.guide()  # First, for the panels link to what is in it.
    parts = (
        panels.verdict(page),
        panels.ledger(page),
        panels.structure(page),
        panels.numbers(page),
        panels.causes(page),
        panels.changes(page),
    )
    folder = templates / THEME
    whole = Template((folder / "redline.html").read_text(encoding="utf-8"))
    return whole.substitute(
        title=text(f"Redline of {comparison.new.name} {versions(comparison)}"),
        style=font_faces(templates / "fonts") + "\n" + _read(folder / "redline.css"),
        script=_read(folder / "redline.js"),
        head=_head(comparison, was, now),
        filters=_filters(comparison),
        contents=_contents(parts),
        outline=outline(page),
        panels=join(parts),
        guide=body,
    )


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _head(comparison: Comparison, was: str | None, now: str | None) -> Markup:
    names = compared(was, now)
    new = comparison.new
    return join(
        (
            element("p", "Redline", class_="kicker"),
            element(
                "h1",
                new.title,
                element("span", new.subtitle, class_="subtitle") if new.subtitle else None,
            ),
            element("p", f"Version {versions(comparison)}", class_="edition"),
            element("p", "Compared: ", names, class_="compared") if names else None,
            *(element("p", text, class_=name) for name, text in markings(new)),
        )
    )


def _filters(comparison: Comparison) -> Markup:
    """A box to tick for every class that occurs."""
    boxes: list[Part] = []
    for cls in CLASSES:
        count = comparison.verdict.counts.get(cls, 0)
        if cls == "renumbering" or not count:
            continue
        boxes.append(
            element(
                "label",
                element("input", type="checkbox", id=f"f-{cls}", checked=True, autocomplete="off"),
                element("span", CLASS_NAMES[cls], class_="class"),
                element("span", f" {count}", class_="count"),
                class_=f"filter c-{cls}",
            )
        )
    return join(boxes)


def _contents(parts: tuple[Markup | None, ...]) -> Markup:
    names = ("Verdict", "Obligations", "Structure", "Numbers", "Causes", "All changes")
    ids = ("verdict", "ledger", "structure", "numbers", "causes", "changes")
    shown = [
        element("li", element("a", name, href=f"#{place}"))
        for name, place, part in zip(names, ids, parts, strict=True)
        if part
    ]
    return join([*shown, element("li", element("a", "The guide with its changes", href="#guide"))])
