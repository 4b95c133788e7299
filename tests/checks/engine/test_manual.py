from __future__ import annotations

from pathlib import Path

from builder.checks.engine.manual import all_codes, manual_page

ROOT = Path(__file__).resolve().parents[3]


def test_the_written_manual_is_current() -> None:
    written = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert written == manual_page(), "run `make schema`"


def test_the_manual_has_every_code() -> None:
    page = manual_page()
    assert [
        code for code in all_codes() if f"## {code}\n" not in page and f"`{code}`" not in page
    ] == []
