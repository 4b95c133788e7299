from __future__ import annotations

import pytest

from builder.clauses import check_block, check_inline
from builder.diagnostics import Diagnostic
from builder.source import Span, Text


def text_of(markdown: str) -> Text:
    lines = tuple(Span(file="c.md", line=n + 1) for n in range(markdown.count("\n") + 1))
    return Text(markdown, lines[0], lines)


def check(markdown: str) -> list[Diagnostic]:
    return check_block(text_of(markdown))


@pytest.mark.parametrize(
    ("markdown", "line", "column", "message"),
    [
        ("Text.\n\n# Title", 3, 1, "A clause has no headings."),
        ("Title\n=====", 1, 1, "A clause has no headings."),
        ("Text <b>bold</b>", 1, 6, "Raw HTML is not allowed."),
        ("<div>\nx\n</div>", 1, 1, "Raw HTML is not allowed."),
        ("See ![a](b.png) here.", 1, 5, "Images are not written in clauses."),
        ("| a | b |\n|---|---|\n| 1 | 2 |", 1, 1, "Tables are not written in clauses."),
        ("---\nkey: x\n---\n", 1, 1, "A clause has no front matter."),
        ("A {doc}`x` role.", 1, 3, "Roles are not allowed."),
        ("(target)=\nText.", 1, 1, "Targets are not allowed."),
        ("% gone", 1, 1, "A line that starts with % would be left out of the guide."),
        ("> % gone\n>", 1, 1, "A line that starts with % would be left out of the guide."),
        ("+++ gone", 1, 1, "A line that starts with +++ would be left out of the guide."),
        ("a\n\n---\n\nb", 3, 1, "Horizontal rules are not allowed."),
        ("a\n\n    code", 3, 5, "This text is indented so far that it would print as code."),
        (":::{note}\nx\n:::", 1, 1, "Directives are not allowed."),
        ("```{include} /etc/passwd\n```", 1, 4, "Directives are not allowed in a clause."),
        ("```\nnever closed", 1, 1, "This code fence is never closed."),
        ("[a](http://b.example)", 1, 5, "The address “http://b.example” is written in the text."),
        ("[a](../b.pdf)", 1, 5, "The address “../b.pdf” is written"),
        ("[a](../b.md)", 1, 5, "The reference to “b” lacks its “#”."),
        ("<http://b.example>", 1, 2, "The address “http://b.example” is written in the text."),
        ("Text[^1].\n\n[^1]: Note.", 1, 5, "Footnotes are not allowed."),
        ("A list:\n\n•\tone\n•\ttwo", 3, 1, "“•” makes no list item here."),
        ("o\tone", 1, 1, "“o” makes no list item here."),
        ("Level\tAnswer\nGold\tYes", 1, 6, "A tab stands between words."),
        ("[a]: http://b.example", 1, 1, "Link definitions are not allowed."),
        ("- 1\n  - 2\n    - 3\n      - 4\n        - 5", 5, 9, "Lists are nested more than 4"),
    ],
)
def test_what_a_clause_may_not_hold(markdown: str, line: int, column: int, message: str) -> None:
    found = check(markdown)
    assert found, "nothing was found"
    assert found[0].message.startswith(message)
    assert found[0].at is not None
    assert (found[0].at.line, found[0].at.column) == (line, column)
    assert found[0].hint


@pytest.mark.parametrize(
    "markdown",
    [
        "A paragraph with **strong**, *emphasis*, `code`, [words](#id) and \\< signs.",
        "- a\n- b\n  1. c\n     - d",
        "1. a\n2. b",
        "```xml\n<a/>\n```",
        "> A quotation.",
        "{{ table: levels }}",
        "100 % of a+++b (c)=d | e",
    ],
)
def test_what_a_clause_may_hold(markdown: str) -> None:
    assert check(markdown) == []


@pytest.mark.parametrize("markdown", ["- a", "# a", "a\n\nb", "```\na\n```", "> a"])
def test_inline_text_is_one_paragraph(markdown: str) -> None:
    text = text_of(markdown)
    assert [d.code for d in check_inline(text)] == ["inline-markdown"]


def test_a_pasted_list_or_table_is_reported_once() -> None:
    found = check("• one\n• two\n\n• three\n\nText.\n\na\tb\nc\td\n\n```\n• code\tcode\n```")
    assert [(fault.at.line, fault.at.column) for fault in found if fault.at] == [(1, 1), (8, 2)]


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("Text.\n\n```\ncode\n    ```\n", 3),  # indented so far that it is code
        ("```\ncode\n     ```\n\nMore text.\n", 1),
        ("```\ncode\n~~~\n", 1),
        ("~~~\ncode\n```\n", 1),
        ("````\ncode\n```\n", 1),
        ("~~~~~\ncode\n~~~~\n\nMore.\n", 1),
        ("```\ncode\n``~\n", 1),
        ("```\ncode\n```~~~\n", 1),
        ("```\ncode\n``` end\n", 1),
        ("```\ncode\n```json\n", 1),
        ("```\n", 1),
        ("```json", 1),
        ("- item\n\n  ```\n  code\n\nText after the list.\n", 3),
        ("- ```\n  code\n- next\n", 1),
        ("> ```\n> code\n\nText after the quotation.\n", 1),
        ("> ```\n> code\n```\n\nMore.\n", 1),
        ("1. one\n\n   ~~~\n   code\n   ```\n\n2. two\n", 3),
        ("```\na\n```\n\n```\nb\n", 5),
    ],
)
def test_a_fence_that_the_parser_sees_open_is_refused(markdown: str, line: int) -> None:
    fault = check(markdown)[0]
    assert fault.message == "This code fence is never closed."
    assert fault.at is not None
    assert fault.at.line == line


@pytest.mark.parametrize(
    "markdown",
    [
        "```\ncode\n   ```\n",
        "   ```\n   code\n```\n",
        "```\ncode\n``````   \n",
        "~~~\n```\n~~~\n",
        "```\n~~~\n```\n",
        "````\n```\nx\n```\n````\n",
        "```\n```\n",
        "```\n\n\n```",
        "- ```\n  code\n  ```\n- next\n",
        "> ```\n> code\n> ```\n",
        "- item\n\n  ~~~ json\n  {}\n  ~~~\n",
        "A `` ` `` and a `` \\`` and \\` alone.",
        "- a `b` c\n- a ` alone \\` more\n",
    ],
)
def test_a_fence_that_the_parser_sees_closed_is_sound(markdown: str) -> None:
    assert check(markdown) == []


def test_text_that_another_rule_of_the_parser_leaves_open_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As if the parser knew one more kind of block that goes on to the end of the page."""
    from builder.clauses import parser

    sees = parser._parser().parse

    class Swallowing:
        def parse(self, text: str) -> list[object]:
            return sees(text.replace("\n\n", " ") if "@@" in text else text)

    monkeypatch.setattr(parser, "_parser", Swallowing)
    parser.parse.cache_clear()
    (fault,) = check("First @@ opens it.")
    assert fault.message.startswith("What begins here never ends")
    parser.parse.cache_clear()
