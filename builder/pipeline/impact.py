"""Tells before an edit what it will reach, or since a commit what the edits reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.diagnostics import Code, Diagnostic, Result
from builder.history.changes import LineRange, whole
from builder.history.git import GitError
from builder.model.usage import NamedPart
from builder.obligations import extract
from builder.pipeline.overview import open_overview
from builder.pipeline.revisions import find_commit, unreadable, why_unknown
from builder.questions.impact import Impact, ImpactIndex
from builder.questions.where import find, source_file
from builder.source.files import file_reader


def impact(
    root: Path, words: Sequence[str], since: str | None = None
) -> Result[tuple[Impact, ...] | None]:
    """What is reached in the guides of the working tree by what the words mean, each on its own.

    With `since`, a git reference, it is all files that are different now, by their changed
    lines. The value is None when the guides or the question are at fault.
    """
    opened = open_overview(root)
    if opened.overview is None:
        return Result(value=None, diagnostics=opened.diagnostics)
    overview = opened.overview
    asked: list[tuple[str, str, Sequence[NamedPart], Sequence[LineRange]]] = []
    faults: list[Diagnostic] = []
    changed = _since(root, since) if since is not None else Result(value={})
    faults += changed.diagnostics
    for name, lines in changed.value.items():
        asked.append((name, "file", _drawn(overview.things, name), lines))
    for word in words:
        file, found = source_file(root, word), find(root, overview.things, word)
        if file is not None:
            asked.append((word, "file", _drawn(overview.things, file), [whole(file)]))
        elif not found.value:
            faults += found.diagnostics
        for thing in found.value:
            if file is None or file not in thing.names:
                asked.append((word, thing.kind, [thing], ()))
    if faults:
        return Result(value=None, diagnostics=tuple(faults))
    read = file_reader(root)
    indexes = [
        ImpactIndex(
            overview.guide(id),
            extract(overview.guide(id), overview.parties(id)),
            overview.things,
            lambda file: read(file).lines,
        )
        for id in overview.programs
    ]
    impacts = []
    for name, kind, things, lines in asked:
        reached = (index.reach(things, lines) for index in indexes)
        guides = tuple(reach for reach in reached if not reach.nothing)
        impacts.append(Impact(name=name, kind=kind, guides=guides))
    return Result(value=tuple(impacts))


def _drawn(things: Sequence[NamedPart], file: str) -> Sequence[NamedPart]:
    """The figure whose drawing a file describes."""
    return [thing for thing in things if thing.kind == "figure" and file in thing.names]


def _since(root: Path, reference: str) -> Result[Mapping[str, Sequence[LineRange]]]:
    """The files that are different, each with its changed lines."""
    try:
        repository, commit = find_commit(root, reference)
        if repository is None or commit is None:
            fault = Diagnostic(
                code=Code.UNKNOWN_REVISION,
                message=f"“{reference}” is no git reference.",
                hint=why_unknown(root, reference, repository),
            )
            return Result(value={}, diagnostics=(fault,))
        changes = repository.changes(commit)
    except GitError as error:
        fault = Diagnostic(
            code=Code.UNREADABLE_REVISION,
            message=unreadable(reference, error),
            hint=error.hint,
        )
        return Result(value={}, diagnostics=(fault,))
    files: dict[str, list[LineRange]] = {}
    for change in changes:
        files.setdefault(change.file, []).append(change)
    return Result(value=dict(sorted(files.items())))
