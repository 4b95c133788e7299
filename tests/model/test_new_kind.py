"""A new kind of thing takes the files that the page for developers names, and no others."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.whole_projects import CLAUSES, FAMILY, PROGRAM, SAIL, SHARED, make_whole

ROOT = Path(__file__).parents[2]
TEMPLATE = "templates/guide/blocks/<kind>.md.jinja"
ADDED = {
    "builder/model/kinds.py": (
        '        Kind(\n            id="list",\n',
        '        Kind(id="sign", name="sign", plural="signs", collection="signs", printed=True,\n'
        "             placed=True, overridable=True, title=lambda sign: sign.caption),\n",
    ),
    "builder/model/program.py": (
        "    forms: Mapping[str, FormDef]",
        "    signs: Mapping[str, Sign] = field(default_factory=dict)\n",
    ),
    "builder/load/parts.py": (
        "class FormBlockEntry(YamlModel):",
        'class SignEntry(YamlModel):\n    """A sign."""\n\n'
        '    caption: Line = Field(description="What it says.")\n\n\n',
    ),
    "builder/load/schema_family.py": (
        "    lists: dict[Id, ListEntry]",
        '    signs: dict[Id, parts.SignEntry] = keyed("Signs, by their ids.")\n',
    ),
    "builder/load/schema_program.py": (
        "    lists: Changes[ListEntry]",
        "    signs: Changes[parts.SignEntry] | None = Field(None, description='Changes.')\n",
    ),
    "builder/load/resolve.py": (
        '            lists=self._entries(KINDS["list"]',
        '            signs=self._entries(KINDS["sign"], _made(Sign)),\n',
    ),
    "builder/reading/authored.py": (
        "    for form in program.forms.values():",
        "    for sign in program.signs.values():\n"
        "        yield sign.caption, sign.id, Form.PLAIN\n",
    ),
}
"""What is added to each file, and the line that it is written above."""
TYPE = '''

@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign with a caption."""

    id: str
    caption: Text
    at: Span
    origin: Origin
'''
IMPORTS = {
    "builder/load/schema_family.py": "from builder.load import parts\n",
    "builder/load/schema_program.py": "from builder.load import parts\n",
    "builder/load/resolve.py": "from builder.model.program import Sign\n",
}
SIGNS = "signs: {pier: {caption: Mind the  Step}, quay: {caption: No Swimming}}\n"
OWN = "signs: {replace: {pier: {caption: Mind the TODO}}, add: {deck: {caption: No Dogs}}}\n"


def _with_signs(folder: Path) -> Path:
    """A copy of the package that knows signs."""
    package = shutil.copytree(ROOT / "builder", folder / "builder").parent
    for name, (line, added) in ADDED.items():
        path = package / name
        text = path.read_text("utf-8")
        assert text.count(line) == 1, name
        text = text.replace(line, added + line)
        if name in IMPORTS and IMPORTS[name] not in text:
            text = re.sub(r"^(from builder)", rf"{IMPORTS[name]}\1", text, count=1, flags=re.M)
        path.write_text(text + TYPE * name.endswith("/program.py"), "utf-8")
    return package


def test_a_kind_takes_the_files_that_the_manual_names(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "development.md").read_text("utf-8")
    (row,) = (line for line in page.split("\n") if line.startswith("| a kind of thing with an id"))
    named = re.findall(r"`((?:builder|templates)/[^`]*)`", row.partition(", besides ")[0])
    assert sorted(named) == sorted([*ADDED, TEMPLATE])

    package = _with_signs(tmp_path / "package")
    clause = CLAUSES["shared/finish"] + "\n{{ sign: pier }}\n"
    root = make_whole(
        tmp_path / "project",
        {
            SHARED: FAMILY + SIGNS,
            SAIL: PROGRAM + OWN,
            "content/shared/finish.md": clause,
            TEMPLATE.replace("<kind>", "sign"): "**{{ item.caption }}**\n",
        },
    )

    def guides(*words: str) -> str:
        script = "from builder.cli import command; command()"
        done = subprocess.run(
            [sys.executable, "-c", script, *words, "-C", str(root)],
            env={**os.environ, "PYTHONPATH": str(package)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout, done.stderr
        return done.stdout

    found = json.loads(guides("check", "--no-cache", "--format", "json"))["findings"]
    unused = {one.get("about") for one in found if one["code"] == "unused-sign"}
    assert unused == {"quay", "deck"}
    assert {(one["code"], *one["programs"]) for one in found if one.get("about") == "pier"} == {
        ("double-space", "row"),
        ("todo-text", "sail"),
    }
    told = guides("where", "pier")
    assert "pier  (sign)" in told
    assert "2 uses in Row, Sail" in told
    assert "Mind the TODO" in told
    assert "1 section" in guides("impact", "pier")
