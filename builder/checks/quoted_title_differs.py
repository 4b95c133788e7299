"""Finds titles that are typed by hand, and titles that are not those of their target.

What it finds:
    * A title in quotes, or in capitals before the word section, appendix, table or figure,
      that is the title of a part of this guide or nearly so, where a reference would print it.
    * A title in quotes beside the word section or appendix that no part of this guide has.
    * Words beside or inside a reference that look like its target's title and are not.
    Titles of other documents (“Term” section of the Agreement) are left alone.
Why it matters:
    When a section gets a new title, a typed one stays as it is, and readers look in vain for a
    section that has no such title any more.
Failing example:
    For details, see the “Hot Fixes Process” section.
Passing example:
    For details, see [](#hot-fix-process).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.guide import Block, Section
from builder.reading.authored import HIDDEN
from builder.reading.passages import Title, passage, titles
from builder.reading.positions import locate_part
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR

_WORD = r"(?:[Ss]ub)?(?:[Ss]ections?|[Cc]hapters?|[Aa]ppendix|[Aa]ppendices|[Tt]ables?|[Ff]igures?)"
_QUOTED = re.compile(r"[“\"](?P<title>[^“”\"]{2,120})[”\"]")
_CUE_BEFORE = re.compile(rf"\b{_WORD}(?:\s+(?:named|called|titled|entitled|on))?[:,]?\s+$")
_CUE_AFTER = re.compile(rf"\s+{_WORD}\b(?P<rest>.{{0,60}})", re.S)
_NAMED = re.compile(
    r"(?P<title>\b[A-Z][\w’/®™-]*(?:,?\s+(?:[A-Z(][\w’/()®™-]*|of|and|or|for|to|from|the|in|on))*"
    rf"\s+[A-Z(][\w’/()®™-]*)\s+{_WORD}\b(?P<rest>.{{0,60}})",
    re.S,
)
_BESIDE = re.compile(r"(?P<title>[A-Z][^.:;!?“”" + HIDDEN + r"]{2,100}?)\s+\($")
_ELSEWHERE = re.compile(r"\s+(?:of|in)\s+(?!this\b)")
_NEAR, _QUOTED_NEAR, _BESIDE_NEAR = 84.0, 65.0, 60.0


def check(subject: Subject) -> Iterator[Finding]:
    """Hold what looks like a title against the titles of the guide."""
    search = _TitleSearch(subject)
    for section, block in subject.texts():
        text = passage(block, hide=frozenset({"code", "link", "reference"}))
        # Whatever the patterns find holds one of these; looking for them is cheap.
        if "“" in text or '"' in text:
            yield from search.quoted(section, block, text)
        if "ection" in text or "ppendi" in text or "able" in text or "igure" in text:
            yield from search.named(section, block, text)
        if HIDDEN in text:
            yield from search.beside(section, block)


class _TitleSearch:
    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.titles = list(titles(subject.guide))
        self.by_id = {title.id: title for title in self.titles}
        # Reversed, so that of equal titles the first counts.
        self.plain = {_plain(title.text): title for title in reversed(self.titles)}

    def quoted(self, section: Section, block: Block, text: str) -> Iterator[Finding]:
        for match in _QUOTED.finditer(text):
            before = _CUE_BEFORE.search(text, 0, match.start())
            after = _CUE_AFTER.match(text, match.end())
            if _is_elsewhere(after["rest"] if after else text[match.end() :]):
                continue
            title, exact = self.nearest(match["title"], _QUOTED_NEAR)
            if not (before or after) and not (exact and " " in match["title"].strip()):
                continue
            yield self.finding(section, block, text, match.start("title"), match["title"], title)

    def named(self, section: Section, block: Block, text: str) -> Iterator[Finding]:
        for match in _NAMED.finditer(text):
            if _is_elsewhere(match["rest"]):
                continue
            name = re.sub(r"^(?:The|This|In|See|For)\s+(?:the\s+)?", "", match["title"])
            title, _ = self.nearest(name, _NEAR)
            if title is not None:
                start = match.end("title") - len(name)
                yield self.finding(section, block, text, start, name, title)

    def beside(self, section: Section, block: Block) -> Iterator[Finding]:
        """Words before a reference's number in brackets, and the words that are a reference."""
        text = ""
        for run in block.runs:
            target = self.by_id.get(run.target or "") if run.kind == "reference" else None
            if target is not None:
                found = _BESIDE.search(text) if run.generated else None
                words = found["title"] if found else "" if run.generated else run.text
                if words and self.deviates(words, target, whole=found and found.start() == 0):
                    start = found.start("title") if found else len(text)
                    yield self.finding(section, block, text, start, words, target)
            text += HIDDEN * len(run.text) if run.generated else run.text

    def deviates(self, words: str, target: Title, *, whole: bool | None) -> bool:
        """Whether words that stand for a title, as their capitals tell, are not that title."""
        said, due = _plain(words), _plain(target.text)
        capitals = sum(word[:1].isupper() for word in words.split())
        if said == due or capitals * 2 <= len(words.split()) or said in self.plain:
            return said != due and said in self.plain
        return bool(whole) or _similarity(said, due) >= _BESIDE_NEAR

    def nearest(self, words: str, least: float) -> tuple[Title | None, bool]:
        """The title that these words are, or are close to, and whether they are exactly it."""
        said = _plain(words)
        if said in self.plain:
            return self.plain[said], True
        best = max(self.plain, key=lambda due: _similarity(said, due), default="")
        return (self.plain[best], False) if _similarity(said, best) >= least else (None, False)

    def finding(  # noqa: PLR0913, PLR0917 (what was found, and where)
        self,
        section: Section,
        block: Block,
        text: str,
        start: int,
        words: str,
        title: Title | None,
    ) -> Finding:
        if title is None:
            message = f"No part of this guide has the title “{words}”."
            hint = "Write a reference, [](#its-id); it prints the title by itself."
        elif _plain(words) == _plain(title.text):
            message = f"The title of the {title.word} “{title.text}” is typed by hand."
            hint = f"Write [](#{title.id}), which prints it and follows it."
        else:
            message = f"“{words}” is not the title of the {title.word} “{title.text}”."
            hint = f"Write [](#{title.id}), which prints the title, or use its very words."
        return Finding(
            at=locate_part(self.subject, block.at, text, start, start + len(words)),
            message=message,
            hint=hint,
            # A waiver of one typed title must not excuse the others of its section.
            about=title.id if title else block.id or section.id,
            words=(words, title.text if title else None),
        )


def _plain(text: str) -> str:
    """A title for comparing: without regard to capitals, marks and the kind of hyphen."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _similarity(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)


def _is_elsewhere(rest: str) -> bool:
    return _ELSEWHERE.match(rest) is not None
