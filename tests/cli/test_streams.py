"""Whatever the terminal can show, and whoever reads or has stopped reading: no crash."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.whole_projects import make_whole

PLAIN = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
PLACES = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "latin": {"PYTHONIOENCODING": "latin-1"},
    "c": {"LC_ALL": "C", **PLAIN},
    "posix": {"LC_ALL": "POSIX", **PLAIN},
    "dumb": {"TERM": "dumb", "COLUMNS": "1"},
    "none": {"TERM": "", "COLUMNS": "0"},
    "narrow": {"COLUMNS": "7", "FORCE_COLOR": "1"},
}
CALLS = [["check"], ["check", "--format", "json"], ["--help"], ["where", "start"], ["outline"]]
CLAUSE = "Tide – “TODO” 🚀 *x*.\n\n&nbsp;\n\n[x](#nowhere) Pаrt.\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_whole(
        tmp_path_factory.mktemp("streams"),
        {"content/shared/start.md": CLAUSE, "content/shared/été.md": "x\n"},
    )


def run(
    project: Path, words: list[str], how: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", f'"$0" -m builder.cli "$@" {how}', sys.executable, *words],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("place", PLACES)
def test_any_terminal(project: Path, place: str) -> None:
    for words in CALLS if place == "ascii" else CALLS[:3]:
        made = run(project, words, **PLACES[place])
        assert made.returncode in (0, 1), made.stderr
        assert b"Traceback" not in made.stderr
        if "json" in words:
            assert "nowhere" in json.dumps(json.loads(made.stdout))


def test_quotes_stay_quotes_where_there_are_no_others(project: Path) -> None:
    made = run(project, ["where", "ebb"], PYTHONIOENCODING="ascii")
    assert made.returncode == 1
    made = run(project, ["frob"], PYTHONIOENCODING="ascii")
    assert made.stderr.startswith(b"guides: there is no command 'frob'; ")


@pytest.mark.parametrize(
    "how", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "| true", "2>&1 | true", "2>/dev/full"]
)
@pytest.mark.parametrize("words", [["check"], ["obligations", "sail"], ["--help"]], ids=" ".join)
def test_streams_that_lead_nowhere(project: Path, how: str, words: list[str]) -> None:
    made = run(project, words, how)
    assert made.returncode in (0, 1), made.stderr
    assert b"Traceback" not in made.stderr
    assert b"Exception" not in made.stderr


def test_a_full_disk_is_told(project: Path) -> None:
    made = run(project, ["outline", "--all"], ">/dev/full")
    assert made.returncode in (1, 3)
    assert b"Traceback" not in made.stderr


def test_a_folder_whose_name_is_not_utf_8(tmp_path: Path) -> None:
    root = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe caf\xe9"))
    root.mkdir()
    make_whole(root)
    for words in (["check"], ["build"], ["where", "start"], ["diff", ".", "."]):
        made = run(root, words)
        assert made.returncode in (0, 1), made.stderr
        assert b"Traceback" not in made.stderr
