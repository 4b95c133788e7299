"""The notice to a party when a guide changes: what it must now do, and by when.

It reads like a letter: grouped by what it means to the reader, a short sentence for each
obligation, with the section to look it up in. The same facts as Markdown, HTML and plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template
from textwrap import fill
from typing import Literal

from builder.model.change import Comparison, ObligationChange
from builder.model.obligation import BOTH, Obligation
from builder.model.wording import counted, listed, sections_now
from builder.model.words import Language
from builder.report.diff.addressed import addressed, as_written
from builder.report.markup.html import Markup, element, join, text
from builder.report.markup.markdown import plain

Form = Literal["md", "html", "text"]
_DRESS = "diff/notice.html"
_WIDTH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEntry:
    """One sentence of the letter, and where the guide says so."""

    said: str
    section: str
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The notice before it is set: paragraphs and groups."""

    title: str
    opening: tuple[str, ...]
    groups: tuple[tuple[str, tuple[NoticeEntry, ...]], ...]
    closing: tuple[str, ...]


def notice(
    comparison: Comparison,
    party: str,
    *,
    form: Form = "md",
    templates: Path | None = None,
) -> str:
    """The notice of a guide's change to the party of this name.

    `templates` holds the theme of the HTML (`diff/notice.html`), which stands alone.

    Raises:
        ValueError: HTML is asked for without `templates`.
        OSError: the theme cannot be read.
    """
    letter = write(comparison, party)
    if form == "md":
        return _markdown(letter)
    if form == "text":
        return _text(letter)
    if templates is None:
        raise ValueError("HTML needs the folder of its template")
    return _html(letter, (templates / _DRESS).read_text(encoding="utf-8"))


def write(comparison: Comparison, party: str) -> Letter:
    """What the letter says."""
    new, words = comparison.new, comparison.new.words
    name = new.name
    told = f"version {new.version}"
    since = (
        ""
        if comparison.old.version == new.version
        else f" and replaces version {comparison.old.version}"
    )
    dated = f", dated {words.date(new.date)}," if new.date else ""
    opening = [f"The {name} has changed: {told}{dated} is now published{since}."]
    mine = [line for line in comparison.ledger if _concerns(line, party)]
    others = [line for line in comparison.ledger if line not in mine]
    rules = (("Now for you to do", _taken_over(party)), *_MINE)
    groups = [*_groups(mine, party, rules, words), *_groups(others, party, _OTHERS, words)]
    if groups:
        opening.append(
            "This notice lists what that means for you. The guide itself decides; the sections "
            "to read are named with each point."
        )
    else:
        opening.append("Nothing that you must, may or need not do has changed.")
    return Letter(
        title=f"{name}: what changes with {told}",
        opening=tuple(opening),
        groups=tuple(groups),
        closing=tuple(_closing(comparison)),
    )


def _closing(comparison: Comparison) -> Iterator[str]:
    changes = comparison.changes
    if any(change.thing == "precedence" for change in changes):
        order = next(change for change in changes if change.thing == "precedence")
        if order.new:
            ranks = ", then ".join(order.new.text.split("\n"))
            yield f"Where the governing documents disagree, this order now holds: {ranks}."
    # A duty in other words stands in no group: rules cannot tell whether it is another.
    told = {name for line in comparison.ledger if line.cls == "normative" for name in line.changes}
    rest = [
        one
        for one in changes
        if one.cls in ("normative", "review")
        and one.thing != "precedence"
        and not any(part.id in told for part in one.walk())
    ]
    if rest:
        now = sections_now(comparison)
        parts = [part.section for one in rest for part in one.walk()]
        known = sorted(filter(None, parts), key=lambda part: part.order)
        places = list(dict.fromkeys(now.get(part.id, part).label for part in known))
        where = f" in {listed(places)}" if places else ""
        yield f"Please also read what has changed{where}; it can matter to what you do."
    moved = comparison.verdict.renumbered
    if moved:
        one, many = "section, table or figure has", "sections, tables or figures have"
        yield f"{counted(moved, one, many)} another number."
    small = sum(one.cls in ("editorial", "reference", "structural") for one in changes)
    if small:
        yield (
            f"{counted(small, 'further change')} "
            f"{'is' if small == 1 else 'are'} editorial or in the arrangement and "
            f"{'asks' if small == 1 else 'ask'} nothing of you."
        )


# Which line stands in which group. The first group that takes a line has it.


def _concerns(line: ObligationChange, party: str) -> bool:
    return any(one is not None and one.party in (party, BOTH) for one in (line.old, line.new))


def _rank(one: Obligation) -> int:
    """0 for what binds, 1 for what is recommended, 2 for what is allowed."""
    if one.strength == "may":
        return 0 if one.negated else 2
    return 1 if one.strength == "should" else 0


def _added(rank: int, negated: bool = False) -> Callable[[ObligationChange], bool]:
    return lambda line: (
        line.old is None
        and line.new is not None
        and _rank(line.new) == rank
        and (line.new.negated is negated or rank > 0)
    )


def _removed(rank: int, negated: bool = False) -> Callable[[ObligationChange], bool]:
    return lambda line: (
        line.new is None
        and line.old is not None
        and _rank(line.old) == rank
        and (line.old.negated is negated or rank > 0)
    )


def _from_to(old: int, new: int) -> Callable[[ObligationChange], bool]:
    return lambda line: (
        line.old is not None
        and line.new is not None
        and (_rank(line.old), _rank(line.new)) == (old, new)
        and old != new
    )


def _kinds(*kinds: str) -> Callable[[ObligationChange], bool]:
    return lambda line: any(kind in kinds for kind in line.kinds)


def _taken_over(party: str) -> Callable[[ObligationChange], bool]:
    return lambda line: (
        "actor" in line.kinds and line.new is not None and line.new.party in (party, BOTH)
    )


_Rule = tuple[str, Callable[[ObligationChange], bool]]
_MINE: tuple[_Rule, ...] = (
    ("From this version on you must", _added(0)),
    ("From this version on you must not", _added(0, True)),
    (
        "Now required instead of recommended",
        lambda line: _from_to(1, 0)(line) or _from_to(2, 0)(line),
    ),
    ("Changed dates, periods and numbers", _kinds("period", "number")),
    ("Now recommended instead of required", _from_to(0, 1)),
    ("Now allowed instead of required", lambda line: _from_to(0, 2)(line) or _from_to(1, 2)(line)),
    ("Now done by somebody else", _kinds("actor")),
    ("Changed conditions and exceptions", lambda line: any("-" in kind for kind in line.kinds)),
    ("No longer required", _removed(0)),
    ("No longer forbidden", _removed(0, True)),
    ("Newly recommended", lambda line: _added(1)(line) or _from_to(2, 1)(line)),
    ("No longer recommended", _removed(1)),
    ("You now may", _added(2)),
    ("No longer allowed by this guide", _removed(2)),
    ("Changed in another way", lambda line: line.cls == "normative"),
)
_OTHERS: tuple[_Rule, ...] = (
    ("What changes in what others do or may do", lambda line: line.cls == "normative"),
)


def _groups(
    lines: list[ObligationChange], party: str, rules: tuple[_Rule, ...], words: Language
) -> Iterator[tuple[str, tuple[NoticeEntry, ...]]]:
    left = [line for line in lines if line.cls == "normative"]
    for title, belongs in rules:
        here = [line for line in left if belongs(line)]
        left = [line for line in left if line not in here]
        if here:
            yield title, tuple(_entry(line, party, words) for line in here)


def _entry(line: ObligationChange, party: str, words: Language) -> NoticeEntry:
    found = line.obligation
    ref = words.cite(found.section_label, found.section_title)
    if found.party not in (party, BOTH):
        if line.new is None:
            return NoticeEntry(
                said=f"This no longer holds: “{as_written(found.sentence)}”", section=ref
            )
        return NoticeEntry(said=as_written(found.sentence), section=ref, before=_before(line))
    said = addressed(found, party, gone=line.new is None)
    return NoticeEntry(said=said, section=ref, before=_before(line))


def _before(line: ObligationChange) -> str | None:
    """How it was, where one word or number tells."""
    old, new = line.old, line.new
    if old is None or new is None:
        return None
    told = []
    if "period" in line.kinds:
        told.append(old.period or "no period")
    elif "number" in line.kinds:
        told.append(", ".join(number for number in old.numbers if number not in new.numbers))
    if "strength" in line.kinds:
        told.append(f"“{old.modal}”")
    if "actor" in line.kinds:
        told.append(old.party or old.subject)
    for name in ("condition", "exception"):
        was: str | None = getattr(old, name)
        if f"{name}-removed" in line.kinds or f"{name}-changed" in line.kinds:
            told.append(f"“{was}”")
        if f"{name}-added" in line.kinds:
            told.append(f"no {name}")
    return "; ".join(part for part in told if part) or None


# Forms -----------------------------------------------------------------------------------------


def _markdown(letter: Letter) -> str:
    lines = [f"# {plain(letter.title)}", ""]
    for paragraph in letter.opening:
        lines += [plain(paragraph), ""]
    for title, entries in letter.groups:
        lines += [f"## {plain(title)}", ""]
        lines += [
            f"- {plain(one.said)} {f'*Before: {plain(one.before)}.* ' if one.before else ''}"
            f"({plain(one.section)})"
            for one in entries
        ]
        lines.append("")
    if letter.closing:
        lines += ["## Also", "", *(f"- {plain(one)}" for one in letter.closing), ""]
    return "\n".join(lines).rstrip() + "\n"


def _text(letter: Letter) -> str:
    parts = [fill(letter.title, _WIDTH), "=" * min(len(letter.title), _WIDTH), ""]
    for paragraph in letter.opening:
        parts += [fill(paragraph, _WIDTH), ""]
    for title, entries in letter.groups:
        parts += [f"{title}:", ""]
        for one in entries:
            before = f" Before: {one.before}." if one.before else ""
            said = f"{one.said}{before} ({one.section})"
            parts.append(fill(said, _WIDTH, initial_indent="  * ", subsequent_indent="    "))
        parts.append("")
    for paragraph in letter.closing:
        parts += [fill(paragraph, _WIDTH), ""]
    return "\n".join(parts).rstrip() + "\n"


def _html(letter: Letter, template: str) -> str:
    groups = []
    for title, entries in letter.groups:
        items = [
            element(
                "li",
                one.said,
                " ",
                element("em", f"Before: {one.before}. ") if one.before else None,
                element("span", f"({one.section})", class_="section"),
            )
            for one in entries
        ]
        groups.append(join((element("h2", title), element("ul", *items))))
    also = [element("h2", "Also"), element("ul", *(element("li", one) for one in letter.closing))]
    body: list[Markup] = [
        *(element("p", one) for one in letter.opening),
        *groups,
        *(also if letter.closing else []),
    ]
    return Template(template).substitute(title=text(letter.title), body=join(body))
