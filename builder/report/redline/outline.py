"""The guide's parts beside the page, each with how many changes are in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from builder.model.change import CLASSES, ChangeClass
from builder.model.change_words import Pair
from builder.model.redline import RedSection
from builder.report.markup.html import Markup, element
from builder.report.redline.html import HtmlWriter
from builder.report.redline.places import anchor
from builder.report.redline.walk import title_now

Classes = Mapping[str, Sequence[ChangeClass]]


def outline(page: HtmlWriter) -> Markup:
    """The parts as links."""
    found: dict[str, list[ChangeClass]] = defaultdict(list)
    for change in page.comparison.changes:
        if change.section:
            found[change.section.id].append(change.cls)
    pair = page.said.changes
    return element("ol", *(_entry(section, found, pair) for section in page.redline.sections))


def _entry(section: RedSection, found: Classes, pair: Pair) -> Markup | None:
    if section.mark == "moved-away":
        return None
    tag = {"inserted": "ins", "deleted": "del"}.get(section.mark, "span")
    number = element("span", section.number, class_="number")
    title = element(tag, title_now(section))
    inner = element("a", number, " ", title, href="#" + anchor("g", section.id))
    within = [cls for part in section.walk() for cls in found.get(part.id, ())]
    below = [shown for part in section.sections if (shown := _entry(part, found, pair))]
    return element(
        "li",
        inner,
        _badge(within, pair) if within else None,
        element("ol", *below) if below else None,
        class_=None if within else "quiet",
    )


def _badge(classes: Sequence[ChangeClass], pair: Pair) -> Markup:
    """The number of changes; what is counted is said to those who do not see the badge."""
    count = len(classes)
    before, _, behind = pair[count != 1].partition("{count}")
    said = [element("span", text, class_="unseen") if text else None for text in (before, behind)]
    worst = min(classes, key=CLASSES.index)
    return element("span", said[0], str(count), said[1], class_=f"badge c-{worst}")
