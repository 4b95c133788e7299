"""A small whole project that builds: one family, two programs, the real templates.

Where `tests.projects` is for the loader, this one has everything that a template prints, so
that every fault can be sown where its author would make it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from builder.figures.stamp import stamped

TEMPLATES = Path(__file__).parents[1] / "templates"
SHARED, SAIL, ROW = (f"program_defs/{name}.yaml" for name in ("shared", "sail", "row"))

FAMILY = """\
family: shared
publisher: {name: Harbour Office, address: 1 Quay}
documents:
  treaty:
    name: Treaty
    phrase: the Treaty
    introduction: "signed in {{ harbor }}"
  guide: {name: Guide, phrase: this Guide}
precedence: [treaty, guide]
parameters:
  days: {value: "14", description: Days of notice.}
  harbor: {description: Where the boats lie.}
slots:
  greeting: {description: How a captain is greeted.}
  farewell: {description: How a captain leaves., default: none}
outline:
  - id: start
    title: Casting Off
    sections:
      - id: first-steps
        title: First Steps
        sections:
          - id: ropes
            title: Ropes
            sections:
              - {id: knots-section, title: Knots}
  - {id: finish, title: Coming Home}
appendices:
  - {id: forms, title: Forms}
  - id: words
    title: Words
    sections:
      - {id: more-words, title: More Words}
tables:
  levels:
    caption: Levels of Skill
    columns:
      - {id: level, title: Level}
      - {id: meaning, title: Meaning, width: 2}
    rows:
      - ["1", "can row for {{ days }} days"]
      - ["2", "[](#first-steps)"]
  tides:
    caption: Tides
    columns: [{id: time, title: Time}]
    rows:
      - ["06:12"]
figures:
  route: {caption: The Route}
links:
  club: {label: The Club, url: "https://club.example/"}
link-lists:
  clubs: [club]
lists:
  knots: {items: [Bowline, "Reef knot for {{ harbor }}"]}
forms:
  crew: {blocks: [{id: captain, title: Captain, role: Who commands, fields: [Name]}]}
glossary:
  - {term: AFT, means: Behind, note: "as in [](#ropes)"}
  - {term: AFT Deck, means: Deck behind}
"""

PROGRAM = """\
program: sail
extends: shared
title: Sailing
short-name: Sail
version: "4.10"
date: "2020-02-03"
parameters:
  harbor: Southport
slots:
  greeting: sail/greeting
revision-history:
  - {version: "4.10", date: "2020-02", summary: First.}
"""

FIGURE = """\
figure: route
kind: flow
title: Route
description: The boat goes out to the island first, and then it comes back to the harbour.
nodes:
  - {id: out, label: Out, shape: start}
  - {id: back, label: Back, shape: end}
edges:
  - {from: out, to: back}
"""

START = """\
Under the Treaty, every captain gives {{ days }} days of notice in {{ harbor }}.

{{ slot: greeting }}

- The first item names the [](#club).
- The second item has `code` and **weight**.

  {{ table: levels }}

See [](#finish), [#](#first-steps), [the words](#words), and [](#levels).

{{ slot: farewell }}
"""

CLAUSES = {
    "shared/start": START,
    "shared/first-steps": "The order is this:\n\n{{ precedence }}\n\n{{ figure: route }}\n",
    "shared/ropes": "Ropes lie AFT. They stay AFT, on the AFT Deck.\n\n{{ list: knots }}\n",
    "shared/knots-section": "Look at [](#tides) and [](#route).\n\n{{ table: tides }}\n",
    "shared/finish": "Come home to {{ harbor }}.\n\n{{ links: clubs }}\n",
    "shared/forms": "{{ form: crew }}\n",
    "shared/words": "{{ glossary }}\n",
    "shared/more-words": "No more words. See [](#more-words).\n",
    "sail/greeting": "Greetings, sailor.\n",
    "row/greeting": "Greetings, rower.\n",
}


def drawing(source: str, text: str = "Out and back") -> str:
    """An SVG that counts as drawn from a figure's source."""
    digest = hashlib.sha256(source.encode()).hexdigest()
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60" viewBox="0 0 200 60" '
        f'role="img"><title>Route</title><desc>{text}</desc>'
        f'<text x="10" y="30">{text}</text></svg>\n'
    )
    return stamped(svg, digest)


def contents() -> dict[str, str]:
    """The files of the project, by their paths below its root."""
    row = PROGRAM.replace("sail", "row").replace("Sailing", "Rowing").replace("Sail", "Row")
    return {
        SHARED: FAMILY,
        SAIL: PROGRAM,
        ROW: row.replace("Southport", "Northport"),
        "content/figures/route.yaml": FIGURE,
        "content/figures/route.svg": drawing(FIGURE),
        **{f"content/{name}.md": text for name, text in CLAUSES.items()},
    }


def make_whole(
    folder: Path,
    files: Mapping[str, str | bytes | None] | None = None,
    edits: Mapping[str, tuple[str, str]] | None = None,
) -> Path:
    """Write the project and return its root.

    `files` maps paths below the root to contents that are added or stand in place of the
    project's own; None leaves a file out. `edits` maps paths, those of templates too, to a
    text that stands there exactly once and what takes its place.
    """
    made: dict[str, str | bytes | None] = {**contents(), **(files or {})}
    skipped = shutil.ignore_patterns("fonts")
    shutil.copytree(TEMPLATES, folder / "templates", ignore=skipped, dirs_exist_ok=True)
    (folder / "templates" / "fonts").symlink_to(TEMPLATES / "fonts")
    for name, content in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    for name, (old, new) in (edits or {}).items():
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    return folder
