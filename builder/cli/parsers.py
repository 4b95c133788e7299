"""What the words after `guides` mean.

Each word is read once: what stands before the command by `base_parser`, the rest by the parser of
the command. A command is imported when it is asked for, so that `guides --help` answers at once.
"""

from __future__ import annotations

import argparse
import pkgutil
import shutil
import textwrap
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any

from builder import __version__
from builder.cli.status import USAGE

_PACKAGE, _FOLDER = "builder.cli.commands", Path(__file__).with_name("commands")


def command_names() -> list[str]:
    """The names of all commands."""
    return sorted(module.name for module in pkgutil.iter_modules([str(_FOLDER)]))


def command_module(name: str) -> Any:
    """The module of a command, as `builder.cli.commands` describes it."""
    return import_module(f"{_PACKAGE}.{name}")


def summary(name: str) -> str:
    """What a command does: the first line of its docstring, read without importing the module."""
    with (_FOLDER / f"{name}.py").open(encoding="utf-8") as file:
        return file.readline().strip().strip('"')


def command_parser(name: str) -> argparse.ArgumentParser:
    """The parser of a command, with all its own arguments."""
    parser = argparse.ArgumentParser(prog=f"guides {name}", description=summary(name))
    command_module(name).configure(parser)
    return parser


def base_parser() -> argparse.ArgumentParser:
    """The parser of what stands before the command."""
    parser = argparse.ArgumentParser(
        prog="guides",
        description="Formal program guides from YAML, Markdown and Jinja.",
        epilog=_listed_commands(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"guides {__version__}")
    _add_root(parser)
    # All words from the first that is no option on; the command's own parser reads them.
    parser.add_argument(
        "command",
        nargs=argparse.PARSER,
        metavar="COMMAND",
        help="one of the commands below, and its arguments; guides COMMAND --help shows them",
    )
    return parser


def read_arguments(words: Sequence[str]) -> argparse.Namespace:
    """The `command`, the `root` or None, and the arguments of the command.

    Raises:
        SystemExit: help was asked for, or the words are not understood, which has been told.
    """
    base = base_parser()
    before = base.parse_args(words)
    # Python 3.11 leaves a “--” before the command where it stands.
    name, *rest = before.command[before.command[0] == "--" :]
    if name not in command_names():
        base.exit(USAGE, _unknown(name))
    parser = command_parser(name)
    _add_root(parser)
    options = _read_in_any_order(parser, name, rest)
    options.command = name
    options.root = options.root or before.root
    return options


def _add_root(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-C",
        "--root",
        type=Path,
        metavar="FOLDER",
        help="the project's folder (by default the nearest one upward with program_defs/)",
    )


class _OptionParser(argparse.ArgumentParser):
    """Knows the options of a command and leaves out its other arguments."""

    def __init__(self, whole: argparse.ArgumentParser) -> None:
        """`whole` is the parser that help and messages are about."""
        self._whole = whole
        super().__init__(prog=whole.prog)

    def add_argument(self, *names: str, **settings: Any) -> argparse.Action:
        """Add an option."""
        if names[0].startswith("-"):
            return super().add_argument(*names, **settings)
        return argparse.Action((), names[0])

    def format_help(self) -> str:
        return self._whole.format_help()

    def format_usage(self) -> str:
        return self._whole.format_usage()


def _read_in_any_order(
    parser: argparse.ArgumentParser, command: str, words: Sequence[str]
) -> argparse.Namespace:
    """The arguments of a command whose options may stand before, among and after the others.

    argparse takes a run of arguments for all that there are. Its `parse_intermixed_args` does
    not, but loses a `--` that stands before the first argument (at least up to Python 3.13.0).
    So the options are read first, up to a `--`, and then what they leave.
    """
    end = words.index("--") if "--" in words else len(words)
    option_parser = _OptionParser(parser)
    command_module(command).configure(option_parser)
    _add_root(option_parser)
    options, rest = option_parser.parse_known_args(words[:end])
    return parser.parse_args([*rest, *words[end:]], options)


def _unknown(word: str) -> str:
    """What to say of a command that there is not."""
    names = command_names()
    close = get_close_matches(word, names, n=1)
    hint = f"did you mean “{close[0]}”?" if close else f"there are: {', '.join(names)}."
    return f"guides: there is no command “{word}”; {hint}\n"


def _listed_commands() -> str:
    """All commands with what they do, for the width of this terminal."""
    names = command_names()
    indent = max(map(len, names)) + 4
    lines = ["commands:"]
    for name in names:
        text = f"  {name}".ljust(indent) + summary(name).rstrip(".")
        width = max(shutil.get_terminal_size().columns - 2, 2 * indent)
        lines.append(textwrap.fill(text, width, subsequent_indent=" " * indent))
    return "\n".join(lines)
