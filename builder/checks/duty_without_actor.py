"""Finds duties that do not say who has to fulfill them.

What it finds:
    A sentence with “must” or “shall” in the passive voice without “by …” (must be submitted),
    or with “it” or “there” in place of an actor (there must be a review). What a thing must be
    or do (the link must be live) is a requirement on the thing, and no fault.
Why it matters:
    A duty that nobody has is fulfilled by nobody, and each side can say that it is the other's.
Failing example:
    The report must be submitted within a week.
Passing example:
    The Partner must submit the report within a week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.obligation import Obligation
from builder.reading.duties import position
from builder.reading.subject import Subject

SEVERITY = Severity.WARNING

_PASSIVE = re.compile(
    r"(?:(?:not|also|always|never|first|\w+ly)\s+)*be\s+(?:\w+ly\s+|so\s+)*([\w-]+)"
)
_LONGEST = 10
_EMPTY = re.compile(r"(?:it|there)\b", re.IGNORECASE)
_PASSIVE_PHRASE = re.compile(r"\bby\s+(?:the|a|an|its|each|every|any|[A-Z])")


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every duty without a party."""
    for obligation in subject.obligations:
        if (
            obligation.party is None
            and obligation.strength in {"must", "shall"}
            and _nobody(obligation)
        ):
            shown = _shown(obligation)
            yield Finding(
                at=position(subject, obligation),
                message=f"“{shown}” names nobody who has to do it.",
                hint=f"Name the actor: “The … {obligation.modal} …”, in the active voice.",
                about=obligation.section,
                words=(shown,),
            )


def _shown(obligation: Obligation) -> str:
    """The beginning of the duty: its subject, its modal and what is to be done."""
    words = f"{obligation.subject} {obligation.modal} {obligation.action}".split()
    return " ".join(words[:_LONGEST]) + (" …" if len(words) > _LONGEST else "")


def _nobody(obligation: Obligation) -> bool:
    from builder.obligations.words import ADJECTIVES, IRREGULAR

    if _EMPTY.match(obligation.subject):
        return True
    match = _PASSIVE.match(obligation.action)
    if match is None or _PASSIVE_PHRASE.search(obligation.action):
        return False
    verb = match[1].lower()
    return verb not in ADJECTIVES and (verb in IRREGULAR or verb.endswith("ed"))
