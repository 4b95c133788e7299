"""The guide with its changes as HTML: insertions, deletions and moves where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.cover import LABELS
from builder.model.redline import Mark, RedBlock, RedField, RedSection
from builder.report.diff.element import Markup, Part, element, join
from builder.report.diff.inline import marked, words
from builder.report.diff.marked_figures import figure
from builder.report.diff.marked_tables import table
from builder.report.diff.places import GONE, Own, Places, classes, deeper, edited, within

FIRST_LEVEL, LAST_LEVEL = 3, 6
"""The heading levels of chapters, and the last that HTML has."""
_LISTS = {"bullet-list": "ul", "numbered-list": "ol", "quote": "blockquote", "glossary": "dl"}
_PARTS = frozenset({"item", "entry"})


def front(page: Places) -> Markup:
    """The cover's values and the revision history."""
    cover = [_value(page, value, "div") for value in page.redline.cover]
    history = [_value(page, row, "li") for row in page.redline.history]
    parts = (
        ("Cover", element("dl", *cover, class_="cover-data"), cover),
        ("Revision history", element("ul", *history, class_="plain history"), history),
    )
    return join(
        element("div", element("h3", title), whole, class_="part front")
        for title, whole, rows in parts
        if rows
    )


def _value(page: Places, value: RedField, tag: str) -> Markup:
    own = page.own(value.change, value.mark, value.mark != "same" or edited(value.runs))
    content = words(page, value.runs, value.mark)
    names = own.classes if own.shown else "same"
    if tag == "li":
        return element("li", own.note, content, id=own.id, class_=names)
    term = element("dt", LABELS.get(value.name, value.name))
    return element("div", term, element("dd", own.note, content), id=own.id, class_=names)


def sections(page: Places) -> Markup:
    """The whole text."""
    return join(_section(page, part, FIRST_LEVEL, "same") for part in page.redline.sections)


def _section(page: Places, section: RedSection, level: int, around: Mark) -> Markup:
    mark = section.mark if section.mark != "same" else around
    changed = section.mark != "same" or edited(section.title) or bool(section.change)
    own = page.own(section.change, section.mark, changed)
    content: list[Part] = [
        _heading(page, section, level, mark, own),
        *(block(page, part, within(mark)) for part in section.blocks),
        *(_section(page, part, level + 1, within(mark)) for part in section.sections),
    ]
    names = classes("part", f"m-{section.mark}" if section.mark != "same" else "")
    return element("section", *content, id=page.guide_id(section.id, mark), class_=names)


def _heading(page: Places, section: RedSection, level: int, mark: Mark, own: Own) -> Markup:
    number = f"{section.label}: " if section.kind == "appendix" else f"{section.number} "
    was = None
    if section.was_number and section.was_number != section.number:
        was = element("span", f" was {section.was_label or section.was_number}", class_="was")
    depth = min(level, LAST_LEVEL)
    heading = element(
        f"h{depth}",
        element("span", marked(join([number]), mark), class_="number"),
        words(page, section.title, mark),
        was,
        aria_level=str(level) if level > LAST_LEVEL else None,
    )
    if not own.shown:
        return heading
    return element("div", own.note, heading, id=own.id, class_=classes("head", own.classes or ""))


def block(page: Places, red: RedBlock, around: Mark) -> Markup:
    """A block of any kind, inside a part of the mark `around`."""
    mark = red.mark if red.mark != "same" else around
    if red.kind in _PARTS:
        return _part(page, red, mark)
    listed = red.kind in _LISTS
    # The bar of a list stands at those of its items that changed.
    touched = (
        bool(red.mark != "same" or edited(red.runs) or red.was_kind) if listed else red.changed
    )
    own = page.own(red.change, red.mark, touched)
    content = _content(page, red, mark)
    if own.shown:
        return element("div", own.note, content, id=own.id, class_=own.classes)
    return element("div", content, class_=None if red.changed else "same")


def _content(page: Places, red: RedBlock, mark: Mark) -> Markup:
    # Each part is written once: the first one written has the note and the id of its change.
    if red.kind == "numbered-list":
        inner = join(_part(page, *item) for item in _numbered(red, within(mark)))
    else:
        inner = join(block(page, part, within(mark)) for part in red.blocks)
    match red.kind:
        case "table" | "form":
            return table(page, red, mark, block)
        case "figure":
            return figure(page, red, mark)
        case "code":
            return element("pre", words(page, red.runs, mark), tabindex="0")
        case "paragraph":
            return join((element("p", words(page, red.runs, mark)), inner))
    name = _LISTS[red.kind]
    return element(
        name, words(page, red.runs, mark), inner, class_="glossary" if name == "dl" else None
    )


def _numbered(red: RedBlock, around: Mark) -> Iterator[tuple[RedBlock, Mark, str | None]]:
    """The items of a list with their marks and numbers.

    An item that went has none, so that the others have those of the guide as it is now; in a list
    that went as a whole they keep theirs.
    """
    number = 0
    for part in red.blocks:
        mark = part.mark if part.mark != "same" else around
        gone = mark in GONE and around not in GONE
        number += not gone
        yield part, mark, None if gone else str(number)


def _part(page: Places, red: RedBlock, mark: Mark, value: str | None = "") -> Markup:
    """An item of a list or an entry of the glossary; an item without `value` has no number."""
    alone = all(part.kind == "paragraph" for part in red.blocks)
    touched = red.mark != "same" or edited(red.runs) or (bool(red.change) and alone and red.changed)
    own = page.own(red.change, red.mark, touched)
    said = words(page, red.runs, mark)
    inside = [_bare(page, part, mark, red if own.shown else None) for part in red.blocks]
    names = own.classes if own.shown else None if red.changed else "same"
    if red.kind == "item":
        names = classes(names or "", "" if value is not None else "numberless")
        return element("li", own.note, said, *inside, value=value or None, id=own.id, class_=names)
    term = element("dt", said, id=page.guide_id(red.id, mark))
    body = element("dd", own.note, *inside)
    return element("div", term, body, id=own.id, class_=names)


def _bare(page: Places, red: RedBlock, around: Mark, item: RedBlock | None) -> Markup:
    """A block of an item; a paragraph needs no bar and no note where the item tells the same."""
    told = item is not None and (
        red.mark in ("same", item.mark) and red.change in (None, item.change)
    )
    if told and red.kind == "paragraph":
        return element("p", words(page, red.runs, deeper(within(around), red.mark)))
    return block(page, red, within(around))
