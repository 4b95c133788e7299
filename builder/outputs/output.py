"""What an output of a guide is, and how outputs are found: each package here with an `OUTPUT`.

An output is one folder, with its templates in a folder of `templates/`. Its `__init__.py` holds
the `OUTPUT` and imports nothing heavy; builds, the progress display, the page that links all
guides, the preview and the search for lost words take what they need from it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from builder.model.versions import read_date

if TYPE_CHECKING:
    from builder.assemble.assemble import Assembly
    from builder.diagnostics import Diagnostic
    from builder.model.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What the outputs of a guide are made from.

    `assembly` is the guide as Sphinx resolved it, once for all of them; `root` the project, in
    which the templates are; `folder` where files are written, with Sphinx's source in `src/`.
    """

    root: Path
    assembly: Assembly
    folder: Path

    @property
    def timestamp(self) -> datetime:
        """The only time that files may hold, so that the same input gives the same bytes."""
        return moment(self.assembly.program.date)

    def path(self, output: Output) -> Path:
        """Where the file of an output stands that readers open."""
        program = self.assembly.program
        return self.folder / output.path(program.id, str(program.version))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What stands in files that were made: their text, and how large they are in the unit.

    `text` has a form feed between pages of paper. `front` tells whether the front page is in it.
    `faults` are what is wrong with how it stands there.
    """

    text: str
    size: int | None = None
    front: bool = True
    faults: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SphinxBuilder:
    """A Sphinx builder: its name, the extensions it needs, and the settings for a guide."""

    name: str
    extensions: tuple[str, ...]
    options: Callable[[Path, Program], Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Files that are made of every guide.

    `title` is what messages call it. `judge` says quickly, writing nothing, what `make` would
    refuse of a guide. `file` is what readers open, below the guide's folder, with
    `{program}` and `{version}`. `make` writes the files, and returns what is wrong; none counts
    if there is an error. `read` gives back the text that readers get, in which all words of the
    guide are looked for; without it, none is.

    `order` is the place among the outputs, `link` what a link to it says, on the page of all
    guides as well (nothing: it is not linked; a site is “read online”), `unit` what its size is
    counted in. `imports` are modules that take long to import, so that it is done once, before
    processes are forked.

    A guide is read by Sphinx once, and one output says with which builder (`sphinx`): it decides
    how pages address one another. Other outputs follow the `target_id` of references.
    """

    title: str
    file: str
    make: Callable[[Edition], tuple[Diagnostic, ...]]
    read: Callable[[Edition], ReadBack] | None = None
    judge: Callable[[Edition], tuple[Diagnostic, ...]] | None = None
    order: int = 100
    link: str = ""
    unit: str = ""
    imports: tuple[str, ...] = ()
    sphinx: SphinxBuilder | None = None

    def path(self, program: str, version: str) -> str:
        """The file that readers open, for this version of a program."""
        return self.file.format(program=program, version=version)


@cache
def all_outputs() -> tuple[Output, ...]:
    """Every output, in order.

    Raises:
        ValueError: two have one title, or not exactly one has a Sphinx builder.
    """
    import builder.outputs as room

    modules = [
        importlib.import_module(f"{room.__name__}.{info.name}")
        for info in pkgutil.iter_modules(room.__path__)
        if info.ispkg
    ]
    found = [module.OUTPUT for module in modules if hasattr(module, "OUTPUT")]
    if len({output.title for output in found}) < len(found):
        raise ValueError("two outputs have the same title")
    if sum(output.sphinx is not None for output in found) != 1:
        raise ValueError("exactly one output has a Sphinx builder")
    return tuple(sorted(found, key=lambda output: (output.order, output.title)))


def downloads() -> tuple[Output, ...]:
    """The outputs that the pages of a guide link beside themselves."""
    return tuple(output for output in all_outputs() if output.link and output.sphinx is None)


def in_making() -> tuple[Output, ...]:
    """Every output, in the order in which they are made.

    The one that Sphinx writes is the last: its writer changes the resolved doctrees in place (the
    addresses of images become those of copies), and all others read the same doctrees.
    """
    return tuple(sorted(all_outputs(), key=lambda output: output.sphinx is not None))


def site() -> tuple[Output, SphinxBuilder]:
    """The output that Sphinx writes, and the builder with which Sphinx reads guides."""
    return next((output, output.sphinx) for output in all_outputs() if output.sphinx is not None)


def moment(day: str | None) -> datetime:
    """The time of a guide with a date, as YYYY-MM-DD or YYYY-MM.

    A guide without a date has the start of the PDF format's own calendar.
    """
    return datetime.combine(read_date(day or "") or date(2000, 1, 1), time(tzinfo=UTC))
