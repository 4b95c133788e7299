"""What a JSON Schema lets stand where, in words and tables for people who know no schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builder.load import fields
from builder.model.wording import listed
from builder.report.manual.markup import code, plain, slug, table

Schema = Mapping[str, Any]

_TEXTS = {
    fields.ID: "id",
    fields.TARGET: "id",
    fields.CLAUSE: "clause file",
    f"none|{fields.CLAUSE}": "clause file or `none`",
    fields.VERSION: "version, in quotes",
    fields.DATE: "date, in quotes",
    fields.DAY: "day, in quotes",
    fields.HOST: "host",
    fields.URL: "address",
}
_PLAIN = {
    "boolean": "`true` or `false`",
    "number": "number",
    "integer": "whole number",
    "string": "text",
    "null": "`null`",
}
_MANY = {"text": "texts", "id": "ids", "host": "hosts", "date, in quotes": "dates, in quotes"}


class Values:
    """Words for values. `titles` are the headings of the parts, by their names in the schema."""

    def __init__(self, titles: Mapping[str, str], *, null: bool = False) -> None:
        self.titles = titles
        self.null = null

    def words(self, node: Schema) -> str:
        """What may stand there, as Markdown."""
        if "$ref" in node:
            return self._part(node["$ref"].rpartition("/")[2])
        kinds = node.get("anyOf") or node.get("oneOf")
        if kinds:
            found = [self.words(n) for n in kinds if self.null or n.get("type") != "null"]
            return listed(list(dict.fromkeys(found)), "or")
        if "enum" in node or "const" in node:
            return listed([code(str(word)) for word in node.get("enum", [node.get("const")])], "or")
        if node.get("type") in ("array", "object"):
            return self._list(node) if node["type"] == "array" else self._entries(node)
        pattern = str(node.get("pattern", "")).removeprefix("^(?:").removesuffix(")$")
        return _TEXTS.get(pattern) or _PLAIN.get(str(node.get("type")), "anything")

    def _list(self, node: Schema) -> str:
        if "prefixItems" in node:
            return f"list of {listed([self.words(n) for n in node['prefixItems']])}"
        inner = node.get("items", {})
        if "$ref" in inner:
            title = self.titles[inner["$ref"].rpartition("/")[2]]
            return f"list of [{_plural(title)}](#{slug(title)})"
        words = self.words(inner)
        if words.startswith("list of "):
            return f"list of lists of {words.removeprefix('list of ')}"
        return f"list of {_MANY.get(words, words)}"

    def _entries(self, node: Schema) -> str:
        patterns = node.get("patternProperties", {})
        inner = next(iter(patterns.values()), node.get("additionalProperties"))
        if not isinstance(inner, dict):
            return "keys"
        return f"{'ids' if patterns else 'names'}, each with: {self.words(inner)}"

    def _part(self, name: str) -> str:
        title = self.titles[name]
        return f"[{title}](#{slug(title)})"


def _plural(title: str) -> str:
    if title.endswith("y") and title[-2] not in "aeo":
        return f"{title[:-1]}ies"
    return f"{title}es" if title.endswith(("x", "s")) else f"{title}s"


def keys_table(part: Schema, values: Values, head: str) -> str:
    """The keys of a part: name, whether it is needed, what may stand there, what it means.

    What must be there is “needed” in a file that people write, and “always” there in one that
    programs write.
    """
    needed = set(part.get("required", ()))
    rows = []
    for name, node in part.get("properties", {}).items():
        about = plain(str(node.get("description", "")))
        given = node.get("default")
        if given is not None and given is not False and given != []:
            about = f"{about} Without it: {code(str(given))}.".strip()
        star = f" ({'always' if head == 'field' else 'needed'})" if name in needed else ""
        rows.append([code(name) + star, values.words(node), about])
    if not any(row[2] for row in rows):
        return table([head, "value"], [row[:2] for row in rows])
    return table([head, "value", "meaning"], rows)


def part_sections(
    parts: Mapping[str, Schema], values: Values, titles: Mapping[str, str], head: str
) -> Iterator[str]:
    """A section for each part, in the order of the headings."""
    for name in sorted(parts, key=lambda name: titles[name].lower()):
        yield f"### {titles[name]}\n"
        for paragraph in str(parts[name].get("description", "")).split("\n\n"):
            yield plain(paragraph) + "\n"
        yield keys_table(parts[name], values, head)
