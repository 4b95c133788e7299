"""Characters, encodings, drawings, and what is placed twice or nowhere."""

from __future__ import annotations

from tests.pipeline.faults.case import GUIDE, START_FILE, Case, appended, edited
from tests.whole_projects import START

CASES = [
    appended(
        "control",
        "Bell \x07 rings.\n",
        expected=[
            (
                "forbidden-character",
                "content/shared/start.md:14:6",
                "U+0007 is a control character, which a text must",
            )
        ],
    ),
    appended(
        "esc",
        "Esc \x1b[31m red.\n",
        expected=[
            (
                "forbidden-character",
                "content/shared/start.md:14:5",
                "U+001B is a control character, which a text must",
            )
        ],
    ),
    appended(
        "bidi",
        "Turn \u202eround.\n",
        expected=[
            (
                "forbidden-character",
                "content/shared/start.md:14:6",
                "U+202E is an invisible mark that changes the dir",
            )
        ],
    ),
    appended(
        "private",
        "Mark \ue0000\ue001x\ue002.\n",
        expected=[
            (
                "forbidden-character",
                "content/shared/start.md:14:6",
                "U+E000 is a private-use character, which a text ",
            ),
            (
                "forbidden-character",
                "content/shared/start.md:14:8",
                "U+E001 is a private-use character, which a text ",
            ),
            (
                "forbidden-character",
                "content/shared/start.md:14:10",
                "U+E002 is a private-use character, which a text ",
            ),
        ],
    ),
    appended(
        "entity bidi",
        "Turn &#x202e; round &rlm;.\n",
        expected=[
            (
                "forbidden-character",
                "content/shared/start.md:14:6",
                "U+202E is an invisible mark that changes the dir",
            ),
            (
                "forbidden-character",
                "content/shared/start.md:14:21",
                "U+200F is an invisible mark that changes the dir",
            ),
        ],
    ),
    Case(
        name="utf8",
        files={START_FILE: START.encode() + b"\nBad \xff byte.\n"},
        expected=[
            (
                "not-utf-8",
                "content/shared/start.md:14:5",
                "“content/shared/start.md” holds a character that",
            )
        ],
    ),
    edited(
        "template private",
        GUIDE + "section.md.jinja",
        "{{ words",
        "\ue000 {{ words",
        expected=[
            (
                "forbidden-character",
                "templates/guide/section.md.jinja@\ue000",
                "U+E000 is a private-use character, which a templ",
            )
        ],
    ),
    Case(
        name="template utf8",
        files={GUIDE + "blocks/list.md.jinja": b"{% for x in y %}\n\xff"},
        expected=[
            (
                "not-utf-8",
                "templates/guide/blocks/list.md.jinja:2:1",
                "“templates/guide/blocks/list.md.jinja” holds a c",
            )
        ],
    ),
    edited(
        "figure stale",
        "content/figures/route.yaml",
        "label: Out,",
        "label: Away,",
        expected=[
            (
                "figure-stale",
                "content/figures/route.yaml:1:1",
                "The drawing of the figure “route” was made from ",
            )
        ],
    ),
    Case(
        name="figure missing",
        files={"content/figures/route.svg": None},
        expected=[
            (
                "figure-stale",
                "content/figures/route.yaml:1:1",
                "The figure “route” is not drawn: there is no fil",
            )
        ],
    ),
    edited(
        "figure script",
        "content/figures/route.svg",
        "<text ",
        "<script>alert(1)</script><text ",
        expected=[
            (
                "figure-unsafe",
                "content/figures/route.yaml:1:1",
                "The drawing “content/figures/route.svg” holds “<",
            )
        ],
    ),
    edited(
        "figure event",
        "content/figures/route.svg",
        "<text ",
        '<text onclick="x()" ',
        expected=[
            (
                "figure-unsafe",
                "content/figures/route.yaml:1:1",
                "The drawing “content/figures/route.svg” holds “o",
            )
        ],
    ),
    edited(
        "not placed",
        "content/shared/knots-section.md",
        "\n\n{{ table: tides }}",
        "",
        expected=[
            (
                "reference-not-placed",
                "content/shared/knots-section.md:1:9",
                "The table “tides” is declared but stands nowhere",
            ),
            ("unused-table", "program_defs/shared.yaml:43:3", "No text prints the table “tides”."),
        ],
    ),
    appended(
        "twice",
        "{{ table: tides }}\n",
        expected=[
            (
                "placed-twice",
                "content/shared/knots-section.md:3:1",
                "The table “tides” stands in this guide already.",
            )
        ],
    ),
    appended(
        "glossary twice",
        "{{ glossary }}\n",
        expected=[
            (
                "placed-twice",
                "content/shared/words.md:1:1",
                "The glossary stands in this guide already.",
            )
        ],
    ),
]
