"""A small project with obligations, in a temporary git repository."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.projects import CLAUSES, FAMILY, PROGRAM, make_project
from tests.repositories import make_repository
from tests.whole_projects import TEMPLATES

DUTY = "content/shared/start.md"
TEXT = "The Captain must pay within {{ days }} days. Harbor will wait in {{ harbor }}.\n"
_PLACES = {
    "content/shared/first-steps.md": "{{ table: levels }}\n\nSee [](#levels) and [](#club).\n",
    "content/shared/finish.md": "{{ slot: greeting }}\n\n{{ list: knots }}\n\n"
    "Look there:\n\n{{ links: clubs }}\n",
    "content/shared/words.md": "{{ slot: farewell }}\n\n{{ form: crew }}\n\n{{ glossary }}\n",
}
FILES: Mapping[str, str] = {
    "program_defs/shared.yaml": FAMILY.replace(
        "documents:\n", "parties: [{name: Captain}, {name: Harbor}]\ndocuments:\n", 1
    ),
    **CLAUSES,
    **_PLACES,
    DUTY: TEXT,
    ".gitignore": "/.cache/\n/build/\n/templates/fonts\n",
}


def make_revisions(folder: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the project, commit it, and return its root."""
    skipped = shutil.ignore_patterns("fonts")
    shutil.copytree(TEMPLATES, folder / "templates", ignore=skipped)
    (folder / "templates" / "fonts").symlink_to(TEMPLATES / "fonts")
    make_project(folder, {**FILES, **(files or {})})
    make_repository(folder)
    return folder


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Change a text that stands exactly once in a file."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


__all__ = ["DUTY", "PROGRAM", "TEXT", "edit", "make_revisions"]
