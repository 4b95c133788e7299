"""Text of a redline as Typst: runs and hunks, with what came and what went."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from builder.model.change import Hunk
from builder.model.redline import Mark, RedRun
from builder.outputs.pdf.escape import prose, run, string

_MARKS: dict[str, str] = {
    "inserted": "inserted",
    "deleted": "deleted",
    "moved-away": "moved-off",
    "insert": "inserted",
    "delete": "deleted",
}
_GONE: tuple[Mark, ...] = ("deleted", "moved-away")


def deeper(around: Mark, mark: Mark) -> Mark:
    """The mark of a part inside another: inside what moved here, parts have their own."""
    return mark if around in ("same", "moved-here") else around


def words(runs: Iterable[RedRun], around: Mark) -> str:
    """A Typst expression of runs, neighbours of one mark together."""
    parts = []
    before: Mark = "same"
    for mark, group in groupby(runs, key=lambda one: deeper(around, one.mark)):
        if before in _GONE and mark == "inserted":
            parts.append("h(1.5pt)")
        parts.append(marked(run([_run(one, mark) for one in group]), mark))
        before = mark
    return run(parts)


def marked(content: str, mark: Mark | str) -> str:
    """Content with the look of its mark."""
    function = _MARKS.get(mark)
    return f"{function}({content})" if function and content != "[]" else content


def hunk_words(hunks: Iterable[Hunk]) -> str:
    """A Typst expression of hunks."""
    parts = []
    before = ""
    for hunk in hunks:
        if before == "delete" and hunk.op == "insert":
            parts.append("h(1.5pt)")
        parts.append(marked(prose(hunk.text), hunk.op) if hunk.text else "")
        before = hunk.op
    return run(parts)


_LOOKS = {"strong": "strong", "emphasis": "emph", "code": "raw"}
_SCHEMES = ("http:", "https:", "mailto:")


def _run(one: RedRun, mark: Mark) -> str:
    said = prose(one.text)
    if said == '""':
        return ""
    if one.kind in _LOOKS:
        return f"{_LOOKS[one.kind]}({said})"
    if one.target and mark not in _GONE:
        if one.kind == "reference":
            return f"to({string(one.target)}, {said})"
        if one.kind == "link" and one.target.lower().startswith(_SCHEMES):
            return f"outside({string(one.target)}, {said})"
    return said
