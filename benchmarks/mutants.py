"""Measures what a selection of tests is worth: how many small faults in `builder/` it notices.

A mutant is the package with one small fault put into it: a comparison turned round, a number off
by one, a condition negated, an `and` for an `or`, a result thrown away. Texts are left alone: most
of them are messages. A mutant is caught when a test fails (or runs far too long). Which mutants
are tried depends on the seed only, so that two selections can be compared by the same hundred. See
Jia and Harman, “An Analysis and Survey of the Development of Mutation Testing” (2011), for the
method and for what it does not say: some mutants change nothing that anybody could see, and no test
can catch them.

    python benchmarks/mutants.py                   100 mutants, the tests of `make quick`
    python benchmarks/mutants.py --tests whole     the same ones, the whole suite
    python benchmarks/mutants.py --only 12,40      some of them again, by number
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parent.parent
SELECTIONS = {"quick": ["-m", "quick"], "whole": ["-m", "not browser"]}
_PASSED, _NO_TESTS = 0, 5
"""Exit codes of pytest."""
_COMPARISONS = {
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}
_OPERATORS = {ast.Add: "-", ast.Sub: "+", ast.Mult: "+", ast.FloorDiv: "*", ast.Mod: "+"}
_SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//", ast.Mod: "%"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One fault: the bytes `start` to `end` of a file become `new`."""

    file: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        old, new = (" ".join(text.split())[:60] for text in (self.old, self.new))
        return f"{self.file}:{self.line}: {old}  ->  {new}"


def mutants(root: Path) -> list[Mutant]:
    """Every mutant of the package, in the order of files and places."""
    found: list[Mutant] = []
    for path in sorted((root / "builder").rglob("*.py")):
        found += _Finder(path.relative_to(root).as_posix(), path.read_bytes()).found()
    return found


class _Finder:
    """Finds what can be changed in one file, in code that runs: no annotations, no docstrings."""

    def __init__(self, name: str, source: bytes) -> None:
        self.name = name
        self.source = source
        lines = source.splitlines(keepends=True)
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line))

    def found(self) -> Iterator[Mutant]:
        for node in self._code(ast.parse(self.source)):
            match node:
                case ast.Compare(left=left, ops=[op], comparators=[right]):
                    sign = _COMPARISONS[type(op)]
                    yield self._made(node, f"{self._text(left)} {sign} {self._text(right)}")
                case ast.BoolOp(op=op, values=values):
                    word = " or " if isinstance(op, ast.And) else " and "
                    yield self._made(node, "(" + word.join(map(self._bracketed, values)) + ")")
                case ast.UnaryOp(op=ast.Not(), operand=operand):
                    yield self._made(node, self._bracketed(operand))
                case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
                    sign = _OPERATORS[type(op)]
                    yield self._made(
                        node, f"{self._bracketed(left)} {sign} {self._bracketed(right)}"
                    )
                case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
                    yield self._made(test, f"(not {self._bracketed(test)})")
                case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
                    yield self._made(value, "None")
                case ast.Constant(value=bool() as value):
                    yield self._made(node, str(not value))
                case ast.Constant(value=int() as value):
                    yield self._made(node, str(value + 1))
                case ast.Continue():
                    yield self._made(node, "break")

    def _code(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes below one that are carried out and stand in the file as they are."""
        yield node
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list"}:
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not self._left_out(child):
                    yield from self._code(child)

    @staticmethod
    def _left_out(node: ast.AST) -> bool:
        """Docstrings, imports, f-strings (their parts have no places), and what only mypy reads."""
        return (
            isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr)
            or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
            or (
                isinstance(node, ast.If)
                and isinstance(node.test, ast.Name)
                and node.test.id == "TYPE_CHECKING"
            )
        )

    def _bracketed(self, node: ast.expr) -> str:
        return f"({self._text(node)})"

    def _text(self, node: ast.expr) -> str:
        return self.source[slice(*self._range(node))].decode()

    def _range(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self.starts[node.lineno - 1] + node.col_offset,
            self.starts[node.end_lineno - 1] + node.end_col_offset,
        )

    def _made(self, node: ast.expr | ast.stmt, new: str) -> Mutant:
        start, end = self._range(node)
        old = self.source[start:end].decode()
        return Mutant(file=self.name, line=node.lineno, start=start, end=end, old=old, new=new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a selection said of a mutant. `test` is the one that caught it, if it names itself."""

    number: int
    mutant: str
    caught: bool
    test: str
    seconds: float


def try_out(number: int, mutant: Mutant, copy: Path, tests: list[str], limit: float) -> Outcome:
    """Put one fault into a copy of the project, run the tests until one fails, take it out."""
    path = copy / mutant.file
    whole = path.read_bytes()
    path.write_bytes(whole[: mutant.start] + mutant.new.encode() + whole[mutant.end :])
    started = time.perf_counter()
    try:
        # The tests of the same room notice most faults, so they are asked before all the others.
        code, text = _pytest(copy, ["-x", *tests, _nearest(copy, mutant.file)], limit)
        if code in (_PASSED, _NO_TESTS):
            code, text = _pytest(copy, ["-x", *tests], limit)
    finally:
        path.write_bytes(whole)
    names = [line.split()[1] for line in text.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return Outcome(
        number=number,
        mutant=str(mutant),
        caught=code != _PASSED,
        test="too long" if code is None else next(iter(names), ""),
        seconds=round(time.perf_counter() - started, 1),
    )


def _nearest(copy: Path, file: str) -> str:
    """The folder of tests that is named like the module's own, or like one above it."""
    rooms = Path(file).relative_to("builder").parents
    return next(f"tests/{room}" for room in rooms if (copy / "tests" / room).is_dir())


def _pytest(copy: Path, arguments: list[str], limit: float) -> tuple[int | None, str]:
    """The exit code of a run in a copy (None: it took too long) and what it printed."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n0", "-rfE", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None, ""
    return done.returncode, done.stdout


def copied(root: Path, to: Path) -> Path:
    """The files that git knows, in a folder of their own."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, names):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / name, to / name, follow_symlinks=False)
    if (root / ".cache" / "node").is_dir():
        (to / ".cache").mkdir(exist_ok=True)
        (to / ".cache" / "node").symlink_to(root / ".cache" / "node")
    return to


def main() -> None:
    """Try mutants and print what became of each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=100, help="how many mutants (default: 100)")
    parser.add_argument("--seed", type=int, default=9, help="which ones (default: 9)")
    parser.add_argument(
        "--tests", choices=SELECTIONS, default="quick", help="what should catch them"
    )
    parser.add_argument("--only", metavar="NUMBERS", help="only these of them, with commas between")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write the outcomes to a file too"
    )
    options = parser.parse_args()
    tests = SELECTIONS[options.tests]
    chosen = random.Random(options.seed).sample(mutants(ROOT), options.count)
    wanted = [int(n) for n in options.only.split(",")] if options.only else range(len(chosen))
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(options.jobs):
            copies.put(copied(ROOT, Path(name) / str(number)))
        first = copies.get()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        code, text = _pytest(first, tests, limit=7200)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        copies.put(first)
        if code != 0:
            sys.exit(f"The tests fail without a fault:\n{text[-3000:]}")
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        wall = time.perf_counter() - started
        print(f"without a fault: {wall:.0f} s, {cpu:.0f} s CPU", flush=True)

        def run(number: int) -> Outcome:
            copy = copies.get()
            try:
                # Three times the usual, with the other jobs beside it, is no slow machine.
                limit = 60 + 3 * wall * options.jobs
                return try_out(number, chosen[number], copy, tests, limit)
            finally:
                copies.put(copy)

        outcomes = []
        with ThreadPoolExecutor(options.jobs) as pool:
            for outcome in pool.map(run, wanted):
                outcomes.append(outcome)
                mark = "caught " if outcome.caught else "SURVIVED"
                print(f"{outcome.number:4} {mark} {outcome.mutant}  {outcome.test}", flush=True)
    caught = sum(outcome.caught for outcome in outcomes)
    print(
        f"{caught} of {len(outcomes)} caught by the tests “{options.tests}” (seed {options.seed})"
    )
    if options.json:
        rows = [{name: getattr(o, name) for name in Outcome.__slots__} for o in outcomes]
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
