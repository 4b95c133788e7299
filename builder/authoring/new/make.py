"""What the command needs: which answers will do, and the tried draft that they make."""

from __future__ import annotations

from pathlib import Path

from builder.authoring.new.dry_run import Trial, refine
from builder.authoring.new.program import Answers, NewProgram
from builder.authoring.new.siblings import siblings
from builder.diagnostics import Code, Result, nearest
from builder.load.answers import value_fault
from builder.load.clause_files import CONTENT
from builder.load.definitions import FOLDER, definition_files, is_family
from builder.load.survey import survey
from builder.load.unfilled import find_unfilled
from builder.model.figure import FOLDER as FIGURES
from builder.source.paths import is_file, is_there

_TAKEN = {"shared": f"{CONTENT}/shared", Path(FIGURES).name: FIGURES}
"""Names of folders below `content/` that are no program's."""
_HINTS = {
    Code.BAD_VERSION: "Write numbers joined by dots, like 4.10.",
    Code.EMPTY_VALUE: "Write a text.",
    Code.SEVERAL_LINES: "Write it in one line.",
}
"""Hints that say nothing of YAML, which nobody types here."""


def families(root: Path) -> list[str]:
    """The families of a project, by the names of their files without `.yaml`."""
    return [path.stem for path in definition_files(root) if is_family(path)]


def answer_fault(root: Path, key: str, value: str) -> str | None:
    """Why a value will not do for a key of the new program's file, and what will; or None."""
    if key == "extends" and value not in families(root):
        close = nearest(value, families(root))
        hint = f"Did you mean “{close}”?" if close else f"There are: {', '.join(families(root))}."
        return f"There is no family “{value}”. {hint}"
    fault = value_fault(key, value)
    if fault is not None:
        return f"{fault.message} {_HINTS.get(fault.code, fault.hint or '')}".strip()
    return _taken(root, value) if key == "program" else None


def _taken(root: Path, program: str) -> str | None:
    if program in _TAKEN:
        return f"“{program}” cannot be a program: {_TAKEN[program]}/ is for all of them."
    for name in (f"{FOLDER}/{program}.yaml", f"{FOLDER}/{program}.yml"):
        path = root / name
        if is_there(path):
            what = "family" if is_file(path) and is_family(path) else "program"
            return (
                f"There is a {what} “{program}” already, in {name}. Choose another id, or "
                "change that file."
            )
    return None


def prepare(root: Path, answers: Answers) -> Result[Trial | None]:
    """Draft a program and try it; no file of the project is written.

    The value is None if the sources cannot be read, or the family has errors of its own;
    these are the diagnostics then.
    """
    # The draft is tried in a copy of the sources, which a device among them would never end.
    faults = tuple(survey(root))
    if faults:
        return Result(value=None, diagnostics=faults)
    unfilled = find_unfilled(root, answers.family)
    if unfilled.value is None:
        return Result(value=None, diagnostics=unfilled.diagnostics)
    draft = NewProgram(
        answers=answers, unfilled=unfilled.value, siblings=siblings(root, answers.family)
    )
    trial = refine(root, draft)
    return Result(value=trial, diagnostics=trial.diagnostics)
