"""Codes are one enumeration: none is typed elsewhere, each is explained, and each is found."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

import builder
from builder.checks.engine.manual import all_codes, explain
from builder.diagnostics import Code, Diagnostic

PACKAGE = Path(builder.__file__).resolve().parent
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in PACKAGE.rglob("*.py")
    if path != PACKAGE / "diagnostics/codes.py"
}


def typed(tree: ast.AST) -> Iterator[str]:
    """The texts of a module that are codes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in set(Code):
            yield f"{node.lineno}: {node.value}"


def given(node: ast.AST) -> Iterator[str]:
    """The codes that a module gives to something, those that it only asks for left out.

    One that `Code` makes of a kind has `*` in place of it.
    """
    if isinstance(node, ast.Compare | ast.Set):
        return
    if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Code":
        yield f"{node.attr}-*" if node.attr.islower() else Code[node.attr]
    for inner in ast.iter_child_nodes(node):
        yield from given(inner)


def test_no_code_is_typed_outside_the_enumeration() -> None:
    assert [f"{name}:{found}" for name, tree in TREES.items() for found in typed(tree)] == []


def test_a_typed_code_is_seen() -> None:
    tree = ast.parse('A = "todo-text"\nDiagnostic(code="empty-file")\nB = Code.EMPTY_FILE, "empty"')
    assert list(typed(tree)) == ["1: todo-text", "2: empty-file"]


def put_together(tree: ast.AST) -> Iterator[int]:
    """The lines on which a code is made of words and what is computed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Code":
            yield from (part.lineno for part in node.args if isinstance(part, ast.JoinedStr))


def test_no_code_is_put_together_outside_the_enumeration() -> None:
    assert list(put_together(ast.parse('a = 1\nb = Code(f"unused-{x}")'))) == [2]
    assert [f"{name}:{line}" for name, tree in TREES.items() for line in put_together(tree)] == []


def test_every_code_is_found_by_a_check_or_given_by_a_stage() -> None:
    found = {code for tree in TREES.values() for code in given(tree)}
    stages = [code for code in Code if not code.is_check]
    assert len(stages) > 100
    assert [code for code in stages if not any(fnmatchcase(code, name) for name in found)] == []


def test_a_code_that_is_only_asked_for_is_not_found() -> None:
    asked = "if d.code == Code.EMPTY_FILE or d.code in {Code.MERGE_KEY}: ..."
    made = "f(Code.YAML_TAG)\nf(Code.unused(x))"
    assert list(given(ast.parse(asked))) == []
    assert list(given(ast.parse(made))) == ["yaml-tag", "unused-*"]


def test_codes_are_words_and_explanations_sentences() -> None:
    assert list(all_codes()) == sorted(Code)
    for code, line in all_codes().items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code), code
        assert Code(code).name == code.upper().replace("-", "_")
        assert re.fullmatch(r"[A-Z“].*[.]", line), line
        assert explain(Code(code)).startswith(code)
    with pytest.raises(ValueError, match="no-such-code"):
        Code("no-such-code")


def test_no_diagnostic_has_a_code_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="no-such-code"):
        Diagnostic(code="no-such-code", message="Nothing.")
    for code in ("empty-file", "todo-text"):
        found = Diagnostic(code=code, message="Something.")
        assert found.code is Code(code)
        assert pickle.loads(pickle.dumps(found)) == found
