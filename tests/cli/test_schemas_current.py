"""The committed JSON Schemas are those of the models."""

from __future__ import annotations

from pathlib import Path

import pytest

import builder
from builder.cli.main import main

ROOT = Path(builder.__file__).resolve().parents[1]


def test_the_committed_schemas_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(ROOT), "schema", "--check"]) == 0, capsys.readouterr().out


def test_a_stale_schema_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "program_defs").mkdir()
    assert main(["-C", str(tmp_path), "schema", "--check"]) == 1
    assert "builder/schemas/program.schema.json is not current" in capsys.readouterr().out
    assert not (tmp_path / "builder").exists()
