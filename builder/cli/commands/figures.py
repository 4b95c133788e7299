"""Draw the figures that changed."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.cli.arguments import add_flag
from builder.cli.printing import print_faults


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_flag(parser, "--check", "draw nothing; fail if a drawing is not current")


def run(root: Path, options: argparse.Namespace) -> int:
    """Draw every figure whose source changed, or tell which."""
    from builder.figures.committed import refresh
    from builder.load import load_figure
    from builder.model.figure import FOLDER
    from builder.source import SourceFile

    results = [
        load_figure(SourceFile.read(root, path)) for path in sorted((root / FOLDER).glob("*.yaml"))
    ]
    faults = [fault for result in results for fault in result.diagnostics]
    print_faults(root, faults)
    if any(result.failed for result in results):
        return 1
    drawings = [result.value for result in results if result.value is not None]
    stale = refresh(root, drawings, check=options.check)
    for path in stale:
        name = path.relative_to(root).as_posix()
        print(f"{name} is not current; run `guides figures`." if options.check else f"{name} drawn")
    if not stale:
        print(f"All {len(drawings)} drawings are current.")
    return 1 if stale and options.check else 0
