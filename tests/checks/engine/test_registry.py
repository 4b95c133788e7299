"""The checks are whole: documented, named once, and each with a good and a bad case."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter

import pytest

import builder.checks
from builder.checks.engine.registry import PARTS, Check, all_checks
from builder.diagnostics.codes import CODES
from tests.checks.cases import cases

CHECKS = all_checks()


def test_no_two_checks_have_one_code() -> None:
    counted = Counter(check.code for check in CHECKS)
    assert [code for code, times in counted.items() if times > 1] == []
    assert sorted(set(CODES) & set(counted)) == []


def test_each_module_is_named_for_its_code() -> None:
    for info in pkgutil.iter_modules(builder.checks.__path__):
        module = importlib.import_module(f"builder.checks.{info.name}")
        if not info.ispkg:
            assert info.name.replace("_", "-") == module.CODE


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
    known = {check.code for check in CHECKS} | set(CODES)
    assert sorted({case.code for case in cases()} - known) == []
