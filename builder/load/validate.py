"""A YAML document becomes a family file or a program file.

After the faults are found, a second, lenient look passes over those that leave no doubt about
what was meant (a mistyped key, a number without quotes), so that the later stages can report
what they find in the same run.
"""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from builder.diagnostics import Code, Diagnostic, Result
from builder.load.faults import Renames, translate
from builder.load.fields import YamlModel
from builder.load.nodes import Node, Path, Scalar, YamlDocument
from builder.load.reader import read
from builder.source import SourceFile

P = TypeVar("P", bound=YamlModel)
Parsed = tuple[P | None, YamlDocument, tuple[Diagnostic, ...]]
"""What a file says, how it was written, and its faults."""


def parse(source: SourceFile, model: type[P]) -> Parsed[P]:
    """Read a YAML file and judge it by the model of its kind."""
    document = read(source)
    checked = validate(document.value, model)
    return checked.value, document.value, (*document.diagnostics, *checked.diagnostics)


def validate(document: YamlDocument, model: type[P]) -> Result[P | None]:
    """Judge the document by the model; all faults at once.

    The value is None if nothing useful is left.
    """
    if document.data is None or not document.complete:
        return Result(value=None)
    if not isinstance(document.data, dict):
        fault = Diagnostic(
            code=Code.WRONG_KIND,
            message=f"“{document.source.name}” does not begin with a key.",
            hint="Write “key: value” in each line, beginning at the left edge.",
            at=document.places[()].value,
        )
        return Result(value=None, diagnostics=(fault,))
    try:
        return Result(value=model.model_validate(document.data))
    except ValidationError as error:
        found, renames = translate(error, model, document)
    return Result(value=_lenient(document.data, model, renames), diagnostics=tuple(found))


def _lenient(data: Node, model: type[P], renames: Renames) -> P | None:
    try:
        return model.model_validate(_renamed(data, (), renames), context={"lenient": True})
    except ValidationError:
        return None


def _renamed(node: Node, path: Path, renames: Renames) -> Node:
    if isinstance(node, list):
        return [_renamed(part, (*path, n), renames) for n, part in enumerate(node)]
    if not isinstance(node, dict):
        return node
    result: dict[Scalar, Node] = {}
    for key, value in node.items():
        here = (*path, str(key))
        if here not in renames:
            result[key] = _renamed(value, here, renames)
            continue
        meant = renames[here]
        if meant is not None:
            result[Scalar(meant, key.at)] = value
    return result
