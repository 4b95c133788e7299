"""The page of all commands and options, made from the parsers that read them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence

from builder.model.wording import listed
from builder.report.manual.markup import code, plain, table

_HEAD = """# Commands

Every command with its arguments and options, as `guides COMMAND --help` shows them too. Words in
capitals stand for something of yours; what stands in brackets can be left out, and dots mean that
it can be given several times.

<!-- Made from the commands by `guides docs --write-reference`; do not edit. -->
"""


def commands_page(
    main: argparse.ArgumentParser,
    commands: Mapping[str, argparse.ArgumentParser],
    exits: Sequence[tuple[str, str]],
) -> str:
    """The whole page: each command by its name, and the exit status with its meanings."""
    lines = [_HEAD]
    rows = [
        [f"[`guides {n}`](#guides-{n})", plain(p.description or "")] for n, p in commands.items()
    ]
    lines.append(table(["command", "what it does"], rows))
    lines.append("## Exit status\n\nWhat a command tells the program that started it.\n")
    lines.append(table(["status", "meaning"], [[code(status), text] for status, text in exits]))
    lines.append(
        "## Options of every command\n\nThey stand before the command. `-C` may stand after it, "
        "too, and the options of a command\nbefore, among and after its other arguments; after "
        "`--` nothing is an option.\n"
    )
    lines.append(_options(main))
    for name, parser in commands.items():
        lines.append(f"## guides {name}\n\n{plain(parser.description or '')}\n")
        lines.append(f"```text\n{usage(name, parser)}\n```\n")
        options = _options(parser)
        if options:
            lines.append(options)
        lines += [f"{plain(text)}\n" for text in (parser.epilog or "").split("\n\n") if text]
    return "\n".join(lines)


def usage(name: str, parser: argparse.ArgumentParser) -> str:
    """How a command is called, the same whatever the Python and the width of the window."""
    if parser.usage:
        return parser.usage.replace("%(prog)s", f"guides {name}")
    words = [_positional(action) for action in _actions(parser) if not action.option_strings]
    optional = any(action.option_strings for action in _actions(parser))
    return " ".join(["guides", name, *words, *(["[options]"] if optional else [])])


def _options(parser: argparse.ArgumentParser) -> str:
    rows = []
    for action in _actions(parser):
        name = ", ".join(code(text) for text in _forms(action))
        if not action.option_strings:
            name = code(_metavar(action))
        rows.append([name, _help(action)])
    return table(["argument or option", "meaning"], rows) if rows else ""


def _help(action: argparse.Action) -> str:
    text = (action.help or "") % {**vars(action), "prog": "guides"}
    about = plain(text[:1].upper() + text[1:] + ("" if text.endswith(".") else "."))
    if (action.choices and action.metavar is not None) or not action.choices:
        return about
    words = [code(str(word)) for word in action.choices]
    return f"{about} One of {listed(words, 'or')}."


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [
        action
        # argparse has no public way to list the arguments of a parser.
        for action in parser._actions
        if not isinstance(action, argparse._HelpAction)
        and action.help != argparse.SUPPRESS
        and action.nargs != argparse.PARSER
    ]


def _forms(action: argparse.Action) -> list[str]:
    value = "" if action.nargs == 0 else f" {_metavar(action)}"
    return [f"{option}{value}" for option in action.option_strings]


def _metavar(action: argparse.Action) -> str:
    if isinstance(action.metavar, tuple):
        return " ".join(action.metavar)
    if action.metavar:
        return action.metavar
    return action.dest.upper().replace("_", "-")


def _positional(action: argparse.Action) -> str:
    name = _metavar(action)
    forms = {"*": f"[{name} …]", "+": f"{name} …", "?": f"[{name}]"}
    return forms.get(str(action.nargs), name)
