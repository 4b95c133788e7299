"""Faults that only Sphinx, Typst or the templates of the web pages find."""

from __future__ import annotations

from tests.pipeline.faults.case import GUIDE, Case, edited
from tests.whole_projects import SHARED

CASES = [
    edited(
        "directive unknown",
        GUIDE + "blocks/list.md.jinja",
        "{% for",
        "{% set x = 1 %}\n:::{nonsense}\nx\n:::\n{% for",
        expected=[
            (
                "markup-unknown-block",
                "templates/guide/blocks/list.md.jinja@nonsense",
                "There is no kind of block called “nonsense”.",
            )
        ],
    ),
    edited(
        "uneven rows",
        GUIDE + "blocks/form.md.jinja",
        "  - &#160;\n",
        "",
        expected=[
            (
                "markup-table",
                "templates/guide/blocks/form.md.jinja@list-table",
                "The rows of this table do not all have the same ",
            )
        ],
    ),
    edited(
        "no content",
        GUIDE + "blocks/list.md.jinja",
        "{% for",
        ":::{list-table}\n:::\n{% for",
        expected=[
            (
                "markup-empty-block",
                "templates/guide/blocks/list.md.jinja@list-table",
                "This block is empty.",
            )
        ],
    ),
    edited(
        "undeclared heading",
        GUIDE + "section.md.jinja",
        "{{ part | body }}",
        "{{ part | body }}\n\n{{ ('#' * (level + 1)) | verbatim }} On its own\n",
        expected=[
            (
                "markup-heading",
                "templates/guide/section.md.jinja@{{ ('#' * (level + 1))",
                "“On its own” is a heading that the outline does not",
            )
        ],
    ),
    edited(
        "option",
        GUIDE + "blocks/table.md.jinja",
        ":header-rows: 1",
        ":header-row: 1",
        expected=[
            (
                "markup-option",
                "templates/guide/blocks/table.md.jinja@:header-row:",
                "This block has no option “header-row”.",
            )
        ],
    ),
    edited(
        "open block",
        GUIDE + "blocks/figure.md.jinja",
        "{{ item.caption }}\n:::",
        "{{ item.caption }}\n",
        expected=[
            (
                "markup-unclosed",
                "templates/guide/blocks/figure.md.jinja@:::",
                "This block is never closed, so that sections aft",
            )
        ],
    ),
    edited(
        "open fence in a template",
        GUIDE + "section.md.jinja",
        "{{ part | body }}",
        "{{ part | body }}\n\n~~~ text",
        expected=[
            (
                "markup-unclosed",
                "templates/guide/section.md.jinja@~~~ text",
                "This block is never closed, so that sections aft",
            )
        ],
    ),
    edited(
        "sections that no template prints",
        GUIDE + "section.md.jinja",
        "{% for child in part.sections %}",
        "{% for child in part.sections if level != 2 %}",
        expected=[
            ("markup-heading", "program_defs/shared.yaml@Ropes", "No template prints this section.")
        ],
    ),
    edited(
        "another title",
        GUIDE + "section.md.jinja",
        "| verbatim }} {{ part.title }}",
        '| verbatim }} {{ part.title if level < 3 else "Else" }}',
        expected=[
            (
                "markup-heading",
                "program_defs/shared.yaml@Ropes",
                "“Else” stands at another place, or under another",
            )
        ],
    ),
    edited(
        "level",
        GUIDE + "section.md.jinja",
        '"#" * level',
        '"#" * (level + (level > 1) | int)',
        expected=[
            (
                "markup-heading",
                "program_defs/shared.yaml:21:16",
                "A heading stands at the wrong level here.",
            ),
            (
                "markup-heading",
                "program_defs/shared.yaml:33:33",
                "A heading stands at the wrong level here.",
            ),
        ],
    ),
    edited(
        "role2",
        GUIDE + "section.md.jinja",
        "{{ part | body }}",
        "{nonsense}`x`\n\n{{ part | body }}",
        expected=[
            (
                "markup-unknown-role",
                "templates/guide/section.md.jinja@nonsense",
                "There is no role called “nonsense”.",
            )
        ],
    ),
    edited(
        "not in toctree",
        GUIDE + "index.md.jinja",
        "{{ appendix.id | verbatim }}",
        "{{ appendix.id | verbatim if not loop.first }}",
        expected=[
            (
                "page-not-listed",
                "templates/guide/section.md.jinja@({{ part.id ",
                "No list of contents names this page.",
            )
        ],
    ),
    edited(
        "toctree bad",
        GUIDE + "index.md.jinja",
        "{{ appendix.id | verbatim }}",
        "{{ appendix.id | verbatim }}x",
        expected=[
            (
                "markup-unknown-page",
                "templates/guide/index.md.jinja@:::{toctree}\n:caption: {{ words.appendices",
                "The list of contents names the page “formsx”, wh",
            ),
            (
                "markup-unknown-page",
                "templates/guide/index.md.jinja@:::{toctree}\n:caption: {{ words.appendices",
                "The list of contents names the page “wordsx”, wh",
            ),
            (
                "page-not-listed",
                "templates/guide/section.md.jinja@({{ part.id ",
                "No list of contents names this page.",
            ),
        ],
    ),
    edited(
        "double label",
        GUIDE + "section.md.jinja",
        "({{ part.id | verbatim }})=",
        "(x)=",
        expected=[
            (
                "duplicate-id",
                "program_defs/shared.yaml:29:24",
                "The id “x” stands in this guide twice.",
            ),
            (
                "duplicate-id",
                "templates/guide/section.md.jinja@x",
                "The id “x” stands in this guide twice.",
            ),
        ],
    ),
    edited(
        "image",
        GUIDE + "blocks/figure.md.jinja",
        "figures/{{ item.id | verbatim }}.svg",
        "figures/{{ item.id | verbatim }}.svgx",
        expected=[
            (
                "missing-figure",
                "templates/guide/blocks/figure.md.jinja@:::{figure} ",
                "The drawing “figures/route.svgx” is not there.",
            )
        ],
    ),
    edited(
        "include",
        GUIDE + "section.md.jinja",
        "{{ part | body }}",
        "```{include} /etc/passwd\n```\n\n{{ part | body }}",
        expected=[
            (
                "markup-refused-block",
                "templates/guide/section.md.jinja@include",
                "Blocks that put in files or raw markup are not a",
            )
        ],
    ),
    edited(
        "rawhtml",
        GUIDE + "section.md.jinja",
        "{{ part | body }}",
        "```{raw} html\n<b>\n```\n\n{{ part | body }}",
        expected=[
            (
                "markup-refused-block",
                "templates/guide/section.md.jinja@raw",
                "Blocks that put in files or raw markup are not a",
            )
        ],
    ),
    edited(
        "glossary dup",
        SHARED,
        "{term: AFT Deck",
        "{term: AFT  Deck, means: x}\n  - {term: AFT Deck",
        expected=[
            (
                "duplicate-term",
                "program_defs/shared.yaml:59:24",
                "The glossary has the term “AFT Deck” twice.",
            )
        ],
    ),
    edited(
        "html",
        "templates/html/sidebar/identity.html",
        "guide_title|e",
        "guide_title|ee",
        expected=[
            (
                "template-failed",
                "templates/html/sidebar/identity.html@ee",
                "The template of the web pages fails here: No fil",
            )
        ],
    ),
    edited(
        "html name",
        "templates/html/page.html",
        "{{ body }}",
        "{{ body }}{{ nope }}",
        expected=[
            (
                "template-failed",
                "templates/html/page.html@nope",
                "The template of the web pages fails here: there i",
            )
        ],
    ),
    edited(
        "html condition",
        "templates/html/cover.html",
        "{%- if guide_publisher %}",
        "{%- if guide_publishers %}",
        expected=[
            (
                "template-failed",
                "templates/html/cover.html@guide_publishers",
                "The template of the web pages fails here: there i",
            )
        ],
    ),
    edited(
        "html attribute",
        "templates/html/sidebar/find.html",
        'placeholder="{{ words.search_guide|e }}"',
        'placeholder="{{ words.search_guides|e }}"',
        expected=[
            (
                "template-failed",
                "templates/html/sidebar/find.html@search_guides",
                "The template of the web pages fails here: there i",
            )
        ],
    ),
    edited(
        "html loop",
        "templates/html/search.html",
        "for kind, address in guide_files",
        "for kind, address in guides_files",
        expected=[
            (
                "template-failed",
                "templates/html/search.html@guides_files",
                "The template of the web pages fails here: there i",
            )
        ],
    ),
    edited(
        "html2",
        "templates/html/sidebar/identity.html",
        "{%- endif %}",
        "{%- endfi %}",
        expected=[
            (
                "template-failed",
                "templates/html/sidebar/identity.html@endfi",
                "The template of the web pages fails here: Encoun",
            )
        ],
    ),
    edited(
        "html3",
        "templates/html/sidebar/identity.html",
        "guide_title|e",
        "guide_title.x.y",
        expected=[
            (
                "template-failed",
                "templates/html/sidebar/identity.html@x",
                "The template of the web pages fails here: “str o",
            )
        ],
    ),
    *(
        edited(
            f"cover {needle}",
            "templates/html/cover.html",
            '<header class="cover">',
            f'{fault}\n<header class="cover">',
            expected=[
                (
                    "template-failed",
                    f"templates/html/cover.html@{needle}",
                    f"The template of the web pages fails here: {begins}",
                )
            ],
        )
        for fault, needle, begins in (
            ("{{ nope.nope }}", "nope", "“nope” is undefined"),
            ("{% if %}", "{% if %}", "Expected an expression"),
            ("{{ 1 / 0 }}", "{{ 1 / 0 }}", "division by zero"),
        )
    ),
    *(
        Case(
            name=f"no {name}",
            files={f"templates/html/{name}": None},
            expected=[
                (
                    "template-failed",
                    f"templates/html/{name}:1:1",
                    "The template of the web pages fails here: The file is mi",
                )
            ],
        )
        for name in ("cover.html", "page.html", "search.html", "sidebar/find.html")
    ),
    edited(
        "index",
        "templates/html/index.html",
        "$guides",
        "$guide",
        expected=[
            (
                "template-failed",
                "templates/html/index.html@$guide",
                "“$guide” is not a place for anything here.",
            )
        ],
    ),
    Case(
        name="index2",
        files={"templates/html/index.html": None},
        expected=[
            (
                "template-failed",
                "templates/html/index.html:1:1",
                "The template “templates/html/index.html” cannot ",
            )
        ],
    ),
    Case(
        name="appendix dropped",
        files={GUIDE + "section.md.jinja": "\n"},
        expected=[
            (
                "template-undefined",
                "templates/guide/appendix.md.jinja@section(top,",
                "The template uses the name “section”, which does",
            ),
            (
                "template-undefined",
                "templates/guide/chapter.md.jinja@section(top,",
                "The template uses the name “section”, which does",
            ),
        ],
    ),
    Case(
        name="typst syntax",
        files={"templates/pdf/tables.typ": "#let end = {\n"},
        expected=[("pdf-failed", "templates/pdf/tables.typ:1:12", "The PDF cannot be set:")],
    ),
]
