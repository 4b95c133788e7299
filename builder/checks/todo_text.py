"""Finds texts that are still to be written.

What it finds:
    The word `TODO` in a clause or in a printed text of a YAML file, addresses of links among
    them; code is left out. `guides new` writes it where a new program has to say something of
    its own. The finding tells where the text prints, and what belongs there where the family
    describes it.
Why it matters:
    Readers see the word in the published guide, where a rule or a name should stand.
Failing example:
    `entitled-products: "[TODO: entitled products]"` among the parameters of a program.
Passing example:
    `entitled-products: vSphere and vCenter`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.diagnostics import Finding, Severity
from builder.index.print_places import PrintPlace, print_places
from builder.reading.authored import AuthoredText, Form
from builder.reading.subject import Subject

SEVERITY = Severity.WARNING

_TODO = re.compile(r"(?<!\w)TODO(?!\w)")
_END = re.compile(r"[.!?)\]}\ufffc*]|$", re.M)
_LONGEST = 60


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every printed text as its author wrote it, and at every address."""
    for authored in (*subject.authored, *_addresses(subject)):
        for match in authored.matches(_TODO):
            shown, places = _shown(match), print_places(subject, authored)
            yield Finding(
                at=authored.text.where(match.start(), len(match[0])),
                message=f"“{shown}” is still to be written{_where(places)}.",
                hint=_hint(subject, authored),
                about=authored.about,
                words=(shown, *(place.title for place in places[:1])),
            )


def _addresses(subject: Subject) -> Iterator[AuthoredText]:
    for link in subject.program.links.values():
        yield AuthoredText(text=link.url, about=link.id, form=Form.PLAIN)


def _shown(match: re.Match[str]) -> str:
    """The word and what follows it up to the end of its sentence, on one line."""
    rest = match.string[match.end() :]
    text = re.sub(r"^\W*[*_]+", lambda found: re.sub("[*_]", "", found[0]), rest)
    end = _END.search(text)
    text = " ".join((match[0] + text[: end.start() if end else None]).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _where(places: Sequence[PrintPlace]) -> str:
    if not places:
        return "; nothing prints it yet"
    more = len(places) - 1
    others = f" and {more} more place{'s' if more > 1 else ''}" if more else ""
    return f"; it prints in {places[0].name}{others}"


def _hint(subject: Subject, authored: AuthoredText) -> str:
    """What belongs there, where the family or the program says so."""
    program = subject.program
    part = program.slots.get(authored.about) or program.parameters.get(authored.about)
    if part is None:
        return "Write the text in its place."
    return f"What belongs here: {part.description}"
