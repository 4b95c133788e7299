"""Show the structure of guides, and what in it is shared or the program’s own."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.arguments import add_format, add_programs
from builder.cli.printing import refuse, screen

if TYPE_CHECKING:
    from builder.model.outline import Outline


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_programs(parser, "show")
    parser.add_argument(
        "--all",
        action="store_true",
        dest="everything",
        help="also show the tables, figures, lists, forms and slots in each section, and what "
        "else the program sets, replaces, adds or omits",
    )
    add_format(parser, ("text", "markdown", "json"))


def run(root: Path, options: argparse.Namespace) -> int:
    """Print outlines; 1 if there are errors, which are told below what can still be shown."""
    from builder.pipeline.overview import open_overview

    opened = open_overview(root, options.programs)
    if opened.overview is not None:
        known = opened.overview
        ids = list(dict.fromkeys(options.programs)) or list(known.programs)
        _print([known.outline(id) for id in ids], options)
        return 0
    project = opened.project
    if project is not None and project.programs:
        # Its author needs the ids most when something is wrong.
        from builder.index.outline import outline

        programs = sorted(project.programs.items())
        _print([outline(program, project.sources[id]) for id, program in programs], options)
    return refuse(root, opened.diagnostics)


def _print(outlines: Sequence[Outline], options: argparse.Namespace) -> None:
    if options.format == "json":
        from builder.report.overview.json import overview_json

        print(overview_json(outlines=tuple(outlines)))
    elif options.format == "markdown":
        from builder.report.overview.outline_markdown import outline_markdown

        print("\n".join(outline_markdown(o, everything=options.everything) for o in outlines))
    else:
        from builder.report.overview.outline_text import print_legend, print_outline

        console = screen()
        for outline in outlines:
            print_outline(console, outline, everything=options.everything)
        print_legend(console)
