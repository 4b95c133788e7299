"""The pages of the manual that are made from the program itself, by the names of their files."""

from __future__ import annotations

from builder.cli.parsers import base_parser, command_names, command_parser
from builder.cli.status import FINDINGS, FINE, INTERNAL, INTERRUPTED, USAGE


def reference_pages() -> dict[str, str]:
    """All of them: keys, checks, commands and JSON formats."""
    from builder.checks.engine.manual import manual_page
    from builder.cli.commands.schema import schemas
    from builder.report.manual.commands import commands_page
    from builder.report.manual.formats import formats_page
    from builder.report.manual.keys import keys_page

    known = schemas()
    parsers = {name: command_parser(name) for name in command_names()}
    return {
        "checks.md": manual_page(),
        "commands.md": commands_page(base_parser(), parsers, _EXITS),
        "json.md": formats_page(known["guide"], known["comparison"]),
        "keys.md": keys_page(),
    }


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
    (str(INTERRUPTED), "Interrupted from the keyboard. Earlier output is as it was."),
)
