"""List every use of a clause, parameter, table, term or document in all guides."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from builder.cli.arguments import WORDS, add_format
from builder.cli.printing import refuse, screen
from builder.model.kinds import KINDS


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "thing",
        nargs="+",
        metavar="THING",
        help=f"what is looked for: {WORDS}; a name of several words needs no quotes",
    )
    parser.add_argument(
        "--kind",
        choices=tuple(KINDS),
        metavar="KIND",
        help=f"what THING is, where several things are called so: {', '.join(KINDS)}",
    )
    add_format(parser, ("text", "json"))


def run(root: Path, options: argparse.Namespace) -> int:
    """Print every use; 1 if the guides are at fault, 2 if the question is."""
    from builder.pipeline.overview import open_overview
    from builder.questions.where import find

    opened = open_overview(root)
    if opened.overview is None:
        return refuse(root, opened.diagnostics)
    word = " ".join(options.thing)
    found = find(root, opened.overview.things, word, kind=options.kind)
    if found.diagnostics:
        return refuse(root, found.diagnostics)
    if options.format == "json":
        from builder.report.overview.json import overview_json

        print(overview_json(things=found.value))
        return 0
    from builder.report.overview.where_text import print_thing

    console = screen()
    for thing in found.value:
        print_thing(console, thing)
    kinds = list(dict.fromkeys(thing.kind for thing in found.value))
    if len(kinds) > 1:
        told = ", ".join(f"--kind {kind}" for kind in kinds)
        print(f"Several things are called so; show one of them with {told}.", file=sys.stderr)
    return 0
