from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.cli.main import main
from tests.projects import FAMILY, make_project

ROOT = Path(__file__).parents[2]
PARTIES = "parties: [{name: Captain}, {name: Harbor, also: [Harbor Office]}]\n"
FILES = {
    "program_defs/shared.yaml": FAMILY.replace("documents:\n", PARTIES + "documents:\n", 1),
    "content/shared/start.md": "The Captain must pay within 3 days. Harbor Office will wait.\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path, FILES)


def project(folder: Path, files: Mapping[str, str]) -> Path:
    shutil.copytree(ROOT / "templates", folder / "templates")
    return make_project(folder, files)


def test_the_register_is_printed(root: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["-C", str(root), "obligations", "sail", "--format", "json"]) == 0
    found = json.loads(capsysbinary.readouterr().out)["obligations"]
    assert [(one["party"], one["strength"], one["period"]) for one in found] == [
        ("Captain", "must", "within 3 days"),
        ("Harbor", "will", None),
    ]
    assert found[0]["place"]["file"] == "content/shared/start.md"
    assert not (root / "build").exists()


def test_the_name_of_the_file_says_the_format(root: Path) -> None:
    file = root / "register.xlsx"
    assert main(["-C", str(root), "obligations", "sail", "-o", str(file)]) == 0
    assert zipfile.is_zipfile(file)
    table = root / "register.csv"
    assert main(["-C", str(root), "obligations", "sail", "-o", str(table)]) == 0
    assert table.read_text(encoding="utf-8").startswith("id,section,")


def test_a_spreadsheet_is_not_printed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(root), "obligations", "sail", "--format", "xlsx"]) == 2
    assert "-o FILE" in capsys.readouterr().err


def test_faults_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(tmp_path, {})
    assert main(["-C", str(root), "obligations", "sail"]) == 1
    assert "parties:" in capsys.readouterr().err
    assert main(["-C", str(root), "obligations", "snail"]) == 1
    assert "There is no program “snail”" in capsys.readouterr().err
