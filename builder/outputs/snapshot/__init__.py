"""`guide.json`: the published snapshot of a guide, which diffs and other tools read.

It is written, read back and described as a JSON Schema here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from builder.model.cover import Identity
from builder.model.guide import GUIDE_FILE, SCHEMA_VERSION, Guide
from builder.model.plain import EMPTY, from_plain, json_schema, to_plain
from builder.outputs.output import Edition, Output, ReadBack

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic


def dump_guide(guide: Guide) -> str:
    """The snapshot as JSON text: stable key order, empty fields left out.

    Every member stands on a line of its own and every chapter, glossary entry and so on too, so
    that a line-by-line comparison of two snapshots is of some use.
    """
    plain = to_plain(guide, without=(*EMPTY, False))
    members = (f"{json.dumps(key)}: {_lines(value)}" for key, value in plain.items())
    return "{\n" + ",\n".join(members) + "\n}\n"


def _lines(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(json.dumps(part, ensure_ascii=False) for part in value) + "\n]"


def load_guide(text: str) -> Guide:
    """Read a snapshot.

    Raises:
        ValueError: the text is not a snapshot of a version that this code knows.
    """
    return from_plain(Guide, _plain(text))


def load_identity(text: str) -> Identity:
    """Read what the cover of a snapshot says; the rest of it is not looked at.

    Raises:
        ValueError: the text is not a snapshot of a version that this code knows.
    """
    return from_plain(Identity, _plain(text).get("identity"))


def _plain(text: str) -> dict[str, Any]:
    try:
        plain = json.loads(text)
    except RecursionError as error:
        raise ValueError("The snapshot is nested too deep.") from error
    version = plain.get("schema_version") if isinstance(plain, dict) else None
    if version != SCHEMA_VERSION:
        raise ValueError(f"This snapshot has schema version {version}, not {SCHEMA_VERSION}.")
    return dict(plain)


def guide_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `guide.json`."""
    return json_schema(Guide, "Program guide snapshot")


def _make(edition: Edition) -> tuple[Diagnostic, ...]:
    edition.path(OUTPUT).write_text(dump_guide(edition.assembly.guide), encoding="utf-8")
    return ()


def _read(edition: Edition) -> ReadBack:
    plain = json.loads(edition.path(OUTPUT).read_text(encoding="utf-8"))
    return ReadBack(text="\n".join(_texts(plain["sections"])), front=False)


def _texts(plain: Any) -> Iterator[str]:
    """The titles and texts of sections and of whatever is in them, in order."""
    if isinstance(plain, list):
        for part in plain:
            yield from _texts(part)
    elif isinstance(plain, dict):
        yield plain.get("title", "")
        yield "".join(run["text"] for run in plain.get("runs", ()))
        for name in ("head", "rows", "blocks", "sections"):
            yield from _texts(plain.get(name))


OUTPUT = Output(title="JSON", file=GUIDE_FILE, make=_make, read=_read, order=3)
