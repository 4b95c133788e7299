"""Finds numbers of sections, appendices, tables and figures that were typed by hand.

What it finds:
    “Section 3.4”, “Appendix F”, “Table 1” or “Figure 2” in a text, where a reference would
    print the number; also a number of three or more parts that stands alone (“see 3.4.2.1”),
    unless it is a version or an address. Numbers of another document (“Section 5 of the
    Agreement”) are left alone, and so is the revision history, which speaks of earlier
    editions.
Why it matters:
    Numbers and letters are computed. When a section is added or moved, a typed number stays
    behind and leads readers to another place.
Failing example:
    The process is described in Section 3.4.2.1.
Passing example:
    The process is described in [](#hot-fix-process).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.guide import Place
from builder.reading.passages import passage
from builder.reading.positions import locate_part
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR

_SECTION, _APPENDIX = r"\d+(?:\.\d+)*", r"[A-Z](?:\.\d+)*"
_OBJECT = r"(?:\d+(?:[.-]\d+)*|[IVX]{2,}|[VX])"
_NEXT = r"(?:\s*(?:,|–|-|and|or|to|through)+\s*(?:and\s+|or\s+)?{0}\b)*"
_TYPED = re.compile(
    r"(?<![\w“])(?:"
    rf"(?:[Ss]ections?|[Cc]hapters?|SECTIONS?)\s+{_SECTION}{_NEXT.format(_SECTION)}"
    rf"|§§?\s*{_SECTION}"
    rf"|(?:[Aa]ppendix|[Aa]ppendices|APPENDIX)\s+{_APPENDIX}\b{_NEXT.format(_APPENDIX)}"
    rf"|(?:[Tt]ables?|[Ff]igures?|TABLE|FIGURE|Fig\.)\s+{_OBJECT}\b{_NEXT.format(_OBJECT)}"
    r")(?!\w)"
)
_DOTTED = r"(?P<number>\d+(?:\.\d+){2,})(?![\w.]*\d)"
_TO = r"[Ss]ee|[Pp]er|[Rr]efers? to|[Aa]ccording to|[Pp]ursuant to|[Ss]ubject to|accordance with"
_SET_OUT = r"(?:defined|described|explained|given|listed|required|set out|specified|stated)\s+"
_SAYS = r"appl(?:y|ies)|defines?|describes?|explains?|lists?|requires?|says?|sets? out|states?"
_NEAR = re.compile(rf"\b(?:[Uu]nder|[Ii]n)\s+{_DOTTED}")
_CLEAR = (
    re.compile(rf"\b(?:{_TO}|{_SET_OUT}(?:in|under))\s+{_DOTTED}"),
    re.compile(rf"(?:^|(?<=[.:;]\s)){_DOTTED}(?=\s+(?:{_SAYS})\b)"),
)
# A number that no section has is a version, a build or an address after one of these words.
_VERSION = re.compile(
    r"\b(?:address|build|driver|firmware|host|ip|kernel|patch|port|release|server|subnet|update|"
    r"upgrade|version)(?:s|es|d)?\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\s*(?:,\s*)?(?:and|or)\s+(?:above|earlier|higher|later|lower|newer|older)\b")
_SENTENCE_END = re.compile(r"[.!?]\s")
_MOST = 99
# Whatever the patterns find holds one of these; looking for them is cheap.
_DIGIT, _CUES = re.compile(r"\d"), ("ppendi", "PPENDI", "able V", "able X", "able I", "ure I")
_ELSEWHERE = re.compile(r",?\s+(?P<word>of|in)\s+(?!this\b)(?P<rest>.{1,80})", re.S)
_PRONOUN = re.compile(r"appendix\s+I|section\s+\d+")


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every text and title of the guide, references that print themselves left out."""
    search = _NumberSearch(subject)
    for section in subject.guide.walk():
        yield from search.text(section.title, section.at, section.id)
    for section, block in subject.texts():
        text = passage(block, hide=frozenset({"code", "link"}))
        yield from search.text(text, block.at, block.id or section.id)


def _is_worth_a_look(text: str) -> bool:
    return _DIGIT.search(text) is not None or any(cue in text for cue in _CUES)


class _NumberSearch:
    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.numbers = {section.number: section.id for section in subject.guide.walk()}
        self.chapters = len(subject.program.chapters)
        documents = subject.program.documents.values()
        # What calls itself “this …” is the guide; the others are other documents.
        self.own = tuple(str(d.name) for d in documents if d.phrase.startswith("this "))
        self.others = tuple(str(d.name) for d in documents if not d.phrase.startswith("this "))

    def text(self, text: str, at: Place | None, about: str) -> Iterator[Finding]:
        for match in _TYPED.finditer(text) if _is_worth_a_look(text) else ():
            words = _PRONOUN.fullmatch(match[0])
            if words and match[0].split()[-1] not in self.numbers:
                continue
            if not self.is_elsewhere(text[match.end() :]):
                yield self.finding(text, match.start(), match[0], at, about)
        for start, number in sorted(self.bare(text)) if _DIGIT.search(text) else ():
            yield self.finding(text, start, number, at, about)

    def bare(self, text: str) -> set[tuple[int, str]]:
        """The numbers that stand alone, with their places; none of another document."""
        found = [match for match in _NEAR.finditer(text) if match["number"] in self.numbers]
        for pattern in _CLEAR:
            found += [match for match in pattern.finditer(text) if self.is_section(text, match)]
        return {
            (match.start("number"), match["number"])
            for match in found
            if not self.is_elsewhere(text[match.end() :])
        }

    def is_section(self, text: str, match: re.Match[str]) -> bool:
        """Whether a number is a section's, or can only be meant as one's."""
        if match["number"] in self.numbers:
            return True
        parts = match["number"].split(".")
        if not all(part.isdigit() and part[0] != "0" and int(part) <= _MOST for part in parts):
            return False
        if int(parts[0]) > self.chapters or _LATER.match(text, match.end()):
            return False
        before = _SENTENCE_END.split(text[: match.start()])[-1]
        return _VERSION.search(before) is None

    def is_elsewhere(self, rest: str) -> bool:
        """Whether the number is that of another document, which no reference can print."""
        # “of the Agreement” and “in the Agreement” name another document; “in the test” does not.
        following = _ELSEWHERE.match(rest)
        if following is None:
            return False
        named = re.sub(r"^(?:the|an?)\s+", "", following["rest"])
        if following["word"] == "in":
            return named.startswith(self.others)
        definite = named[:1].isupper() or named[:1] in "“‘" or following["rest"] != named
        return definite and not named.startswith(self.own)

    def finding(self, text: str, start: int, typed: str, at: Place | None, about: str) -> Finding:
        words = typed.split()
        shown = " ".join(words)
        id = self.numbers.get(words[-1]) if words[0][0].lower() not in "tf" else None
        return Finding(
            at=locate_part(self.subject, at, text, start, start + len(typed)),
            message=f"The number “{shown}” is typed by hand.",
            hint=f"Write [](#{id or 'its-id'}), or [#](#{id or 'its-id'}) for the number alone; "
            "it is computed.",
            about=about,
            words=(shown,),
        )
