"""Show the text of a section with its values filled in."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.arguments import add_flag, add_format
from builder.cli.printing import refuse, screen

if TYPE_CHECKING:
    from builder.model.guide import Section
    from builder.model.words import Language


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("program", metavar="PROGRAM", help="the guide")
    parser.add_argument(
        "section",
        nargs="+",
        metavar="SECTION",
        help="the section: its id, number (3.4.2, C, “Appendix C”), title, or a part of a title "
        "that no other has; or a table, figure, list, form, slot or clause that stands in it; a "
        "title of several words needs no quotes",
    )
    add_flag(
        parser,
        "--only",
        "leave out the text of the sections below it, and list their titles (by default they "
        "are shown, because they are a part of it)",
    )
    add_flag(parser, "--sources", "show where each block of the text is written")
    add_format(parser, ("text", "markdown", "json"))


def run(root: Path, options: argparse.Namespace) -> int:
    """Print a section; 1 if the guide is at fault, 2 if the question is."""
    from builder.pipeline.overview import open_overview
    from builder.questions.where import find_section

    opened = open_overview(root, [options.program])
    if opened.overview is None:
        return refuse(root, opened.diagnostics)
    guide, things = opened.overview.guide(options.program), opened.overview.things
    found = find_section(root, things, " ".join(options.section), options.program)
    for section in guide.walk():
        if section.id == found.value:
            _print(section, guide.identity.words, options)
            return 0
    return refuse(root, found.diagnostics)


def _print(section: Section, words: Language, options: argparse.Namespace) -> None:
    if options.format == "json":
        from builder.report.overview.json import overview_json

        shown = section
        if options.only:
            shown = replace(section, sections=tuple(map(_heading, section.sections)))
        print(overview_json(program=options.program, section=shown))
    elif options.format == "markdown":
        from builder.report.overview.section_markdown import section_markdown

        print(section_markdown(section, words, only=options.only, sources=options.sources), end="")
    else:
        from builder.report.overview.section_text import print_section

        print_section(screen(), section, words, only=options.only, sources=options.sources)


def _heading(section: Section) -> Section:
    return replace(section, blocks=(), sections=())
