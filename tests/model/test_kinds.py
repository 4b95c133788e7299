"""One table of kinds: nothing else lists them, and what is added to it is known everywhere."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

import builder
from builder.index.index import things
from builder.index.outline import differences
from builder.model.kinds import KINDS
from builder.pipeline.project import open_project
from builder.pipeline.published import assemble_all
from builder.questions.where import find
from builder.report.overview.outline_words import kind_of
from builder.report.overview.where_text import print_thing
from tests.whole_projects import CLAUSES, PROGRAM, SAIL, make_whole

SOURCE = Path(builder.__file__).parent
OTHERS = {"model/kinds.py", "model/words.py"}
"""The table itself, and the names that a language has for parts of a guide."""


def test_no_other_table_goes_from_kinds_to_what_they_are() -> None:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            keys = node.keys if isinstance(node, ast.Dict) else []
            kinds = {key.value for key in keys if isinstance(key, ast.Constant)} & set(KINDS)
            if len(kinds - {"section", "table", "figure", "form"}) >= 2 and len(kinds) >= 3:
                found.append(path.relative_to(SOURCE).as_posix())
    assert set(found) <= OTHERS
    assert "model/words.py" in found


def test_a_kind_that_is_added_is_known_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    added = replace(KINDS["document"], id="charter", name="sea charter", plural="sea charters")
    monkeypatch.setitem(KINDS, "charter", added)
    own = "documents: {replace: {treaty: {name: Our Treaty, phrase: our Treaty}}}\n"
    root = make_whole(tmp_path, {SAIL: PROGRAM + own})
    project = open_project(root, ["sail"])
    guides = assemble_all(project).value
    index = things(project.subjects(guides).values())
    (found,) = find(root, index, "treaty", kind="charter").value
    assert (found.about, found.meanings[0].state) == ("Our Treaty", "replaced")
    print_thing(Console(width=100), found)
    assert "treaty  (sea charter)" in capsys.readouterr().out
    wrong = find(root, index, "knots", kind="charter").diagnostics[0]
    assert wrong.message == "“knots” is a list, but no sea charter."
    told = [kind_of(one) for one in differences(project.programs["sail"]) if one.id == "treaty"]
    assert told == ["governing document", "sea charter"]


CHECK = """\
import sys
from builder.model import kinds
kinds.KINDS["charter"] = kinds.Kind(
    id="charter", name="sea charter", plural="sea charters", collection="documents", {flags}
)
from builder.cli import command
sys.argv = ["guides", "check", "--format", "json", "--no-cache", "-C", {root!r}]
command()
"""
PLACED = "printed=True, placed=True"
TEMPLATE = "(treaty)=\n\n{{ item.name }}\n"


@pytest.mark.parametrize(
    ("flags", "said", "expected"),
    [
        ("overridable=True", "", []),
        ("printed=True", "", [("unused-charter", ["guide"]), ("unused-charter", ["treaty"])]),
        (
            PLACED,
            "{{ charter: treaty }}",
            [("unused-charter", ["guide"])],
        ),
        (
            f"{PLACED}, numbered=True, referable=True",
            "{{ charter: treaty }}\n\nSee [](#treaty).",
            [("unused-charter", ["guide"])],
        ),
        (
            f"{PLACED}, referable=True",
            "See [](#treaty).",
            [
                ("reference-not-placed", []),
                ("unused-charter", ["guide"]),
                ("unused-charter", ["treaty"]),
            ],
        ),
        (
            "printed=True, referable=True, overridable=True",
            "See [the treaty](#treaty).",
            [("unused-charter", ["guide"])],
        ),
        (
            PLACED,
            "{{ charter: treaties }}",
            [("unknown-charter", [])],
        ),
    ],
)
def test_a_kind_that_is_added_has_its_codes(
    tmp_path: Path, flags: str, said: str, expected: list[tuple[str, list[str]]]
) -> None:
    clause = f"{CLAUSES['shared/finish']}\n{said}\n"
    template = {"templates/guide/blocks/charter.md.jinja": TEMPLATE} if "placed" in flags else {}
    root = make_whole(tmp_path, {"content/shared/finish.md": clause, **template})
    script = CHECK.format(flags=flags, root=str(root))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    found = json.loads(done.stdout)["findings"]
    codes = sorted((one["code"], one.get("words", [])) for one in found if "charter" in str(one))
    assert codes == expected
