"""What is written of the program itself: the manual's pages of reference, and the JSON Schemas."""

from __future__ import annotations

from typing import Any, Literal, get_args

from builder.cli.parsers import base_parser, command_names, command_parser
from builder.cli.status import FINDINGS, FINE, INTERNAL, INTERRUPTED, USAGE

SchemaName = Literal["family", "program", "figure", "guide", "comparison"]
SCHEMAS: tuple[SchemaName, ...] = get_args(SchemaName)
_EXITS = (
    (str(FINE), "All is well."),
    (
        str(FINDINGS),
        "There are errors in the sources, or changes of the class that `--fail-on` names. "
        "Nothing was published.",
    ),
    (
        str(USAGE),
        "The command was not understood; or, from a command that compares revisions, the "
        "comparison itself failed. It is never 0 then.",
    ),
    (str(INTERNAL), "A fault of the program or of the machine, not of your files."),
    (
        str(INTERRUPTED),
        "Interrupted; the message says what became of the output.",
    ),
)


def schema(name: SchemaName) -> dict[str, Any]:
    """One of the `SCHEMAS`: of the files that authors write, or of those that are made."""
    if name == "guide":
        from builder.outputs.snapshot import guide_schema

        return guide_schema()
    if name == "comparison":
        from builder.report.diff.json import comparison_schema

        return comparison_schema()
    from builder.load.editor_schema import editor_schema

    return editor_schema(name)


def reference_pages() -> dict[str, str]:
    """The pages by the names of their files: keys, checks, commands, JSON formats and limits."""
    from builder.checks.engine.manual import manual_page
    from builder.report.manual.commands import commands_page
    from builder.report.manual.formats import formats_page
    from builder.report.manual.keys import keys_page
    from builder.report.manual.limits import limits_page

    parsers = {name: command_parser(name) for name in command_names()}
    return {
        "checks.md": manual_page(),
        "commands.md": commands_page(base_parser(), parsers, _EXITS),
        "json.md": formats_page(schema("guide"), schema("comparison")),
        "keys.md": keys_page(),
        "limits.md": limits_page(),
    }
