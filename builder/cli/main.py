"""Arguments, the one error boundary, and exit codes.

Every command is a module of its own that is imported only when it is asked for, so that
`guides --help` answers at once.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

from builder import __version__

FINE, FINDINGS, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130

_COMMANDS = {
    "build": "build guides to HTML, PDF and JSON",
    "check": "check guides for what is missing, contradictory or wrong",
    "diff": "show what changes in the published guides between two revisions",
    "docs": "build the manual in docs/ as a site",
    "figures": "draw the figures that changed",
    "format": "put the keys of definitions in order, and wrap texts",
    "impact": "tell which parts of the guides a file, parameter, table or slot reaches",
    "new": "write the files of a new program",
    "notice": "write the notice of what changes for a party",
    "obligations": "list what a guide obliges each party to do",
    "outline": "show the structure of guides, and what in it is shared or the program’s own",
    "revision": "draft the next row of a revision history, and propose the version",
    "serve": "show guides in the browser as they are edited",
    "schema": "write the JSON Schemas for editors and for guide.json",
    "show": "show the text of a section with its values filled in",
    "where": "list every use of a clause, parameter, table, term or document in all guides",
}


def command() -> int:
    """The entry point of the installed command: `main` in a process of its own.

    A command lives for seconds and builds large trees that live as long as it does; looking
    for garbage among them would be a tenth of its time.
    """
    gc.disable()
    return main()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Returns 0 when all is well, 1 when there are errors in the sources, 2 for wrong usage, 3 for
    a fault of this program, 130 when interrupted.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = base_parser()
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    wanted = next((word for word in words if word in _COMMANDS), None)
    unknown = _unknown(words)
    if unknown:
        parser.exit(USAGE, unknown)
    for name, text in _COMMANDS.items():
        command = commands.add_parser(name, help=text, description=_sentence(text))
        if name == wanted:
            import_module(f"builder.cli.{name}").configure(command)
    options = parser.parse_args(words)
    try:
        root = _root(options.root)
        if root is None:
            place = f"in {options.root}" if options.root else "here or above"
            print(
                f"guides: there is no folder program_defs/ {place}; go to the project's folder or "
                "name it with -C.",
                file=sys.stderr,
            )
            return USAGE
        return int(import_module(f"builder.cli.{options.command}").run(root, options))
    except KeyboardInterrupt:
        print("guides: interrupted; earlier output is as it was.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINDINGS
    except OSError as error:
        name = f" ({error.filename})" if error.filename else ""
        print(f"guides: {error.strerror or error}{name}", file=sys.stderr)
        return INTERNAL
    except Exception as error:
        return internal_error(error)


def base_parser() -> argparse.ArgumentParser:
    """The parser of what stands before the command."""
    parser = argparse.ArgumentParser(
        prog="guides", description="Formal program guides from YAML, Markdown and Jinja."
    )
    parser.add_argument("--version", action="version", version=f"guides {__version__}")
    parser.add_argument(
        "-C",
        "--root",
        type=Path,
        metavar="FOLDER",
        help="the project's folder (by default the nearest one upward with program_defs/)",
    )
    return parser


def _root(given: Path | None) -> Path | None:
    start = (given or Path.cwd()).resolve()
    if given is not None:
        return start if (start / "program_defs").is_dir() else None
    return next(
        (folder for folder in (start, *start.parents) if (folder / "program_defs").is_dir()), None
    )


def _unknown(words: Sequence[str]) -> str | None:
    """What to say if the first word that is no option is no command either."""
    value_next = False
    for word in words:
        if value_next or word.startswith("-"):
            value_next = word in ("-C", "--root")
            continue
        if word in _COMMANDS:
            return None
        close = get_close_matches(word, _COMMANDS, n=1)
        hint = f"did you mean “{close[0]}”?" if close else f"there are: {', '.join(_COMMANDS)}."
        return f"guides: there is no command “{word}”; {hint}\n"
    return None


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def internal_error(error: Exception) -> int:
    """Tell of our own fault in one line, and keep the traceback in a file."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="guides-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        traceback.print_exception(error, file=log)
    print(
        f"guides: internal error ({type(error).__name__}): this is a fault of the program, not of "
        f"your files; details are in {log.name}",
        file=sys.stderr,
    )
    return INTERNAL
