"""Figures of the marked guide: the drawing before and after."""

from __future__ import annotations

from builder.model.redline import Mark, RedBlock
from builder.report.diff.drawing import drawing
from builder.report.diff.element import Markup, element, join
from builder.report.diff.inline import words
from builder.report.diff.places import Places, anchor, edited

_SHOWN_HASH = 12


def figure(page: Places, red: RedBlock, mark: Mark) -> Markup:
    """A figure with its caption, and its text alternative where that changed."""
    name = f"Figure {red.number}" if red.number else "Figure"
    said = "".join(run.text for run in red.description if run.mark != "deleted")
    if mark != "same" or red.was_image == red.image:
        shown = _drawing(page, red.image or red.was_image, name, said)
    else:
        gone = "".join(run.text for run in red.description if run.mark != "inserted")
        shown = element(
            "div",
            _half(page, "Before", red.was_image, name, gone),
            _half(page, "After", red.image, name, said),
            class_="pair",
        )
    described = None
    if edited(red.description) or mark in ("inserted", "deleted"):
        described = element(
            "div",
            element("p", "Text alternative", class_="half-title"),
            element("p", words(page, red.description, mark)),
            class_="described",
        )
    said_below = element("figcaption", caption(page, name if red.number else "", red, mark))
    return element("figure", shown, said_below, described, id=page.guide_id(red.id, mark))


def caption(page: Places, label: str, red: RedBlock, mark: Mark) -> Markup:
    """The caption of a figure or table, with the number it had."""
    was = None
    if red.was_number and red.was_number != red.number:
        was = element(
            "span", f" was {label.split(' ', maxsplit=1)[0]} {red.was_number}", class_="was"
        )
    number = element("span", f"{label} ", class_="number") if label else None
    return join((number, words(page, red.runs, mark), was))


def _half(page: Places, title: str, image: str | None, name: str, said: str) -> Markup:
    head = element("p", title, class_="half-title")
    body = _drawing(page, image, f"{name} {title.lower()}", said)
    return element("div", head, body, class_=f"half {title.lower()}")


def _drawing(page: Places, image: str | None, name: str, said: str) -> Markup:
    if image is None:
        return element("p", "There is no drawing.", class_="small")
    data = page.images.get(image)
    if data is None:
        missing = f"The drawing is not at hand (SHA-256 {image[:_SHOWN_HASH]}…)."
        return element("p", missing, class_="small")
    picture = drawing(data, page.free(anchor("d", image[:_SHOWN_HASH])), said or name)
    return element(
        "div",
        picture,
        class_="drawing",
        role="region",
        tabindex="0",
        aria_label=page.label(f"{name}, drawing"),
    )
