"""A name that no file can have is told; it never ends a command with a fault of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli.main import main
from tests.whole_projects import make_whole

LONG = "x" * 300
NAMES = [LONG, "a/" * 3000 + "a", "loop/x", "\udcff"]
CALLS = [
    ["-C", "{}", "check"],
    ["build", "--out", "{}"],
    ["build", "{}"],
    ["check", "{}"],
    ["diff", "{}"],
    ["diff", "HEAD", "{}"],
    ["diff", "./sail", ".", "{}"],
    ["diff", ".", ".", "--out", "{}"],
    ["diff", ".", ".", "--format", "html", "--out", "{}"],
    ["diff", ".", ".", "--accept", "{}"],
    ["docs", "--out", "{}"],
    ["format", "{}"],
    ["impact", "{}"],
    ["impact", "--since", "{}"],
    ["new", "{}", "--yes"],
    ["new", "row", "--family", "{}", "--yes"],
    ["notice", "sail", "{}"],
    ["notice", "{}"],
    ["notice", "sail", ".", "--out", "{}"],
    ["obligations", "sail", "--out", "{}"],
    ["obligations", "{}"],
    ["outline", "{}"],
    ["revision", "{}"],
    ["revision", "sail", "{}"],
    ["serve", "{}"],
    ["show", "sail", "{}"],
    ["show", "{}", "start"],
    ["where", "{}"],
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_whole(tmp_path_factory.mktemp("names"))
    (root / "loop").symlink_to("loop")
    (root / "file").write_text("")
    return root


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_name_on_the_command_line(
    project: Path,
    call: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(project)
    for name in NAMES:
        try:
            status = main([word.replace("{}", name) for word in call])
        except SystemExit as ended:
            status = int(str(ended.code))
        said = capfd.readouterr()
        assert status in (0, 1, 2), (name, said.err)
        assert status == 0 or said.out + said.err, name
        assert "Traceback" not in said.err
