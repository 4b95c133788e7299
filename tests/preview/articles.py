"""Makes random articles like a guide's pages, edits them, and says what each edit changes."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape

_TEXT = """
captain harbor notice rope knot sail tide island crew anchor chart wind deck cargo signal must
should gives keeps before after within every first last written early boat
"""
WORDS = tuple(_TEXT.split())


@dataclass
class Block:
    """A paragraph, a list, a table or a figure. `parts` are texts, items, or rows of cells."""

    kind: str
    text: str = ""
    parts: list[list[str]] = field(default_factory=list)
    id: str = ""
    inner: Block | None = None


@dataclass
class Part:
    """A section with its blocks and the sections below it."""

    id: str
    title: str
    blocks: list[Block]
    parts: list[Part] = field(default_factory=list)

    def walk(self) -> Iterator[Part]:
        yield self
        for part in self.parts:
            yield from part.walk()


class Author:
    """Writes articles and edits from a seed. Every text has a word of its own."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._count = 0

    def article(self) -> Part:
        """A chapter with sections at two levels."""
        return self.part(2)

    def part(self, depth: int) -> Part:
        """A section, with others below it down to a depth."""
        below = [self.part(depth - 1) for _ in range(self.random.randint(2, 4))] if depth else []
        blocks = [self.block() for _ in range(self.random.randint(2, 5))]
        return Part(self.name(), self.text(3), [Block("p", self.text(9)), *blocks], below)

    def block(self) -> Block:
        """Any block."""
        kind = self.random.choice(["p", "p", "p", "ul", "table", "figure"])
        if kind == "p":
            return Block("p", self.text(12))
        if kind == "ul":
            inner = Block("ul", parts=[[self.text(5)]]) if self.random.random() < 0.5 else None
            return Block("ul", parts=[[self.text(8)] for _ in range(3)], inner=inner)
        if kind == "table":
            rows = [[self.text(2) for _ in range(3)] for _ in range(4)]
            return Block("table", self.text(3), rows, self.name())
        return Block("figure", self.text(4), [[self.text(2)]], self.name())

    def text(self, count: int) -> str:
        """Words, one of which stands nowhere else."""
        words = [self.random.choice(WORDS) for _ in range(count)]
        words.insert(self.random.randint(0, count), self.name())
        return " ".join(words)

    def name(self) -> str:
        """A word that stands nowhere else."""
        self._count += 1
        return f"x{self._count}"

    # ---- Edits: each returns the kinds of change, with the text of each block

    def edited(self, article: Part) -> tuple[Part, Counter[str], set[str]]:
        """Another version, what `morph` must tell of it, and the texts that were moved."""
        now = copy.deepcopy(article)
        told: Counter[str] = Counter()
        moved: set[str] = set()
        if self.random.random() < 0.6:
            self._structure(now, told)
        edits: list[Callable[[Part], list[str]]] = [
            self._word, self._insert, self._remove, self._split, self._row, self._cell,
            self._title, self._drawing,
        ]  # fmt: skip
        for part in (part for part in now.walk() if part.blocks):
            chance = self.random.random()
            if chance < 0.5:
                told.update(self.random.choice(edits)(part))
            elif chance < 0.6 and len(part.blocks) > 3:
                told.update(self._move(part, moved))
        return now, told, moved

    def _structure(self, now: Part, told: Counter[str]) -> None:
        part = self.random.choice([part for part in now.walk() if part.parts])
        at = self.random.randrange(len(part.parts))
        if self.random.random() < 0.5:
            part.parts.insert(at, Part(self.name(), self.text(3), []))
            told[f"added section {part.parts[at].id}"] += 1
        else:
            del part.parts[at]
            told["gone"] += 1

    def _pick(self, part: Part, kind: str) -> Block | None:
        found = [block for block in part.blocks if block.kind == kind]
        return self.random.choice(found) if found else None

    def _word(self, part: Part) -> list[str]:
        block = self._pick(part, "p")
        if block is None:
            return []
        block.text = self._reworded(block.text)
        return [f"changed {block.text}"]

    def _reworded(self, text: str) -> str:
        words = text.split()
        at = self.random.choice([i for i, word in enumerate(words) if not word.startswith("x")])
        words[at] = self.name() if self.random.random() < 0.5 else f"{words[at]} {self.name()}"
        return " ".join(words)

    def _insert(self, part: Part) -> list[str]:
        made = Block("p", self.text(12))
        part.blocks.insert(self.random.randint(0, len(part.blocks)), made)
        return [f"added {made.text}"]

    def _remove(self, part: Part) -> list[str]:
        if not part.blocks:
            return []
        del part.blocks[self.random.randrange(len(part.blocks))]
        return ["gone"]

    def _move(self, part: Part, moved: set[str]) -> list[str]:
        at = [i for i, block in enumerate(part.blocks) if block.kind == "p" and i]
        if not at:
            return []
        block = part.blocks.pop(at[0])
        part.blocks.insert(0, block)
        moved.update((block.text, part.blocks[1].text))
        return ["moved"]

    def _split(self, part: Part) -> list[str]:
        block = self._pick(part, "ul")
        if block is None:
            return []
        at = self.random.randrange(len(block.parts))
        words = block.parts[at][0].split()
        block.parts[at : at + 1] = [[" ".join(words[:6])], [" ".join(words[6:])]]
        return ["split"]

    def _row(self, part: Part) -> list[str]:
        block = self._pick(part, "table")
        if block is None:
            return []
        row = [self.text(2) for _ in range(3)]
        block.parts.insert(self.random.randint(0, len(block.parts)), row)
        return [f"added {''.join(row)}"]

    def _cell(self, part: Part) -> list[str]:
        block = self._pick(part, "table")
        if block is None:
            return []
        cell = self.random.choice(block.parts)
        cell[1] = self._reworded(cell[1])
        return [f"changed {cell[1]}"]

    def _title(self, part: Part) -> list[str]:
        part.title = self._reworded(part.title)
        return [f"changed title {part.title}"]

    def _drawing(self, part: Part) -> list[str]:
        block = self._pick(part, "figure")
        if block is None:
            return []
        block.parts[0][0] = self._reworded(block.parts[0][0])
        return [f"changed figure {block.id}"]


class Press:
    """Prints an article as HTML; `step` is how far apart its source lines are."""

    def __init__(self, step: int = 1) -> None:
        self._step, self._line, self._tables = step, 0, 0

    def page(self, article: Part) -> str:
        """The whole article."""
        return f"<article>\n{self.part(article, '1', 1)}</article>"

    def part(self, part: Part, number: str, level: int) -> str:
        """A section."""
        blocks = "".join(f"{self.block(block)}\n" for block in part.blocks)
        below = "".join(
            self.part(child, f"{number}.{at}", level + 1) for at, child in enumerate(part.parts, 1)
        )
        head = (
            f"<h{level}{self._at()}>"
            f'<span class="section-number">{number} </span>{escape(part.title)}'
            f'<a class="headerlink" href="#{part.id}" aria-label="Link to {number}">#</a>'
            f"</h{level}>"
        )
        return f'<section id="{part.id}">\n{head}\n{blocks}{below}</section>\n'

    def block(self, block: Block) -> str:
        """A block."""
        if block.kind == "p":
            return self._p(f'{escape(block.text)} <a class="reference" href="#a">here</a>.')
        if block.kind == "ul":
            inner = self.block(block.inner) if block.inner else ""
            items = [self._p(item[0]) for item in block.parts]
            items[0] += inner
            return f"<ul>\n{''.join(f'<li{self._at()}>{item}</li>' for item in items)}\n</ul>"
        self._tables += 1
        number = f'<span class="caption-number">Table {self._tables} </span>'
        if block.kind == "table":
            rows = "".join(
                f"<tr>{''.join(f'<td>{self._p(cell)}</td>' for cell in row)}</tr>\n"
                for row in block.parts
            )
            caption = f"<caption{self._at()}>{number}{block.text}</caption>"
            return f'<table id="{block.id}">{caption}<tbody>{rows}</tbody></table>'
        drawing = f'<svg viewBox="0 0 9 9"><text>{block.parts[0][0]}</text></svg>'
        caption = f"<figcaption><p>{number}{block.text}</p></figcaption>"
        return f'<figure id="{block.id}"{self._at()}><div>{drawing}</div>{caption}</figure>'

    def _p(self, text: str) -> str:
        return f"<p{self._at()}>{text}</p>"

    def _at(self) -> str:
        self._line += self._step
        return f' data-line="{self._line}"'
