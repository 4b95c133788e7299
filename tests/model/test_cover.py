"""A field of the cover costs two places: its declaration, and the template that shows it."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builder.model.cover import COVER, Identity, Named
from builder.model.guide import Guide, Place
from builder.outputs.pdf.make import read_pdf
from builder.pipeline.project import open_project
from tests.whole_projects import SAIL, SHARED, make_whole

BUILDER = Path(__file__).parents[2] / "builder"
ALLOWED = {
    "model/cover.py": "the table itself",
    "load/parts.py": "the group of keys “publisher:”, of which the family has a default",
    "load/resolve.py": "the same: a program's group stands in place of the family's",
    "load/faults.py": "the same: a group of keys has no name of its own in messages",
    "load/name_table.py": "what a query can be about: the publisher as a whole",
    "outputs/html/search.py": "another meaning of “address”: where a hit stands",
    "report/manual/values.py": "the other meaning of “address”: that of a link",
}


def _said(node: ast.AST) -> str | None:
    """The word by which a piece of code could read or write a field of the cover."""
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.keyword):
        return node.arg
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.replace("-", "_")
    return None


def _typed() -> Iterator[str]:
    names = {field.name for field in COVER} - set(Named.__dataclass_fields__)
    for file in sorted(BUILDER.rglob("*.py")):
        name = file.relative_to(BUILDER).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            said = _said(node)
            if said in names or (said or "").removeprefix("guide_") in names:
                yield name


def test_no_module_types_the_name_of_a_field_that_it_need_not_know() -> None:
    assert set(_typed()) == set(ALLOWED)


def test_a_snapshot_without_places_does_not_tell_what_it_never_held() -> None:
    identity = Identity(program="one", title="One", short_name="One", version="1", fax="555")
    old = Guide(identity=identity, sections=())
    assert [field.name for field in COVER if not old.tells(field.name)] == ["address", "telephone"]
    now = replace(old, cover_at={"title": Place(file="one.yaml", line=1, column=1)})
    assert all(now.tells(field.name) for field in COVER)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("program.copyrigt", "copyright"), ("program.publishr.name", "publisher")],
)
def test_a_template_that_misspells_a_field_is_told_its_name(
    wrong: str, right: str, tmp_path: Path
) -> None:
    file = "templates/guide/index.md.jinja"
    root = make_whole(tmp_path, edits={file: ("# {{ program.title }}", f"# {{{{ {wrong} }}}}")})
    hints = [fault.hint for fault in open_project(root, ("sail",)).diagnostics]
    assert hints == [f"Did you mean “{right}”?"]


FIELD = """\
    CoverField(
        name="contact_name", label="Contact", description="Whom to ask.", group="{group}"
    ),
)
\"""In the order in which a definition has them."""
"""One more line at the end of the table."""

SHOWN = {
    "templates/guide/index.md.jinja": (
        "{% if program.copyright %}",
        "{% if program.CONTACT %}\n* - {{ labels.contact_name }}\n  - {{ program.CONTACT }}\n"
        "{% endif %}\n"
        "{% if program.copyright %}",
    ),
    "templates/html/cover.html": ("</header>", "{{ guide_contact_name|e }}</header>"),
    "templates/pdf/cover.typ": ("    let lines = (", "    facts.contact-name\n    let lines = ("),
}
"""The templates that show it."""


@pytest.mark.parametrize("group", ["", "publisher"])
def test_a_new_field_goes_from_the_definition_to_every_output(group: str, tmp_path: Path) -> None:
    program = _Program(tmp_path / "program", group)
    key = f"{group}.contact_name" if group else "contact_name"
    edits = {name: (old, new.replace("CONTACT", key)) for name, (old, new) in SHOWN.items()}
    built = []
    for name in ("Ada Lee", "Bo Finn"):
        file, edit = (
            (SHARED, ("1 Quay}", f"1 Quay, contact-name: {name}}}"))
            if group
            else (SAIL, ("title: Sailing", f"title: Sailing\ncontact-name: {name}"))
        )
        root = make_whole(tmp_path / name.split()[0], edits={**edits, file: edit})
        program.run("-C", str(root), "build", "sail")
        folder = root / "build" / "sail"
        built.append(folder / "guide.json")
        guide = json.loads(built[-1].read_text(encoding="utf-8"))
        assert guide["identity"]["contact_name"] == name
        assert guide["cover_at"]["contact_name"]["file"] == file
        page = (folder / "html" / "index.html").read_text(encoding="utf-8")
        assert page.count(name) == 2
        (pdf,) = folder.glob("*.pdf")
        assert read_pdf(pdf.read_bytes()).text.count(name) == 2
    compare = ("-C", str(root), "diff", *map(str, built), "--format")
    assert "Cover “Contact” changed" in program.run(*compare, "markdown")
    program.run(*compare, "html", "--out", str(tmp_path))
    (redline,) = tmp_path.glob("*.html")
    assert "<dt>Contact</dt>" in redline.read_text(encoding="utf-8")


class _Program:
    """The program as it is with one more field."""

    def __init__(self, folder: Path, group: str) -> None:
        self.folder = folder
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(BUILDER, folder / "builder", ignore=skipped)
        table = folder / "builder" / "model" / "cover.py"
        text = table.read_text(encoding="utf-8")
        new = FIELD.format(group=group)
        end = new[new.index(')\n"') :]
        assert text.count(end) == 1
        table.write_text(text.replace(end, new), encoding="utf-8")

    def run(self, *arguments: str) -> str:
        start = "import sys; from builder.cli.main import main; sys.exit(main(sys.argv[1:]))"
        done = subprocess.run(
            [sys.executable, "-c", start, *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
