"""The notice to a party when a guide changes, as Markdown, HTML and plain text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import fill
from typing import Literal

from builder.diagnostics import fill_places
from builder.model.change import Comparison
from builder.model.words import Language
from builder.report.diff.letter import Letter, letter
from builder.report.markup.html import element, join, text
from builder.report.markup.markdown import plain

NoticeForm = Literal["md", "html", "text"]
_THEME = "diff/notice.html"
_WIDTH = 72


def notice(
    comparison: Comparison,
    party: str,
    *,
    form: NoticeForm = "md",
    templates: Path | None = None,
) -> str:
    """The notice of a guide's change to the party of this name.

    `templates` holds the theme of the HTML (`diff/notice.html`), which stands alone.

    Raises:
        ValueError: HTML is asked for without `templates`.
        FaultyTemplateError: the theme has a place for something that there is not.
        OSError: the theme cannot be read.
    """
    found = letter(comparison, party)
    words = comparison.new.words
    if form == "md":
        return _markdown(found, words.changes.notice)
    if form == "text":
        return _text(found)
    if templates is None:
        raise ValueError("HTML needs the folder of its template")
    return _html(found, words, templates)


def _markdown(found: Letter, words: Mapping[str, str]) -> str:
    lines = [f"# {plain(found.title)}", ""]
    for paragraph in found.opening:
        lines += [plain(paragraph), ""]
    for title, entries in found.groups:
        lines += [f"## {plain(title)}", ""]
        lines += [
            f"- {plain(one.said)} {f'*{plain(one.before)}* ' if one.before else ''}"
            f"({plain(one.section)})"
            for one in entries
        ]
        lines.append("")
    if found.closing:
        lines += [
            f"## {plain(words['also'])}",
            "",
            *(f"- {plain(one)}" for one in found.closing),
            "",
        ]
    return "\n".join(lines).rstrip() + "\n"


def _text(found: Letter) -> str:
    parts = [fill(found.title, _WIDTH), "=" * min(len(found.title), _WIDTH), ""]
    for paragraph in found.opening:
        parts += [fill(paragraph, _WIDTH), ""]
    for title, entries in found.groups:
        parts += [f"{title}:", ""]
        for one in entries:
            before = f" {one.before}" if one.before else ""
            said = f"{one.said}{before} ({one.section})"
            parts.append(fill(said, _WIDTH, initial_indent="  * ", subsequent_indent="    "))
        parts.append("")
    for paragraph in found.closing:
        parts += [fill(paragraph, _WIDTH), ""]
    return "\n".join(parts).rstrip() + "\n"


def _html(found: Letter, words: Language, templates: Path) -> str:
    groups = []
    for title, entries in found.groups:
        items = [
            element(
                "li",
                one.said,
                " ",
                element("em", f"{one.before} ") if one.before else None,
                element("span", f"({one.section})", class_="section"),
            )
            for one in entries
        ]
        groups.append(join((element("h2", title), element("ul", *items))))
    also = element("ul", *(element("li", one) for one in found.closing))
    body = (
        *(element("p", one) for one in found.opening),
        *groups,
        *((element("h2", words.changes.notice["also"]), also) if found.closing else ()),
    )
    places = {"code": text(words.code), "title": text(found.title), "body": join(body)}
    return fill_places(templates, _THEME, places)
