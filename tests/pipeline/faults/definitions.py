"""Faults in definitions."""

from __future__ import annotations

from tests.pipeline.faults.case import Case, edited
from tests.whole_projects import PROGRAM, SAIL, SHARED

CASES = [
    edited(
        "yaml-syntax colon",
        SAIL,
        "title: Sailing",
        "title: Sailing: all",
        expected=[
            (
                "yaml-syntax",
                "program_defs/sail.yaml:3:8",
                "The value holds a colon and has no quotes.",
            )
        ],
    ),
    edited(
        "yaml-syntax quote",
        SAIL,
        'version: "4.10"\ndate',
        'version: "4.10\ndate',
        expected=[
            ("yaml-syntax", "program_defs/sail.yaml:5:10", "This quote is not closed on its line.")
        ],
    ),
    edited(
        "text after a hash",
        SAIL,
        "title: Sailing",
        "title: Sailing #2",
        expected=[
            (
                "hash-drops-text",
                "program_defs/sail.yaml:3:16",
                "YAML takes “#2” for a remark, so the guide would not print it.",
            )
        ],
    ),
    edited(
        "unknown key",
        SAIL,
        "short-name: Sail",
        "short-nam: Sail",
        expected=[
            ("unknown-key", "program_defs/sail.yaml:4:1", "“short-nam” is not a key of a program.")
        ],
    ),
    edited(
        "wrong type",
        SAIL,
        "parameters:\n  harbor: Southport",
        "parameters: Southport",
        expected=[
            (
                "wrong-kind",
                "program_defs/sail.yaml:7:13",
                "“parameters” is not a group of keys with values.",
            )
        ],
    ),
    edited(
        "unquoted version",
        SAIL,
        'version: "4.10"\ndate',
        "version: 4.10\ndate",
        expected=[
            (
                "needs-quotes",
                "program_defs/sail.yaml:5:10",
                "Version 4.10 has no quotes, so YAML programs rea",
            )
        ],
    ),
    edited(
        "duplicate key",
        SAIL,
        "title: Sailing\n",
        "title: Sailing\ntitle: Rowing\n",
        expected=[
            (
                "duplicate-key",
                "program_defs/sail.yaml:4:1",
                "The key “title” is already given in line 3.",
            )
        ],
    ),
    edited(
        "bad date",
        SAIL,
        '"2020-02-03"',
        '"2020-02-30"',
        expected=[("bad-date", "program_defs/sail.yaml:6:8", "“2020-02-30” is no date.")],
    ),
    Case(
        name="omit unknown",
        files={SAIL: PROGRAM + "outline:\n  - {omit: finsh}\n"},
        expected=[
            ("unknown-section", "program_defs/sail.yaml:14:12", "There is no section “finsh”.")
        ],
    ),
    Case(
        name="add without place",
        files={SAIL: PROGRAM + "outline:\n  - {add: {id: a-b, title: A}}\n"},
        expected=[
            ("no-place", "program_defs/sail.yaml:14:6", "The new section “a-b” has no place."),
            (
                "missing-clause",
                "program_defs/sail.yaml:14:16",
                "The section “a-b” has no text: there is no file ",
            ),
        ],
    ),
    Case(
        name="replace nothing",
        files={SAIL: PROGRAM + "outline:\n  - {replace: finish, title: Coming Home}\n"},
        expected=[
            (
                "changes-nothing",
                "program_defs/sail.yaml:14:30",
                "The title “Coming Home” is what the family says ",
            )
        ],
    ),
    edited(
        "missing slot",
        SAIL,
        "slots:\n  greeting: sail/greeting\n",
        "",
        expected=[
            (
                "empty-slot",
                "program_defs/sail.yaml:1:10",
                "The slot “greeting” is not filled in “sail”.",
            )
        ],
    ),
    edited(
        "missing param",
        SAIL,
        "parameters:\n  harbor: Southport\n",
        "",
        expected=[
            (
                "missing-parameter",
                "program_defs/sail.yaml:1:10",
                "The parameter “harbor” has no value in “sail”.",
            )
        ],
    ),
    edited(
        "unknown set param",
        SAIL,
        "  harbor: Southport",
        "  harbour: Southport",
        expected=[
            (
                "missing-parameter",
                "program_defs/sail.yaml:7:1",
                "The parameter “harbor” has no value in “sail”.",
            ),
            (
                "unknown-parameter",
                "program_defs/sail.yaml:8:3",
                "The family declares no parameter “harbour”.",
            ),
        ],
    ),
    edited(
        "unknown family",
        SAIL,
        "extends: shared",
        "extends: shard",
        expected=[("unknown-family", "program_defs/sail.yaml:2:10", "There is no family “shard”.")],
    ),
    edited(
        "row length",
        SHARED,
        '["2", "[](#first-steps)"]',
        '["2"]',
        expected=[
            (
                "row-length",
                "program_defs/shared.yaml:42:9",
                "Row 2 has 1 cells, but the table has 2 columns.",
            )
        ],
    ),
    edited(
        "clause path leaves",
        SAIL,
        "sail/greeting",
        "../sail/greeting",
        expected=[
            (
                "bad-clause-path",
                "program_defs/sail.yaml:10:13",
                "“../sail/greeting” is no clause file.",
            )
        ],
    ),
    Case(
        name="deep nesting",
        files={SAIL: PROGRAM + "lists: " + "[" * 200 + "\n"},
        expected=[
            (
                "nesting-too-deep",
                "program_defs/sail.yaml:13:32",
                "Lists and keys are nested more than 24 levels de",
            )
        ],
    ),
    edited(
        "bidi in yaml",
        SAIL,
        "title: Sailing",
        "title: Sail\u202eing",
        expected=[
            (
                "forbidden-character",
                "program_defs/sail.yaml:3:12",
                "U+202E is an invisible mark that changes the dir",
            )
        ],
    ),
    edited(
        "escape PUA in yaml",
        SAIL,
        "title: Sailing",
        'title: "Sail\\ue000ing"',
        expected=[
            (
                "forbidden-character",
                "program_defs/sail.yaml:3:13",
                "U+E000 is a private-use character, which a text ",
            )
        ],
    ),
    edited(
        "unknown precedence",
        SHARED,
        "precedence: [treaty, guide]",
        "precedence: [treaties, guide]",
        expected=[
            (
                "unknown-document",
                "program_defs/shared.yaml:9:14",
                "There is no document “treaties”.",
            )
        ],
    ),
    edited(
        "unknown link in list",
        SHARED,
        "  clubs: [club]",
        "  clubs: [clubs]",
        expected=[("unknown-link", "program_defs/shared.yaml:53:11", "There is no link “clubs”.")],
    ),
    edited(
        "bad url",
        SHARED,
        "https://club.example/",
        "javascript:alert(1)",
        expected=[
            (
                "bad-address",
                "program_defs/shared.yaml:51:33",
                "“javascript:alert(1)” is no address that a link ",
            )
        ],
    ),
]
