"""Makes definitions of any shape, in which each comment names what it is about."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from hypothesis import strategies as st

_WORDS = ["word", "Partner", "#no", "a: b", "- x", "responsibility", "“so”", "{{ days }}", "2"]
_SECTION: dict[str, Any] = {"id": str, "title": str, "clause": str, "status": str}
_TABLE = {"caption": str, "blank": str, "columns": [{"id": str, "title": str}], "rows": [[str]]}
SHAPE: dict[str, Any] = {
    "program": str,
    "extends": str,
    "title": str,
    "version": str,
    "publisher": {"name": str, "address": str, "telephone": str},
    "parameters": {"*": {"value": str, "description": str}},
    "outline": [{"add": {**_SECTION, "sections": [_SECTION]}, "after": str}],
    "tables": {"add": {"*": _TABLE}, "omit": [str]},
    "glossary": {"add": [{"term": str, "means": str, "note": str}], "omit": [str]},
    "revision-history": [{"version": str, "dates": [str], "summary": str}],
    "waivers": [{"check": str, "at": str, "words": [str], "reason": str, "until": str}],
    "queries": [{"at": str, "question": str}],
}


COMMENT = re.compile(r"# (?:above|below|eol|head)\b.*")


@dataclass
class Written:
    """Writes a definition of a shape, in any order, with comments."""

    dice: random.Random
    lines: list[str] = field(default_factory=list)

    def text(self, indent: int) -> str:
        words = [self.dice.choice(_WORDS) for _ in range(self.dice.choice([1, 2, 3, 30]))]
        match self.dice.randrange(5):
            case 0:
                return "".join(word for word in "plain words".split(self.dice.choice("xy")))
            case 1:
                return '"' + " ".join(words) + '"'
            case 2:
                return "'" + " ".join(words).replace(" ", "  ", 1) + "'"
            case 3 if indent:
                cut = self.dice.randrange(len(words))
                pieces = [" ".join(words[:cut]), " ".join(words[cut:])]
                pad = "\n" + " " * (indent + 1)
                return self.dice.choice([">-", "|", ">"]) + pad + pad.join(filter(None, pieces))
        return '"short"'

    def bracketed(self, shape: Any) -> str:
        if shape is str:
            return self.text(0)
        if isinstance(shape, list):
            return "[" + ", ".join(self.bracketed(shape[0]) for _ in range(2)) + "]"
        return "{" + ", ".join(f"{k}: {self.bracketed(v)}" for k, v in self.entries(shape)) + "}"

    def entries(self, shape: dict[str, Any]) -> list[tuple[str, Any]]:
        if "*" in shape:
            names = self.dice.sample(["zebra", "apple", "mango"], 2)
            return [(name, shape["*"]) for name in names]
        chosen = self.dice.sample(sorted(shape), self.dice.randint(1, len(shape)))
        return [(name, shape[name]) for name in chosen]

    def empty(self) -> None:
        """An empty line, if there is none."""
        if self.lines and self.lines[-1].strip():
            self.lines.append("")

    def value(self, shape: Any, path: str, lead: str, indent: int) -> None:
        """Write a value after `lead`, which is a key or a dash; deeper lines are indented so."""
        eol = f"  # eol {path}" if self.dice.random() < 0.15 else ""
        if shape is str:
            text = self.text(indent)
            first, *rest = text.split("\n")
            self.lines += [f"{lead} {first}{eol}", *rest]
        elif self.dice.random() < 0.25:
            self.lines.append(f"{lead} {self.bracketed(shape)}{eol}")
        elif isinstance(shape, dict) and lead.endswith("-") and not eol:
            self.group(shape, path, indent, lead)
        else:
            self.lines.append(f"{lead}{eol}")
            if isinstance(shape, dict):
                self.group(shape, path, indent)
            else:
                self.items(shape[0], path, indent)

    def group(self, shape: dict[str, Any], path: str, indent: int, lead: str = "") -> None:
        pad = " " * indent
        if not lead and path and self.dice.random() < 0.1:
            self.lines += [f"{pad}# head {path}", ""]
        entries = self.entries(shape)
        for number, (key, below) in enumerate(entries):
            here = f"{path}/{key}"
            first = number == 0 and bool(lead)
            if not first and self.dice.random() < 0.2:
                if number and self.dice.random() < 0.5:
                    self.empty()
                self.lines.append(f"{pad}# above {here}")
            self.value(below, here, (lead + " " if first else pad) + key + ":", indent + 2)
            if self.dice.random() < 0.1 and self.lines[-1].lstrip()[:1] not in {"", "#"}:
                self.lines.append(f"{pad}# below {here}")
                self.empty()

    def items(self, shape: Any, path: str, indent: int) -> None:
        pad = " " * indent
        for number in range(self.dice.randint(1, 3)):
            here = f"{path}/{number}"
            if self.dice.random() < 0.15:
                self.lines.append(f"{pad}# above {here}")
            self.value(shape, here, f"{pad}-", indent + 2)


@st.composite
def definitions(draw: st.DrawFn) -> str:
    """A definition with its keys in any order and with comments that tell what they are about."""
    written = Written(random.Random(draw(st.integers(0, 2**32))))
    if written.dice.random() < 0.3:
        written.lines += ["# yaml-language-server: $schema=x", "# head", ""]
    written.group(SHAPE, "", 0)
    return "\n".join(written.lines) + "\n"


def places(text: str) -> dict[str, tuple[int, int]]:
    """The first line and the last of every key and item, by its path."""
    found: dict[str, tuple[int, int]] = {}
    lines = text.split("\n")

    def last(node: yaml.Node) -> int:
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            end = node.value[-1]
            return last(end[1] if isinstance(end, tuple) else end)
        row = node.end_mark.line if node.end_mark.column else node.end_mark.line - 1
        while row > node.start_mark.line and not lines[row].strip():
            row -= 1
        return max(row, node.start_mark.line)

    def walk(node: yaml.Node, path: str) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                found[f"{path}/{key.value}"] = (key.start_mark.line, last(value))
                walk(value, f"{path}/{key.value}")
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                start = value.start_mark.line
                if not node.flow_style and "-" not in lines[start][: value.start_mark.column]:
                    start = max(n for n in range(start) if lines[n].lstrip().startswith("-"))
                found[f"{path}/{number}"] = (start, last(value))
                walk(value, f"{path}/{number}")

    root = yaml.compose(text, Loader=yaml.BaseLoader)
    if root is not None:
        walk(root, "")
    return found


def misplaced(text: str) -> list[str]:
    """The comments that do not stand by what they name."""
    where = places(text)
    lines = text.split("\n")
    wrong = []
    for row, line in enumerate(lines):
        how, _, path = line.partition("# ")[2].partition(" ")
        if how not in {"above", "below", "eol"} or "# " + how not in line:
            continue
        first, last = where[path]
        content = [n for n, other in enumerate(lines) if other.strip() and other.lstrip()[0] != "#"]
        after = next((n for n in content if n > row), None)
        match how:
            case "eol":
                fine = first == row
            case "above":
                # The dash of an item may stand on the line before its first key.
                fine = after == first or (after is not None and lines[after].strip() == "-")
            case _:
                gap = lines[last + 1 : row]
                follows = lines[row + 1] if row + 1 < len(lines) else ""
                depth = len(line) - len(line.lstrip())
                shallow = len(follows) - len(follows.lstrip()) < depth
                fine = last < row and all(g.strip().startswith("#") for g in gap)
                fine = fine and (not follows.strip() or shallow)
        if not fine:
            wrong.append(line.strip())
    return wrong


def in_order(value: Any, shape: Any) -> bool:
    if isinstance(value, dict):
        keys = [key for key in value if key != "*"]
        if "*" in shape:
            return all(in_order(value[key], shape["*"]) for key in keys)
        wanted = [key for key in shape if key in value]
        return keys == wanted and all(in_order(value[key], shape[key]) for key in keys)
    if isinstance(value, list):
        return all(in_order(item, shape[0]) for item in value)
    return True
