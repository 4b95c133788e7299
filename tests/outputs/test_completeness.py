"""Text that is lost on the way to a format is found, at the place where it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.assemble.passages import Passage
from builder.assemble.unread import unread, words
from builder.outputs.completeness import PAGE_END, lost_text, squeezed
from builder.outputs.html.read import page_text
from builder.pipeline.build import build
from builder.render import PageKind, RenderedPage
from builder.render.origins import Origins
from builder.source import Span
from tests.whole_projects import START, make_whole

LINES = (
    "The quick brown fox jumps over the lazy dog.",
    "A customer’s re-certification takes 14 days.",
    "Efficient ﬁles and Café are printed, the fox too.",
    "None.",
    "The words of this passage stand nowhere else in this guide.",
    "None.",
    "1.2",
)


def passage(line: int, text: str) -> Passage:
    return Passage(page="a", text=text, at=Span(file="content/a.md", line=line, column=1))


PASSAGES = [passage(number, text) for number, text in enumerate(LINES, start=1)]
ALL = "\n".join(LINES)


def lost(output: str, *texts: str) -> list[tuple[str, str]]:
    wanted = [passage(1, text) for text in texts] or PASSAGES
    found = lost_text(wanted, output, "PDF")
    assert all(d.code == "text-lost" and d.hint for d in found)
    return [(d.message.split("”")[0].removeprefix("“"), str(d.at)) for d in found]


def test_nothing_is_lost() -> None:
    assert lost(ALL) == []


@pytest.mark.parametrize("line", range(len(LINES)))
def test_every_passage_that_is_left_out_is_found_at_its_place(line: int) -> None:
    rest = [text for number, text in enumerate(LINES) if number != line]
    ((_, at),) = lost("\n".join(rest))
    # Of two passages that say the same the last one may be told.
    assert at in {f"content/a.md:{line + 1}:1"} | (
        {"content/a.md:4:1", "content/a.md:6:1"} if LINES[line] == "None." else set()
    )


@pytest.mark.parametrize(
    ("sign", "told"),
    [
        ("quick ", "The quick brown fox jumps over"),
        (" lazy", "lazy dog."),
        ("dog.", "dog."),
        ("14", "14 days."),
        ("printed", "printed, the fox too."),
        ("é", "Café are printed, the fox too."),
        ("’", "A customer’s re-certification takes 14 days."),
    ],
)
def test_every_sign_counts(sign: str, told: str) -> None:
    assert [text for text, _ in lost(ALL.replace(sign, "", 1))] == [told]


def test_a_passage_that_is_lost_is_found_although_its_words_stand_elsewhere() -> None:
    output = ALL.replace("None.\nThe words", "The words") + "\nSee None. None."
    assert [at for _, at in lost(output)] == ["content/a.md:4:1"]


def test_a_passage_that_another_one_holds_is_missed() -> None:
    texts = ("Partners sell licences.", "Partners sell licences. Customers buy them.")
    assert lost("\n".join(texts), *texts) == []
    assert [text for text, _ in lost(texts[1], *texts)] == ["Partners sell licences."]


@pytest.mark.parametrize(
    "output",
    [
        "The quick brown fox jumps over the la-\nzy dog.",
        "The quick brown fox jumps over the la\u00adzy dog.",
        "The quick brown fox jumps over the la\ufffe\r\nzy dog.",
        "THE QUICK BROWN FOX\nJUMPS OVER\nTHE LAZY DOG.",
        "The quick\u200b brown fox jumps over the lazy dog.",
        f"The quick brown fox\nVersion 4 page 3{PAGE_END}Sailing\njumps over the lazy dog.",
        f"The{PAGE_END}quick brown fox jumps{PAGE_END}over the lazy dog.",
    ],
)
def test_line_ends_page_ends_and_capitals_do_not_confuse_it(output: str) -> None:
    assert lost(output, LINES[0]) == []


def test_a_loss_between_two_pages_is_found() -> None:
    output = f"The quick brown fox\nVersion 4 page 3{PAGE_END}Sailing\nthe lazy dog."
    assert len(lost(output, LINES[0])) == 1


def test_ligatures_and_accents_do_not_confuse_it() -> None:
    assert lost("Eﬃcient files and Cafe\u0301 are printed, the fox too.", LINES[2]) == []


def test_what_an_html_page_shows() -> None:
    page = (
        "<html><body>menu<article role=main><p>One<em>two</em> &amp; <script>x()</script>"
        "<style>y</style><!-- z --><b>three</b></p><td>4</td><td>5</td></article>foot</body>"
    )
    assert squeezed(page_text(page)) == "onetwo&three45"


# What the parser reads as text.


def page(*lines: str) -> RenderedPage:
    """Lines of one clause, each an authored segment."""
    origins = Origins()
    encoded = "\n".join(
        origins.encode(line, Span(file="content/a.md", line=number, column=1))
        for number, line in enumerate(lines, start=1)
    )
    text, segments = origins.decode(encoded)
    return RenderedPage(name="a", kind=PageKind.CHAPTER, text=text, segments=segments)


# ruff: noqa: E501
# fmt: off
SOUND = (
    ("Within 14th days, a `policyIdentifier`s *re*certify.", "Within 14th days, a policyIdentifiers recertify."),
    (r"R&amp;D, 10&nbsp;days, user\'s &copy; &#8217;n&#x27; \&amp; &amp;amp;", "R&D, 10\xa0days, user's © ’n' &amp; &amp;"),
    ("[the club](<https://club.example/long>)s \\*s\\* pre[fix](<guide:words/a>)", "the clubs *s* prefix"),
    ("[¤](<guide:full/start>)s and [¤](<guide:number/b>)", "Section 1 “Start”s and Table 2"),
    (r"\&\#60; &#60; \&lt\; `&amp;`", "&#60; < &lt; &amp;"),
    ("&amp;amp; [¤](<guide:full/b>)", "&amp; Section 1"),
    ("1. one\n2) two\n> 3. three\n- 4. four", "one two three four"),
    ("```python\nx_y\n```\n- ~~~ json title\n  a\n  ~~~", "x_y a"),
    (r"a\_b `c_d` __e__ f\[g\] \{h\} \<i\> 3\. \+", "a_b c_d e f[g] {h} <i> 3. +"),
)
# fmt: on


@pytest.mark.parametrize(("source", "read"), SOUND)
def test_marks_of_markdown_are_no_words(source: str, read: str) -> None:
    assert unread(page(*source.split("\n")), [read]) == []


def test_words_that_the_parser_lost_are_found_at_their_place() -> None:
    written = page("One line of text.", "Another line `of` te*xt*.")
    found = unread(written, ["One line of text. Another text."])
    assert [(d.message.split("”")[0], str(d.at)) for d in found] == [
        ("“line", "content/a.md:2:9"),
        ("“of", "content/a.md:2:15"),
    ]


def test_words_of_templates_are_not_wanted() -> None:
    origins = Origins()
    encoded = origins.encode(":::{note}", Span(file="t", line=1), authored=False)
    text, segments = origins.decode(f"{encoded}\n{origins.encode('Words', Span(file='a'))}s")
    written = RenderedPage(name="a", kind=PageKind.CHAPTER, text=text, segments=segments)
    assert unread(written, ["Wordss"]) == []
    assert len(unread(written, ["Word"])) == 1
    assert words("a_b") == ["ab"]


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
    message = "“vanishes” is in the source, but Markdown reads it as something else than text."
    assert ("text-lost", message, "content/shared/start.md:14:6") in found
    assert not (root / "build/sail").exists()


@pytest.mark.parametrize("output", ["HTML", "PDF", "JSON"])
def test_a_build_with_an_output_that_loses_a_paragraph_fails(
    output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a paragraph that stands twice, one is left out."""
    from docutils import nodes
    from sphinx.writers.html5 import HTML5Translator

    from builder.assemble import extract
    from builder.outputs.pdf import registry

    clause = f"{START}\nCaptains wait.\n\nThen they sail.\n\nCaptains wait.\n"
    left = iter(range(9))

    def drop(node: nodes.Node) -> bool:
        wanted = isinstance(node, nodes.paragraph) and node.astext() == "Captains wait."
        return wanted and next(left) == 1

    if output == "HTML":
        visit = HTML5Translator.visit_paragraph

        def visit_paragraph(self: HTML5Translator, node: nodes.paragraph) -> None:
            if drop(node):
                raise nodes.SkipNode
            visit(self, node)

        monkeypatch.setattr(HTML5Translator, "visit_paragraph", visit_paragraph)
    elif output == "PDF":
        write = registry.HANDLERS["paragraph"]
        monkeypatch.setitem(
            registry.HANDLERS, "paragraph", lambda n, c: "" if drop(n) else write(n, c)
        )
    else:
        read = extract._GuideExtractor.block
        monkeypatch.setattr(
            extract._GuideExtractor, "block", lambda s, n: iter(()) if drop(n) else read(s, n)
        )
    root = make_whole(tmp_path, {"content/shared/start.md": clause})
    report = build(root, ["sail"])
    found = [(d.message, str(d.at)) for d in report.diagnostics if d.code == "text-lost"]
    message = f"“Captains wait.” is in the source but not in the {output}."
    assert found == [(message, "content/shared/start.md:18:1")]
