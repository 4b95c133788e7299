"""Finds what a user means by a revision: a git reference, a folder, or published guides.

* nothing: the working tree;
* a git reference (`v4.1`, `main`, `HEAD~3`): the commit's sources are written to a temporary
  folder and built there; the repository and its work tree stay as they are;
* a folder with `program_defs/`: built as it is;
* a `guide.json`, or a folder with some in it or up to two levels below, like
  `published/<program>`, `releases/<program>/<version>`, `build`: read as they are. Of a program
  that is there in several versions, the highest counts.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile
from pathlib import Path

from builder.diagnostics import Code, Diagnostic, Result, suggest
from builder.history.git import GitError, Repository, bare_repository
from builder.load import program_ids
from builder.model.figure import FOLDER
from builder.model.guide import GUIDE_FILE, Guide
from builder.model.plain import from_plain, to_plain
from builder.pipeline.editions import FOLDER as EDITIONS
from builder.pipeline.recovery import recover_around
from builder.pipeline.trees import ProjectState, build_tree, drawings, stand_in_note
from builder.source.cache import CacheEntry, folder_key, text_key
from builder.source.limits import SNAPSHOT
from builder.source.paths import is_file, is_folder, read_text, real

WORKING_TREE = "working tree"
_ENTRIES = 16


def open_revision(
    root: Path, word: str | None, programs: Sequence[str] = (), *, cache: bool = True
) -> Result[ProjectState]:
    """Read or build the guides of the programs named, or of all that the revision has.

    `word` is what the user wrote, None for the working tree of the project at `root`. Where a
    guide is missing, an error among the diagnostics says why. `cache` allows to read and to
    remember the guides of a commit in `.cache/guides/`.
    """
    if word is None:
        return _folder(root, root, WORKING_TREE, programs)
    path = find_path(root, word)
    try:
        repository, commit = find_commit(root, word) if not _only_a_path(word) else (None, None)
    except GitError as error:
        if path is None:
            return _no_revision(word, Code.UNREADABLE_REVISION, unreadable(word, error), error.hint)
        repository = commit = None
    if commit is not None and path is not None:
        return _no_revision(
            word,
            Code.AMBIGUOUS_REVISION,
            f"“{word}” is a git reference as well as a {'folder' if is_folder(path) else 'file'}.",
            f"Write “./{word}” for the one, or “refs/heads/{word}” or “refs/tags/{word}” for the "
            "other.",
        )
    if path is not None:
        return _at(root, path, word, programs)
    if repository is not None and commit is not None:
        return _commit(repository, commit, word, programs, cache=cache)
    return _no_revision(
        word,
        Code.UNKNOWN_REVISION,
        f"“{word}” is no git reference, no folder with guides and no “guide.json”.",
        why_unknown(root, word, repository),
    )


def find_commit(root: Path, word: str) -> tuple[Repository | None, str | None]:
    """The repository of the project at `root`, and the id of the commit that a word names in it.

    Raises:
        GitError: there is a repository, but it cannot be asked.
    """
    repository = Repository.of(root)
    return repository, repository.commit(word) if repository else None


def why_unknown(root: Path, word: str, repository: Repository | None) -> str:
    """What to do about a word that names no commit."""
    if repository is not None:
        otherwise = (
            "Name a tag, a branch or a commit, a project’s folder, or a folder with “guide.json”."
        )
        known = [*repository.branches(), *repository.tags()]
        return repository.why_unknown() or suggest(word, known, otherwise=otherwise) or otherwise
    bare = bare_repository(root)
    if bare is not None:
        return (
            f"The project stands in no work tree: “{bare}” is a bare repository. "
            "Clone it, and work in the clone; or name a folder or a “guide.json”."
        )
    return "The project stands in no git repository; name a folder or a “guide.json”."


def unreadable(word: str, error: GitError) -> str:
    """What is said of a revision that git cannot give."""
    return f"Git cannot give “{word}”: {error}."


def split_words(root: Path, words: Sequence[str]) -> tuple[str, str | None, tuple[str, ...]]:
    """The old revision, the new one (None: the working tree) and the programs that a user names.

    A word is a revision as long as fewer than two are, unless it names a program and nothing else.
    """
    known = program_ids(root)

    def only_a_program(word: str) -> bool:
        if word not in known or find_path(root, word) is not None:
            return False
        try:
            return find_commit(root, word)[1] is None
        except GitError:  # told when a revision is opened
            return True

    revisions = list(takewhile(lambda word: not only_a_program(word), words[:2]))
    old = revisions[0] if revisions else "HEAD"
    return old, revisions[1] if len(revisions) > 1 else None, tuple(words[len(revisions) :])


def find_path(root: Path, word: str) -> Path | None:
    """The file or folder with guides that a word names, from here or from the project's root.

    A file that is called like a reference and no “.json” is none: a file `HEAD` hides no commit.
    """
    a_file = word.endswith(".json") or "/" in word
    try:
        for path in (Path(word), root / word) if word else ():
            recover_around(path)
            if (
                (a_file and is_file(path))
                or is_folder(path / "program_defs")
                or _snapshot_files(path)
            ):
                return path
    except (OSError, ValueError):
        return None
    return None


def _only_a_path(word: str) -> bool:
    return word.startswith(("./", "../", "/")) or word in {".", ".."} or word.endswith(".json")


def _snapshot_files(folder: Path) -> list[Path]:
    levels = tuple(f"{above}{GUIDE_FILE}" for above in ("", "*/", "*/*/"))
    found = (path for level in levels for path in sorted(folder.glob(level)) if is_file(path))
    # Beside the links of an output folder stand the files that they lead to.
    return [path for path in found if EDITIONS not in path.relative_to(folder).parts]


def _at(root: Path, path: Path, word: str, programs: Sequence[str]) -> Result[ProjectState]:
    if is_folder(path / "program_defs"):
        same = real(path) == real(root)
        return _folder(root, path, WORKING_TREE if same else word, programs)
    return _published(root, path, word)


def _folder(root: Path, folder: Path, name: str, programs: Sequence[str]) -> Result[ProjectState]:
    return _named(name, build_tree(folder, programs, root / "templates"))


def _named(name: str, found: Result[ProjectState]) -> Result[ProjectState]:
    notes = (stand_in_note(name),) if found.value.templates else ()
    return Result(value=replace(found.value, name=name), diagnostics=(*notes, *found.diagnostics))


def _commit(
    repository: Repository, commit: str, name: str, programs: Sequence[str], *, cache: bool
) -> Result[ProjectState]:
    """The guides of a commit, which never change while the builder does not."""
    templates = repository.root / "templates"
    key = partial(text_key, commit, repository.prefix)
    memory = CacheEntry(repository.root, "snapshot", key, entries=_ENTRIES)
    known = memory.read(partial(from_plain, ProjectState)) if cache else None
    # Made with its own templates it stays as it is; with others, only for as long as these do.
    if known and known.has(programs) and known.templates in ("", folder_key(templates)):
        return _named(name, Result(value=known))
    with tempfile.TemporaryDirectory(prefix="guides-") as place:
        try:
            repository.export(commit, Path(place))
        except GitError as error:
            return _no_revision(
                name,
                Code.UNREADABLE_REVISION,
                unreadable(name, error),
                error.hint,
            )
        built = build_tree(Path(place), programs, templates)
    if cache and not built.failed:
        memory.write(to_plain(built.value))
    return _named(name, built)


def _published(root: Path, path: Path, word: str) -> Result[ProjectState]:
    """Guides as they were published."""
    from builder.model.versions import version_key
    from builder.outputs.snapshot import load_guide

    guides: dict[str, Guide] = {}
    for file in [path] if is_file(path) else _snapshot_files(path):
        try:
            guide = load_guide(read_text(file, SNAPSHOT))
        except (OSError, ValueError, AttributeError, TypeError, RecursionError):
            shown = word if is_file(path) else f"{word}/{file.relative_to(path).as_posix()}"
            return _no_revision(
                word,
                Code.UNREADABLE_REVISION,
                f"“{shown}” is no guide that this version of the builder can read.",
                "Name a “guide.json” that a build made, or make it again with `guides build`.",
            )
        id, version = guide.identity.program, guide.identity.version
        if id not in guides or version_key(guides[id].identity.version) < version_key(version):
            guides[id] = guide
    beside = (path.parent if is_file(path) else path).rglob("*.svg")
    own = (root / FOLDER).glob("*.svg")
    return Result(
        value=ProjectState(
            name=word,
            programs=tuple(sorted(guides)),
            guides=guides,
            images=drawings([*beside, *own], guides),
            single=len(guides) == 1,
        )
    )


def _no_revision(name: str, code: Code, message: str, hint: str) -> Result[ProjectState]:
    fault = Diagnostic(code=code, message=message, hint=hint)
    return Result(value=ProjectState(name=name), diagnostics=(fault,))
