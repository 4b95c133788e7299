"""Faults in templates that Jinja finds."""

from __future__ import annotations

from tests.pipeline.faults.case import GUIDE, Case, edited

CASES = [
    edited(
        "t syntax",
        GUIDE + "blocks/list.md.jinja",
        "{% endfor %}",
        "{% endfro %}",
        expected=[
            (
                "template-syntax",
                "templates/guide/blocks/list.md.jinja@endfro",
                "The tag “endfro” is unknown, or stands where no ",
            )
        ],
    ),
    edited(
        "t unclosed",
        GUIDE + "blocks/list.md.jinja",
        "{% endfor %}",
        "",
        expected=[
            (
                "template-syntax",
                "templates/guide/blocks/list.md.jinja@- {{ entry | inline }}",
                "The tag “for” is never closed.",
            )
        ],
    ),
    edited(
        "t brace",
        GUIDE + "blocks/list.md.jinja",
        "{{ entry | inline }}",
        "{{ entry | inline }",
        expected=[
            (
                "template-syntax",
                "templates/guide/blocks/list.md.jinja:2:21",
                "“}” stands where nothing like it can stand.",
            )
        ],
    ),
    edited(
        "t filter",
        GUIDE + "blocks/list.md.jinja",
        "| inline",
        "| inlin",
        expected=[
            (
                "template-filter",
                "templates/guide/blocks/list.md.jinja@inlin",
                "There is no filter “inlin”.",
            )
        ],
    ),
    edited(
        "t test",
        GUIDE + "section.md.jinja",
        'part.status == "not-applicable"',
        "part is presnt",
        expected=[
            (
                "template-test",
                "templates/guide/section.md.jinja@presnt",
                "There is no test “presnt”.",
            )
        ],
    ),
    edited(
        "t undefined",
        GUIDE + "blocks/list.md.jinja",
        "in item.items",
        "in itm.items",
        expected=[
            (
                "template-undefined",
                "templates/guide/blocks/list.md.jinja@itm",
                "The template uses the name “itm”, which does not",
            )
        ],
    ),
    edited(
        "t attribute",
        GUIDE + "blocks/list.md.jinja",
        "in item.items",
        "in item.itms",
        expected=[
            (
                "template-undefined",
                "templates/guide/blocks/list.md.jinja@itms",
                "The template uses the name “itms”, which does no",
            )
        ],
    ),
    edited(
        "t macro attr",
        GUIDE + "section.md.jinja",
        "{{ part.title }}",
        "{{ part.titel }}",
        expected=[
            (
                "template-undefined",
                "templates/guide/section.md.jinja@titel",
                "The template uses the name “titel”, which does n",
            )
        ],
    ),
    edited(
        "t missing include",
        GUIDE + "chapter.md.jinja",
        '"section.md.jinja"',
        '"sections.md.jinja"',
        expected=[
            (
                "template-missing",
                "templates/guide/chapter.md.jinja@sections.md.jinja",
                "There is no template “sections.md.jinja”.",
            )
        ],
    ),
    edited(
        "t missing import",
        GUIDE + "chapter.md.jinja",
        "import section with",
        "import sektion with",
        expected=[
            (
                "template-undefined",
                "templates/guide/chapter.md.jinja@section(top,",
                "The template uses the name “section”, which does",
            )
        ],
    ),
    edited(
        "t none",
        GUIDE + "index.md.jinja",
        "# {{ program.title }}",
        "# {{ program.subtitle | date }}",
        expected=[
            (
                "template-failed",
                "templates/guide/index.md.jinja@# {{ program.subtitle | date }}",
                "The template fails here: this filter takes a dat",
            )
        ],
    ),
    edited(
        "t unsafe",
        GUIDE + "index.md.jinja",
        "# {{ program.title }}",
        "# {{ program.__class__ }}",
        expected=[
            (
                "template-unsafe",
                "templates/guide/index.md.jinja@# {{ program.__class__ }}",
                "The template reaches for something that template",
            )
        ],
    ),
    edited(
        "t unsafe2",
        GUIDE + "index.md.jinja",
        "# {{ program.title }}",
        "# {{ program.parameters.update({}) }}",
        expected=[
            (
                "template-unsafe",
                "templates/guide/index.md.jinja@# {{ program.parameters.update({}) }}",
                "The template reaches for something that template",
            )
        ],
    ),
    edited(
        "t zero",
        GUIDE + "index.md.jinja",
        "# {{ program.title }}",
        "# {{ 1 / 0 }}",
        expected=[
            (
                "template-failed",
                "templates/guide/index.md.jinja@# {{ 1 / 0 }}",
                "The template fails here: division by zero.",
            )
        ],
    ),
    edited(
        "t range",
        GUIDE + "index.md.jinja",
        "# {{ program.title }}",
        "# {{ range(10000000) | list }}",
        expected=[
            (
                "over-a-limit",
                "templates/guide/index.md.jinja@range(10000000)",
                "This range has more than 100,000 steps, which is the limit.",
            )
        ],
    ),
    edited(
        "t one guide",
        GUIDE + "index.md.jinja",
        "# {{ program.title }}",
        "{% if program.id == 'sail' %}{{ program.tite }}{% endif %}# {{ program.title }}",
        expected=[
            (
                "template-undefined",
                "templates/guide/index.md.jinja@tite",
                "The template uses the name “tite”, which does no",
            )
        ],
    ),
    Case(
        name="t deleted",
        files={GUIDE + "chapter.md.jinja": None},
        expected=[
            (
                "template-missing",
                "templates/guide/chapter.md.jinja:1:1",
                "There is no template “chapter.md.jinja”.",
            )
        ],
    ),
]
