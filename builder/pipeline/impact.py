"""Tells before an edit what it will reach, or since a commit what the edits reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Code, Diagnostic, Result, Severity
from builder.history.git import GitError, LineRange, Repository, whole
from builder.model.figure import FOLDER
from builder.model.program import Program
from builder.questions.answers import source_file, unknown
from builder.questions.reach import ImpactIndex, Reach, Target
from builder.source import Span

_FIGURES = f"{FOLDER}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What one thing reaches. `kind` says what it is: `file`, `parameter`, `table` and so on.

    `guides` are those that are reached, in the order of their ids.
    """

    name: str
    kind: str
    guides: tuple[Reach, ...]


def impact(
    root: Path, words: Sequence[str], since: str | None = None
) -> Result[tuple[Impact, ...] | None]:
    """What the files and ids named reach in the guides of the working tree, each on its own.

    With `since`, a git reference, it is all files that are different now, by their changed
    lines. The value is None when the guides or the question are at fault.
    """
    from builder.obligations import extract
    from builder.pipeline.project import open_project
    from builder.pipeline.published import assemble_all

    project = open_project(root)
    result = assemble_all(project)
    errors = tuple(d for d in result.diagnostics if d.severity is Severity.ERROR)
    if errors:
        return Result(value=None, diagnostics=errors)
    asked: list[tuple[str, str, Callable[[Program], Target]]] = []
    faults: list[Diagnostic] = []
    if since is not None:
        changed = _since(root, since)
        faults += changed.diagnostics
        asked += [(name, "file", _fixed(target)) for name, target in changed.value.items()]
    for word in words:
        meanings = list(_meanings(root, word, project.programs))
        asked += [(word, kind, target) for kind, target in meanings]
        if not meanings:
            faults.append(_unknown(word, project.programs))
    if faults:
        return Result(value=None, diagnostics=tuple(faults))
    lines = {
        name: file.lines for p in project.programs.values() for name, file in p.sources.items()
    }
    readers = [
        ImpactIndex(
            program=project.programs[id],
            guide=guide,
            obligations=extract(guide, project.programs[id].parties),
            lines_of=lines,
        )
        for id, guide in sorted(result.value.items())
    ]
    found = []
    for name, kind, target in asked:
        reached = (reader.reach(target(reader.program)) for reader in readers)
        guides = tuple(reach for reach in reached if not reach.nothing)
        found.append(Impact(name=name, kind=kind, guides=guides))
    return Result(value=tuple(found))


def _fixed(target: Target) -> Callable[[Program], Target]:
    return lambda program: target


def _since(root: Path, reference: str) -> Result[dict[str, Target]]:
    """The files that are different, each with its changed lines."""
    repository = Repository.of(root)
    commit = repository.commit(reference) if repository else None
    if repository is None or commit is None:
        fault = Diagnostic(
            code=Code.UNKNOWN_REVISION,
            message=f"“{reference}” is no git reference.",
            hint="Name a tag, a branch or a commit of the repository that the project stands in.",
        )
        return Result(value={}, diagnostics=(fault,))
    try:
        stretches = repository.changes(commit)
    except GitError as error:
        fault = Diagnostic(
            code=Code.UNREADABLE_REVISION,
            message=f"Git cannot compare the files with “{reference}” ({error}).",
            hint="Fetch the commit completely, and try again.",
        )
        return Result(value={}, diagnostics=(fault,))
    files: dict[str, list[LineRange]] = {}
    for stretch in stretches:
        files.setdefault(stretch.file, []).append(stretch)
    return Result(value={name: _file(name, found) for name, found in sorted(files.items())})


def _file(name: str, stretches: Sequence[LineRange]) -> Target:
    figure = {Path(name).stem} if name.startswith(_FIGURES) else set[str]()
    return Target(stretches=tuple(stretches), ids=frozenset(figure))


def _meanings(
    root: Path, word: str, programs: Mapping[str, Program]
) -> Iterator[tuple[str, Callable[[Program], Target]]]:
    """What a word can mean: a file, and every kind of thing that has it for its id."""
    name = source_file(root, word)
    if name is not None:
        yield "file", _fixed(_file(name, [whole(name)]))
    for kind, has in _KINDS.items():
        if any(has(program, word) for program in programs.values()):
            yield kind, lambda program, has=has: has(program, word) or Target()  # type: ignore[misc]


def _parameter(program: Program, id: str) -> Target | None:
    return Target(parameters=frozenset({id})) if id in program.parameters else None


def _slot(program: Program, id: str) -> Target | None:
    slot = program.slots.get(id)
    if slot is None:
        return None
    return Target(stretches=(whole(slot.clause.source.name),) if slot.clause else ())


def _shown(program: Program, id: str) -> Target | None:
    return Target(ids=frozenset({id}))


def _table(program: Program, id: str) -> Target | None:
    return _shown(program, id) if id in program.tables else None


def _figure(program: Program, id: str) -> Target | None:
    return _shown(program, id) if id in program.figures else None


def _form(program: Program, id: str) -> Target | None:
    form = program.forms.get(id)
    return Target(printed=tuple(_line(b.title.at) for b in form.blocks)) if form else None


def _list(program: Program, id: str) -> Target | None:
    found = program.lists.get(id)
    return Target(printed=tuple(_line(item.at) for item in found.items)) if found else None


def _link(program: Program, id: str) -> Target | None:
    link = program.links.get(id)
    return Target(addresses=frozenset({str(link.url)})) if link else None


def _links(program: Program, id: str) -> Target | None:
    found = program.link_lists.get(id)
    if found is None:
        return None
    # An item of the list is written where the link has its label.
    links = (program.links[link] for link in found.links if link in program.links)
    return Target(printed=tuple(_line(link.label.at) for link in links))


def _section(program: Program, id: str) -> Target | None:
    for section in program.sections():
        if section.id == id:
            inside = tuple(section.walk())
            clauses = tuple(whole(part.clause.source.name) for part in inside if part.clause)
            return Target(stretches=clauses, ids=frozenset(part.id for part in inside))
    return None


def _document(program: Program, id: str) -> Target | None:
    found = program.documents.get(id)
    if found is None:
        return None
    texts = [text for text in (found.name, found.phrase, found.introduction) if text is not None]
    return Target(printed=tuple(_line(text.at) for text in texts))


def _term(program: Program, id: str) -> Target | None:
    for entry in program.glossary:
        if entry.term == id:
            anchor = frozenset({f"term-{entry.term.replace(' ', '-')}"})
            return Target(printed=(_line(entry.at),), ids=anchor)
    return None


_KINDS: Mapping[str, Callable[[Program, str], Target | None]] = {
    "parameter": _parameter,
    "slot": _slot,
    "table": _table,
    "figure": _figure,
    "form": _form,
    "list": _list,
    "link": _link,
    "list of links": _links,
    "section": _section,
    "document": _document,
    "term": _term,
}


def _line(at: Span) -> LineRange:
    return LineRange(file=at.file, first=at.line, last=at.line)


def _unknown(word: str, programs: Mapping[str, Program]) -> Diagnostic:
    known = {
        *(id for p in programs.values() for id in (*p.parameters, *p.slots, *p.tables)),
        *(id for p in programs.values() for id in (*p.figures, *p.links, *p.lists, *p.forms)),
        *(section.id for p in programs.values() for section in p.sections()),
        *(name for p in programs.values() for name in p.sources),
    }
    return unknown(
        word,
        f"“{word}” is no file of the project, and nothing in it has this id.",
        known,
        "Name a file, or the id of a parameter, table or slot.",
    )
