"""Words that are lost on the way to a format are found, at the place where they were written."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.outputs.completeness import missing_words, words
from builder.outputs.html.read import page_text
from builder.pipeline.build import build
from builder.pipeline.project import open_project
from builder.render import PageKind, RenderedPage, RenderedSource
from builder.render.origins import Origins
from builder.source import Span
from tests.whole_projects import START, make_whole

LINES = (
    "The quick brown fox jumps over the lazy dog.",
    "A customer’s re-certification takes 14 days.",
    "Efficient ﬁles and Café are printed, the fox too.",
)


def source(*lines: str) -> RenderedSource:
    """Lines of one clause, each an authored segment."""
    origins = Origins()
    encoded = "\n".join(
        origins.encode(line, Span(file="content/a.md", line=number))
        for number, line in enumerate(lines, start=1)
    )
    text, segments = origins.decode(encoded)
    page = RenderedPage(name="a", kind=PageKind.CHAPTER, text=text, segments=segments)
    return RenderedSource(program="p", pages=(page,), used={}, figures=())


def lost(output: str, *lines: str) -> list[tuple[str, str]]:
    found = missing_words(source(*(lines or LINES)), output, "PDF")
    assert all(d.code == "text-lost" and d.hint for d in found)
    return [(d.message.split("”")[0].removeprefix("“"), str(d.at)) for d in found]


def test_nothing_is_lost() -> None:
    assert lost("\n".join(LINES)) == []


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("quick", "content/a.md:1:5"),
        ("dog", "content/a.md:1:41"),
        ("14", "content/a.md:2:37"),
        ("printed", "content/a.md:3:29"),
    ],
)
def test_a_lost_word_is_found_at_its_place(word: str, place: str) -> None:
    assert lost("\n".join(LINES).replace(word, "")) == [(word, place)]


def test_a_word_that_stands_too_seldom_is_lost_once() -> None:
    text = "\n".join(LINES)
    assert lost(text.replace("the fox too", "the too")) == [("fox", "content/a.md:3:42")]


def test_a_lost_line_is_told_word_by_word() -> None:
    assert [word for word, _ in lost(LINES[0] + LINES[2])] == [
        "A", "customer's", "re", "certification", "takes", "14", "days",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "output",
    [
        "The quick brown fox jumps over the la-\nzy dog.",
        "The quick brown fox jumps over the la\u00adzy dog.",
        "The quick brown fox jumps over the la\ufffe\r\nzy dog.",
        "THE QUICK BROWN FOX\nJUMPS OVER\nTHE LAZY DOG",
        "The quick\u200b brown fox jumps over the lazy dog.",
    ],
)
def test_hyphens_at_line_ends_and_capitals_do_not_confuse_it(output: str) -> None:
    assert lost(output, LINES[0]) == []


def test_hyphens_of_a_words_own_do_not_confuse_it() -> None:
    assert lost("A customer's re-\ncertification takes 14 days.", LINES[1]) == []


def test_ligatures_and_accents_do_not_confuse_it() -> None:
    assert lost("Eﬃcient files and Cafe\u0301 are printed, the fox too.", LINES[2]) == []


def test_marks_of_markdown_are_not_words() -> None:
    lines = ("1. [the club](<https://club.example/long>) \\*s\\* &", "```python", "x", "```")
    assert lost("the club s & x", *lines) == []


def test_what_an_html_page_shows() -> None:
    page = (
        "<html><body>menu<article role=main><p>One<em>two</em> &amp; <script>x()</script>"
        "<style>y</style><!-- z --><b>three</b></p><td>4</td><td>5</td></article>foot</body>"
    )
    assert words(page_text(page)) == {"onetwo": 1, "three": 1, "4": 1, "5": 1}


def test_a_build_with_a_parser_that_loses_text_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if MyST knew one more kind of line that prints nothing."""
    from markdown_it.tree import SyntaxTreeNode
    from myst_parser.mdit_to_docutils.base import DocutilsRenderer

    render = DocutilsRenderer.render_paragraph

    def losing(self: DocutilsRenderer, token: SyntaxTreeNode) -> None:
        if "vanishes" not in token.children[0].content:
            render(self, token)

    monkeypatch.setattr(DocutilsRenderer, "render_paragraph", losing)
    root = make_whole(tmp_path, {"content/shared/start.md": f"{START}\nThis vanishes.\n"})
    report = build(root, ["sail"])
    assert report.failed
    found = {(d.code, d.message, str(d.at)) for d in report.diagnostics}
    for format in ("HTML", "PDF"):
        message = f"“vanishes” is in the source but not in the {format}."
        assert ("text-lost", message, "content/shared/start.md:14:6") in found
    assert not (root / "build/sail").exists()


def test_values_are_looked_for_where_they_print(tmp_path: Path) -> None:
    root = make_whole(tmp_path)
    rendered = open_project(root).sources["sail"]
    everything = "\n".join(page.text for page in rendered.pages)
    (found,) = missing_words(rendered, everything.replace("Southport", "", 1), "HTML")
    assert found.message.startswith("“Southport”")
    assert found.at is not None
    assert found.at.file == "program_defs/sail.yaml"
