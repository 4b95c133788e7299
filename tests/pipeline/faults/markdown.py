"""Markdown that no clause may hold."""

from __future__ import annotations

from tests.pipeline.faults.case import START_FILE, Case, appended, edited
from tests.whole_projects import SAIL, SHARED, START

CASES = [
    appended(
        "heading",
        "# Title\n",
        expected=[("clause-markdown", "content/shared/start.md:14:1", "A clause has no headings.")],
    ),
    appended(
        "setext",
        "Title\n=====\n",
        expected=[("clause-markdown", "content/shared/start.md:14:1", "A clause has no headings.")],
    ),
    appended(
        "html block",
        "<div>x</div>\n",
        expected=[("clause-markdown", "content/shared/start.md:14:1", "Raw HTML is not allowed.")],
    ),
    appended(
        "html inline",
        "Text <b>bold</b>.\n",
        expected=[
            ("clause-markdown", "content/shared/start.md:14:6", "Raw HTML is not allowed."),
            ("clause-markdown", "content/shared/start.md:14:13", "Raw HTML is not allowed."),
        ],
    ),
    appended(
        "comment",
        "Text <!-- x -->.\n",
        expected=[("clause-markdown", "content/shared/start.md:14:6", "Raw HTML is not allowed.")],
    ),
    appended(
        "image",
        "Text ![a](b.png) and ![c](d.png).\n",
        expected=[
            (
                "clause-markdown",
                "content/shared/start.md:14:6",
                "Images are not written in clauses.",
            ),
            (
                "clause-markdown",
                "content/shared/start.md:14:22",
                "Images are not written in clauses.",
            ),
        ],
    ),
    appended(
        "md table",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        expected=[
            (
                "clause-markdown",
                "content/shared/start.md:14:1",
                "Tables are not written in clauses.",
            )
        ],
    ),
    Case(
        name="front matter",
        files={START_FILE: "---\nx: y\n---\n\n" + START},
        expected=[
            ("clause-markdown", "content/shared/start.md:1:1", "A clause has no front matter.")
        ],
    ),
    appended(
        "target",
        "(x)=\n\nText.\n",
        expected=[("clause-markdown", "content/shared/start.md:14:1", "Targets are not allowed.")],
    ),
    appended(
        "percent",
        "% gone\n",
        expected=[
            (
                "clause-markdown",
                "content/shared/start.md:14:1",
                "A line that starts with % would be left out of t",
            )
        ],
    ),
    appended(
        "plus",
        "+++ gone\n",
        expected=[
            (
                "clause-markdown",
                "content/shared/start.md:14:1",
                "A line that starts with +++ would be left out of",
            )
        ],
    ),
    appended(
        "rule",
        "***\n",
        expected=[
            ("clause-markdown", "content/shared/start.md:14:1", "Horizontal rules are not allowed.")
        ],
    ),
    appended(
        "code block",
        "Text.\n\n    code\n",
        expected=[
            (
                "clause-markdown",
                "content/shared/start.md:16:5",
                "This text is indented so far that it would print",
            )
        ],
    ),
    appended(
        "colon fence",
        ":::{note}\nHi\n:::\n",
        expected=[
            ("clause-markdown", "content/shared/start.md:14:1", "Directives are not allowed.")
        ],
    ),
    appended(
        "directive",
        "```{include} /etc/passwd\n```\n",
        expected=[
            (
                "clause-markdown",
                "content/shared/start.md:14:4",
                "Directives are not allowed in a clause.",
            )
        ],
    ),
    appended(
        "open fence",
        "```\ncode\n",
        expected=[
            ("clause-markdown", "content/shared/start.md:14:1", "This code fence is never closed.")
        ],
    ),
    appended(
        "open colon",
        ":::\nHi\n",
        expected=[
            ("clause-markdown", "content/shared/start.md:14:1", "Directives are not allowed.")
        ],
    ),
    appended(
        "definition",
        "[a]: https://x.example\n",
        expected=[
            ("clause-markdown", "content/shared/start.md:14:1", "Link definitions are not allowed.")
        ],
    ),
    appended(
        "footnote",
        "Text[^1].\n\n[^1]: Note.\n",
        expected=[
            ("clause-markdown", "content/shared/start.md:14:5", "Footnotes are not allowed."),
            ("clause-markdown", "content/shared/start.md:16:1", "Footnotes are not allowed."),
        ],
    ),
    appended(
        "address",
        "See [x](https://x.example/a) and [y](https://y.example).\n",
        expected=[
            (
                "clause-address",
                "content/shared/start.md:14:9",
                "The address “https://x.example/a” is written in ",
            ),
            (
                "clause-address",
                "content/shared/start.md:14:38",
                "The address “https://y.example” is written in th",
            ),
        ],
    ),
    appended(
        "autolink",
        "See <https://x.example>.\n",
        expected=[
            (
                "clause-address",
                "content/shared/start.md:14:6",
                "The address “https://x.example” is written in th",
            )
        ],
    ),
    appended(
        "odd reference",
        "See [a [b]](#finish).\n",
        expected=[
            (
                "clause-markdown",
                "content/shared/start.md:14:13",
                "The reference to “finish” is written in an unusu",
            )
        ],
    ),
    appended(
        "angle reference",
        "See [a](<#finish>).\n",
        expected=[
            (
                "clause-markdown",
                "content/shared/start.md:14:10",
                "The reference to “finish” is written in an unusu",
            )
        ],
    ),
    appended(
        "escaped tick",
        "A \\` mark and [](#finsh) and \\` mark.\n",
        expected=[
            ("unknown-reference", "content/shared/start.md:14:15", "Nothing has the id “finsh”.")
        ],
    ),
    appended(
        "list deep",
        "- a\n  - b\n    - c\n      - d\n        - e\n",
        expected=[
            (
                "clause-nesting",
                "content/shared/start.md:18:9",
                "Lists are nested more than 4 levels deep.",
            )
        ],
    ),
    appended(
        "quote deep",
        "> > > > x\n",
        expected=[
            (
                "clause-nesting",
                "content/shared/start.md:14:1",
                "Quotations are nested more than 2 levels deep.",
            )
        ],
    ),
    edited(
        "cell with list",
        SHARED,
        "can row for {{ days }} days",
        "- a",
        expected=[
            (
                "inline-markdown",
                "program_defs/shared.yaml:41:16",
                "This text must be a single paragraph without lis",
            )
        ],
    ),
    edited(
        "cell two paras",
        SHARED,
        '      - ["1", "can row for {{ days }} days"]',
        '      - ["1", "a\\n\\nb"]',
        expected=[
            (
                "inline-markdown",
                "program_defs/shared.yaml:41:16",
                "This text must be a single paragraph.",
            )
        ],
    ),
    Case(
        name="fault in slot",
        files={"content/sail/greeting.md": "Hello {{ harbur }}.\n"},
        expected=[
            ("unknown-parameter", "content/sail/greeting.md:1:7", "There is no parameter “harbur”.")
        ],
    ),
    Case(
        name="slot circular",
        files={"content/sail/greeting.md": "Hello.\n\n{{ slot: greeting }}\n"},
        expected=[
            (
                "slot-circular",
                "content/sail/greeting.md:3:1",
                "The text that fills the slot “greeting” holds th",
            )
        ],
    ),
    Case(
        name="code value",
        files={START_FILE: START + "\nText `{{ harbor }}`.\n"},
        edits={SAIL: ("Southport", '"So`uth"')},
        expected=[
            (
                "value-in-code",
                "content/shared/start.md:14:7",
                "The value of “harbor” holds marks that begin or ",
            )
        ],
    ),
    Case(
        name="empty clause",
        files={"content/shared/ropes.md": "\n\n"},
        expected=[("clause-empty", "content/shared/ropes.md:1:1", "This clause file is empty.")],
    ),
]
