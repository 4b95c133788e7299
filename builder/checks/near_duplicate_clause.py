"""Finds a program's own text that is nearly the same as a shared one or another program's.

What it finds:
    A paragraph, list item or sentence of eight words or more in a program's own clause, where at
    least 80 of 100 words are those of one that is shared, or of another program's own one.
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

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from builder.diagnostics import Finding, Severity
from builder.reading.paragraphs import Paragraph, paragraphs
from builder.reading.subject import Collection

SEVERITY = Severity.WARNING

SIMILAR = 0.8
"""From this share of common words on two texts are taken for one that has drifted."""
_SHOWN = 3


def check_all(collection: Collection) -> Iterator[Finding]:
    """Compare each program's own paragraphs, then their sentences, with all but its own."""
    found = paragraphs(collection)
    sentences = tuple((paragraph, one) for paragraph in found for one in paragraph.sentences)
    whole = _Texts([(paragraph, paragraph) for paragraph in found])
    single = _Texts(list(sentences))
    for index, paragraph in enumerate(found):
        if not paragraph.shared:
            match = whole.nearest(index, equal=False)
            if match is not None:
                yield _finding(paragraph, paragraph, "paragraph", match)
            elif paragraph.words not in whole.repeated:
                for place, (around, sentence) in enumerate(sentences):
                    match = single.nearest(place, equal=True) if around is paragraph else None
                    if match is not None:
                        yield _finding(paragraph, sentence, "sentence", match)


@dataclass(frozen=True, slots=True)
class _Match:
    around: Paragraph
    text: Paragraph
    score: float


class _Texts:
    """Texts with the paragraphs that they are in, each as a string with one letter a word."""

    def __init__(self, texts: list[tuple[Paragraph, Paragraph]]) -> None:
        self.texts = texts
        # With one letter for each word, a fast distance between strings counts whole words.
        letters: dict[str, str] = {}
        self.coded = [
            "".join(letters.setdefault(word, chr(len(letters) + 1)) for word in text.words)
            for _, text in texts
        ]
        counted = Counter(text.words for _, text in texts)
        self.repeated = {words for words, times in counted.items() if times > 1}

    def nearest(self, index: int, *, equal: bool) -> _Match | None:
        """The most similar text that is shared, or an earlier one of another program."""
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import extractOne

        around, _ = self.texts[index]
        others = {
            place: self.coded[place]
            for place, (other, _) in enumerate(self.texts)
            if (other.shared or (place < index and not set(other.programs) & set(around.programs)))
            and (equal or self.coded[place] != self.coded[index])
        }
        best = extractOne(
            self.coded[index],
            others,
            scorer=Indel.normalized_similarity,
            score_cutoff=SIMILAR,
        )
        if best is None:
            return None
        _, score, place = best
        return _Match(*self.texts[place], score)


def _finding(around: Paragraph, text: Paragraph, kind: str, match: _Match) -> Finding:
    other = match.around
    whose = "a shared one" if other.shared else f"one of “{other.programs[0]}”"
    changes = list(_changes(match.text.text.split(), text.text.split()))
    differences = "; ".join([_said(*change) for change in changes[:_SHOWN]])
    if len(changes) > _SHOWN:
        differences += f"; and {len(changes) - _SHOWN} more"
    said = [word for change in changes[:_SHOWN] for word in change if word]
    share = f"to {match.score:.0%} the same as" if differences else "also"
    return Finding(
        at=text.at,
        message=f"This {kind} is {share} {whose} in {other.at.file}"
        + (f": {differences}." if differences else "."),
        hint="Use the shared text, with a parameter or slot where the programs have to differ."
        if other.shared
        else "Write one shared text, with a parameter where the programs have to differ.",
        related=(match.text.at,),
        programs=tuple(around.programs),
        about=around.about,
        words=(
            *(() if other.shared else other.programs[:1]),
            *(said or (text.text,)),
        ),
    )


def _changes(there: Sequence[str], here: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Where two texts differ, the words of each; one of the two can be empty."""
    matcher = SequenceMatcher(None, there, here, autojunk=False)
    for code, a, b, c, d in matcher.get_opcodes():
        if code != "equal":
            yield " ".join(there[a:b]), " ".join(here[c:d])


def _said(there: str, here: str) -> str:
    if not there:
        return f"“{here}” only here"
    return f"“{there}” there, “{here}” here" if here else f"“{there}” only there"
