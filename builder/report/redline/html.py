"""The guide with its changes as HTML: insertions, deletions and moves where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.model.change import Change, Comparison, Hunk
from builder.model.cover import labels
from builder.model.redline import (
    GONE,
    MOVED,
    Mark,
    RedBlock,
    RedCell,
    RedField,
    Redline,
    RedRow,
    RedRun,
    RedSection,
    edited,
    inner,
)
from builder.model.wording import headline, way
from builder.report.markup.html import Markup, Part, classes, element, fill, join
from builder.report.redline.drawing import drawing
from builder.report.redline.places import Places, anchor
from builder.report.redline.walk import Drawing, Walker, followed, former_number, stretches, told

FIRST_LEVEL, LAST_LEVEL = 3, 6
"""The heading levels of chapters, and the last that HTML has."""
_LISTS = {"bullet-list": "ul", "numbered-list": "ol", "quote": "blockquote", "glossary": "dl"}
_LOOKS = {"strong": "strong", "emphasis": "em", "code": "code"}
_SHOWN_HASH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What a part's own change adds to it: an id, classes, and a line above it."""

    shown: bool = False
    id: str | None = None
    classes: str | None = None
    note: Markup | None = None


class HtmlWriter(Walker[Markup]):
    """Writes one redline; `images` are the drawings of both revisions by their hashes."""

    def __init__(
        self, redline: Redline, comparison: Comparison, images: Mapping[str, bytes]
    ) -> None:
        super().__init__(redline, comparison)
        self.images = images
        self.places = Places(redline=redline)

    def guide(self) -> Markup:
        """The cover's values, the revision history, and the whole text."""
        cover = [self._value(value, "div") for value in self.redline.cover]
        history = [self._value(row, "li") for row in self.redline.history]
        names = self.language.names
        parts = (
            (names["cover"], element("dl", *cover, class_="cover-data"), cover),
            (names["revision"], element("ul", *history, class_="plain history"), history),
        )
        front = [
            element("div", element("h3", title), whole, class_="part front")
            for title, whole, rows in parts
            if rows
        ]
        return join((*front, *self.sections(FIRST_LEVEL)))

    def _value(self, value: RedField, tag: str) -> Markup:
        own = self._own(value.change, value.mark, value.mark != "same" or edited(value.runs))
        content = self.words(value.runs, value.mark)
        names = own.classes if own.shown else "same"
        if tag == "li":
            return element("li", own.note, content, id=own.id, class_=names)
        term = element("dt", labels(self.language).get(value.name, value.name))
        return element("div", term, element("dd", own.note, content), id=own.id, class_=names)

    # Sections and blocks ------------------------------------------------------------------------

    def section(self, red: RedSection, level: int, mark: Mark) -> Callable[[list[Markup]], Markup]:
        """A section of the page, whose heading says what number it had."""
        changed = red.mark != "same" or edited(red.title) or bool(red.change)
        own = self._own(red.change, red.mark, changed)
        heading = self._heading(red, level, mark)
        if own.shown:
            names = classes("head", own.classes or "")
            heading = element("div", own.note, heading, id=own.id, class_=names)
        names = classes("part", _mark_class(red.mark))
        return lambda parts: element(
            "section", heading, *parts, id=self.places.of_part(red.id, mark), class_=names
        )

    def _heading(self, red: RedSection, level: int, mark: Mark) -> Markup:
        number = f"{self.language.heading(red.kind, red.number)} "
        return element(
            f"h{min(level, LAST_LEVEL)}",
            element("span", _marked(join([number]), mark), class_="number"),
            self.words(red.title, mark),
            self._was(red, red.was_label),
            aria_level=str(level) if level > LAST_LEVEL else None,
        )

    def frame(
        self, red: RedBlock, mark: Mark, around: Mark, *, first: bool
    ) -> Callable[[Markup], Markup]:
        """A bar with a note; that of a list is at those of its items that changed."""
        touched = red.changed
        if red.kind in _LISTS:
            touched = bool(red.mark != "same" or edited(red.runs) or red.was_kind)
        own = self._own(red.change, red.mark, touched)
        if not own.shown:
            names = None if red.changed else "same"
            return lambda content: element("div", content, class_=names)
        return lambda content: element("div", own.note, content, id=own.id, class_=own.classes)

    def text(self, red: RedBlock, mark: Mark, blocks: list[Markup]) -> Markup:
        """A paragraph, quotation or listing, which scrolls, or another frame around blocks."""
        said = self.words(red.runs, mark)
        match red.kind:
            case "code":
                return element("pre", said, tabindex="0")
            case "paragraph":
                return join((element("p", said), *blocks))
        tag = _LISTS.get(red.kind, "div")
        return element(tag, said, *blocks, class_=red.kind if tag == "div" else None)

    def items(self, red: RedBlock, mark: Mark, items: list[Markup]) -> Markup:
        """A list of its kind."""
        name = "glossary" if red.kind == "glossary" else None
        return element(_LISTS[red.kind], self.words(red.runs, mark), *items, class_=name)

    def item(self, red: RedBlock, around: Mark, number: int | None) -> Markup:
        """An item, with its own number as it may differ from that in the list."""
        own, said, inside = self._part(red, inner(red.mark, around))
        names = own.classes if own.shown else None if red.changed else "same"
        names = classes(names or "", "numberless" if number == 0 else "")
        value = str(number) if number else None
        return element("li", own.note, said, *inside, value=value, id=own.id, class_=names)

    def entry(self, red: RedBlock, around: Mark) -> Markup:
        """A term, and what it means."""
        mark = inner(red.mark, around)
        own, said, inside = self._part(red, mark)
        names = own.classes if own.shown else None if red.changed else "same"
        term = element("dt", said, id=self.places.of_part(red.id, mark))
        meaning = element("dd", own.note, *inside)
        return element("div", term, meaning, id=own.id, class_=names)

    def _part(self, red: RedBlock, mark: Mark) -> tuple[Own, Markup, list[Markup]]:
        """What is at the whole of an item or entry, its own words, and the blocks in it."""
        alone = all(part.kind == "paragraph" for part in red.blocks)
        touched = red.mark != "same" or edited(red.runs)
        touched = touched or (bool(red.change) and alone and red.changed)
        own = self._own(red.change, red.mark, touched)
        said = self.words(red.runs, mark)
        return own, said, [self._bare(part, mark, red, own) for part in red.blocks]

    def _bare(self, red: RedBlock, around: Mark, item: RedBlock, own: Own) -> Markup:
        """A block of an item; a paragraph needs no bar and no note where the item has the same."""
        same = red.mark in ("same", item.mark) and red.change in (None, item.change)
        if own.shown and same and red.kind == "paragraph":
            return element("p", self.words(red.runs, inner(red.mark, around)))
        return self.block(red, around)

    def flow(self, blocks: list[Markup]) -> Markup:
        """Blocks one below the other."""
        return join(blocks)

    # Tables and figures -------------------------------------------------------------------------

    def table(self, red: RedBlock, mark: Mark, head: list[Markup], rows: list[Markup]) -> Markup:
        """A table in a frame that scrolls by keyboard where the window is narrow."""
        title = self._caption(red, mark)
        whole = element(
            "table",
            element("caption", title) if title else None,
            element("thead", element("tr", *head)) if red.head else None,
            element("tbody", *rows),
            id=self.places.of_part(red.id, mark),
            class_=classes(red.kind, _mark_class(mark)),
        )
        said = "".join(run.text for run in red.runs if run.mark != "deleted")
        label = self.language.label(red.kind, red.number)
        name = self.places.label(" ".join(filter(None, (label, said))))
        return element(
            "div", whole, class_="table-frame", role="region", tabindex="0", aria_label=name
        )

    def row(self, red: RedRow, cells: list[Markup]) -> Markup:
        """A row; what changed in its cells is marked there."""
        if red.mark == "same":
            return element("tr", *cells)
        place, names = self._place(red.change, red.mark), self._classes(red.change, red.mark)
        return element("tr", *cells, id=place, class_=names)

    def cell(
        self, red: RedCell, around: Mark, content: Markup, note: Markup | None, *, head: bool
    ) -> Markup:
        """A cell; an empty one heads nothing."""
        heads = head and bool(content.strip())
        return element(
            "th" if heads else "td",
            note,
            content,
            id=self._place(red.change, red.mark) if red.changed else None,
            class_=self._classes(red.change, red.mark) if red.changed else None,
            scope="col" if heads else None,
        )

    def moved_row(self, change: Change, mark: Mark) -> Markup:
        """The note of a row that moved."""
        return element("span", self._move(change, mark), class_="cell-note")

    def figure(self, red: RedBlock, mark: Mark, drawings: Sequence[Drawing]) -> Markup:
        """A figure with its caption, and its text alternative where that changed."""
        name = self.language.label("figure", red.number)
        halves = [self._half(one, name) for one in drawings]
        shown = element("div", *halves, class_="pair") if len(halves) > 1 else halves[0]
        described = None
        if edited(red.description) or mark in ("inserted", "deleted"):
            described = element(
                "div",
                element("p", self.said.text_alternative, class_="half-title"),
                element("p", self.words(red.description, mark)),
                class_="described",
            )
        below = element("figcaption", self._caption(red, mark))
        return element("figure", shown, below, described, id=self.places.of_part(red.id, mark))

    def _half(self, shown: Drawing, name: str) -> Markup:
        when, image, said = shown
        if when is None:
            return self._drawing(image, name, said)
        title = self.said.drawings[when]
        head = element("p", title, class_="half-title")
        body = self._drawing(image, f"{name} {title.lower()}", said)
        return element("div", head, body, class_=f"half {when}")

    def _drawing(self, image: str | None, name: str, said: str) -> Markup:
        if image is None:
            return element("p", self.said.no_drawing, class_="small")
        short = image[:_SHOWN_HASH]
        data = self.images.get(image)
        if data is None:
            missing = self.said.drawing_missing_hash.format(hash=short)
            return element("p", missing, class_="small")
        picture = drawing(data, self.places.free(anchor("d", short)), said or name)
        label = self.places.label(self.language.drawing.format(name=name))
        return element(
            "div", picture, class_="drawing", role="region", tabindex="0", aria_label=label
        )

    def _caption(self, red: RedBlock, mark: Mark) -> Markup:
        label, was = self.language.label, former_number(red)
        parts: list[Part] = [self.words(red.runs, mark)]
        if red.number:
            number = f"{label(red.kind, red.number)} "
            parts.insert(0, element("span", number, class_="number"))
        parts.append(self._was(red, label(red.kind, was) if was else None))
        return join(parts)

    def _was(self, red: RedBlock | RedSection, label: str | None) -> Markup | None:
        """The number that a part had, in the words of its label then."""
        was = former_number(red)
        if not was:
            return None
        return element("span", " ", self.said.was.format(number=label or was), class_="was")

    # Text ---------------------------------------------------------------------------------------

    def words(self, runs: Iterable[RedRun], around: Mark) -> Markup:
        """Runs, neighbours of one mark together in one `ins` or `del`."""
        return join(
            _marked(join(self._run(run, mark) for run in group), mark)
            for mark, group in stretches(runs, around)
        )

    def _run(self, run: RedRun, mark: Mark) -> Markup:
        if run.kind in _LOOKS:
            return element(_LOOKS[run.kind], run.text)
        if run.target and mark not in GONE:
            if run.kind == "reference" and run.target in self.places.present:
                return element("a", run.text, href="#" + anchor("g", run.target))
            if run.kind == "link" and followed(run.target):
                return element("a", run.text, href=run.target, rel="noreferrer")
        return join([run.text])

    # Notes --------------------------------------------------------------------------------------

    def _own(self, change: str | None, mark: Mark, shown: bool) -> Own:
        """What to add to a part, if its own change is `shown` at it."""
        if not shown:
            return Own()
        names = self._classes(change, mark)
        place = self._place(change, mark)
        return Own(shown=True, id=place, classes=names, note=self._note(change, mark))

    def _classes(self, change: str | None, mark: Mark) -> str | None:
        found = self.changes.get(change or "")
        return classes("chg", f"c-{found.cls}" if found else "", _mark_class(mark))

    def _place(self, change: str | None, mark: Mark) -> str | None:
        if not change or not self.first("place", change, mark):
            return None
        return self.places.of_change(change, mark)

    def _note(self, name: str | None, mark: Mark) -> Markup | None:
        """The line above a changed part: its class, and what happened."""
        change = self.changes.get(name or "")
        if change is None or not self.first("note", change.id, mark):
            return None
        address = "#" + anchor("e", change.id)
        parts: list[Part] = [
            element("a", self.said.classes[change.cls], href=address, class_="class"),
            " ",
        ]
        if change.kind == "moved" and mark in MOVED:
            parts.append(self._move(change, mark))
        elif change.thing == "precedence" and mark in MOVED:
            parts += [headline(change, self.language), ": ", self._move(change, mark)]
        else:
            parts.append(told(change, self.language))
        if change.cls == "reference":
            parts += _targets(change)
        return element("p", *parts, class_="note")

    def _move(self, change: Change, mark: Mark) -> Markup:
        """Where a part was moved from or to, with a link to the other place."""
        origin, aim = change.moved_from, change.section
        near = origin is aim is None or (
            origin is not None and aim is not None and origin.id == aim.id
        )
        here = mark == "moved-here"
        direction = "from" if here else "to"
        section = origin if here else aim
        there = way(section, f"{direction} near" if near else direction, self.language)
        address = None if here else anchor("c", change.id)
        if here and change.id in self.places.old_places:
            address = anchor("was", change.id)
        shown = element("a", there, href=f"#{address}") if address else there
        moved = fill(self.said.moved, way=shown)
        return fill(self.said.edited, said=moved) if change.edited else moved


def _mark_class(mark: Mark) -> str:
    return f"m-{mark}" if mark != "same" else ""


def _marked(content: Markup, mark: Mark) -> Markup:
    """Content that was inserted or deleted, as such; any other as it is."""
    if content and mark == "inserted":
        return element("ins", content)
    if content and mark in GONE:
        return element("del", content, class_="moved" if mark == "moved-away" else None)
    return content


def hunk_words(hunks: Iterable[Hunk]) -> Markup:
    """Hunks of a change, outside of the guide."""
    tags = {"insert": "ins", "delete": "del"}
    return join(
        element(tags[hunk.op], hunk.text) if hunk.op in tags else hunk.text for hunk in hunks
    )


def _targets(change: Change) -> list[Part]:
    """The addresses that differ, of a change that is about nothing else."""
    found: list[Part] = []
    for op, tag in (("delete", "del"), ("insert", "ins")):
        targets = [hunk.target for hunk in change.hunks if hunk.op == op and hunk.target]
        if targets:
            found += [" " if found else ": ", element(tag, ", ".join(targets))]
    return found
