"""Write the files of a new program."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.arguments import add_flag, explain
from builder.cli.asking import ask, confirm
from builder.cli.printing import from_here, print_faults
from builder.cli.status import FINDINGS, FINE, USAGE, complain

if TYPE_CHECKING:
    from builder.authoring.new.dry_run import Trial
    from builder.authoring.new.program import Answers
    from builder.diagnostics import Diagnostic

_HELP = """\
At a terminal, what is not given is asked for. The files that are written build and pass the
checks at once; the word TODO stands wherever the program has to say something of its own, and
`guides check` lists these places. No file that exists is ever changed.
"""
_QUESTIONS = {
    "program": ("PROGRAM", "Id, the permanent name of its files, in small letters"),
    "extends": ("--family", "Family"),
    "title": ("--title", "Title, as on the cover"),
    "short-name": ("--short-name", "Short name, for page headers and lists"),
    "version": ("--version", "Version of the guide"),
}
"""By the key of a definition: the argument that gives it, and the question for it."""
_LONGEST = 6


class _UsageError(Exception):
    """What was given will not do; the text says why."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    explain(parser, _HELP)
    parser.add_argument(
        "program", nargs="?", metavar="PROGRAM", help="the id of the new program, like my-program"
    )
    parser.add_argument("--title", metavar="TEXT", help="the name of the program, as on the cover")
    parser.add_argument(
        "--short-name",
        metavar="TEXT",
        dest="short_name",
        help="the short name for page headers and lists (by default the id)",
    )
    parser.add_argument(
        "--version",
        metavar="NUMBER",
        dest="guide_version",
        help="the version of the guide (default: 1.0)",
    )
    parser.add_argument(
        "--family",
        metavar="NAME",
        help="the family that it belongs to, as in program_defs/NAME.yaml (needed if there are "
        "several)",
    )
    add_flag(parser, "-n", "--dry-run", "print the files, and write nothing")
    add_flag(parser, "-y", "--yes", "ask nothing; take the defaults")


def run(root: Path, options: argparse.Namespace) -> int:
    """Ask, draft, try, write; 1 if the draft has errors, 2 if an answer will not do."""
    from builder.authoring.new.make import prepare
    from builder.authoring.new.place import in_the_way, place
    from builder.diagnostics import errors
    from builder.model.wording import listed

    asking = sys.stdin.isatty() and sys.stdout.isatty() and not options.yes
    if asking:
        print("A new program. Ctrl-C stops; nothing is written before the end.\n")
    try:
        answers = _answers(root, options, asking=asking)
    except _UsageError as error:
        complain(str(error))
        return USAGE
    if sys.stderr.isatty():
        print("The draft is being tried …", file=sys.stderr)
    prepared = prepare(root, answers)
    trial = prepared.value
    if trial is None or trial.failed:
        return _refuse(root, trial, errors(prepared.diagnostics))
    if options.dry_run:
        _show(trial)
        return FINE
    there = in_the_way(root, trial.files)
    if there:
        exists = "exist" if len(there) > 1 else "exists"
        complain(
            f"{listed(there)} {exists} already; nothing was written. Move it away, or choose "
            "another id."
        )
        return USAGE
    if asking:
        print("\n".join(["", "These files will be written:", *map("  {}".format, trial.files), ""]))
        if not confirm("Write them?"):
            print("Nothing was written.")
            return FINE
    place(root, trial.files)
    _tell(root, trial)
    return FINE


def _answers(root: Path, options: argparse.Namespace, *, asking: bool) -> Answers:
    """What is given, asked for or taken for granted.

    Raises:
        _UsageError: something will not do, or is missing and nobody can be asked.
    """
    from builder.authoring.new.make import answer_fault, families
    from builder.authoring.new.program import Answers

    known = families(root)
    if not known:
        raise _UsageError(
            "there is no family in program_defs/ that a program could extend; it is a file with "
            "“family: …” in place of “program: …”."
        )

    def answer(key: str, given: str | None, default: str | None = None) -> str:
        argument, question = _QUESTIONS[key]
        if given is not None:
            reason = answer_fault(root, key, given.strip())
            if reason:
                raise _UsageError(reason)
            return given.strip()
        if asking:
            return ask(question, lambda text: answer_fault(root, key, text), default)
        if default is None:
            raise _UsageError(f"{argument} is missing ({question.lower()}).")
        return default

    program = answer("program", options.program)
    family = options.family or (known[0] if len(known) == 1 else None)
    if family is None and asking:
        print(f"Families: {', '.join(known)}")
    return Answers(
        program=program,
        family=answer("extends", family),
        title=answer("title", options.title),
        short_name=answer("short-name", options.short_name, _short(program)),
        version=answer("version", options.guide_version, "1.0"),
    )


def _short(program: str) -> str:
    """A short name made of the id: an acronym as it is written, longer ones as words."""
    if len(program) <= _LONGEST and "-" not in program:
        return program.upper()
    return program.replace("-", " ").title()


def _refuse(root: Path, trial: Trial | None, faults: Sequence[Diagnostic]) -> int:
    from builder.report.text import summary

    lines = trial.line_of if trial else root
    programs = [trial.draft.answers.program] if trial else []
    console = print_faults(lines, faults, programs=programs)
    console.print(f"Nothing was written: {summary(faults)}.")
    return FINDINGS


def _show(trial: Trial) -> None:
    """Print every file below its name."""
    for name, text in trial.files.items():
        print(f"# ── {name} ──\n{text}")


def _tell(root: Path, trial: Trial) -> None:
    """What was written, and what is to be done now."""
    guides, program = _command(root), trial.draft.answers.program
    print("Written:")
    for name in trial.files:
        print(f"  {name}")
    texts = f"{trial.todos} texts are" if trial.todos != 1 else "1 text is"
    print(f"\nThe guide can be built. {texts} still to be written; each prints as TODO.")
    if trial.others:
        print(f"The checks find {len(trial.others)} more to look at.")
    print()
    steps = (
        (f"{guides} build {program}", "builds it; then open build/index.html"),
        (f"{guides} check {program}", "lists every TODO, with its place and page"),
    )
    width = max(len(command) for command, _ in steps)
    for command, text in steps:
        print(f"  {command:{width}}   {text}")
    print(f"\nBegin in {trial.draft.definition}: a remark at each TODO says what belongs there.")


def _command(root: Path) -> str:
    """The command as it can be typed here."""
    own = Path(sys.argv[0])
    if own.name != "guides" or not own.is_file():
        own = root / ".venv" / "bin" / "guides"
    found = shutil.which("guides")
    if (found and Path(found).resolve() == own.resolve()) or not own.is_file():
        name = "guides"
    else:
        name = from_here(own.absolute())
    inside = Path.cwd().resolve()
    return name if inside.is_relative_to(root) else f"{name} -C {root}"
