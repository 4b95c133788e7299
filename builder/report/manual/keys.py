"""The page of all YAML keys, made from the schemas and from one whole example of each file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from builder.load import json_schema
from builder.report.manual.markup import plain, table
from builder.report.manual.values import Values, keys_table, part_sections

Schema = Mapping[str, Any]
EXAMPLES = Path(__file__).parent / "examples"

_HEAD = """# YAML keys

Every key of the YAML files, what may stand there, and an example. Keys and values are written
`key: value`; what belongs to a key stands below it, indented by two spaces. An editor that is set
up as in [Your editor](preview.md#your-editor) offers these keys while you type.

<!-- Made from the schemas by `guides docs --write-reference`; do not edit. -->
"""
_WORDS = (
    (
        "text",
        "Any words. Put them in quotes if they begin with a mark such as `*` or `[`, hold a colon "
        "or `#`, or look like a number or a date.",
    ),
    ("id", "A permanent name: lower-case words joined by hyphens, like `change-notice-days`."),
    (
        "clause file",
        "The path of a text below `content/` without `.md`, like `shared/introduction`.",
    ),
    (
        "version, date, day",
        'Numbers with dots, like `"4.10"`; `"2018-06-20"` or `"2018-06"`; a whole date. All in '
        "quotes.",
    ),
    ("ids, each with: …", "One line for each thing: its id, a colon, and what is said of it."),
    ("(needed)", "The key must be there. All others can be left out."),
)
_FILES: Mapping[str, tuple[str, str]] = {
    "family": (
        "The family file",
        "`program_defs/shared.yaml` holds what all guides of a family share.",
    ),
    "program": (
        "A program file",
        "`program_defs/<program>.yaml` holds only what a program adds, omits, replaces or sets.",
    ),
    "figure": (
        "A figure file",
        "`content/figures/<id>.yaml` holds a figure as data. After a change, `guides figures` "
        "draws it again.",
    ),
    "acceptance": (
        "A file of signed changes",
        "`guides diff --accept FILE` reads which changes reviewers have signed; the file can have "
        "any name.",
    ),
}
_DETAILED = ("family", "program")
_TITLES = {
    "AddSection": "outline change: add",
    "OmitSection": "outline change: omit",
    "ReplaceSection": "outline change: replace",
    "OwnParameter": "parameter of one program",
    "FormBlockEntry": "form block",
}
_CHANGES = """### changes

What a program changes in a collection of its family. Each of the three keys can be left out.

| key | value | meaning |
|---|---|---|
| `add` | ids, each with an entry | New entries, by their new ids. |
| `replace` | ids, each with an entry | Entries that stand in place of the family’s. |
| `omit` | list of ids | The family’s entries to leave out. |

In the glossary, `add` and `replace` are lists of [glossary entries](#glossary-entry), and `omit`
is a list of terms.
"""


def keys_page() -> str:
    """The whole page."""
    schemas = {kind: json_schema(kind) for kind in ("family", "program", "figure", "acceptance")}
    parts = {name: part for s in schemas.values() for name, part in s.get("$defs", {}).items()}
    titles = {name: _title(name, part) for name, part in parts.items()}
    values = Values(titles)
    lines = [_HEAD, table(["words used here", "what they mean"], _WORDS)]
    for kind, schema in schemas.items():
        lines += _file(kind, schema, values)
    lines.append("## Parts\n\nWhat the keys above are made of.\n")
    lines.append(_CHANGES)
    own = {name: part for name, part in parts.items() if titles[name] != "changes"}
    lines += part_sections(own, values, titles, "key")
    return "\n".join(lines)


def example(kind: str) -> dict[str, str]:
    """The whole example of a kind of file, cut into its keys."""
    text = (EXAMPLES / f"{kind}.yaml").read_text(encoding="utf-8")
    blocks = re.findall(r"^[a-z][^\n]*\n(?:[ #][^\n]*\n|\n)*", text, re.MULTILINE)
    return {block.partition(":")[0]: block.rstrip() + "\n" for block in blocks}


def _file(kind: str, schema: Schema, values: Values) -> Iterator[str]:
    title, about = _FILES[kind]
    yield f"## {title}\n\n{about}\n"
    if kind not in _DETAILED:
        yield keys_table(schema, values, "key")
        yield f"```yaml\n{(EXAMPLES / f'{kind}.yaml').read_text(encoding='utf-8').rstrip()}\n```\n"
        return
    examples = example(kind)
    for name, node in schema["properties"].items():
        needed = "needed" if name in schema.get("required", ()) else "can be left out"
        yield f"### {name} ({kind})\n"
        yield f"{plain(str(node.get('description', '')))}\n"
        yield f"**Value:** {values.words(node)}; {needed}.\n"
        yield f"```yaml\n{examples[name].rstrip()}\n```\n"


def _title(name: str, part: Schema) -> str:
    title = str(part.get("title", name))
    return "changes" if title == "group of changes" else _TITLES.get(name, title)


__all__ = ["example", "keys_page"]
