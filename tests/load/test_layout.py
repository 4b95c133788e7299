"""Definitions are laid out: keys in the schema's order, texts wrapped, values and comments kept."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.load.layout import lay_out
from builder.source import SourceFile
from tests.projects import FAMILY, PROGRAM


def laid_out(text: str, *, family: bool = False) -> str:
    result = lay_out(SourceFile(name="program_defs/a.yaml", text=text), family=family)
    assert not result.diagnostics, result.diagnostics
    return result.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("version: '1'\nprogram: a\n", "program: a\nversion: '1'\n"),
        ("queries:\n- {question: Why?, at: a}\n", "queries:\n- {at: a, question: Why?}\n"),
        (
            "queries:\n  - question: Why?\n    at: a # here\n  - at: b\n    question: Which?\n",
            "queries:\n  - at: a # here\n    question: Why?\n  - at: b\n    question: Which?\n",
        ),
        (
            "outline:\n  - after: b\n    add:\n      title: A\n      id: a\n",
            "outline:\n  - add:\n      id: a\n      title: A\n    after: b\n",
        ),
        (
            "outline:\n  - {title: T, replace: a}\n  - {after: b, add: {title: C, id: c}}\n",
            "outline:\n  - {replace: a, title: T}\n  - {add: {id: c, title: C}, after: b}\n",
        ),
        (
            "parameters:\n  b: {description: B, value: b}\n  a: text\n",
            "parameters:\n  b: {value: b, description: B}\n  a: text\n",
        ),
        (
            "tables:\n  add:\n    b:\n      rows:\n        - - x\n      caption: B\n    a: {}\n",
            "tables:\n  add:\n    b:\n      caption: B\n      rows:\n        - - x\n    a: {}\n",
        ),
        ("mistake: a\nversion: '1'\nprogram: a\n", "mistake: a\nprogram: a\nversion: '1'\n"),
        (
            "version: '1'\nmistake: a\nprogram: a\n",
            "program: a\nversion: '1'\nmistake: a\n",
        ),
    ],
)
def test_keys_come_in_the_order_of_the_schema(text: str, expected: str) -> None:
    assert laid_out(text) == expected


def test_a_family_has_an_order_of_its_own() -> None:
    text = "outline:\n  - {title: A, id: a}\nfamily: f\n"
    assert laid_out(text, family=True) == "family: f\n\noutline:\n  - {id: a, title: A}\n"


@pytest.mark.parametrize(
    "text",
    [
        "parameters:\n  zebra: z\n  apple: a\n",
        "slots:\n  zebra: a/z\n  apple: none\n",
        "links:\n  add:\n    zebra: {label: Z, url: 'https://z.example/'}\n    apple: {label: A}\n",
        "precedence: [z, a]\n",
        "glossary:\n  add:\n    - {term: Z, means: z}\n    - {term: A, means: a}\n",
    ],
)
def test_the_order_of_ids_and_of_lists_is_the_authors(text: str) -> None:
    assert laid_out(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The line for editors, and what an empty line sets off, stay at the top.
        (
            "# yaml-language-server: $schema=x\ntitle: T\nprogram: a\n",
            "# yaml-language-server: $schema=x\n\nprogram: a\ntitle: T\n",
        ),
        (
            "# All.\n\n# Title.\ntitle: T\nprogram: a\n",
            "# All.\n\nprogram: a\n# Title.\ntitle: T\n",
        ),
        # A comment goes with the key below it.
        ("title: T # t\n# p\nprogram: a # a\n", "# p\nprogram: a # a\ntitle: T # t\n"),
        # One with an empty line below belongs to the key above.
        (
            "title: T\n# on T\n\nprogram: a\nversion: '1'\n",
            "program: a\ntitle: T\n# on T\n\nversion: '1'\n",
        ),
        # So does one below the last key, unless an empty line sets it off.
        ("title: T\nprogram: a\n# on a\n", "program: a\n# on a\n\ntitle: T\n"),
        ("title: T\nprogram: a\n\n# end\n", "program: a\ntitle: T\n\n# end\n"),
        # A heading above a commented key moves with it.
        (
            "title: T\n\n# Heading\n\n# p\nprogram: a\n",
            "# Heading\n# p\nprogram: a\ntitle: T\n",
        ),
        # How deep a comment is indented tells which group it belongs to.
        (
            "parameters:\n  a: b\n  # c: d\nprogram: a\n",
            "program: a\n\nparameters:\n  a: b\n  # c: d\n",
        ),
        (
            "parameters:\n  a: b\n# p\nprogram: a\n",
            "# p\nprogram: a\n\nparameters:\n  a: b\n",
        ),
        # A comment on a key that comes first in a list item stays above it.
        (
            "queries:\n  - question: Why?\n    # where\n    at: a\n",
            "queries:\n  -\n    # where\n    at: a\n    question: Why?\n",
        ),
        (
            "queries:\n  - # of May\n    question: Why?\n    at: a\n  # next\n  - at: b\n",
            "queries:\n  - # of May\n    at: a\n    question: Why?\n  # next\n  - at: b\n",
        ),
        # What looks like a comment and is none.
        (
            "title: T # t\nprogram: >-\n  # no\n  comment\nversion: 'a # b'\n",
            "program: >-\n  # no comment\ntitle: T # t\nversion: 'a # b'\n",
        ),
        # Nobody can tell which key in braces a comment is about.
        (
            "queries:\n  - {question: Why?, # on it\n     at: a}\n",
            "queries:\n  - {question: Why?, # on it\n     at: a}\n",
        ),
    ],
)
def test_comments_stay_with_what_they_are_about(text: str, expected: str) -> None:
    assert laid_out(text) == expected


LONG = (
    "Consequently, it refers Partners to the appendix although it does not apply in this case; and"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"title: >-\n  {LONG} {LONG}\n", f"title: >-\n  {LONG}\n  {LONG}\n"),
        (f"title: > # note\n  {LONG} always.\n", f"title: > # note\n  {LONG}\n  always.\n"),
        (
            f"title: >-\n  a\n  b\n\n  c\n  d {LONG[:80]}\n",
            f"title: >-\n  a b\n\n  c d {LONG[:80]}\n",
        ),
    ],
)
def test_folded_texts_are_wrapped(text: str, expected: str) -> None:
    assert laid_out(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"title: |\n  {LONG} {LONG}\n  b  \n\n\n  c\n",
        f"title: >-\n  {LONG} {LONG}\n    deeper\n",
        f"title: >2\n    {LONG} {LONG}\n",
        f"title: >-\n  {LONG} {LONG}  \n  b\n",
        f'title: "{LONG} {LONG}"\n',
        f"title: '{LONG}\n\n\n  {LONG}'\n",
        "title: |+\n  a\n\n\n",
        "title: >+\n  a\n\n\n",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert laid_out(text) == text


def test_white_space_and_empty_lines() -> None:
    text = "\n\nprogram: a  \n\n\n\nparameters:   \n  a: b\nslots:\n  a: none\n\n\n"
    assert laid_out(text) == "program: a\n\nparameters:\n  a: b\n\nslots:\n  a: none\n"
    assert laid_out("program: a") == "program: a\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("version: '1'   \nprogram: [a\n", "yaml-syntax"),
        ("version: '1'   \nprogram: a\nprogram: b\n", "duplicate-key"),
        ("version: '1'   \nprogram: *a\n", "yaml-alias"),
        ("version: '1'   \nprogram: a\u200b\n", "forbidden-character"),
        ("version: '1'\n---\nprogram: a\n", "second-document"),
        ("", "empty-file"),
    ],
)
def test_a_file_with_a_fault_is_left_alone(text: str, code: str) -> None:
    result = lay_out(SourceFile(name="program_defs/a.yaml", text=text), family=False)
    assert result.value == text
    assert [d.code for d in result.diagnostics] == [code]


def test_what_only_the_schema_refuses_is_laid_out_all_the_same() -> None:
    assert laid_out("version: 1.0\nprogram: A B\n") == "program: A B\nversion: 1.0\n"


@pytest.mark.parametrize(("text", "family"), [(FAMILY, True), (PROGRAM, False)])
def test_whole_files_say_the_same(text: str, family: bool) -> None:
    done = laid_out(text, family=family)
    assert yaml.safe_load(done) == yaml.safe_load(text)
    assert laid_out(done, family=family) == done


# What follows makes definitions of any shape, in which each comment names what it is about.

_WORDS = ["word", "Partner", "#no", "a: b", "- x", "responsibility", "“so”", "{{ days }}", "2"]
_SECTION: dict[str, Any] = {"id": str, "title": str, "clause": str, "status": str}
_TABLE = {"caption": str, "blank": str, "columns": [{"id": str, "title": str}], "rows": [[str]]}
_SHAPE: dict[str, Any] = {
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
    written.group(_SHAPE, "", 0)
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


@settings(max_examples=400, deadline=None)
@given(definitions())
def test_nothing_is_lost_or_moved_to_another_key(text: str) -> None:
    before = yaml.load(text, Loader=yaml.BaseLoader)
    assert misplaced(text) == []
    done = laid_out(text)
    assert yaml.load(done, Loader=yaml.BaseLoader) == before
    assert in_order(yaml.load(done, Loader=yaml.BaseLoader), _SHAPE), done
    assert sorted(COMMENT.findall(done)) == sorted(COMMENT.findall(text))
    assert misplaced(done) == [], done
    assert laid_out(done) == done
