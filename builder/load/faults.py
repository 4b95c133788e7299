"""Validation errors in our own words, at the place of the key or value at fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from builder.diagnostics import Code, Diagnostic, Edit, nearest, suggest
from builder.load.fields import Fault, YamlModel
from builder.load.nodes import Path, Scalar, YamlDocument
from builder.load.shape import keys_of, model_at, noun_of, required_of
from builder.source import Span


class Renames(dict[Path, str | None]):
    """Unknown keys, each with the key that is meant, or None if no key is like it."""


def translate(
    error: ValidationError, model: type[YamlModel], document: YamlDocument
) -> tuple[list[Diagnostic], Renames]:
    """One diagnostic for each fault, and what its unknown keys were meant to be.

    A missing key whose name was mistyped is reported once, as the mistyped key.
    """
    details = error.errors(include_url=False, include_input=False)
    renames = Renames()
    # All mistyped keys first: a key that is missing because of one is not reported.
    for detail in details:
        if detail["type"] == "extra_forbidden":
            loc = detail["loc"]
            path = _path(document.data, loc)
            renames[path] = _meant(model, loc, document, path)
    found: list[Diagnostic] = []
    for detail in details:
        found += _Translation(model, document, detail, renames).diagnostics()
    return found, renames


def _meant(
    model: type[YamlModel], loc: tuple[str | int, ...], document: YamlDocument, path: Path
) -> str | None:
    part = model_at(model, loc[:-1])
    if part is None:
        return None
    present = {p[-1] for p in document.places if len(p) == len(path) and p[:-1] == path[:-1]}
    free = [key for key in keys_of(part) if key not in present]
    return nearest(str(loc[-1]), free)


def _path(data: Any, loc: tuple[str | int, ...]) -> Path:
    """The path in the data, without what pydantic adds to tell the members of a union."""
    path: list[str | int] = []
    for element in loc:
        # The tags of our unions are written `<so>`, as no key can be.
        if isinstance(element, str) and element.startswith("<"):
            continue
        if element == "[key]":
            continue
        path.append(element)
    return tuple(path)


class _Translation:
    """One error on its way to diagnostics."""

    def __init__(
        self, model: type[YamlModel], document: YamlDocument, detail: Any, renames: Renames
    ) -> None:
        self.model = model
        self.document = document
        self.detail = detail
        self.renames = renames
        self.loc: tuple[str | int, ...] = detail["loc"]
        self.path = _path(document.data, self.loc)

    def diagnostics(self) -> Iterator[Diagnostic]:
        kind = str(self.detail["type"])
        if kind == "author":
            for fault in self.detail["ctx"]["faults"]:
                yield self._authored(fault)
        elif kind == "missing":
            yield from self._missing()
        elif kind == "extra_forbidden":
            yield self._unknown()
        elif kind == "union_tag_not_found":
            yield self._change()
        elif kind == "too_short":
            yield self._made(
                Code.EMPTY_VALUE, f"{self._label()} is empty.", "Write at least one entry."
            )
        else:
            yield self._wrong_kind(kind)

    def _authored(self, fault: Fault) -> Diagnostic:
        path = (*self.path, *fault.path)
        last = next((p for p in reversed(path) if isinstance(p, str)), "")
        on_key = fault.on_key or self.loc[-1:] == ("[key]",)
        key = f"{last}: " if path and isinstance(path[-1], str) and not on_key else ""
        label = _words(path)
        message = fault.message.replace("{label}", label).replace("{Label}", _title(path))
        hint = fault.hint.replace("{key}", key) if fault.hint else None
        at = self._at(path, key=on_key)
        edit = Edit(at=at, old=fault.repair[0], new=fault.repair[1]) if fault.repair else None
        return Diagnostic(code=fault.code, message=message, hint=hint, at=at, edit=edit)

    def _missing(self) -> Iterator[Diagnostic]:
        key = str(self.loc[-1])
        if any(p[:-1] == self.path[:-1] and meant == key for p, meant in self.renames.items()):
            return
        part = model_at(self.model, self.loc[:-1])
        about = keys_of(part).get(key, "") if part else ""
        owner = self._owner(part, self.path[:-1])
        yield Diagnostic(
            code=Code.MISSING_KEY,
            message=f"{owner} has no “{key}”.",
            hint=f"Add “{key}: …”. {about}".rstrip(),
            at=self._at(self.path[:-1], key=True),
        )

    def _unknown(self) -> Diagnostic:
        key = str(self.loc[-1])
        part = model_at(self.model, self.loc[:-1])
        noun = noun_of(part) if part else "definition"
        meant = self.renames.get(self.path)
        keys = keys_of(part) if part else {}
        hint = f"Did you mean “{meant}”?" if meant else suggest(key, keys)
        if hint is None:
            hint = "Its keys are: " + ", ".join(keys) + "."
        if any(mark in key for mark in "“”„‘’"):
            hint = "Typographic quotes are none to YAML: write the whole value in straight quotes."
        article = "an" if noun[0] in "aeiou" else "a"
        return self._made(
            Code.UNKNOWN_KEY, f"“{key}” is not a key of {article} {noun}.", hint, True
        )

    def _change(self) -> Diagnostic:
        return self._made(
            Code.UNKNOWN_CHANGE,
            "This change says neither “add” nor “omit” nor “replace”.",
            "Write “- {omit: id}”, “- {add: {id: …, title: …}, after: id}” or "
            "“- {replace: id, title: …}”.",
        )

    def _wrong_kind(self, kind: str) -> Diagnostic:
        wanted = "a list" if kind == "list_type" else "a group of keys with values"
        value = _value(self.document.data, self.path)
        if isinstance(value, Scalar) and not value:
            return self._made(
                Code.EMPTY_VALUE,
                f"{self._label()} has no value.",
                "Write its entries in the lines below it, indented, or delete the key.",
                True,
            )
        hint = "Write each entry in a line of its own, beginning with “- ”."
        if kind != "list_type":
            part = model_at(self.model, self.loc)
            keys = ", ".join(sorted(required_of(part))) if part else ""
            hint = "Write “key: value” in the lines below it, indented."
            if keys:
                hint = f"Write its keys in the lines below it, indented: {keys}."
        return self._made(
            Code.WRONG_KIND, f"{self._label()} is not {wanted}.", hint, isinstance(value, dict)
        )

    def _made(self, code: Code, message: str, hint: str | None, key: bool = False) -> Diagnostic:
        return Diagnostic(code=code, message=message, hint=hint, at=self._at(self.path, key=key))

    def _label(self) -> str:
        return _words(self.path) if self.path else "The file"

    def _owner(self, part: type[YamlModel] | None, path: Path) -> str:
        noun = noun_of(part) if part else "definition"
        value = _value(self.document.data, path)
        name = ""
        if isinstance(value, dict):
            keys = ("id", "term", "version") if path else ("program", "family")
            named = (value.get(Scalar(k, Span(file=""))) for k in keys)
            name = next((str(v) for v in named if isinstance(v, Scalar) and v), "")
        if not name and path and isinstance(path[-1], str) and path[-1] != noun:
            name = path[-1] if path[-1] not in ("add", "publisher", "requires") else ""
        return f"The {noun} “{name}”" if name else f"The {noun}"

    def _at(self, path: Path, *, key: bool) -> Span:
        while path not in self.document.places and path:
            path, key = path[:-1], False
        place = self.document.places.get(path)
        if place is None:
            return Span(file=self.document.source.name)
        if place.key and (key or not place.value.length):
            return place.key
        value = _value(self.document.data, path)
        if isinstance(value, Scalar) and value:
            return value.at
        return place.value


def _value(data: Any, path: Path) -> Any:
    for element in path:
        try:
            data = data[element]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _title(path: Path) -> str:
    """The value's name at the start of a sentence, before the value itself."""
    last = path[-1] if path else 0
    return last.replace("-", " ").capitalize() if isinstance(last, str) else "The value"


def _words(path: Path) -> str:
    """What a message calls a value: its key, or its number in a list."""
    if not path:
        return "The file"
    last = path[-1]
    if isinstance(last, int):
        owner = next((p for p in reversed(path) if isinstance(p, str)), None)
        return f"Entry {last + 1} of “{owner}”" if owner else f"Entry {last + 1}"
    return f"“{last}”"
