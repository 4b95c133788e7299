"""A guide as plain objects that can be edited, numbered again and read back."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from builder.model.guide import Guide
from builder.outputs.snapshot import dump_guide, load_guide

Json = dict[str, Any]


@dataclass(eq=False)
class Spot:
    """A block with the list that it is in and its section."""

    block: Json
    siblings: list[Json]
    section: Json
    parent: Json | None = None

    @property
    def index(self) -> int:
        return next(n for n, block in enumerate(self.siblings) if block is self.block)


@dataclass(eq=False)
class Document:
    """The guide being revised; what was touched is not edited again."""

    data: Json
    rng: random.Random
    touched: set[int] = field(default_factory=set)
    keep: list[Any] = field(default_factory=list)

    @staticmethod
    def of(guide: Guide, seed: int) -> Document:
        data = json.loads(dump_guide(guide))
        document = Document(data, random.Random(seed))
        for spot in document.spots():
            if "runs" in spot.block:
                spot.block["runs"] = merged(spot.block["runs"])
        return document

    def guide(self) -> Guide:
        return load_guide(json.dumps(self.data))

    def touch(self, *parts: Any) -> None:
        for part in parts:
            self.touched.add(id(part))
            self.keep.append(part)  # so that no other object gets its identity

    def free(self, part: Any) -> bool:
        return id(part) not in self.touched

    def sections(self) -> Iterator[tuple[Json, list[Json], Json | None]]:
        def walk(
            siblings: list[Json], parent: Json | None
        ) -> Iterator[tuple[Json, list[Json], Json | None]]:
            for section in siblings:
                yield section, siblings, parent
                yield from walk(section.get("sections", []), section)

        yield from walk(self.data["sections"], None)

    def spots(self, *kinds: str) -> Iterator[Spot]:
        """All blocks outside of tables, of some kinds."""

        def walk(siblings: list[Json], section: Json, parent: Json | None) -> Iterator[Spot]:
            for block in siblings:
                if not kinds or block["kind"] in kinds:
                    yield Spot(block, siblings, section, parent)
                yield from walk(block.get("blocks", []), section, block)

        for section, _, _ in self.sections():
            yield from walk(section.get("blocks", []), section, None)

    def choose(self, found: list[Any]) -> Any | None:
        return self.rng.choice(found) if found else None

    def paragraphs(self, least: int = 8) -> list[Spot]:
        """Free paragraphs of sections (not of lists) with so many words."""
        return [
            spot
            for spot in self.spots("paragraph")
            if spot.parent is None
            and self.free(spot.block)
            and self.free(spot.section)
            and len(text(spot.block).split()) >= least
        ]

    def items(self) -> list[Spot]:
        """Free items with one paragraph of four words or more, in lists of three or more."""
        return [
            spot
            for spot in self.spots("item")
            if len(spot.block.get("blocks", [])) == 1
            and spot.block["blocks"][0]["kind"] == "paragraph"
            and len(spot.siblings) > 2
            and self.free(spot.block)
            and self.free(spot.block["blocks"][0])
            and self.free(spot.parent)
            and self.free(spot.section)
            and len(text(spot.block).split()) >= 4
        ]

    def number(self) -> None:
        """Give sections, tables and figures their numbers, and references what they print."""
        labels: dict[str, tuple[str, str, str, str]] = {}

        def walk(sections: list[Json], prefix: str) -> None:
            chapter = letter = 0
            for section in sections:
                if prefix:
                    chapter += 1
                    number = f"{prefix}.{chapter}"
                elif section["kind"] == "appendix":
                    letter += 1
                    number = chr(64 + letter)
                else:
                    chapter += 1
                    number = str(chapter)
                word = "Appendix" if section["kind"] == "appendix" else "Section"
                label = f"{word} {number}"
                titles = (section.get("was_title", section["title"]), section["title"])
                labels[section["id"]] = (section["label"], label, *titles)
                section["number"], section["label"] = number, label
                walk(section.get("sections", []), number)

        walk(self.data["sections"], "")
        for kind in ("table", "figure"):
            for number, spot in enumerate(self.spots(kind), 1):
                word = kind.capitalize()
                old = f"{word} {spot.block.get('number', number)}"
                labels[spot.block["id"]] = (old, f"{word} {number}", "", "")
                spot.block["number"] = str(number)
        for block in self.everything():
            for run in block.get("runs", []):
                if run.get("generated") and run.get("target") in labels:
                    old, new, was, now = labels[run["target"]]
                    run["text"] = re.sub(
                        rf"^{re.escape(old)}(?![\w.]\w)", new, run["text"]
                    ).replace(was or "\0", now)
        for section, _, _ in self.sections():
            section.pop("was_title", None)

    def everything(self) -> Iterator[Json]:
        """All blocks, those in tables included."""

        def walk(block: Json) -> Iterator[Json]:
            yield block
            for inner in block.get("blocks", []):
                yield from walk(inner)
            for row in [block.get("head", []), *block.get("rows", [])]:
                for cell in row:
                    for inner in cell.get("blocks", []):
                        yield from walk(inner)

        for section, _, _ in self.sections():
            for block in section.get("blocks", []):
                yield from walk(block)


def merged(runs: list[Json]) -> list[Json]:
    """Runs with the adjacent ones of plain text joined."""
    out: list[Json] = []
    for run in runs:
        if out and out[-1]["kind"] == run["kind"] == "text":
            out[-1]["text"] += run["text"]
        else:
            out.append(dict(run))
    return out


def text(block: Json) -> str:
    """All text of a block, as `Block.text` has it."""
    parts = ["".join(run["text"] for run in block.get("runs", []))]
    parts += [text(inner) for inner in block.get("blocks", [])]
    for row in [block.get("head", []), *block.get("rows", [])]:
        parts += [cell_text(cell) for cell in row]
    return " ".join(part for part in parts if part)


def cell_text(cell: Json) -> str:
    return " ".join(text(inner) for inner in cell.get("blocks", []))


def paragraph(words: str, **more: Any) -> Json:
    return {"kind": "paragraph", "runs": [{"text": words, "kind": "text"}], **more}


def item(words: str) -> Json:
    return {"kind": "item", "blocks": [paragraph(words)]}


def cell(words: str) -> Json:
    return {"blocks": [paragraph(words)]}
