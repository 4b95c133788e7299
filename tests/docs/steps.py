"""The steps of the manual as a test can take them.

An HTML comment above an example says what a reader does with it:

- `try: in FILE` – the example stands once in the file;
- `try: becomes` – and is changed to this one;
- `try: below FILE :: LINE` – the example is written below the first line that begins so;
- `try: end of FILE` – it is written at the end of the file;
- `try: new FILE` – it is the whole of a new file;
- `try: run [STATUS]` – the example is a command a line, which ends with the status (0) and without
  a warning; `try: run warns` allows warnings;
- `try: shows` – the lines stand in what the last command printed, in order (`…` is anything).

Each section of a page (`##`) begins with the project as it is, unless it says `try: goes on`: then
it begins where the section before it ended.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

Run = Callable[[list[str]], tuple[int, str]]
_MARK = re.compile(r"\s*<!-- try: (?P<what>[^>]*?) -->\s*")
_FENCE = re.compile(r"(?P<indent> *)```(?P<language>\w+)\s*")


@dataclass(frozen=True, kw_only=True)
class Step:
    """What to do with an example, and where the manual says so."""

    what: str
    text: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Walk:
    """The steps of one section of a page."""

    page: str
    title: str
    steps: tuple[Step, ...]


def read_walks(path: Path) -> Iterator[Walk]:
    """The sections of a page that have steps."""
    title, steps, mark = "", [], None
    heading = ""
    lines = path.read_text(encoding="utf-8").split("\n")
    numbers = iter(range(len(lines)))
    for number in numbers:
        line = lines[number]
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif found := _MARK.fullmatch(line):
            assert mark is None, f"{path.name}:{number + 1}: a mark without an example"
            if found["what"] == "goes on":
                heading = title
                continue
            if heading != title:
                if steps:
                    yield Walk(page=path.name, title=title, steps=tuple(steps))
                title, steps = heading, []
            mark = found["what"]
        elif fence := _FENCE.fullmatch(line):
            body = []
            for inner in numbers:
                if lines[inner].strip() == "```":
                    break
                body.append(lines[inner].removeprefix(fence["indent"]))
            if mark is not None:
                text = "\n".join(body) + "\n"
                steps.append(Step(what=mark, text=text, line=number + 1))
                mark = None
    assert mark is None, f"{path.name}: a mark without an example"
    if steps:
        yield Walk(page=path.name, title=title, steps=tuple(steps))


class Walker:
    """Takes steps in a copy of the project; `run` runs a command of the product there."""

    def __init__(self, root: Path, run: Run) -> None:
        self.root, self.run = root, run
        self.output = ""
        self.found: tuple[Path, str] | None = None

    def take(self, step: Step) -> None:
        """Do what the step says; fails if it cannot be done or does not show what it should."""
        verb, _, rest = step.what.partition(" ")
        if verb == "in":
            self._find(self.root / rest, step.text)
        elif verb == "becomes":
            assert self.found is not None
            path, old = self.found
            new = step.text.rstrip("\n")
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        elif verb == "below":
            self._below(*rest.split(" :: "), step.text)
        elif step.what.startswith("end of "):
            path = self.root / step.what.removeprefix("end of ")
            path.write_text(path.read_text("utf-8") + step.text, "utf-8")
        elif verb == "new":
            path = self.root / rest
            assert not path.exists(), f"{rest} is not new"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, "utf-8")
        elif verb == "run":
            self._run(step.text, int(rest) if rest.isdigit() else 0, warns=rest == "warns")
        elif verb == "shows":
            self._shows(step.text)
        else:
            raise AssertionError(f"nobody knows how to “{step.what}”")

    def _find(self, path: Path, text: str) -> None:
        wanted = text.rstrip("\n")
        assert path.read_text("utf-8").count(wanted) == 1, f"{path.name} has not once: {wanted}"
        self.found = path, wanted

    def _below(self, file: str, begins: str, text: str) -> None:
        path = self.root / file
        lines = path.read_text("utf-8").split("\n")
        place = next(n for n, line in enumerate(lines) if line.startswith(begins))
        lines.insert(place + 1, text.rstrip("\n"))
        path.write_text("\n".join(lines), "utf-8")

    def _run(self, text: str, status: int, *, warns: bool) -> None:
        self.output = ""
        for line in dedent(text).strip().split("\n"):
            words = shlex.split(line, comments=True)
            assert words[0] == "guides", line
            ended, printed = self.run(words[1:])
            assert ended == status, f"{line} ended with {ended}:\n{printed}"
            assert warns or " warning: " not in printed, f"{line} warns:\n{printed}"
            self.output += printed

    def _shows(self, text: str) -> None:
        printed = " ".join(self.output.split())
        place = 0
        for line in filter(None, map(str.strip, text.split("\n"))):
            words = [re.escape(part) for part in re.split(r"\s*…\s*|\s+", line) if part]
            pattern = r"\s+".join(words)
            if "…" in line:
                parts = [" ".join(part.split()) for part in line.split("…")]
                pattern = ".*?".join(re.escape(part) for part in parts)
            found = re.compile(pattern).search(printed, place)
            assert found, f"not printed: {line}\n{self.output}"
            place = found.end()
