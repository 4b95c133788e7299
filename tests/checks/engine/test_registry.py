"""The checks are whole: documented, named once, and each with a good and a bad case."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import builder.checks
from builder.checks.engine.registry import PARTS, Check, all_checks, code_of
from builder.diagnostics import Code
from tests.checks.cases import cases

CHECKS = all_checks()


def test_the_codes_of_checks_are_the_names_of_their_modules() -> None:
    assert [check.code for check in CHECKS] == sorted(code for code in Code if code.is_check)
    for info in pkgutil.iter_modules(builder.checks.__path__):
        if not info.ispkg:
            module = importlib.import_module(f"builder.checks.{info.name}")
            assert code_of(module) == info.name.replace("_", "-")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_is_whole(check: Check) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.code)
    assert check.title
    assert not check.title.endswith(".")
    for part in PARTS:
        assert check.parts[part].strip(), f"{check.code} lacks “{part}”"


@pytest.mark.parametrize("kind", ["good", "bad"])
@pytest.mark.parametrize("code", [check.code for check in CHECKS])
def test_has_a_case(code: str, kind: str) -> None:
    assert any(case.code == code and case.kind.startswith(kind) for case in cases())


def test_every_case_is_of_a_check() -> None:
    assert sorted({case.code for case in cases()} - set(Code)) == []
