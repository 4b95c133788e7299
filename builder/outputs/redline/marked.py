"""The marked guide as Typst: sections and blocks with their bars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from builder.model.change import Change, Comparison
from builder.model.redline import Mark, RedBlock, RedCell, RedRow, RedRun, RedSection
from builder.model.wording import child_line, happened, headline, one_line, where
from builder.model.words import Language
from builder.outputs.pdf.escape import array, body, prose, run, string
from builder.outputs.pdf.figures import IMAGE_FOLDER
from builder.outputs.redline.inline import deeper, words
from builder.outputs.redline.widths import WIDE_COLUMNS, shares

_GONE: tuple[Mark, ...] = ("deleted", "moved-away")
_MOVED: tuple[Mark, ...] = ("moved-here", "moved-away")
_PATTERNS = ("1.", "a.", "i.")
_DEEPEST = 6
_WHOLE, _HALF = 480, 190
"""Height of a drawing in points: alone, and of the two of before and after."""
_SOME_CHILDREN = 6


@dataclass(slots=True, kw_only=True)
class Writer:
    """Writes the text of one redline. `images` are the hashes of the drawings at hand."""

    comparison: Comparison
    images: frozenset[str]
    changes: Mapping[str, Change] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _told: set[tuple[str, Mark]] = field(default_factory=set)
    _steps: int = 0

    def __post_init__(self) -> None:
        self.changes = one_line(self.comparison.changes)

    @property
    def words(self) -> Language:
        """The language of the guide as it is now."""
        return self.comparison.new.words

    def chapter(self, section: RedSection) -> str:
        """A chapter or appendix on pages of its own."""
        mark = section.mark
        title = "".join(part.text for part in section.title if part.mark not in _GONE)
        name = title or "".join(part.text for part in section.title)
        function = "appendix" if section.kind == "appendix" else "chapter"
        said = self._note(section.change, mark)
        heading = self.words.heading(section.kind, section.number)
        ids = "()"
        if mark not in _GONE and section.id not in self._used:
            self._used.add(section.id)
            ids = array([string(section.id)])
        content = [self._place(section.change, mark)]
        if said:
            content.append(said)
        content += self._inside(section, mark, 2)
        return (
            f"{function}(facts, {ids}, {string(heading)}, {self._title(section)}, "
            f"{prose(name)}, {body(content)})"
        )

    def _section(self, section: RedSection, level: int, around: Mark) -> list[str]:
        mark = section.mark if section.mark != "same" else around
        title = f"{string(section.number)}, {self._title(section, mark)}"
        heading = f"section((), {min(level, _DEEPEST)}, {title})"
        edited = section.mark != "same" or any(part.mark != "same" for part in section.title)
        marks = [self._marks(section.id, mark)]
        if edited or section.change:
            marks.append(self._place(section.change, section.mark))
            cls, said = self._said(section.change, section.mark)
            heading = f"changed-heading({cls}, {said}, {heading})"
        return [*marks, heading, *self._inside(section, mark, level + 1)]

    def _inside(self, section: RedSection, mark: Mark, level: int) -> list[str]:
        handed = deeper("same", mark) if mark != "moved-here" else "same"
        found = [self.block(part, handed, first=True) for part in section.blocks]
        for part in section.sections:
            found += self._section(part, level, handed)
        return found

    def _title(self, section: RedSection, around: Mark | None = None) -> str:
        parts = [words(section.title, around or section.mark)]
        if section.was_number and section.was_number != section.number:
            parts += ["h(6pt)", f"was-number({string(section.was_number)})"]
        return run(parts)

    # Blocks ------------------------------------------------------------------------------------

    def block(self, red: RedBlock, around: Mark, *, first: bool = False) -> str:
        """A block of any kind, inside a part of the mark `around`.

        A part of one that came or went needs no bar beside its bar; the `first` below a section,
        which has none, does.
        """
        mark = red.mark if red.mark != "same" else around
        handed: Mark = "same" if mark == "moved-here" else mark
        marks = self._marks(red.id, mark) if red.kind != "entry" else ""
        content = run([marks, self._content(red, mark, handed)])
        own = red.mark != "same" or _edited(red.runs) or self._parted(red)
        if red.kind in ("table", "form", "figure"):
            own = red.changed
        if not own or (handed == around != "same" and not first):
            return content
        return self._changed(red, content)

    def _parted(self, red: RedBlock) -> bool:
        """Whether it is part of a split or merge, or a list of another kind, in the same words."""
        change = self.changes.get(red.change or "")
        split = change is not None and change.kind in ("split", "merged")
        return split or red.was_kind is not None

    def _changed(self, red: RedBlock, content: str) -> str:
        place = self._place(red.change, red.mark)
        cls, said = self._said(red.change, red.mark)
        out = ", out: 3.5pt" if red.kind == "item" else ""
        if _wide(red):
            out = ", out: hang + 7pt"
        return run([f"changed({cls}, {said}, {run([place, content])}{out})"])

    def _content(self, red: RedBlock, mark: Mark, handed: Mark) -> str:
        said = words(red.runs, mark)
        match red.kind:
            case "bullet-list":
                items = ", ".join(self._item(part, handed) for part in red.blocks)
                content = f"bullets({items})"
            case "numbered-list":
                content = self._numbered(red, handed)
            case "glossary":
                entries = ", ".join(self._entry(part, handed) for part in red.blocks)
                content = f"definitions({entries})"
            case "table" | "form":
                content = self._table(red, mark)
            case "figure":
                content = self._figure(red, mark)
            case "quote" | "code":
                content = f"aside({body([f'par({said})', *self._blocks(red, handed)])})"
            case _:
                content = body([f"par({said})", *self._blocks(red, handed)])
        return content

    def _blocks(self, red: RedBlock, handed: Mark) -> list[str]:
        return [self.block(part, handed) for part in red.blocks]

    def _numbered(self, red: RedBlock, handed: Mark) -> str:
        pattern = _PATTERNS[self._steps % len(_PATTERNS)]
        self._steps += 1
        items, number = [], 0
        for part in red.blocks:
            # What went has no number, so that the others have those of the guide as it is now.
            gone = part.mark in _GONE and handed not in _GONE
            number += not gone
            place = "none" if gone else str(number)
            items.append(f"step({place}, {self._item(part, handed)})")
        self._steps -= 1
        return f"marked-steps({', '.join([string(pattern), *items])})"

    def _item(self, red: RedBlock, around: Mark) -> str:
        """An item; its first paragraph is left bare, so that it stands beside its mark."""
        mark = red.mark if red.mark != "same" else around
        handed: Mark = "same" if mark == "moved-here" else mark
        first, *rest = red.blocks or (RedBlock(kind="paragraph"),)
        bare = first.kind == "paragraph" and first.mark in ("same", red.mark)
        own = red.mark != "same" or _edited(red.runs) or (bare and _edited(first.runs))
        own = own or self._parted(red) or (bare and self._parted(first))
        own = own and not (handed == around != "same")
        parts = [words(red.runs, mark)] if red.runs else []
        if bare:
            parts.append(words(first.runs, deeper(handed, first.mark)))
        elif red.blocks:
            parts.append(self.block(first, handed))
        if rest:
            parts.append("parbreak()")
            parts += [self.block(part, handed) for part in rest]
        content = body(parts)
        if not own:
            return content
        return self._changed(replace(red, change=red.change or first.change), content)

    def _entry(self, red: RedBlock, around: Mark) -> str:
        mark = red.mark if red.mark != "same" else around
        handed: Mark = "same" if mark == "moved-here" else mark
        term = run([self._marks(red.id, mark), words(red.runs, mark)])
        meaning = body(
            [
                words(part.runs, deeper(handed, part.mark))
                if part.kind == "paragraph"
                else self.block(part, handed)
                for part in red.blocks
            ]
        )
        return f"({term}, {self._changed(red, meaning) if red.changed else meaning})"

    # Tables and figures ------------------------------------------------------------------------

    def _table(self, red: RedBlock, mark: Mark) -> str:
        rows = [row.cells for row in red.rows]
        heads = [red.head] if red.head else []
        parts = array([f"{part:.4f}" for part in shares([*heads, *rows])])
        head = array([array([self._cell(cell, mark) for cell in row]) for row in heads])
        content = array([self._row(row, mark) for row in red.rows])
        caption, number, label = "none", "none", "none"
        if red.number:
            number, label = string(red.number), string(self.words.names["table"])
            caption = words(red.runs, mark)
            if red.was_number and red.was_number != red.number:
                caption = run([caption, "h(6pt)", f"was-number({string(red.was_number)})"])
        wide = ", wide: true" if _wide(red) else ""
        named = f"{number}, {label}, {caption}"
        return f"data-table((), {named}, {parts}, {head}, {content}, narrow: true{wide})"

    def _row(self, row: RedRow, around: Mark) -> str:
        mark = row.mark if row.mark != "same" else around
        note = ""
        change = self.changes.get(row.change or "")
        if change and row.mark in _MOVED:
            way = "here" if row.mark == "moved-here" else "away"
            note = f"text(size: size-small, fill: muted, {string(f'moved {way}')})"
        cells = [
            self._cell(cell, mark, note if not place else "")
            for place, cell in enumerate(row.cells)
        ]
        return array(cells)

    def _cell(self, cell: RedCell, around: Mark, note: str = "") -> str:
        mark = deeper(around, cell.mark) if around != "moved-here" else cell.mark
        shown = cell.mark if cell.mark != "same" else around
        handed: Mark = "same" if mark == "moved-here" else mark
        if len(cell.blocks) == 1 and cell.blocks[0].kind == "paragraph":
            content = words(cell.blocks[0].runs, deeper(handed, cell.blocks[0].mark))
        else:
            content = body([self.block(part, handed) for part in cell.blocks])
        told = [note, "linebreak()"] if note else []
        return f"marked-cell({run([*told, content])}, mark: {string(shown)})"

    def _figure(self, red: RedBlock, mark: Mark) -> str:
        label = self.words.label("figure", red.number)
        now = "".join(part.text for part in red.description if part.mark != "deleted")
        then = "".join(part.text for part in red.description if part.mark != "inserted")
        if mark != "same" or red.image == red.was_image:
            drawn = [self._drawing(None, red.image or red.was_image, now or then or label, _WHOLE)]
        else:
            drawn = [
                self._drawing("Before", red.was_image, then or label, _HALF),
                self._drawing("After", red.image, now or label, _HALF),
            ]
        if _edited(red.description):
            drawn.append(f"note-text({words(red.description, mark)})")
        if not red.number:
            return body(drawn)
        caption = words(red.runs, mark)
        if red.was_number and red.was_number != red.number:
            caption = run([caption, "h(6pt)", f"was-number({string(red.was_number)})"])
        number, name = string(red.number), string(self.words.names["figure"])
        return f"captioned((), image, {number}, {name}, {caption}, {body(drawn)})"

    def _drawing(self, title: str | None, image: str | None, said: str, height: int) -> str:
        if image is None or image not in self.images:
            path, said = (
                "none",
                "There is no drawing." if image is None else "The drawing is not at hand.",
            )
        else:
            path = string(f"/{IMAGE_FOLDER}/{image}.svg")
        head = string(title) if title else "none"
        return f"version-of({head}, {path}, {string(said)}, {height}pt)"

    # Notes and places --------------------------------------------------------------------------

    def _marks(self, name: str | None, mark: Mark) -> str:
        """The place that references lead to: only of the part as it is now."""
        if not name or mark in _GONE or name in self._used:
            return ""
        self._used.add(name)
        return f"anchors(({string(name)},))"

    def _place(self, change: str | None, mark: Mark) -> str:
        name = f"{'was' if mark == 'moved-away' else 'c'}-{change}"
        if not change or name in self._used:
            return ""
        self._used.add(name)
        return f"place-of({string(name)})"

    def _note(self, change: str | None, mark: Mark) -> str:
        if change is None and mark == "same":
            return ""
        cls, said = self._said(change, mark)
        return f"note({cls}, {said})"

    def _said(self, name: str | None, mark: Mark) -> tuple[str, str]:
        """The class and the words of a change's note."""
        change = self.changes.get(name or "")
        if change is None:
            return string("editorial"), string(mark if mark != "same" else "changed")
        if (change.id, mark) in self._told and change.kind not in ("split", "merged"):
            return string(change.cls), "none"
        self._told.add((change.id, mark))
        said = happened(change) if change.thing in ("section", "appendix") else headline(change)
        if change.kind == "moved" and mark in _MOVED:
            side, target = (change.old, "was") if mark == "moved-here" else (change.new, "c")
            way = "from" if mark == "moved-here" else "to"
            there = f"moved {way} {where(side.section if side else None, 'elsewhere')}"
            edited = string(" and edited") if change.edited else ""
            return string(change.cls), run(
                [f"to({string(f'{target}-{change.id}')}, {string(there)})", edited]
            )
        if change.children:
            told = [child_line(child) for child in change.children]
            more = [f"{len(told) - _SOME_CHILDREN} more"] if len(told) > _SOME_CHILDREN else []
            said += ": " + "; ".join([*told[:_SOME_CHILDREN], *more])
        return string(change.cls), string(said)


def _wide(red: RedBlock) -> bool:
    """Whether a table uses the margin as well."""
    columns = red.head or next((row.cells for row in red.rows), ())
    return red.kind in ("table", "form") and len(columns) >= WIDE_COLUMNS


def _edited(runs: tuple[RedRun, ...]) -> bool:
    return any(part.mark != "same" for part in runs)
