"""Nothing that an author puts into a value can become markup, in any format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.clauses.values import fill
from builder.outputs.pdf.make import read_pdf
from builder.outputs.snapshot import load_guide
from builder.pipeline.build import build
from builder.pipeline.front_page import index_page, read_template
from builder.pipeline.guide import GuideJob, build_guide
from builder.pipeline.project import open_project
from tests.whole_projects import FAMILY, SAIL, SHARED, make_whole

NASTY = [
    "*stars* and **more**", "_under_ __line__", "`code` ``tick", "# heading", "- list", "+ list",
    "1. one", "1) one", "> quote", "% comment", "+++", "---", "===", "***", "~~~", "```", ":::",
    ":::{note}", "(label)=", "{ref}`x`", "{% if %}"[0:1] + "x", "[a](b)", "[a](#finish)",
    "![a](b.png)", "[^1]", "[x]: http://y", "<b>bold</b>", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "</article></main>", "<!-- x -->", "&lt; &amp; &#60;",
    "a | b | c", "| a |", "\\", "\\*", "a\\", "$x$ $$y$$", "#import", "#set page()", "@label",
    "#{1+1}", "a -- b --- c", "'single' \"double\"", "“curly” ‘quotes’", "a  b", "x : y",
    "javascript:alert(1)", "https://x.example/?a=1&b=2", "${guides} $guides", "%(name)s {0}",
    "${7*7}", "<%= 7 %>", "]]>", "--><!--", "\u00e9 e\u0301",
    "ﬁ ﬂ ½ ²",
    "Aa" * 60, "a\u00a0b", "…", "()[]{", "=cmd()", "'; --", "^caret^ ~sub~", "!x", "?", "..",
    ".. note::", "|sub|", "::", ":name: x", "* -", "&copy;",
]  # fmt: skip
"""Texts with a meaning in Markdown, MyST, HTML, Typst, Jinja, YAML or a spreadsheet."""


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


class Text(HTMLParser):
    """The text of a page's main part, and the names of its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: Path) -> Text:
    parser = Text()
    html = page.read_text(encoding="utf-8")
    parser.feed(html)
    return parser


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every nasty text as a value in running text, in a cell, a title and an item."""
    texts = [text for text in NASTY if "{{" not in text and "}}" not in text]
    keys = [f"v{n}" for n in range(len(texts))]
    values = "".join(
        f"  {key}: {{value: {quoted(text)}, description: D.}}\n"
        for key, text in zip(keys, texts, strict=True)
    )
    family = FAMILY.replace("slots:\n", f"{values}slots:\n", 1)
    rows = "".join(f'      - ["{{{{ {key} }}}}"]\n' for key in keys)
    family = family.replace('      - ["06:12"]\n', rows)
    sections = "".join(
        f"      - {{id: s{n}, title: {quoted(f'T {{{{ {key} }}}}')}, clause: shared/s}}\n"
        for n, key in enumerate(keys)
    )
    family = family.replace("title: Coming Home}", "title: Coming Home, sections: [] }")
    family = family.replace(
        "  - {id: finish, title: Coming Home, sections: [] }\n",
        f"  - id: finish\n    title: Coming Home\n    sections:\n{sections}",
    )
    body = "".join(
        f"{{{{ {key} }}}} starts, {{{{ {key} }}}} stands within.\n\n- {{{{ {key} }}}}\n\n"
        for key in keys
    )
    root = make_whole(
        tmp_path_factory.mktemp("nasty"),
        {
            SHARED: family,
            "content/shared/finish.md": f"Home.\n\n{body}{{{{ links: clubs }}}}\n",
            "content/shared/s.md": "Text.\n",
        },
    )
    (root / "program_defs/row.yaml").unlink()
    (root / "content/row/greeting.md").unlink()
    path = root / SAIL
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("title: Sailing", f"title: {quoted('<b>{{ v27 }}</b> *x* $guides')}")
        .replace("short-name: Sail", f"short-name: {quoted('<i>S</i> #x')}")
        .replace(
            "parameters:", f"copyright: {quoted('</footer><script>c()</script>')}\nparameters:"
        ),
        encoding="utf-8",
    )
    publish(root)
    return root


def publish(root: Path) -> None:
    """Build without the checks, which judge what a text says."""
    project = open_project(root)
    assert not project.failed, project.diagnostics
    out = root / "build"
    job = GuideJob(
        root=root,
        program=project.programs["sail"],
        source=project.sources["sail"],
        folder=out / "sail",
    )
    report = build_guide(job, lambda guide, stage: None)
    assert not report.diagnostics, [(d.code, d.message, str(d.at)) for d in report.diagnostics]
    (out / "index.html").write_text(index_page(read_template(root).value, out), encoding="utf-8")


def texts(root: Path) -> Iterator[str]:
    program = open_project(root).programs["sail"]
    for key, parameter in program.parameters.items():
        if re.fullmatch(r"v\d+", key):
            yield fill(parameter.value, program)


def test_every_value_prints_as_itself_in_html(root: Path) -> None:
    page = squeezed("".join(read(root / "build/sail/html/finish.html").text))
    table = squeezed("".join(read(root / "build/sail/html/start.html").text))
    for text in texts(root):
        value = squeezed(text)
        assert f"{value}starts,{value}standswithin." in page, text
        assert f"T{value}" in page, text
        assert value in table, text


def test_every_value_prints_as_itself_in_the_snapshot(root: Path) -> None:
    guide = load_guide((root / "build/sail/guide.json").read_text(encoding="utf-8"))
    finish = next(part for part in guide.walk() if part.id == "finish")
    said = [" ".join(block.text.split()) for block in finish.blocks]
    titles = [part.title for part in finish.sections]
    (table,) = [b for part in guide.walk() for b in part.blocks if b.id == "tides"]
    cells = [" ".join(row[0].text.split(" ")) for row in table.rows]
    for text in texts(root):
        value = re.sub(r"[ \t]+", " ", text)
        line = " ".join(f"{value} starts, {value} stands within.".split())
        assert line in said, text
        assert f"T {value}" in titles, text
        assert value in cells, text


def test_every_value_prints_as_itself_in_the_pdf(root: Path) -> None:
    (pdf,) = (root / "build/sail").glob("*.pdf")
    from builder.outputs.completeness import squeezed as everything

    there = everything(read_pdf(pdf.read_bytes()).text)
    plain = squeezed(read_pdf(pdf.read_bytes()).text).replace("\ufffe", "").replace("\u2010", "-")
    for text in texts(root):
        value = squeezed(text)
        if value.isascii() and len(value) < 20:
            assert f"{value}starts," in plain, text
        for word in re.findall(r"[^\W_]+", text):
            assert there.count(everything(word)) >= 4, (text, word)


def test_no_value_made_an_element_or_an_attribute(root: Path) -> None:
    for page in (root / "build").rglob("*.html"):
        found = read(page)
        assert not found.tags & {"b", "i", "iframe", "object", "embed", "blink"}, page
        assert not {name for name in found.attributes if name.startswith("on")}, page
        html = page.read_text(encoding="utf-8")
        assert "<script>alert" not in html
        assert "<script>c()" not in html
        assert "<img src=x" not in html
        for address in re.findall(r'(?:href|src)="([^"]*)"', html):
            assert not address.lower().startswith(("javascript:", "data:text")), (page, address)


def test_the_titles_of_the_guide_print_as_themselves(root: Path) -> None:
    wanted = squeezed("<b><img src=x onerror=alert(1)></b> *x* $guides")
    program = open_project(root).programs["sail"]
    wanted = squeezed(fill(program.title, program))
    for page in ("index.html", "sail/html/index.html", "sail/html/finish.html"):
        assert wanted in squeezed("".join(read(root / "build" / page).text)), page


SAFE = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=("Cc", "Cf")),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() and "{{" not in text and "}}" not in text)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=SAFE)
def test_any_value_renders_to_the_text_itself(text: str) -> None:
    from markdown_it import MarkdownIt

    from builder.render.escape import escape

    shown = MarkdownIt("commonmark").enable("table").render(f"{escape(text.strip())} end")
    parser = Text()
    parser.feed(shown)
    assert parser.tags == {"p"}
    assert squeezed("".join(parser.text)) == squeezed(f"{text.strip()} end")


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "{% x %}", "{{ harbor.__class__ }}", "}}", "{# x #}"]
)
def test_template_marks_in_a_value_are_refused(text: str, tmp_path: Path) -> None:
    root = make_whole(tmp_path, edits={SAIL: ("Southport", quoted(text))})
    codes = {d.code for d in open_project(root).diagnostics}
    assert "placeholder-syntax" in codes


@pytest.mark.parametrize(
    ("value", "text"),
    [("14", "{{ v }}. {{ v }}) not a list"), ("-", "{{ v }} item"), ("#", "{{ v }} title")],
)
def test_a_value_and_the_text_after_it_make_no_markup(
    value: str, text: str, tmp_path: Path
) -> None:
    root = make_whole(
        tmp_path,
        {"content/sail/greeting.md": f"{text}\n"},
        {SAIL: ("parameters:", f"parameters:\n  v: {{value: {quoted(value)}, description: D.}}")},
    )
    (root / "program_defs/row.yaml").unlink()
    publish(root)
    page = squeezed("".join(read(root / "build/sail/html/start.html").text))
    assert squeezed(text.replace("{{ v }}", value)) in page


def test_letters_that_the_typefaces_lack_are_refused_at_their_place(tmp_path: Path) -> None:
    root = make_whole(
        tmp_path, {"content/shared/finish.md": "Home \u05e9 again.\n\n{{ links: clubs }}\n"}
    )
    found = [(d.code, str(d.at)) for d in build(root, ["sail"]).diagnostics]
    assert ("unprintable-character", "content/shared/finish.md:1:6") in found
