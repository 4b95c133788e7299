"""What stands where output goes, and was put there by somebody else."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from builder.diagnostics import Code, Diagnostic
from builder.pipeline.conversion import is_front_page, is_guide, is_manual, plain_guides
from builder.pipeline.editions import FOLDER, Editions, project_mark
from builder.pipeline.output_folder import refused
from builder.pipeline.publish import FRONT_PAGE


def in_the_way(
    root: Path, out: Path, programs: Collection[str], known: Collection[str]
) -> list[Diagnostic]:
    """A fault for each thing that guides would replace although no build made it.

    `programs` are the guides that go to `out`, `known` all programs of the project.
    """
    found = [refused(root, out)]
    if found[0] is None:
        found = [*_foreign_folder(root, out, known), *_foreign_front_page(root, out)]
        for id in programs:
            path = out / id
            if not _free(out, id) and (path.is_symlink() or not is_guide(path)):
                found.append(_fault(out, id, "and is no guide that was built earlier", id))
            elif Editions(out).is_link(id) and is_manual(path):
                found.append(_fault(out, id, "and is the manual", id))
    return [fault for fault in found if fault is not None]


def manual_in_the_way(out: Path, name: str | None) -> list[Diagnostic]:
    """The same for the manual: as an entry `name` of `out`, or, without one, as all of it."""
    place = out / name if name else out
    found = list(_foreign_editions(out))
    if name is None:
        if os.path.lexists(out) and os.listdir(out) and not is_manual(out):
            found.append(_fault(out.parent, out.name, "and is no manual that was built earlier"))
    elif name and (is_guide(place) or (not _free(out, name) and not is_manual(place))):
        found.append(_fault(out, name, "and is no manual that was built earlier"))
    return found


def _free(out: Path, name: str) -> bool:
    return not os.path.lexists(out / name) or Editions(out).is_link(name)


def _foreign_front_page(root: Path, out: Path) -> Iterator[Diagnostic]:
    page = out / FRONT_PAGE
    foreign = page.is_symlink() and not Editions(out).is_link(FRONT_PAGE)
    if foreign or (os.path.exists(page) and not is_front_page(root, out)):
        yield _fault(out, FRONT_PAGE, "and is no page that a build made")


def _foreign_editions(out: Path) -> Iterator[Diagnostic]:
    if not Editions(out).ours:
        yield _fault(out, FOLDER, "and is not, or no longer, what a build makes")


def _foreign_folder(root: Path, out: Path, known: Collection[str]) -> Iterator[Diagnostic]:
    """Guides of another project, which would be taken for guides that are no longer defined."""
    yield from _foreign_editions(out)
    editions = Editions(out)
    if is_manual(out):
        yield _fault(out.parent, out.name, "and is the manual")
    others: list[str] = []
    if editions.marked and editions.facts().project != project_mark(root, out):
        others = [name for name in editions.entries() if is_guide(out / name)]
    elif not editions.marked and out != root / "build" and is_front_page(root, out):
        others = plain_guides(out)
    others = [name for name in others if name not in known]
    if others:
        named = ", ".join(f"“{name}”" for name in others)
        yield Diagnostic(
            code=Code.OUTPUT_IN_THE_WAY,
            message=f"“{out}” holds guides of another project: {named}.",
            hint="Name another folder with --out.",
        )


def _fault(out: Path, name: str, why: str, *programs: str) -> Diagnostic:
    return Diagnostic(
        code=Code.OUTPUT_IN_THE_WAY,
        message=f"“{out.name}/{name}” exists {why}.",
        hint="Move it away, or name another folder with --out.",
        programs=programs,
    )
