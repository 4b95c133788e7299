"""Small whole projects for tests, made of strings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FAMILY = """\
family: boats
documents:
  guide: {name: Guide, phrase: this Guide}
  treaty: {name: Treaty, phrase: the Treaty}
precedence: [treaty, guide]
parameters:
  days: {value: "14", description: Days of notice.}
  harbor: {description: Where the boats lie.}
slots:
  greeting: {description: How a captain is greeted.}
  farewell: {description: How a captain leaves., default: none}
outline:
  - id: start
    title: Start
    sections:
      - {id: first-steps, title: First Steps}
  - {id: finish, title: Finish}
appendices:
  - {id: words, title: Words}
tables:
  levels:
    caption: Levels
    columns: [{id: level, title: Level}, {id: meaning, title: Meaning, width: 2}]
    rows:
      - ["1", low]
links:
  club: {label: The club, url: "https://club.example/"}
link-lists:
  clubs: [club]
lists:
  knots: {items: [Bowline]}
forms:
  crew: {blocks: [{id: captain, title: Captain, fields: [Name]}]}
glossary:
  - {term: AFT, means: Behind}
requires:
  sections: [start]
"""

PROGRAM = """\
program: sail
extends: shared
title: Sailing
short-name: Sail
version: "4.10"
parameters: {harbor: Southport}
slots: {greeting: sail/greeting}
revision-history:
  - {version: "4.10", date: "2020-02", summary: First.}
"""

FIGURE = """\
figure: route
kind: flow
title: Route
description: Out and back.
nodes:
  - {id: out, label: Out, shape: start}
  - {id: back, label: Back, shape: end}
edges:
  - {from: out, to: back}
"""

CLAUSES = {
    f"content/{name}.md": f"Text of {name}.\n"
    for name in (
        "sail/greeting",
        "shared/finish",
        "shared/first-steps",
        "shared/start",
        "shared/words",
    )
}


def make_project(folder: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write a valid project (family `shared`, program `sail`) and return its root.

    `files` maps POSIX paths below the root to contents that are added to it or stand in place
    of its own; None leaves a file out.
    """
    contents: dict[str, str | bytes | None] = {
        "program_defs/shared.yaml": FAMILY,
        "program_defs/sail.yaml": PROGRAM,
        **CLAUSES,
        **(files or {}),
    }
    for name, content in contents.items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
