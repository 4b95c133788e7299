"""The codes of findings that the source code makes, read from its syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

Made = tuple[str, str]
"""A code, and the place in the source that makes it."""


def made_codes(package: Path) -> list[Made]:
    """Every text that is given for a parameter or field named `code` below a package.

    A computed text counts with `*` for its computed parts.
    """
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in package.rglob("*.py")}
    places = _code_parameters(trees.values())
    found = []
    for path, tree in trees.items():
        names = _constants(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                where = f"{path.relative_to(package.parent)}:{node.lineno}"
                found += [(code, where) for code in _given(node, places, names)]
    return found


def _code_parameters(trees: object) -> dict[str, int]:
    """Functions that take a `code`, by name, with its position among the arguments."""
    places = {}
    for tree in trees:  # type: ignore[attr-defined]
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                arguments = [a.arg for a in node.args.args if a.arg not in {"self", "cls"}]
                if "code" in arguments:
                    places[node.name] = arguments.index("code")
    return places


def _constants(tree: ast.Module) -> dict[str, list[str]]:
    """Texts that stand under a name at the top of a module."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
            pairs = [(target, value)]
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                pairs = list(zip(target.elts, value.elts, strict=True))
            for name, text in pairs:
                if isinstance(name, ast.Name):
                    found[name.id] = list(_texts(text, {}))
    return found


def _given(call: ast.Call, places: dict[str, int], names: dict[str, list[str]]) -> Iterator[str]:
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    for keyword in call.keywords:
        if keyword.arg == "code":
            yield from _texts(keyword.value, names)
    position = places.get(name)
    if position is not None and len(call.args) > position:
        yield from _texts(call.args[position], names)


def _texts(node: ast.expr, names: dict[str, list[str]]) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body, names)
        yield from _texts(node.orelse, names)
    elif isinstance(node, ast.Name):
        yield from names.get(node.id, [])
