"""Finds a program's own text that is nearly the same as a shared one or another program's.

What it finds:
    A paragraph or list item of eight words or more in a program's own clause, where at least
    80 of 100 words are those of a paragraph that is shared, or of another program's own one.
Why it matters:
    A copy drifts: each guide gets only some of the corrections, and after some years nobody
    knows which differences are meant.
Failing example:
    “The Partner must send every log within 5 days of the test.” in one program's clause, and
    “The Partner must send all logs within 7 days of the test.” in another's.
Passing example:
    One shared clause: “The Partner must send every log within {{ log-days }} days of the test.”
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from builder.checks.paragraphs import Paragraph, paragraphs
from builder.checks.subject import Collection
from builder.diagnostics import Diagnostic, Severity

CODE = "near-duplicate-clause"
SEVERITY = Severity.WARNING

SIMILAR = 0.8
"""From this share of common words on two texts are taken for one that has drifted."""
_SHOWN = 3


def check_all(collection: Collection) -> Iterator[Diagnostic]:
    """Compare each program's own paragraphs with all that are not its own."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extract

    found = paragraphs(collection)
    letters: dict[str, str] = {}
    coded = ["".join(letters.setdefault(w, chr(len(letters) + 1)) for w in p.words) for p in found]
    for index, paragraph in enumerate(found):
        if paragraph.shared:
            continue
        others = {
            place: coded[place]
            for place, other in enumerate(found)
            if _comparable(paragraph, other, earlier=place < index)
        }
        best = extract(
            coded[index],
            others,
            scorer=Indel.normalized_similarity,
            score_cutoff=SIMILAR,
            limit=1,
        )
        for _, score, place in best:
            yield _finding(paragraph, found[place], score)


def _comparable(paragraph: Paragraph, other: Paragraph, *, earlier: bool) -> bool:
    """Whether the two are to be compared; of two programs' texts, the later with the earlier."""
    if paragraph.words == other.words:
        return False
    return other.shared or (earlier and not set(paragraph.programs) & set(other.programs))


def _finding(paragraph: Paragraph, other: Paragraph, score: float) -> Diagnostic:
    whose = "a shared one" if other.shared else f"one of “{other.programs[0]}”"
    differences = "; ".join(_differences(other.text.split(), paragraph.text.split()))
    return Diagnostic(
        code=CODE,
        severity=SEVERITY,
        at=paragraph.at,
        message=f"This paragraph is to {score:.0%} the same as {whose} in {other.at.file}: "
        f"{differences}.",
        hint="Use the shared text, with a parameter or slot where the programs have to differ."
        if other.shared
        else "Write one shared text, with a parameter where the programs have to differ.",
        related=(other.at,),
        programs=tuple(paragraph.programs),
        about=paragraph.about,
    )


def _differences(there: Sequence[str], here: Sequence[str]) -> Iterator[str]:
    """The first differences in words: “this” there, “that” here."""
    matcher = SequenceMatcher(None, there, here, autojunk=False)
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    for _, a, b, c, d in changes[:_SHOWN]:
        old, new = " ".join(there[a:b]), " ".join(here[c:d])
        if not old:
            yield f"“{new}” only here"
        elif not new:
            yield f"“{old}” only there"
        else:
            yield f"“{old}” there, “{new}” here"
    if len(changes) > _SHOWN:
        yield f"and {len(changes) - _SHOWN} more"
