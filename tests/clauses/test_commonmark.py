"""CommonMark’s own examples as clauses: each is refused with its place, or printed in full.

Where the examples are from stands in `tests/clauses/commonmark/README.md`. All that are sound are
the clauses of one guide, in which each has a section of its own.
"""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from builder.clauses import check_block
from builder.clauses.format import format_clause
from builder.diagnostics import errors
from builder.outputs.completeness import squeezed
from builder.outputs.pdf.glyphs import INVISIBLE, characters
from builder.outputs.pdf.make import read_pdf
from builder.pipeline.check import check
from builder.pipeline.guide import GuideJob, build_guide
from builder.pipeline.project import open_project
from builder.source import SourceFile, Text
from tests.whole_projects import FAMILY, SHARED, TEMPLATES, make_whole

HERE = Path(__file__).parent
EXAMPLES = [
    (number, markdown)
    for number, _, markdown in json.loads(
        (HERE / "commonmark/examples.json").read_text(encoding="utf-8")
    )
]
# Clauses of the same kinds that were written here: what is left open, entities, line breaks, words
# with marks in them, and what other dialects of Markdown know.
EXAMPLES += enumerate(json.loads((HERE / "hostile.json").read_text(encoding="utf-8")), 1001)
LEAST = 400
"""So many examples are sound clauses, at least."""


def faults(number: int, markdown: str) -> list[Any]:
    source = SourceFile(name=f"content/shared/ex-{number}.md", text=markdown)
    return check_block(Text(source.text, source.line_starts[0], source.line_starts))


def printable(markdown: str) -> bool:
    """Whether the guides’ typefaces have every character of a text."""
    return all(ord(sign) in _glyphs() for sign in unescape(markdown))


def _glyphs(known: set[int] = set()) -> set[int]:  # noqa: B006 (read once)
    if not known:
        known |= INVISIBLE.union(*map(characters, (TEMPLATES / "fonts").glob("*.ttf")))
    return known


SOUND = {n: markdown for n, markdown in EXAMPLES if not faults(n, markdown) and printable(markdown)}


def test_what_is_refused_has_a_place_and_says_what_to_write() -> None:
    refused = [(n, markdown, found) for n, markdown in EXAMPLES if (found := faults(n, markdown))]
    for number, markdown, found in refused:
        for fault in found:
            assert fault.at.file == f"content/shared/ex-{number}.md"
            assert 1 <= fault.at.line <= markdown.count("\n") + 1, number
            assert fault.hint
    assert len(SOUND) >= LEAST
    assert len(refused) + LEAST < len(EXAMPLES)


@pytest.mark.parametrize("number", [n for n, markdown in EXAMPLES if not faults(n, markdown)])
def test_to_format_an_example_changes_nothing_that_is_read(number: int) -> None:
    markdown = dict(EXAMPLES)[number]
    name = f"content/shared/ex-{number}.md"
    result = format_clause(SourceFile(name=name, text=markdown))
    assert not result.diagnostics
    assert rendered(result.value) == rendered(markdown)
    again = format_clause(SourceFile(name=name, text=result.value))
    assert again.value == result.value


def rendered(markdown: str) -> str:
    html = MarkdownIt("commonmark").render(markdown)
    parts = re.split(r"(<pre>.*?</pre>)", html, flags=re.S)
    parts[::2] = [re.sub(r"\s+", " ", part.replace("<br />\n", "<br />")) for part in parts[::2]]
    return "".join(parts)


class Leaves(HTMLParser):
    """The texts of the innermost blocks of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts = [""]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.texts += [""] if tag in {"p", "li", "pre", "ul", "ol", "blockquote"} else []

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, None)

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sections = "".join(f"      - {{id: ex-{n}, title: Example {n}}}\n" for n in SOUND)
    finish = "  - {id: finish, title: Coming Home}\n"
    family = FAMILY.replace(
        finish, f"  - id: finish\n    title: Coming Home\n    sections:\n{sections}"
    )
    clauses = {f"content/shared/ex-{n}.md": markdown for n, markdown in SOUND.items()}
    return make_whole(tmp_path_factory.mktemp("commonmark"), {SHARED: family, **clauses})


def test_every_word_of_a_sound_example_is_in_every_output(root: Path) -> None:
    project = open_project(root, ["sail"])
    assert not project.failed
    folder = root / "build/sail"
    report = build_guide(
        GuideJob(
            root=root,
            program=project.programs["sail"],
            source=project.sources["sail"],
            folder=folder,
        ),
        lambda guide, stage: None,
    )
    assert not [d for d in report.diagnostics if d.code == "text-lost"]
    guide = json.loads((folder / "guide.json").read_text(encoding="utf-8"))
    sections = {section["id"]: section for section in guide["sections"][1]["sections"]}
    assert list(sections) == [f"ex-{n}" for n in SOUND]
    page = (folder / "html/finish.html").read_text(encoding="utf-8")
    pages = dict(re.findall(r'(?s)<section id="(ex-\d+)">(.*?)</section>', page))
    assert list(pages) == list(sections)
    (file,) = folder.glob("*.pdf")
    paper = squeezed(read_pdf(file.read_bytes()).text)
    for number, markdown in SOUND.items():
        id = f"ex-{number}"
        json_text = squeezed("".join(texts(sections[id])))
        html_text = squeezed("".join(Leaves(pages[id]).texts))
        for text in map(squeezed, Leaves(MarkdownIt("commonmark").render(markdown)).texts):
            assert text in json_text, number
            assert text in html_text, number
            assert text in paper, number


def texts(part: object) -> list[str]:
    """All texts of a section and what is in it."""
    if isinstance(part, dict):
        own = [part["text"]] if isinstance(part.get("text"), str) else []
        return own + [text for value in part.values() for text in texts(value)]
    return [text for value in part for text in texts(value)] if isinstance(part, list) else []


def test_no_check_stumbles_over_an_example(root: Path) -> None:
    found = check(root, ["sail"], cache=False).diagnostics
    assert {d.at.file for d in found if d.at} & {f"content/shared/ex-{n}.md" for n in SOUND}
    assert all(d.at and d.hint for d in found)


@pytest.mark.parametrize("text", ["&nbsp;", "- &nbsp;", "> &#160;", "&nbsp;\n\n- a\n- b", "&ensp;"])
def test_a_paragraph_of_spaces_stops_no_check(text: str, tmp_path: Path) -> None:
    root = make_whole(tmp_path, {"content/shared/finish.md": f"Come home.\n\n{text}\n"})
    assert not errors(check(root, ["sail"], cache=False).diagnostics)
