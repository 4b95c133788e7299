"""What stands before the marked guide: verdict, ledger, structure, numbers, changes, causes."""

from __future__ import annotations

from builder.model.change import CLASSES, Change, ObligationChange
from builder.model.excerpts import cause_hunks, duty_hunks, excerpt, hunks_of
from builder.model.obligation import Obligation
from builder.model.wording import (
    bound,
    cause_name,
    happened,
    headline,
    kinds_of,
    names_of,
    obligations_of,
    other_values,
    place_of,
    sections_now,
    thing_of,
    verdict_of,
)
from builder.report.markup.html import Markup, Part, element, fill, join, table
from builder.report.redline.html import HtmlWriter, hunk_words
from builder.report.redline.places import anchor

STRUCTURE = frozenset({"section", "appendix", "document", "precedence"})


def panel(page: HtmlWriter, name: str, *parts: Part) -> Markup:
    """A part of the report with its heading."""
    head = element("h2", page.said.titles[name], id=f"{name}-title")
    return element(
        "section", head, *parts, id=name, class_="panel", aria_labelledby=f"{name}-title"
    )


def verdict(page: HtmlWriter) -> Markup:
    """The whole in a glance."""
    found = page.comparison.verdict
    tiles = [
        element(
            "li",
            element("span", str(found.counts[cls]), class_="count"),
            element("span", page.said.classes[cls], class_="class"),
            element("span", page.said.meanings[cls], class_="meaning"),
            class_=f"tile c-{cls}",
        )
        for cls in CLASSES
        if found.counts.get(cls)
    ]
    said = verdict_of(found.worst, page.language)
    return panel(
        page,
        "verdict",
        element("p", said, class_=f"worst c-{found.worst}" if found.worst else "worst"),
        element("p", obligations_of(page.comparison) + "."),
        element("ul", *tiles, class_="tiles") if tiles else None,
    )


def ledger(page: HtmlWriter) -> Markup:
    """Who was bound to what, who is now, and where."""
    lines = page.comparison.ledger
    if not lines:
        return panel(page, "ledger", element("p", f"{page.said.none_different}."))
    rows = (_line(page, line) for line in lines)
    heads = _heads(page, "change", "who", "was", "now", "where")
    return panel(page, "ledger", table(page.said.titles["ledger table"], heads, rows, "ledger"))


def _heads(page: HtmlWriter, *names: str) -> list[str]:
    return [page.said.heads[name] for name in names]


def _line(page: HtmlWriter, line: ObligationChange) -> Markup:
    kinds = [element("span", kind, class_="kind") for kind in kinds_of(line, page.language)]
    hunks = duty_hunks(page.comparison, line)
    was, now = (hunk_words(h for h in hunks if h.op != op) for op in ("insert", "delete"))
    names: list[Part] = [*bound(line, page.language)]
    if len(names) > 1:
        names = [element("del", names[0]), " ", element("ins", names[1])]
    return element(
        "tr",
        element(
            "td",
            element("p", *kinds, class_="kinds"),
            *(
                element("p", said, class_="difference")
                for said in other_values(line, page.language)
            ),
        ),
        element("th", *names, scope="row"),
        element("td", _strength(line.old), was or _none(page.said.not_before)),
        element("td", _strength(line.new), now or _none(page.said.not_now)),
        element("td", _obligation_place(page, line)),
        class_=f"c-{line.cls}",
    )


def _none(said: str) -> Markup:
    return element("span", said, class_="nothing")


def _strength(found: Obligation | None) -> Markup | None:
    if found is None:
        return None
    parts = [element("b", found.modal), f", {found.period}" if found.period else None]
    return element("span", *parts, class_="strength")


def _obligation_place(page: HtmlWriter, line: ObligationChange) -> Markup:
    found = line.obligation
    section = found.section if line.new else ""
    return page.places.link(found.where, page.places.first(line.changes), section)


def structure(page: HtmlWriter) -> Markup | None:
    """Sections and appendices that were added, removed, moved or retitled."""
    found = [change for change in page.comparison.changes if change.thing in STRUCTURE]
    if not found:
        return None
    lines = []
    for change in found:
        thing = _linked(page, change, thing_of(change, page.language))
        what = fill(page.said.headline, thing=thing, happened=happened(change, page.language))
        said: list[Part] = [_class(page, change), " ", what]
        if change.kind in ("changed", "moved") and (hunks := hunks_of(change)):
            said += [": ", hunk_words(hunks)]
        lines.append(element("li", *said, class_=f"c-{change.cls}"))
    return panel(page, "structure", element("ul", *lines, class_="plain"))


def numbers(page: HtmlWriter) -> Markup | None:
    """What has another number now."""
    found = page.comparison.numbers
    if not found:
        return None
    rows = [
        element(
            "tr",
            element("td", line.old),
            element("td", line.new),
            element("th", page.places.link(line.title, None, line.id), scope="row"),
            element("td", page.said.follows if line.follows else ""),
            class_="follows" if line.follows else None,
        )
        for line in found
    ]
    heads = _heads(page, "was", "is now", "title", "follows")
    body = table(page.said.titles["numbers table"], heads, rows, "numbers")
    intro = page.said.count(page.said.numbers, len(found))
    return panel(page, "numbers", element("p", intro), body)


def changes(page: HtmlWriter) -> Markup | None:
    """Every change with its place."""
    found = page.comparison.changes
    if not found:
        return None
    now = sections_now(page.comparison)
    rows = [
        element(
            "tr",
            element("td", _class(page, change)),
            element(
                "td",
                element("span", _headline(page, change), class_="headline"),
                _excerpt(page, change),
            ),
            element(
                "td",
                place_of(change, now, page.language),
                *(element("p", name, class_="small name") for name in names_of(change)),
            ),
            id=anchor("e", change.id),
            class_=f"row c-{change.cls}",
        )
        for change in found
    ]
    heads = _heads(page, "class", "change", "where")
    return panel(page, "changes", table(page.said.titles["changes"], heads, rows, "changes"))


def _excerpt(page: HtmlWriter, change: Change) -> Markup:
    """What it says, in a few words; of a table, what its parts say."""
    said = hunk_words(excerpt(change))
    lines = []
    for child in change.children:
        own = hunk_words(excerpt(child))
        lines.append(element("li", headline(child, page.language), ": " if own else None, own))
    return join(
        (
            element("p", said, class_="small") if said else None,
            element("ul", *lines, class_="plain small") if lines else None,
        )
    )


def _linked(page: HtmlWriter, change: Change, said: str) -> Markup:
    """A link to the change in the guide: a value that has no place itself leads to its first."""
    return page.places.link(said, page.places.first(one.id for one in change.walk()))


def _headline(page: HtmlWriter, change: Change) -> Markup:
    return _linked(page, change, headline(change, page.language))


def _class(page: HtmlWriter, change: Change) -> Markup:
    return element("span", page.said.classes[change.cls], class_=f"class c-{change.cls}")


def causes(page: HtmlWriter) -> Markup | None:
    """The edits in the sources, with what they change."""
    found = page.comparison.causes
    if not found:
        return None
    known = page.changes
    now = sections_now(page.comparison)
    rows = []
    for cause in found:
        made = [known[e.change] for e in cause.effects if e.change in known]
        effects = [
            element("li", _headline(page, change), f", {place_of(change, now, page.language)}")
            for change in made
        ]
        elsewhere = [name for name in cause.programs if name != page.comparison.new.program]
        if elsewhere:
            also = page.said.also_in.format(programs=", ".join(elsewhere))
            effects.append(element("li", also))
        edit = hunk_words(cause_hunks(cause, made[0] if made else None))
        values = element("p", edit, class_="small") if edit else None
        source = element("span", cause_name(cause, page.language), class_="source")
        rows.append(
            element(
                "tr",
                element("td", source, values),
                element("td", element("ul", *effects, class_="plain")),
                class_=f"c-{cause.cls}",
            )
        )
    heads = _heads(page, "edit", "effects")
    return panel(page, "causes", table(page.said.titles["causes"], heads, rows, "causes"))
