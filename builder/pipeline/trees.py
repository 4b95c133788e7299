"""Builds the guides of a project's folder, as far as a comparison needs them.

A guide's text depends on the templates, too. So each state of a project is built with its own;
only where it has none, or they fail with the current builder, the current templates stand in
for them, and that is told.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from builder.diagnostics import Code, Diagnostic, Result, Severity, errors
from builder.diagnostics.codes import TEMPLATE_CODES
from builder.model.figure import FOLDER
from builder.model.guide import Guide
from builder.source.cache import folder_key
from builder.source.files import SOURCES, line_reader
from builder.source.limits import ASSET
from builder.source.paths import read_bytes

Lines = Mapping[tuple[str, int], str]
"""Lines of source files, by file and number, to show them in messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectState:
    """The guides of one state of a project.

    `name` is what reports call it; `programs` are the ids of all that it has, built or not.
    `images` are the drawings (SVG) by their SHA-256; `templates` is the hash of the current
    templates if the guides had to be made with them; `lines` are those that diagnostics point at.
    `single` tells that one `guide.json` was named: it can be compared with another program's.
    """

    name: str = ""
    programs: tuple[str, ...] = ()
    guides: Mapping[str, Guide] = field(default_factory=dict)
    images: Mapping[str, str] = field(default_factory=dict)
    templates: str = ""
    lines: Lines = field(default_factory=dict)
    single: bool = False

    def has(self, wanted: Collection[str]) -> bool:
        """Whether all guides that are wanted (all, if none is named) and exist are here."""
        return all(id in self.guides for id in self.programs if not wanted or id in wanted)


def build_tree(folder: Path, programs: Sequence[str], templates: Path) -> Result[ProjectState]:
    """Build the programs named that the folder has, or all.

    `templates` are the current ones. Only errors are among the diagnostics.
    """
    from builder.load import program_ids

    known = program_ids(folder)
    wanted = [id for id in known if not programs or id in programs]
    found = _build(folder, wanted, known) if (folder / "templates").is_dir() else None
    if found is None or any(d.code in TEMPLATE_CODES for d in found.diagnostics):
        with tempfile.TemporaryDirectory(prefix="guides-") as place:
            stand_in = Path(place)
            for part in SOURCES:
                target = templates if part == "templates" else folder / part
                (stand_in / part).symlink_to(target.resolve())
            other = _build(stand_in, wanted, known, templates=folder_key(templates))
        if found is None or not other.failed:
            return other
    return found


def stand_in_note(name: str) -> Diagnostic:
    """Tells that the current templates stand in for a revision's own."""
    return Diagnostic(
        code=Code.CURRENT_TEMPLATES_USED,
        severity=Severity.NOTE,
        message=f"The templates of “{name}” are missing or do not work with the current builder, "
        "so its guides are made with the current templates.",
        hint="What changed in the templates does not show in the comparison.",
    )


def _build(
    folder: Path, wanted: Sequence[str], known: Sequence[str], templates: str = ""
) -> Result[ProjectState]:
    from builder.pipeline.project import open_project
    from builder.pipeline.published import assemble_all

    # Without a program there is nothing to build, and no names would mean all.
    nothing: Result[dict[str, Guide]] = Result(value={})
    result = assemble_all(open_project(folder, wanted, earlier=True)) if wanted else nothing
    faults = errors(result.diagnostics)
    guides = {} if faults else result.value
    state = ProjectState(
        programs=tuple(known),
        guides=guides,
        images=drawings((folder / FOLDER).glob("*.svg"), guides),
        templates=templates,
        lines=lines_in(folder, faults),
    )
    return Result(value=state, diagnostics=faults)


def drawings(files: Iterable[Path], guides: Mapping[str, Guide]) -> dict[str, str]:
    """The drawings that guides show, of these files, by their SHA-256.

    What holds more than a drawing of ours may hold is none, whoever published it.
    """
    from builder.figures.safety import unsafe_part

    shown = {
        block.image
        for guide in guides.values()
        for section in guide.walk()
        for block in section.walk_blocks()
    }
    found = {}
    for file in files:
        with suppress(OSError, UnicodeDecodeError):
            data = read_bytes(file, ASSET)
            digest = hashlib.sha256(data).hexdigest()
            if digest in shown and unsafe_part(data.decode()) is None:
                found[digest] = data.decode()
    return found


def lines_in(folder: Path, diagnostics: Iterable[Diagnostic]) -> Lines:
    """The lines that diagnostics point at, kept because the folder may soon be gone."""
    line_of = line_reader(folder)
    places = {(d.at.file, d.at.line) for d in diagnostics if d.at is not None}
    return {place: line_of(*place) for place in places}
