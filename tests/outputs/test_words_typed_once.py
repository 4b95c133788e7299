"""No label of a guide is typed outside the catalogue of its language.

A template or a module that types one prints English in a guide of another language.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from builder.model.change_words import ChangeWords
from builder.model.cover import LABELS
from builder.model.words import ENGLISH

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ("builder/model/words.py", "builder/model/change_words.py", "builder/model/cover.py")
MOST_WORDS = 4
STRICT = (
    "builder/assemble", "builder/diff", "builder/index", "builder/model", "builder/outputs",
    "builder/questions", "builder/render", "builder/report/diff", "builder/report/overview",
    "builder/report/redline", "builder/pipeline/front_page.py",
)  # fmt: skip
"""What prints guides, or names their parts: no label at all. Elsewhere, messages to authors may
consist of a word that is a label as well."""
EXCEPTIONS: dict[str, str] = {
    "templates/manual": "the pages of the manual, which is written in English",
    "builder/outputs/pdf/inline.py: Text": "a node of docutils",
    "templates/preview/preview.js: Number": "a function of JavaScript",
}
"""Files and folders, or one label of a file (`file: Label`), each with the reason."""


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif isinstance(value, ChangeWords):
        yield from texts(tuple(getattr(value, one.name) for one in fields(value)))
    elif isinstance(value, Mapping):
        yield from texts(tuple(value.values()))


def labels() -> set[str]:
    """What is a label in the catalogue: a few words that begin with a capital, up to a value.

    Of comparisons, only what has no value: their sentences begin like any other.
    """
    found = set()
    changes = [text for text in texts(ENGLISH.changes) if "{" not in text]
    own = (getattr(ENGLISH, one.name) for one in fields(ENGLISH) if one.name != "changes")
    for text in (*texts(tuple(own)), *changes, *LABELS.values()):
        label = plain(text.partition("{")[0])
        if label[:1].isupper() and len(label.split()) <= MOST_WORDS:
            found.add(label)
    return found


def plain(text: str) -> str:
    return " ".join(text.split()).strip(" #$*|-–:.“”…")


LABEL_NAMES = labels()
NUMBERED = "|".join(sorted({plain(form.partition("{")[0]) for form in ENGLISH.labels.values()}))
BEFORE_A_VALUE = re.compile(rf"(?<![\w“])({NUMBERED})\s*$")


def python_strings(source: str) -> Iterator[tuple[str, bool]]:
    """Every text of a module but docstrings, and whether a value follows it."""
    tree = ast.parse(source)
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            for part, after in zip(node.values, [*node.values[1:], None], strict=True):
                if isinstance(part, ast.Constant):
                    skipped.add(id(part))
                    yield str(part.value), isinstance(after, ast.FormattedValue)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
        ):
            before, brace, _ = node.value.partition("{")
            yield before, bool(brace)


COMMENTS = {
    ".js": r"/\*.*?\*/|(?<![:\w])//[^\n]*",
    ".css": r"/\*.*?\*/",
    ".typ": r"/\*.*?\*/|(?<!:)//[^\n]*",
    ".html": r"<!--.*?-->|\{#.*?#\}",
    ".jinja": r"\{#.*?#\}",
}


def template_texts(source: str, suffix: str) -> Iterator[tuple[str, bool]]:
    """The pieces between everything that ends a text in HTML, Jinja, Typst or JavaScript."""
    source = re.sub(COMMENTS[suffix], "", source, flags=re.DOTALL)
    parts = re.split(r"""(["'`\[\](){}<>#=,;|\n])""", source)
    for text, end in zip(parts[::2], [*parts[1::2], ""], strict=True):
        yield text, end in ("{", "#")


def typed(path: str, source: str) -> Iterator[str]:
    """The labels that a source types."""
    file = Path(path)
    found = python_strings(source) if file.suffix == ".py" else template_texts(source, file.suffix)
    strict = path.startswith((*STRICT, "templates/"))
    for text, value_follows in found:
        label = plain(text)
        if label in LABEL_NAMES and (strict or " " in label):
            yield label
        elif strict and value_follows and (match := BEFORE_A_VALUE.search(text)):
            yield match[1]


def sources() -> Iterator[tuple[str, str]]:
    files = [*ROOT.glob("builder/**/*.py"), *ROOT.glob("templates/**/*")]
    for file in sorted(files):
        path = file.relative_to(ROOT).as_posix()
        if not path.startswith(CATALOGUE) and file.suffix in {".py", *COMMENTS}:
            yield path, file.read_text(encoding="utf-8")


def test_no_label_is_typed_outside_the_catalogue() -> None:
    used: set[str] = set()
    found = []
    for path, source in sources():
        for label in typed(path, source):
            named = [one for one in EXCEPTIONS if covers(one, path, label)]
            used.update(named)
            if not named:
                found.append(f"{path}: {label}")
    assert found == []
    assert set(EXCEPTIONS) - used == set(), "exceptions of which there is no case"


def covers(exception: str, path: str, label: str) -> bool:
    return exception == f"{path}: {label}" or f"{path}/".startswith(f"{exception}/")


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("builder/outputs/x.py", 'name = "Appendix"'),
        ("builder/outputs/x.py", 'name = f"Appendix {number}"'),
        ("builder/outputs/x.py", 'name = f"see Section {number}"'),
        ("builder/outputs/x.py", 'name = "Table {number}: {title}"'),
        ("builder/checks/x.py", 'name = "On this page"'),
        ("builder/report/redline/x.py", 'name = "Editorial"'),
        ("builder/report/diff/x.py", 'name = f"Row “{name}”"'),
        ("templates/html/x.html", "<p>On this page</p>"),
        ("templates/html/x.html", '<a aria-label="Search">'),
        ("templates/html/x.html", "<p>see Section {{ part.number }}</p>"),
        ("templates/guide/x.md.jinja", "## Revision history\n"),
        ("templates/guide/x.md.jinja", '{{ "Glossary" }}'),
        ("templates/pdf/x.typ", "#heading[List of Tables]"),
        ("templates/pdf/x.typ", '#let name = "Contents"'),
        ("templates/pdf/x.typ", "[Page #number]"),
        ("templates/pdf/redline.typ", '(name: "To review")'),
        ("templates/diff/x.html", "<legend>Show</legend>"),
        ("templates/html/static/x.js", "label.textContent = `Chapter ${number}`;"),
        ("templates/html/static/x.js", "status('No results for');"),
    ],
)
def test_a_typed_label_is_found(path: str, source: str) -> None:
    assert list(typed(path, source))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("builder/outputs/x.py", '"""Appendix"""\n'),
        ("builder/outputs/x.py", 'message = "The guide has no table 3."'),
        ("builder/checks/x.py", 'name = "Table"'),
        ("templates/html/x.html", "{# Search #}<p>{{ words.search|e }}</p><!-- Search -->"),
        ("templates/pdf/x.typ", "// Contents\n#words.contents"),
        ("templates/html/static/x.js", "// Search\nconst search = words.search;"),
    ],
)
def test_other_texts_are_free(path: str, source: str) -> None:
    assert not list(typed(path, source))
