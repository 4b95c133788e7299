"""What must not be reported: typography, layout and the order of sources."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from tests.diff.document import Json
from tests.diff.edits.editor import Editor, silent


def _all_runs(ed: Editor) -> Iterator[Json]:
    for block in ed.doc.everything():
        yield from block.get("runs", [])


def _some(ed: Editor, change: Callable[[str], str]) -> None:
    for run in _all_runs(ed):
        if ed.rng.random() < 0.3:
            run["text"] = change(run["text"])


@silent
def straight_quotes(ed: Editor) -> None:
    table = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})
    _some(ed, lambda line: line.translate(table))


@silent
def other_spaces(ed: Editor) -> None:
    _some(ed, lambda line: line.replace(" ", "\u00a0", 1))
    _some(ed, lambda line: line.replace(". ", ".  "))


@silent
def other_line_breaks(ed: Editor) -> None:
    _some(ed, lambda line: line.replace(", ", ",\n"))


@silent
def other_dashes(ed: Editor) -> None:
    _some(ed, lambda line: re.sub(r"(?<=\w)-(?=\w)", "\u2011", line))
    _some(ed, lambda line: line.replace(" – ", " — "))


@silent
def decomposed_letters(ed: Editor) -> None:
    _some(ed, lambda line: unicodedata.normalize("NFD", line))


@silent
def soft_hyphens(ed: Editor) -> None:
    _some(ed, lambda line: line.replace("ment", "\u00adment"))


@silent
def runs_cut_otherwise(ed: Editor) -> None:
    for block in ed.doc.everything():
        runs: list[Json] = []
        for run in block.get("runs", []):
            at = run["text"].find(" ")
            if run["kind"] == "text" and at > 0 and ed.rng.random() < 0.3:
                runs += [{**run, "text": run["text"][:at]}, {**run, "text": run["text"][at:]}]
            else:
                runs.append(run)
        if "runs" in block:
            block["runs"] = runs


@silent
def words_in_bold(ed: Editor) -> None:
    for run in _all_runs(ed):
        if run["kind"] == "text" and ed.rng.random() < 0.05:
            run["kind"] = "strong"


@silent
def other_lines_in_the_sources(ed: Editor) -> None:
    for block in ed.doc.everything():
        if "at" in block:
            block["at"]["line"] += 3


@silent
def clauses_in_another_folder(ed: Editor) -> None:
    for section, _, _ in ed.doc.sections():
        if section.get("clause") and ed.rng.random() < 0.2:
            section["clause"] = section["clause"].replace("content/", "content/common/")


@silent
def data_in_another_order(ed: Editor) -> None:
    ed.rng.shuffle(ed.doc.data["glossary"])
    ed.rng.shuffle(ed.doc.data["parameters"])
