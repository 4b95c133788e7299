"""A sentence of a guide, said to the party that it binds: the Partner becomes “you”."""

from __future__ import annotations

import re

from builder.model.change_words import ChangeWords
from builder.model.obligation import Obligation

_DO_ALL = re.compile(r"^do (?:all|each|any) of the following: *", re.I)
_ARTICLE = r"(?:the|a|an|each|every|any)"
_DOUBTFUL = re.compile(r"\b(?:it|they|them|their|itself|themselves)\b", re.I)
_NAMES = re.compile(r"(?<!^)\b[A-Z]\w+|\b(?:the|an?|each|every|all|any)\s+\w+")
_ITS = re.compile(r"\bits\b")
_OF = re.compile(r"\b(?:the|an?|each|every|all|any)\s+[a-z]+\s+(?:of|for|in)\s*$", re.I)
_LISTED = re.compile(r"\b((?:must|shall|should|may|will)(?: not)?): ([A-Z])(?=[a-z]+\b)")


def addressed(
    obligation: Obligation, party: str, words: ChangeWords, *, removed: bool = False
) -> str:
    """What the obligation says, as a sentence to `party` as “you”.

    Of what is `removed` it says that it no longer holds. Where a plain word of the sentence could
    mean somebody else once it is turned round, the guide's own sentence stands.
    """
    action = _DO_ALL.sub("", obligation.action.strip())
    who = _as_whom(obligation.subject, party, words)
    yours = _turned(action, party, words) if action else None
    before, behind = _condition(obligation, party, words)
    if who is None or not yours or before is None or behind is None:
        own = as_written(obligation.sentence)
        return words.notice["gone"].format(sentence=own) if removed else own
    modal = _removed(obligation, words) if removed else obligation.modal.replace("shall", "must")
    said = words.notice["you must"].format(modal=modal, action=_lower(yours))
    return _ended(_upper(f"{_join(before, who)}{said}{behind}"))


def as_written(sentence: str) -> str:
    """A sentence of the guide; that of a list's item without the list's colon."""
    return _ended(_LISTED.sub(lambda found: f"{found[1]} {found[2].lower()}", sentence.strip()))


def _removed(obligation: Obligation, words: ChangeWords) -> str:
    if obligation.modal in words.no_longer:
        return words.no_longer[obligation.modal]
    return words.no_longer["must not" if obligation.negated else "must"]


def _join(*parts: str) -> str:
    return "".join(f"{part}, " for part in parts if part)


def _as_whom(subject: str, party: str, words: ChangeWords) -> str | None:
    """What the subject says beyond the party's name: `as a Partner that hosts its own software`."""
    found = re.fullmatch(rf"{_ARTICLE}?\s*{re.escape(party)}s?\b(.*)", subject.strip(), re.I)
    if found is None:
        return None
    rest = found[1].strip()
    if not rest:
        return ""
    if not rest.startswith(("that ", "who ", "which ", "with ", "in ")):
        return None
    return words.notice["as"].format(party=party, rest=rest)


def _turned(action: str, party: str, words: ChangeWords) -> str | None:
    """The action with the party as “you”; None where that could say something else."""
    name, you, your = re.escape(party), words.notice["you"], words.notice["your"]
    said = re.sub(rf"\b{_ARTICLE}\s+{name}[’']s\b", your, action, flags=re.I)
    said = re.sub(rf"\b{_ARTICLE}\s+{name}\b(?!\s+[A-Z])(?=\W|$)", you, said, flags=re.I)
    own = _ITS.search(said)
    # In “every package of its software” the package is not what “its” means.
    if own and _NAMES.search(_OF.sub("", said[: own.start()])):
        return None
    if own:
        said = said[: own.start()] + your + said[own.end() :]
    return None if _ITS.search(said) or _DOUBTFUL.search(said) else said


def _condition(
    obligation: Obligation, party: str, words: ChangeWords
) -> tuple[str | None, str | None]:
    """What stands before the subject, and what limits it but is not in the action."""
    sentence, subject = obligation.sentence, obligation.subject
    place = sentence.lower().find(subject.lower())
    if place < 0:
        return None, None
    lead = sentence[:place].strip().rstrip(",") if place > 0 else ""
    if ":" in lead or ". " in lead:
        return None, None
    turned = _turned(lead, party, words) if lead else ""
    missing = ""
    for limit in (obligation.condition, obligation.exception):
        for part in (limit or "").split("; "):
            if part and part not in obligation.action and part not in lead:
                missing += f", {part}"
    behind = _turned(missing, party, words) if missing else ""
    return (_lower(turned) if turned else turned), behind


def _lower(said: str) -> str:
    """Begun in the middle of a sentence; a name or an acronym keeps its capital."""
    first, _, rest = said.partition(" ")
    if first[1:].islower() and not rest[:1].isupper():
        return first[:1].lower() + said[1:]
    return said if first[1:] and not first[1:].islower() else first[:1].lower() + said[1:]


def _upper(said: str) -> str:
    return said[:1].upper() + said[1:]


def _ended(said: str) -> str:
    line = said.strip()
    return line if line.endswith((".", "!", "?", ":")) else line + "."
