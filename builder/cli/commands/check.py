"""Check guides for what is missing, contradictory or wrong."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.arguments import add_flag, add_format, add_programs
from builder.cli.printing import screen
from builder.cli.status import FINDINGS, FINE
from builder.report.formats import MACHINE

if TYPE_CHECKING:
    from builder.diagnostics import Code, Diagnostic
    from builder.pipeline.check import CheckReport

_FORMATS = ("text", *MACHINE)


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_programs(parser, "check")
    add_format(parser, _FORMATS, "how to print findings (default: text)")
    parser.add_argument(
        "--explain",
        metavar="CODE",
        type=_explainable,
        help="print what a code means and how to fix it, and check nothing; `all` lists all "
        "codes, `manual` prints the manual’s page",
    )
    for name, what in (("--select", "show only"), ("--ignore", "do not show")):
        parser.add_argument(
            name,
            metavar="CODES",
            type=_codes,
            action="extend",
            help=f"{what} these findings (codes with commas between; can be repeated)",
        )
    add_flag(parser, "--fix", "repair what is mechanical, print the difference, and check again")
    add_flag(parser, "--links", "try the links over the network as well")
    add_flag(parser, "--strict", "fail on warnings too")
    add_flag(parser, "-v", "--verbose", "list notes, the open queries among them")
    add_flag(parser, "--no-cache", "look at everything, even if nothing changed")


def run(root: Path, options: argparse.Namespace) -> int:
    """Check and print; 1 if there are errors, or with --strict warnings."""
    if options.explain:
        print(options.explain, end="")
        return FINE
    from builder.authoring.fix import apply_fixes
    from builder.diagnostics import Severity
    from builder.pipeline.check import check

    def look() -> CheckReport:
        report = check(root, options.programs, cache=not options.no_cache, links=options.links)
        wanted = tuple(d for d in report.diagnostics if _wanted(d, options))
        return replace(report, diagnostics=wanted)

    report = look()
    if options.fix:
        difference = apply_fixes(root, report.diagnostics)
        # A report for a program stays whole: the difference goes beside it.
        print(difference, end="", file=sys.stdout if options.format == "text" else sys.stderr)
        report = look() if difference else report
    if options.format == "text":
        _print(root, report, verbose=options.verbose)
    else:
        _print_for_machines(root, report, options.format)
    failed = report.count(Severity.ERROR) or (options.strict and report.count(Severity.WARNING))
    return FINDINGS if failed else FINE


def _wanted(diagnostic: Diagnostic, options: argparse.Namespace) -> bool:
    """Whether a finding is asked for. Errors that come before the checks always are.

    Where there are any, the guide was not looked at, and to hide that would say it is fine.
    """
    from builder.diagnostics import Code, Severity
    from builder.diagnostics.codes import POLICY_CODES

    code = Code(diagnostic.code)
    if diagnostic.severity is Severity.ERROR and not code.is_check and code not in POLICY_CODES:
        return True
    return (options.select is None or code in options.select) and code not in (options.ignore or ())


def _print(root: Path, report: CheckReport, *, verbose: bool) -> None:
    from builder.diagnostics import Severity
    from builder.model.wording import counted
    from builder.report.text import print_by_file, summary
    from builder.source.files import line_reader

    console = screen()
    shown = [d for d in report.diagnostics if verbose or d.severity is not Severity.NOTE]
    print_by_file(console, shown, line_reader(root), programs=report.programs)
    count = len(report.programs)
    found = summary(report.diagnostics) or "no findings"
    hidden = "" if len(shown) == len(report.diagnostics) else " (-v lists notes)"
    since = "nothing changed since the last check" if report.cached else f"{report.seconds:.1f} s"
    guides = counted(count, "guide") if count else "No guide could be read"
    console.print(f"{guides}: {found}{hidden}; {since}.", soft_wrap=True)


def _print_for_machines(root: Path, report: CheckReport, name: str) -> None:
    from builder.checks.engine.manual import all_codes
    from builder.checks.engine.registry import all_checks
    from builder.report.formats import FindingsReport, render
    from builder.source.files import line_reader

    text = render(
        name,
        FindingsReport(
            diagnostics=report.diagnostics,
            programs=report.programs,
            line_of=line_reader(root),
            codes=all_codes(),
            checks=tuple(check.code for check in all_checks()),
        ),
    )
    print(text, end="")


def _codes(text: str) -> list[str]:
    return [_code(word.strip()) for word in text.split(",") if word.strip()]


def _explainable(text: str) -> str:
    """The explanation of a code."""
    from builder.checks.engine.manual import all_codes, explain, manual_page

    if text == "all":
        width = max(map(len, all_codes()))
        return "".join(f"{code:{width}}  {line}\n" for code, line in all_codes().items())
    return manual_page() if text == "manual" else explain(_code(text))


def _code(text: str) -> Code:
    from builder.diagnostics import Code, suggest

    if text in set(Code):
        return Code(text)
    hint = suggest(text, Code, otherwise="`guides check --explain all` lists all codes.")
    raise argparse.ArgumentTypeError(f"there is no code “{text}”. {hint}")
