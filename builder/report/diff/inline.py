"""Text of the marked guide: runs, with what came and what went."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from urllib.parse import urlsplit

from builder.model.change import Hunk
from builder.model.redline import Mark, RedRun
from builder.report.diff.element import Markup, element, join
from builder.report.diff.places import GONE, Places, anchor, deeper

_SCHEMES = frozenset({"http", "https", "mailto"})


def words(page: Places, runs: Iterable[RedRun], around: Mark) -> Markup:
    """Runs, neighbours of one mark together in one `ins` or `del`."""
    return join(
        marked(join(_run(page, run, mark) for run in group), mark)
        for mark, group in groupby(runs, key=lambda run: deeper(around, run.mark))
    )


def marked(content: Markup, mark: Mark) -> Markup:
    """Content that came or went, as such; any other as it is."""
    if not content:
        return content
    match mark:
        case "inserted":
            return element("ins", content)
        case "deleted":
            return element("del", content)
        case "moved-away":
            return element("del", content, class_="moved")
    return content


def hunk_words(hunks: Iterable[Hunk]) -> Markup:
    """Hunks of a change, outside of the guide."""
    tags = {"insert": "ins", "delete": "del"}
    return join(
        element(tags[hunk.op], hunk.text) if hunk.op in tags else hunk.text for hunk in hunks
    )


def _run(page: Places, run: RedRun, mark: Mark) -> Markup:
    match run.kind:
        case "strong":
            return element("strong", run.text)
        case "emphasis":
            return element("em", run.text)
        case "code":
            return element("code", run.text)
        case "reference" if run.target in page.here and mark not in GONE:
            return element("a", run.text, href="#" + anchor("g", run.target or ""))
        case "link" if mark not in GONE and _followed(run.target):
            return element("a", run.text, href=run.target, rel="noreferrer")
    return join([run.text])


def _followed(address: str | None) -> bool:
    try:
        return bool(address) and urlsplit(address or "").scheme.lower() in _SCHEMES
    except ValueError:
        return False
