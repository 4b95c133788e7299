"""What the commands that answer questions print as JSON: outlines, uses, sections."""

from __future__ import annotations

import json

from builder.model.plain import to_plain

SCHEMA_VERSION = 1


def overview_json(**members: object) -> str:
    """Some members as an object; every member of the dataclasses in them is there.

    A place is an object of `file`, `line` and `column`.
    """
    found = to_plain({"schema_version": SCHEMA_VERSION, **members}, hidden=("length",))
    return json.dumps(found, indent=2, ensure_ascii=False)
