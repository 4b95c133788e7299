"""Judges single values of a program file before there is a file.

The rules are those of the schema, and so are the words: a value is judged in a file that is made
up around it.
"""

from __future__ import annotations

import json

from builder.diagnostics import Code, Diagnostic
from builder.load.schema_program import ProgramFile
from builder.load.validate import parse
from builder.model.cover import keys
from builder.source import SourceFile, Span
from builder.source.characters import FORBIDDEN, kind_of

_NEEDED = (key.replace("_", "-") for key, field in keys().items() if field.required)
_OTHERS = {"program": "x", "extends": "x", **dict.fromkeys(_NEEDED, "1")}
"""Values without a fault for the keys that a file must have."""


def value_fault(key: str, value: str) -> Diagnostic | None:
    """What is wrong with the value of a key of program files, or None."""
    found = FORBIDDEN.search(value)
    if found:
        return Diagnostic(
            code=Code.FORBIDDEN_CHARACTER,
            message=f"The answer holds {kind_of(found[0])}.",
            hint="Type it anew.",
            at=Span(file=""),
        )
    pairs = {**_OTHERS, key: value}
    text = "".join(f"{name}: {json.dumps(pairs[name], ensure_ascii=False)}\n" for name in pairs)
    _, _, faults = parse(SourceFile(name="", text=text), ProgramFile)
    return next(iter(faults), None)
