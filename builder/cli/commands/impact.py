"""Tell which parts of the guides a file, parameter, table or slot reaches."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.cli.arguments import WORDS, add_format
from builder.cli.printing import refuse, screen
from builder.cli.status import USAGE, complain
from builder.model.kinds import KINDS

if TYPE_CHECKING:
    from rich.console import Console

    from builder.model.guide import Block
    from builder.model.words import Language
    from builder.questions.impact import Impact, Reach


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "things",
        nargs="*",
        metavar="THING",
        help=f"a file of the project, or what else is asked for: {WORDS}",
    )
    parser.add_argument(
        "--since", metavar="REF", help="all files that differ from a git reference, by their lines"
    )
    add_format(parser, ("text", "json"))


def run(root: Path, options: argparse.Namespace) -> int:
    """Print what is reached; 1 if the guides or the question are at fault."""
    from builder.pipeline.impact import impact

    if not options.things and options.since is None:
        complain("name a file or an id, or a reference with --since.")
        return USAGE
    result = impact(root, options.things, options.since)
    if result.value is None:
        return refuse(root, result.diagnostics)
    if options.format == "json":
        from builder.report.overview.json import overview_json

        found = [_plain(impact) for impact in result.value]
        print(overview_json(impacts=found))
        return 0
    _print(screen(), result.value)
    return 0


def _print(console: Console, impacts: Sequence[Impact]) -> None:
    def line(text: str, indent: int = 0, style: str = "") -> None:
        console.print(" " * indent + text, style=style, markup=False, soft_wrap=True)

    if not impacts:
        line("Nothing has changed.")
    for impact in impacts:
        kind = KINDS[impact.kind].name if impact.kind in KINDS else impact.kind
        line(f"{impact.name} ({kind})", style="bold")
        if not impact.guides:
            line("reaches no guide.", 2)
        for reach in impact.guides:
            line(f"{reach.program}: {_counts(reach)}", 2)
            if reach.everything:
                line("a template: it can reach every part", 4)
            for name in reach.front:
                line(name, 4)
            for section in reach.sections:
                line(reach.words.cite(section.label, section.title), 4)
                for duty in reach.obligations:
                    if duty.section == section.id:
                        who = duty.party or "nobody named"
                        line(f"{who}, {duty.modal}: {_short(duty.sentence)}", 8, "dim")
            for block in reach.blocks:
                line(_named(block, reach.words), 4)


def _counts(reach: Reach) -> str:
    from builder.model.wording import counted

    parts = [
        counted(len(found), name)
        for name, found in (
            ("section", reach.sections),
            ("obligation", reach.obligations),
            ("table", [block for block in reach.blocks if block.kind == "table"]),
            ("figure", [block for block in reach.blocks if block.kind == "figure"]),
            ("form", [block for block in reach.blocks if block.kind == "form"]),
        )
        if found
    ]
    return ", ".join(parts) or ("everything" if reach.everything else "its front matter")


def _short(text: str) -> str:
    from builder.model.wording import short

    return short(text, 110)


def _named(block: Block, words: Language) -> str:
    label, caption = words.label(block.kind, block.number), block.own_text
    name = words.cite(label, caption) if caption else label
    return name + (f" ({block.id})" if block.id else "")


def _plain(impact: Impact) -> dict[str, Any]:
    return {
        "name": impact.name,
        "kind": impact.kind,
        "guides": [
            {
                "program": reach.program,
                "everything": reach.everything,
                "front": list(reach.front),
                "sections": [
                    {"id": section.id, "label": section.label, "title": section.title}
                    for section in reach.sections
                ],
                "obligations": [
                    {
                        "id": duty.id,
                        "section": duty.section,
                        "party": duty.party,
                        "modal": duty.modal,
                        "sentence": duty.sentence,
                    }
                    for duty in reach.obligations
                ],
                "parts": [
                    {
                        "kind": block.kind,
                        "id": block.id,
                        "number": block.number,
                        "caption": "".join(run.text for run in block.runs),
                    }
                    for block in reach.blocks
                ],
            }
            for reach in impact.guides
        ],
    }
