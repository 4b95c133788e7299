"""Names that mean nothing, wherever a text can have one."""

from __future__ import annotations

from tests.pipeline.faults.case import appended, edited
from tests.whole_projects import SAIL, SHARED

CASES = [
    appended(
        "param in clause",
        "Text with {{ harbur }}.\n",
        expected=[
            (
                "unknown-parameter",
                "content/shared/start.md:14:11",
                "There is no parameter “harbur”.",
            )
        ],
    ),
    edited(
        "param in cell",
        SHARED,
        "can row for {{ days }} days",
        "can row for {{ dais }} days",
        expected=[
            ("unknown-parameter", "program_defs/shared.yaml:41:28", "There is no parameter “dais”.")
        ],
    ),
    edited(
        "param in list item",
        SHARED,
        "Reef knot for {{ harbor }}",
        "Reef knot for {{ harbur }}",
        expected=[
            (
                "unknown-parameter",
                "program_defs/shared.yaml:55:43",
                "There is no parameter “harbur”.",
            )
        ],
    ),
    edited(
        "param in revision",
        SAIL,
        "summary: First.",
        'summary: "First in {{ harbur }}."',
        expected=[
            ("unknown-parameter", "program_defs/sail.yaml:12:59", "There is no parameter “harbur”.")
        ],
    ),
    edited(
        "param in note",
        SHARED,
        "as in [](#ropes)",
        "as in {{ harbur }}",
        expected=[
            (
                "unknown-parameter",
                "program_defs/shared.yaml:59:45",
                "There is no parameter “harbur”.",
            )
        ],
    ),
    edited(
        "param in title",
        SHARED,
        "{id: finish, title: Coming Home}",
        '{id: finish, title: "Home to {{ harbur }}"}',
        expected=[
            (
                "unknown-parameter",
                "program_defs/shared.yaml:27:34",
                "There is no parameter “harbur”.",
            )
        ],
    ),
    edited(
        "param in value",
        SAIL,
        "  harbor: Southport",
        '  harbor: "South{{ prt }}"',
        expected=[
            ("unknown-parameter", "program_defs/sail.yaml:8:17", "There is no parameter “prt”.")
        ],
    ),
    edited(
        "param in intro",
        SHARED,
        "signed in {{ harbor }}",
        "signed in {{ harbur }}",
        expected=[
            (
                "unknown-parameter",
                "program_defs/shared.yaml:7:30",
                "There is no parameter “harbur”.",
            )
        ],
    ),
    edited(
        "param in caption",
        SHARED,
        "caption: Tides",
        'caption: "Tides of {{ harbur }}"',
        expected=[
            (
                "unknown-parameter",
                "program_defs/shared.yaml:44:24",
                "There is no parameter “harbur”.",
            )
        ],
    ),
    edited(
        "param in link label",
        SHARED,
        "label: The Club",
        'label: "The {{ clb }}"',
        expected=[
            ("unknown-parameter", "program_defs/shared.yaml:51:22", "There is no parameter “clb”.")
        ],
    ),
    edited(
        "param in form",
        SHARED,
        "role: Who commands",
        'role: "Who {{ commands }}"',
        expected=[
            (
                "unknown-parameter",
                "program_defs/shared.yaml:57:60",
                "There is no parameter “commands”.",
            )
        ],
    ),
    edited(
        "param in program title",
        SAIL,
        "title: Sailing",
        'title: "Sailing {{ wher }}"',
        expected=[
            ("unknown-parameter", "program_defs/sail.yaml:3:17", "There is no parameter “wher”.")
        ],
    ),
    edited(
        "param in stated value",
        SAIL,
        "slots:\n",
        'stated-values: [{thing: fee, source: start, value: "{{ dayz }} days"}]\nslots:\n',
        expected=[
            ("unknown-parameter", "program_defs/sail.yaml:9:53", "There is no parameter “dayz”.")
        ],
    ),
    edited(
        "no param in stated value",
        SAIL,
        "slots:\n",
        'stated-values: [{thing: fee, source: start, value: "{{ days + 1 }} days"}]\nslots:\n',
        expected=[
            (
                "placeholder-syntax",
                "program_defs/sail.yaml:9:53",
                "“{{ days + 1 }}” is not a placeholder.",
            )
        ],
    ),
    edited(
        "param circular",
        SAIL,
        "  harbor: Southport",
        '  harbor: "South {{ harbor }}"',
        expected=[
            (
                "parameter-circular",
                "program_defs/sail.yaml:8:12",
                "The value of “harbor” refers back to itself.",
            )
        ],
    ),
    appended(
        "slot",
        "{{ slot: greting }}\n",
        expected=[("unknown-slot", "content/shared/start.md:14:1", "There is no slot “greting”.")],
    ),
    appended(
        "slot empty",
        "{{ slot }}\n",
        expected=[("unknown-slot", "content/shared/start.md:14:1", "“slot” needs an id.")],
    ),
    appended(
        "table",
        "{{ table: level }}\n",
        expected=[
            (
                "unknown-table",
                "content/shared/start.md:14:1",
                "There is no “level” among this guide’s tables.",
            )
        ],
    ),
    appended(
        "table no id",
        "{{ table }}\n",
        expected=[("unknown-table", "content/shared/start.md:14:1", "“table” needs an id.")],
    ),
    appended(
        "figure",
        "{{ figure: rout }}\n",
        expected=[
            (
                "unknown-figure",
                "content/shared/start.md:14:1",
                "There is no “rout” among this guide’s figures.",
            )
        ],
    ),
    appended(
        "links",
        "{{ links: club }}\n",
        expected=[
            (
                "unknown-links",
                "content/shared/start.md:14:1",
                "There is no “club” among this guide’s link lists",
            )
        ],
    ),
    appended(
        "list",
        "{{ list: knot }}\n",
        expected=[
            (
                "unknown-list",
                "content/shared/start.md:14:1",
                "There is no “knot” among this guide’s lists.",
            )
        ],
    ),
    appended(
        "form",
        "{{ form: crw }}\n",
        expected=[
            (
                "unknown-form",
                "content/shared/start.md:14:1",
                "There is no “crw” among this guide’s forms.",
            )
        ],
    ),
    appended(
        "kind",
        "{{ tabel: levels }}\n",
        expected=[
            ("unknown-block", "content/shared/start.md:14:1", "There is no kind of block “tabel”.")
        ],
    ),
    appended(
        "reference",
        "See [](#finsh).\n",
        expected=[
            ("unknown-reference", "content/shared/start.md:14:5", "Nothing has the id “finsh”.")
        ],
    ),
    appended(
        "reference words",
        "See [the end](#finsh).\n",
        expected=[
            ("unknown-reference", "content/shared/start.md:14:5", "Nothing has the id “finsh”.")
        ],
    ),
    edited(
        "reference in cell",
        SHARED,
        "[](#first-steps)",
        "[](#first-step)",
        expected=[
            (
                "unknown-reference",
                "program_defs/shared.yaml:42:16",
                "Nothing has the id “first-step”.",
            )
        ],
    ),
    edited(
        "reference in note",
        SHARED,
        "[](#ropes)",
        "[](#rope)",
        expected=[
            ("unknown-reference", "program_defs/shared.yaml:59:45", "Nothing has the id “rope”.")
        ],
    ),
    appended(
        "reference in words of ref",
        "See [the {{ end }}](#finish).\n",
        expected=[
            ("unknown-parameter", "content/shared/start.md:14:10", "There is no parameter “end”.")
        ],
    ),
    appended(
        "placeholder syntax",
        "Text {{ Harbor Name }}.\n",
        expected=[
            (
                "placeholder-syntax",
                "content/shared/start.md:14:6",
                "“{{ Harbor Name }}” is not a placeholder.",
            )
        ],
    ),
    appended(
        "jinja expression",
        "Text {{ 7*7 }}.\n",
        expected=[
            (
                "placeholder-syntax",
                "content/shared/start.md:14:6",
                "“{{ 7*7 }}” is not a placeholder.",
            )
        ],
    ),
    appended(
        "jinja statement",
        "Text {% if x %} yes.\n",
        expected=[
            ("placeholder-syntax", "content/shared/start.md:14:6", "“{%” is not a placeholder."),
            ("placeholder-syntax", "content/shared/start.md:14:14", "“%}” is not a placeholder."),
        ],
    ),
    appended(
        "stray braces",
        "Text }} here.\n",
        expected=[
            ("placeholder-syntax", "content/shared/start.md:14:6", "“}}” is not a placeholder.")
        ],
    ),
    appended(
        "marker not alone",
        "Text {{ table: tides }}.\n",
        expected=[
            (
                "marker-not-alone",
                "content/shared/start.md:14:6",
                "“{{ table: tides }}” must stand alone on its lin",
            )
        ],
    ),
    edited(
        "marker in cell",
        SHARED,
        "can row for {{ days }} days",
        "{{ list: knots }}",
        expected=[
            (
                "marker-not-alone",
                "program_defs/shared.yaml:41:16",
                "“{{ list: knots }}” must stand alone on its line",
            )
        ],
    ),
]
