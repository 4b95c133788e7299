"""The guide with its changes as Typst, for the PDF: sections and blocks with their bars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from builder.model.change import Change, ChangeClass, Comparison, Hunk
from builder.model.long_words import ORDINARY
from builder.model.redline import (
    GONE,
    MOVED,
    Mark,
    RedBlock,
    RedCell,
    Redline,
    RedRow,
    RedRun,
    RedSection,
    edited,
    inner,
    within,
)
from builder.model.wording import way
from builder.model.words import Language
from builder.outputs.pdf.breaks import soft
from builder.outputs.pdf.escape import array, body, prose, run, string
from builder.outputs.pdf.figures import IMAGE_FOLDER
from builder.outputs.pdf.room import Room
from builder.report.redline.walk import (
    Drawing,
    Walker,
    followed,
    former_number,
    stretches,
    title_now,
    told,
)
from builder.report.redline.widths import WIDE_COLUMNS, shares

_PATTERNS = ("1.", "a.", "i.")
_DEEPEST = 6
_WHOLE, _HALF = 480, 190
"""Height of a drawing in points: alone, and of the two of before and after."""
_MARKS = {"inserted": "inserted", "deleted": "deleted", "moved-away": "moved-off"}
_OPS: dict[str, Mark] = {"insert": "inserted", "delete": "deleted"}
_LOOKS = {"strong": "strong", "emphasis": "emph", "code": "raw"}
_LONG = Room(width=ORDINARY * 6.0)
"""A word that does not fit here is no ordinary one, and may be broken wherever it stands."""
_GAP = "h(1.5pt)"
"""Keeps what was inserted apart from what was deleted before it."""


class TypstWriter(Walker[str]):
    """Writes one redline; `images` are the hashes of the drawings at hand."""

    def __init__(self, redline: Redline, comparison: Comparison, images: frozenset[str]) -> None:
        super().__init__(redline, comparison)
        self.images = images
        self._used: set[str] = set()

    # Sections and blocks ------------------------------------------------------------------------

    def section(self, red: RedSection, level: int, mark: Mark) -> Callable[[list[str]], str]:
        """A section; a chapter or appendix is on pages of its own."""
        if level == 1:
            return self._chapter(red)
        title = f"{string(red.number)}, {self._title(red, mark)}"
        heading = f"section((), {min(level, _DEEPEST)}, {title})"
        above = [self._anchors(red.id, mark)]
        if red.mark != "same" or edited(red.title) or red.change:
            above.append(self._place(red.change, red.mark))
            heading = f"changed-heading({self._said(red.change, red.mark)}, {heading})"
        return lambda parts: "\n".join(filter(None, [*above, heading, *parts]))

    def _chapter(self, red: RedSection) -> Callable[[list[str]], str]:
        function = "appendix" if red.kind == "appendix" else "chapter"
        noted = red.change is not None or red.mark != "same"
        note = f"note({self._said(red.change, red.mark)})" if noted else ""
        ids = "()"
        if red.mark not in GONE and red.id not in self._used:
            self._used.add(red.id)
            ids = array([string(red.id)])
        above = [self._place(red.change, red.mark), note]
        heading = string(self.language.heading(red.kind, red.number))
        head = f"{heading}, {self._title(red, red.mark)}, {prose(title_now(red))}"
        return lambda parts: f"{function}(facts, {ids}, {head}, {body([*above, *parts])})"

    def _title(self, red: RedSection, mark: Mark) -> str:
        return self._numbered_before(self.words(red.title, mark), red, always=True)

    def _numbered_before(
        self, title: str, red: RedSection | RedBlock, *, always: bool = False
    ) -> str:
        """Words with the number that a part had behind them."""
        number = former_number(red)
        if number:
            was = self.said.was.format(number=number)
            return run([title, "h(6pt)", f"was-number({string(was)})"])
        return run([title]) if always else title

    def frame(
        self, red: RedBlock, mark: Mark, around: Mark, *, first: bool
    ) -> Callable[[str], str]:
        """A bar with a note.

        A part of one that was inserted or deleted needs no bar beside its bar; the `first` below a
        section, which has none, does.
        """
        anchors = self._anchors(red.id, mark)
        own = red.mark != "same" or edited(red.runs) or self._in_same_words(red)
        if red.kind in ("table", "form", "figure"):
            own = red.changed
        if not own or (_covered(mark, around) and not first):
            return lambda content: run([anchors, content])
        bar = self._bar(red)
        return lambda content: bar(run([anchors, content]))

    def _in_same_words(self, red: RedBlock) -> bool:
        """Whether it is part of a split or merge, or a list of another kind."""
        return self.parted(red.change) or red.was_kind is not None

    def _bar(self, red: RedBlock) -> Callable[[str], str]:
        place, said = self._place(red.change, red.mark), self._said(red.change, red.mark)
        out = ", out: 3.5pt" if red.kind == "item" else ""
        if _wide(red):
            out = ", out: hang + 7pt"
        return lambda content: run([f"changed({said}, {run([place, content])}{out})"])

    def text(self, red: RedBlock, mark: Mark, blocks: list[str]) -> str:
        """A paragraph; a quotation, a listing and any other block is set apart."""
        content = body([f"par({self.words(red.runs, mark)})", *blocks])
        return content if red.kind == "paragraph" else f"aside({content})"

    def items(self, red: RedBlock, mark: Mark, items: list[str]) -> str:
        """A list; the pattern of its numbers depends on the lists around."""
        if red.kind == "numbered-list":
            pattern = string(_PATTERNS[self.steps % len(_PATTERNS)])
            return f"marked-steps({', '.join([pattern, *items])})"
        function = "definitions" if red.kind == "glossary" else "bullets"
        return f"{function}({', '.join(items)})"

    def item(self, red: RedBlock, around: Mark, number: int | None) -> str:
        """An item; its first paragraph is left bare, so that it stands beside its mark."""
        content = self._item(red, around)
        return content if number is None else f"step({number or 'none'}, {content})"

    def _item(self, red: RedBlock, around: Mark) -> str:
        mark = inner(red.mark, around)
        first, *rest = red.blocks or (RedBlock(kind="paragraph"),)
        bare = first.kind == "paragraph" and first.mark in ("same", red.mark)
        own = red.mark != "same" or edited(red.runs) or self._in_same_words(red)
        own = own or (bare and (edited(first.runs) or self._in_same_words(first)))
        parts = [self.words(red.runs, mark)] if red.runs else []
        if bare:
            parts.append(self.words(first.runs, inner(first.mark, mark)))
        elif red.blocks:
            parts.append(self.block(first, mark))
        if rest:
            parts += ["parbreak()", *(self.block(part, mark) for part in rest)]
        content = body(parts)
        if not own or _covered(mark, around):
            return content
        return self._bar(replace(red, change=red.change or first.change))(content)

    def entry(self, red: RedBlock, around: Mark) -> str:
        """A term, and what it means."""
        mark = inner(red.mark, around)
        term = run([self._anchors(red.id, mark), self.words(red.runs, mark)])
        meaning = body(
            [
                self.words(part.runs, inner(part.mark, mark))
                if part.kind == "paragraph"
                else self.block(part, mark)
                for part in red.blocks
            ]
        )
        return f"({term}, {self._bar(red)(meaning) if red.changed else meaning})"

    def flow(self, blocks: list[str]) -> str:
        """Blocks one below the other."""
        return body(blocks)

    # Tables and figures -------------------------------------------------------------------------

    def table(self, red: RedBlock, mark: Mark, head: list[str], rows: list[str]) -> str:
        """A table whose columns are as wide as their words need."""
        cells = [row.cells for row in red.rows]
        widths = shares([red.head, *cells] if red.head else cells)
        caption, number, label = "none", "none", "none"
        if red.number:
            number, label = string(red.number), string(self.language.names["table"])
            caption = self._numbered_before(self.words(red.runs, mark), red)
        parts = array([f"{part:.4f}" for part in widths])
        heads = array([array(head)] if red.head else [])
        wide = ", wide: true" if _wide(red) else ""
        named = f"{number}, {label}, {caption}"
        return f"data-table((), {named}, {parts}, {heads}, {array(rows)}, narrow: true{wide})"

    def row(self, red: RedRow, cells: list[str]) -> str:
        """A row; its mark is at its cells."""
        return array(cells)

    def cell(
        self, red: RedCell, around: Mark, content: str, note: str | None, *, head: bool
    ) -> str:
        """A cell of the colour of its mark, or of what is around it."""
        mark = red.mark if red.mark != "same" else around
        said = [note, "linebreak()"] if note else []
        return f"marked-cell({run([*said, content])}, mark: {string(mark)})"

    def moved_row(self, change: Change, mark: Mark) -> str:
        """The note of a row that moved."""
        return f"text(size: size-small, fill: muted, {string(self.said.marks[mark])})"

    def figure(self, red: RedBlock, mark: Mark, drawings: Sequence[Drawing]) -> str:
        """A figure with its caption, and its text alternative where that changed."""
        label = self.language.label("figure", red.number)
        parts = [self._drawing(one, label) for one in drawings]
        if edited(red.description):
            parts.append(f"note-text({self.words(red.description, mark)})")
        if not red.number:
            return body(parts)
        caption = self._numbered_before(self.words(red.runs, mark), red)
        named = f"{string(red.number)}, {string(self.language.names['figure'])}, {caption}"
        # PDF/UA takes a figure without a picture for a picture without a text alternative.
        drawn = any(image in self.images for _, image, _ in drawings)
        alt = "" if drawn else f", alt: {string(label)}"
        return f"captioned((), image, {named}, {body(parts)}{alt})"

    def _drawing(self, shown: Drawing, label: str) -> str:
        when, image, said = shown
        path, said = f"/{IMAGE_FOLDER}/{image}.svg", said or label
        if image not in self.images:
            path = ""
            said = self.said.drawing_missing if image else self.said.no_drawing
        title = string(self.said.drawings[when]) if when else "none"
        named = f"{title}, {string(path) if path else 'none'}"
        return f"version-of({named}, {string(said)}, {_HALF if when else _WHOLE}pt)"

    # Text ---------------------------------------------------------------------------------------

    def words(self, runs: Iterable[RedRun], around: Mark) -> str:
        """Runs, neighbours of one mark together."""
        return _spaced(
            (mark, run([self._run(one, mark) for one in group]))
            for mark, group in stretches(runs, around)
        )

    def _run(self, one: RedRun, mark: Mark) -> str:
        said = soft(one.text, _LONG)
        if said == '""':
            return ""
        if one.kind == "code" and said != prose(one.text):
            return f"code({prose(one.text)}, {said})"
        if one.kind in _LOOKS:
            return f"{_LOOKS[one.kind]}({said})"
        if one.target and mark not in GONE:
            if one.kind == "reference":
                return f"to({string(one.target)}, {said})"
            if one.kind == "link" and followed(one.target):
                return f"outside({string(one.target)}, {said})"
        return said

    # Notes and places ---------------------------------------------------------------------------

    def _anchors(self, name: str | None, mark: Mark) -> str:
        """The place that references lead to: only of the part as it is now."""
        if not name or mark in GONE or name in self._used:
            return ""
        self._used.add(name)
        return f"anchors(({string(name)},))"

    def _place(self, change: str | None, mark: Mark) -> str:
        name = f"{'was' if mark == 'moved-away' else 'c'}-{change}"
        if not change or name in self._used:
            return ""
        self._used.add(name)
        return f"place-of({string(name)})"

    def _said(self, name: str | None, mark: Mark) -> str:
        """The class and the words of a change's note, as two arguments."""
        change = self.changes.get(name or "")
        if change is None:
            return f"{class_of('editorial')}, {string(self.said.marks[mark])}"
        said = "none"
        if self.first("note", change.id, mark):
            moved = change.kind == "moved" and mark in MOVED
            said = (
                _way(change, mark, self.language) if moved else string(told(change, self.language))
            )
        return f"{class_of(change.cls)}, {said}"


def class_of(name: ChangeClass) -> str:
    """The look and name of a class, from the `classes` of the document."""
    return f"classes.{name}"


def _way(change: Change, mark: Mark, words: Language) -> str:
    """Where a part was moved from or to, with a link to the other place."""
    here = mark == "moved-here"
    side, target, direction = (change.old, "was", "from") if here else (change.new, "c", "to")
    there = way(side.section if side else None, direction, words)
    moved = string(words.changes.moved.format(way=there))
    link = f"to({string(f'{target}-{change.id}')}, {moved})"
    if not change.edited:
        return run([link])
    before, _, behind = words.changes.edited.partition("{said}")
    return run([string(before) if before else "", link, string(behind) if behind else ""])


def _covered(mark: Mark, around: Mark) -> bool:
    """Whether a part was inserted or deleted with what is around it."""
    return within(mark) == within(around) != "same"


def _wide(red: RedBlock) -> bool:
    """Whether a table uses the margin as well."""
    columns = red.head or next((row.cells for row in red.rows), ())
    return red.kind in ("table", "form") and len(columns) >= WIDE_COLUMNS


def hunk_words(hunks: Iterable[Hunk]) -> str:
    """A Typst expression of hunks."""
    return _spaced(
        (_OPS.get(hunk.op, "same"), prose(hunk.text) if hunk.text else "") for hunk in hunks
    )


def _spaced(stretches: Iterable[tuple[Mark, str]]) -> str:
    """Stretches of text in the looks of their marks."""
    parts = []
    before: Mark = "same"
    for mark, said in stretches:
        if before in GONE and mark == "inserted":
            parts.append(_GAP)
        look = _MARKS.get(mark)
        parts.append(f"{look}({said})" if look and said not in ("", "[]") else said)
        before = mark
    return run(parts)
