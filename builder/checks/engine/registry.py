"""Finds the checks: every module beside this package. There is no list of them anywhere.

A check is one module, named for the fault it finds. It holds

* a docstring: a first line that says what it finds, and the parts `What it finds`,
  `Why it matters`, `Failing example` and `Passing example`, from which the manual is made;
* `SEVERITY`, what a finding counts as unless the family decides otherwise;
* `ABSENCE = True`, if it finds what is not there: where a text could not be read, that is no news;
* `check(subject)`, or `check_all(collection)` where programs are compared: an iterator of
  findings.

Its code, the permanent name of its findings, is the module's name with hyphens.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType

from builder.diagnostics import Code, Diagnostic, Finding, Severity
from builder.reading.subject import Collection, Subject

PARTS = ("What it finds", "Why it matters", "Failing example", "Passing example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check as found. `title` is its docstring's first line, `parts` the rest by heading.

    `absence` tells that it is only right of a whole text: it finds what is not there.
    """

    code: Code
    severity: Severity
    title: str
    parts: Mapping[str, str]
    one: Callable[[Subject], Iterator[Finding]] | None
    all: Callable[[Collection], Iterator[Finding]] | None
    absence: bool = False

    def run(self, collection: Collection) -> Iterator[tuple[str, Diagnostic]]:
        """Every finding as a diagnostic, once for each program that it is about."""
        if self.one is not None:
            for id, subject in collection.subjects.items():
                for finding in self.one(subject):
                    yield id, finding.diagnosed(self.code, self.severity)
        if self.all is not None:
            for finding in self.all(collection):
                diagnostic = replace(finding.diagnosed(self.code, self.severity), programs=())
                for id in finding.programs or collection.subjects:
                    yield id, diagnostic


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, by code."""
    import builder.checks as package

    found = []
    for info in pkgutil.iter_modules(package.__path__):
        if not info.ispkg:
            found.append(read_check(importlib.import_module(f"{package.__name__}.{info.name}")))
    return tuple(sorted(found, key=lambda check: check.code))


def code_of(module: ModuleType) -> Code:
    """The code of the check that is this module."""
    return Code(module.__name__.rpartition(".")[2].replace("_", "-"))


def read_check(module: ModuleType) -> Check:
    """A module as a check.

    Raises:
        ValueError: the module lacks a part that a check must have.
    """
    title, _, rest = (module.__doc__ or "").strip().partition("\n")
    pieces = re.split(r"^(" + "|".join(PARTS) + r"):?[ \t]*\n?", rest, flags=re.M)
    parts = {name: text.strip("\n") for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}
    one, everything = getattr(module, "check", None), getattr(module, "check_all", None)
    missing = [part for part in PARTS if not parts.get(part)]
    if missing or not title or (one is None) == (everything is None):
        raise ValueError(f"{module.__name__} is not a whole check (lacking: {missing})")
    return Check(
        code=code_of(module),
        severity=module.SEVERITY,
        absence=getattr(module, "ABSENCE", False),
        title=title.rstrip("."),
        parts=parts,
        one=one,
        all=everything,
    )
