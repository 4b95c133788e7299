"""Arguments that several commands have."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

WORDS = (
    "an id (of a section, parameter, slot, table, figure, list, form, link, term or document), a "
    "number (3.4.2, C, “Appendix C”, “Table 2”), a title, a name, a term, an address, or a clause "
    "(shared/hosting, or its file); capitals do not matter"
)
"""What a word of a question about the guides can be."""

F = TypeVar("F", bound=str)


def add_programs(parser: ArgumentParser, verb: str) -> None:
    """`PROGRAM …`, by default all."""
    parser.add_argument(
        "programs", nargs="*", metavar="PROGRAM", help=f"the guides to {verb} (by default all)"
    )


def add_flag(parser: ArgumentParser, *names_and_help: str) -> None:
    """An option without a value: its names, and last what it does."""
    *names, help = names_and_help
    parser.add_argument(*names, action="store_true", help=help)


def add_format(
    parser: ArgumentParser, forms: Sequence[str], help: str = "how to print it (default: text)"
) -> None:
    """`--format`, by default text."""
    parser.add_argument("--format", choices=forms, default="text", help=help)


def add_file(parser: ArgumentParser, thing: str, forms: Sequence[str]) -> None:
    """`--format` and `--out FILE`, whose name can say the form, too; see `form_of`."""
    parser.add_argument(
        "--format",
        choices=forms,
        help=f"the form of the {thing} (by default that of FILE’s name, else {forms[0]})",
    )
    parser.add_argument(
        "-o", "--out", type=Path, metavar="FILE", help=f"write the {thing} to a file"
    )


def form_of(options: Namespace, forms: Sequence[F], **suffixes: F) -> F:
    """The form that is asked for; `suffixes` are ends of file names that are called otherwise."""
    suffix = options.out.suffix[1:].lower() if options.out else ""
    names: dict[str, F] = {form: form for form in forms} | suffixes
    return names.get(options.format or suffix, forms[0])


def explain(parser: ArgumentParser, text: str) -> None:
    """What the help says below the arguments, in lines as they are written."""
    parser.epilog = text
    parser.formatter_class = RawDescriptionHelpFormatter
