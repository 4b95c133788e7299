"""Draw the figures that changed."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.cli.arguments import add_flag
from builder.cli.printing import print_faults
from builder.diagnostics import errors


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_flag(parser, "--check", "draw nothing; fail if a drawing is not current")


def run(root: Path, options: argparse.Namespace) -> int:
    """Draw every figure whose source changed, or tell which."""
    from builder.figures.committed import refresh
    from builder.figures.crowded import CrowdedFigureError
    from builder.load.project_files import ProjectFiles
    from builder.model.figure import FOLDER
    from builder.source import Span
    from builder.source.two_run_cache import TwoRunCache

    files = ProjectFiles(root, TwoRunCache())
    found = [files.figure(id, Span(file=f"{FOLDER}/{id}.yaml")) for id in files.figure_ids()]
    faults = [fault for _, faults in found for fault in faults]
    drawings = [drawing for drawing, _ in found if drawing is not None]
    stale: list[Path] = []
    # One that cannot be drawn hides nothing of the others.
    for drawing in drawings:
        try:
            stale += refresh(root, [drawing], check=options.check)
        except CrowdedFigureError as error:
            faults.append(error.finding)
    print_faults(root, faults)
    for path in stale:
        name = path.relative_to(root).as_posix()
        print(f"{name} is not current; run `guides figures`." if options.check else f"{name} drawn")
    if errors(faults):
        return 1
    if not stale:
        print(f"All {len(drawings)} drawings are current.")
    return 1 if stale and options.check else 0
