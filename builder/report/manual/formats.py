"""The page of the JSON formats, made from their schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.report.manual.values import Values, keys_table, part_sections

_HEAD = """# JSON formats

What other programs can read. Each format has a number that is raised when a reader of older files
could not follow; fields can be added without that. `guides schema` writes the JSON Schemas to
`builder/schemas/`.

<!-- Made from the schemas by `guides docs --write-reference`; do not edit. -->

| format | written by | number |
|---|---|---|
| [The snapshot](#the-snapshot-guidejson) `guide.json` | `guides build` | `schema_version` |
| [The comparison](#the-comparison) | `guides diff --format json` | `schema_version` |
| [Findings](#findings) | `guides check --format json` | `format` |
"""
_ABOUT = {
    "The snapshot: guide.json": "What a reader of the guide gets, with the place in the sources of "
    "each part. `guides diff` and the checks of releases read it.",
    "The comparison": "What is different between two revisions, guide by guide.",
}
_FINDINGS = """## Findings

One object: `format` (1), `tool` (`name`, `version`), `programs` (the guides that were looked at),
`summary` (how many findings there are by severity), and `findings`.

| field of a finding | meaning |
|---|---|
| `code` | The permanent name of the fault, see [Checks](checks.md). |
| `severity` | `error`, `warning` or `note`. |
| `message`, `hint` | What is wrong, and what to write instead. |
| `at` | `file`, `line`, `column` and `length`; lines and columns count from 1. |
| `related` | Further places, in the same form. |
| `programs` | The guides that are affected. |
| `about` | The id of the section, table or other part; a waiver names it. |
| `words` | The words, names and values in question; a waiver can name them, too. |
| `source` | The line of the file. |
| `fingerprint` | A name that stays the same while the fault moves to other lines. |

`--format sarif`, `gitlab`, `junit` and `github` carry the same findings in those tools’ own forms.
"""


def formats_page(guide: Mapping[str, Any], comparison: Mapping[str, Any]) -> str:
    """The whole page, from the schemas of the snapshot and of the comparison."""
    lines = [_HEAD]
    schemas = dict(zip(_ABOUT, (guide, comparison), strict=True))
    for place, (title, schema) in enumerate(schemas.items()):
        parts = schema.get("$defs", {})
        # Both formats have places; the second heading must not take the anchor of the first.
        suffix = " (comparison)" if place else ""
        titles = {name: f"{name}{suffix}" for name in parts}
        values = Values(titles, null=True)
        lines.append(f"## {title}\n\n{_ABOUT[title]}\n")
        lines.append(keys_table(schema, values, "field"))
        lines += part_sections(parts, values, titles, "field")
    lines.append(_FINDINGS)
    return "\n".join(lines)
