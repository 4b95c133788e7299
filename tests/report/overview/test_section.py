"""Every kind of block as text and as Markdown."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from builder.model.guide import Block, Cell, Place, Run, Section
from builder.model.words import ENGLISH
from builder.report.overview.section_markdown import section_markdown
from builder.report.overview.section_text import print_section


def _paragraph(*runs: Run | str, line: int = 1) -> Block:
    at = Place(file="content/a.md", line=line, column=1)
    made = tuple(run if isinstance(run, Run) else Run(text=run) for run in runs)
    return Block(kind="paragraph", runs=made, at=at)


def _item(*blocks: Block) -> Block:
    return Block(kind="item", blocks=blocks, at=Place(file="content/a.md", line=9, column=1))


def _cell(text: str) -> Cell:
    return Cell(blocks=(_paragraph(text),))


LINK = Run(text="the site", kind="link", target="https://a.example/(1)")
LONG = "word " * 14 + "end"
NESTED = Block(kind="numbered-list", blocks=(_item(_paragraph("inner")),))
CASES: list[tuple[Block, str, str]] = [
    (
        _paragraph("See ", LINK, " and ", Run(text="a*b", kind="code"), "."),
        "See the site <https://a.example/(1)> and\na*b.",
        "See [the site](<https://a.example/(1)>) and `a*b`.",
    ),
    (
        _paragraph("A *star*, ", Run(text="bold", kind="strong"), " (and)."),
        "A *star*, bold (and).",
        r"A \*star\*, **bold** (and).",
    ),
    (_paragraph(LONG), f"{'word ' * 7}word\n{'word ' * 6}end", LONG),
    (
        Block(kind="bullet-list", blocks=(_item(_paragraph(LONG), NESTED), _item(_paragraph("b")))),
        f"• {'word ' * 6}word\n  {'word ' * 7}end\n  1. inner\n• b",
        f"- {LONG}\n  1. inner\n- b",
    ),
    (
        Block(kind="quote", blocks=(_paragraph(LONG),)),
        f"│ {'word ' * 6}word\n│ {'word ' * 7}end",
        f"> {LONG}",
    ),
    (Block(kind="code", runs=(Run(text="a\n b", kind="code"),)), "  a\n   b", "```\na\n b\n```"),
    (
        Block(
            kind="table",
            number="2",
            runs=(Run(text="Levels"),),
            head=(_cell("A"), _cell("B")),
            rows=((_cell("1"), _cell("x | y")),),
        ),
        "Table 2  Levels\n┌───┬───────┐\n"
        "│ A │ B     │\n├───┼───────┤\n│ 1 │ x | y │\n└───┴───────┘",
        "**Table 2: Levels**\n\n| A | B |\n|---|---|\n| 1 | x \\| y |",
    ),
    (
        Block(kind="figure", number="1", runs=(Run(text="Way"),), description="Out and back."),
        "Figure 1  Way\n  Out and back.",
        "**Figure 1: Way**\n\nOut and back.",
    ),
    (
        Block(
            kind="glossary",
            blocks=(
                Block(
                    kind="entry",
                    runs=(Run(text="AFT", kind="strong"),),
                    blocks=(_paragraph("Behind"),),
                ),
            ),
        ),
        "AFT\n  Behind",
        "- **AFT**: Behind",
    ),
]


def _section(*blocks: Block) -> Section:
    return Section(
        id="s",
        kind="appendix",
        number="B",
        label="Appendix B",
        title="Title",
        at=Place(file="program_defs/shared.yaml", line=7, column=3),
        blocks=blocks,
        sections=(Section(id="t", kind="section", number="B.1", label="Appendix B.1", title="T"),),
    )


def _text(section: Section, *, only: bool = False, sources: bool = False) -> str:
    console = Console(file=StringIO(), width=40, highlight=False)
    print_section(console, section, ENGLISH, only=only, sources=sources)
    file = console.file
    assert isinstance(file, StringIO)
    return file.getvalue()


@pytest.mark.parametrize(("block", "text", "markdown"), CASES)
def test_a_block(block: Block, text: str, markdown: str) -> None:
    section = _section(block)
    assert _text(section, only=True) == (f"Appendix B: Title\n\n{text}\n\nBelow it:\n  B.1  T\n")
    assert section_markdown(section, ENGLISH, only=True) == (
        f"# Appendix B: Title\n\n{markdown}\n\n- B.1 T\n"
    )


def test_what_is_below_and_sources() -> None:
    section = _section(_paragraph("One.", line=3), NESTED)
    assert _text(section, sources=True) == (
        "‹program_defs/shared.yaml:7›\n"
        "Appendix B: Title\n\n"
        "‹content/a.md:3›\nOne.\n\n"
        "‹content/a.md:9›\n1. inner\n\n"
        "B.1  T\n\n"
    )
    assert section_markdown(section, ENGLISH, sources=True).startswith(
        "# Appendix B: Title\n\n`program_defs/shared.yaml:7`\n\nOne.\n\n`content/a.md:3`\n"
    )
    assert "\n## B.1 T\n" in section_markdown(section, ENGLISH)


def test_nothing_reaches_the_terminal_that_is_no_text() -> None:
    assert "\x1b" not in _text(_section(_paragraph("a\x1b[31mb")))


def test_a_table_that_is_too_wide_is_folded() -> None:
    wide = Block(kind="table", head=(_cell("A"), _cell("B")), rows=((_cell(LONG), _cell(LONG)),))
    assert max(len(line) for line in _text(_section(wide)).split("\n")) <= 40
