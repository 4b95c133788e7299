"""The redline as one page that stands alone: no other file, no other host, no script needed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path

from builder.diagnostics import fill_places
from builder.model.change import CLASSES, Comparison
from builder.model.change_words import ChangeWords
from builder.model.cover import markings
from builder.model.redline import Redline
from builder.model.wording import compared, versions
from builder.model.words import Language
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
        FaultyTemplateError: a file of the theme has a place for something that there is not.
        OSError: a file of the theme cannot be read.
    """
    page = HtmlWriter(redline, comparison, images or {})
    words = page.said
    body = page.guide()  # First, for the panels link to what is in it.
    found = {
        "verdict": panels.verdict(page),
        "ledger": panels.ledger(page),
        "structure": panels.structure(page),
        "numbers": panels.numbers(page),
        "causes": panels.causes(page),
        "changes": panels.changes(page),
    }
    parts = {name: panel for name, panel in found.items() if panel}
    steps = json.dumps({"places": words.places, "place": words.place}, ensure_ascii=False)
    title = words.redline_of.format(guide=comparison.new.name, versions=versions(comparison))
    folder = templates / THEME
    places = {
        **_own_words(page.language),
        "title": text(title),
        "style": font_faces(templates / "fonts") + "\n" + _style(templates, words),
        "script": _read(folder / "redline.js"),
        "steps": steps.replace("<", "\\u003c"),
        "head": _head(comparison, was, now),
        "filters": _filters(comparison),
        "legend": _legend(words),
        "contents": _contents((*parts, "guide"), words),
        "outline": outline(page),
        "panels": join(parts.values()),
        "guide": body,
    }
    return fill_places(templates, f"{THEME}/redline.html", places)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _own_words(language: Language) -> dict[str, Markup]:
    """The words that the template itself prints, by the names that it has for them."""
    words = language.changes
    own = {word.name: getattr(words, word.name) for word in fields(words)}
    own |= {name: getattr(language, name) for name in ("code", "previous", "next")}
    own |= {"contents_title": language.contents, "guide_title": words.titles["guide"]}
    return {name: text(value) for name, value in own.items() if isinstance(value, str)}


def _style(templates: Path, words: ChangeWords) -> str:
    """The style, with what it tells those who do not see colours."""
    marks = {name.replace("-", "_"): word for name, word in words.marks.items()}
    return fill_places(templates, f"{THEME}/redline.css", marks)


def _legend(words: ChangeWords) -> Markup:
    marks = (
        element("ins", words.inserted),
        element("del", words.deleted),
        element("del", words.moved_away, class_="moved"),
    )
    keys = (
        element("span", words.classes[cls], class_=f"key c-{cls}")
        for cls in CLASSES
        if cls != "renumbering"
    )
    return Markup(" ".join((*marks, *keys)))


def _head(comparison: Comparison, was: str | None, now: str | None) -> Markup:
    names = compared(was, now)
    new, words = comparison.new, comparison.new.words.changes
    return join(
        (
            element("p", words.redline, class_="kicker"),
            element(
                "h1",
                new.title,
                element("span", new.subtitle, class_="subtitle") if new.subtitle else None,
            ),
            element("p", new.words.edition.format(version=versions(comparison)), class_="edition"),
            element("p", words.compared.format(names=names), class_="compared") if names else None,
            *(element("p", text, class_=name) for name, text in markings(new)),
        )
    )


def _filters(comparison: Comparison) -> Markup:
    """A box to tick for every class that occurs."""
    names = comparison.new.words.changes.classes
    boxes: list[Part] = []
    for cls in CLASSES:
        count = comparison.verdict.counts.get(cls, 0)
        if cls == "renumbering" or not count:
            continue
        boxes.append(
            element(
                "label",
                element("input", type="checkbox", id=f"f-{cls}", checked=True, autocomplete="off"),
                element("span", names[cls], class_="class"),
                element("span", f" {count}", class_="count"),
                class_=f"filter c-{cls}",
            )
        )
    return join(boxes)


def _contents(parts: Iterable[str], words: ChangeWords) -> Markup:
    return join(element("li", element("a", words.titles[name], href=f"#{name}")) for name in parts)
