"""The checks of whole small projects, what is remembered of them, and what a build refuses."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder.diagnostics import Diagnostic, errors
from builder.pipeline.build import build
from builder.pipeline.check import check
from builder.source.cache import CacheEntry, source_key
from tests.whole_projects import PROGRAM, SAIL, make_whole

WAIVER = 'waivers: [{check: typed-number, at: start, reason: Cited., until: "2020-02-03"}]\n'


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_whole(tmp_path_factory.mktemp("check").resolve(), {SAIL: PROGRAM + WAIVER})


def _codes(root: Path, today: date) -> set[str]:
    return {d.code for d in check(root, today=today).diagnostics}


def test_the_day_decides_on_a_waiver_and_is_part_of_the_key(root: Path) -> None:
    assert "waiver-unused" in _codes(root, date(2020, 2, 3))
    assert "waiver-expired" in _codes(root, date(2020, 2, 4))
    assert "waiver-unused" in _codes(root, date(2020, 2, 3))


def test_the_second_answer_is_the_first(root: Path) -> None:
    first, second = check(root), check(root)
    assert second.cached
    assert (second.programs, second.diagnostics) == (first.programs, first.diagnostics)
    assert not check(root, cache=False).cached


@pytest.mark.parametrize(
    "entry",
    [
        [],
        {},
        {"programs": 1, "findings": []},
        {"programs": [], "findings": [1]},
        {"programs": [], "findings": [{}]},
        {"programs": [], "findings": [{"code": "a", "severity": "fatal", "message": "b"}]},
    ],
)
def test_an_entry_of_another_shape_counts_as_none(root: Path, entry: object) -> None:
    found, today = check(root).diagnostics, date.today().isoformat()
    assert check(root).cached
    CacheEntry(root, "check", lambda: source_key(root, today), entries=9).write(entry)
    report = check(root)
    assert not report.cached
    assert report.diagnostics == found
    assert check(root).cached


def test_a_warm_answer_imports_nothing_heavy(root: Path) -> None:
    check(root)
    code = (
        "import sys\nfrom builder.cli.main import main\n"
        f"main(['-C', {str(root)!r}, 'check'])\n"
        "heavy = {'sphinx', 'docutils', 'pydantic', 'jinja2', 'myst_parser', 'typst', 'yaml'}\n"
        "print('heavy:', sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert "nothing changed since the last check." in done.stdout
    assert done.stdout.endswith("heavy: []\n")


def test_a_build_refuses_what_the_checks_refuse(tmp_path: Path) -> None:
    root = make_whole(tmp_path.resolve(), {SAIL: PROGRAM + WAIVER})
    report = build(root, ["sail"])
    assert report.failed
    errors = [d.code for d in report.diagnostics if d.severity == "error"]
    assert errors == ["waiver-expired"]
    assert not (root / "build" / "sail").exists()
    mended = root / SAIL
    mended.write_text(PROGRAM, encoding="utf-8")
    assert not build(root, ["sail"]).failed
    assert (root / "build" / "sail" / "guide.json").is_file()


def test_a_build_runs_a_warning_check_that_the_owner_made_an_error(tmp_path: Path) -> None:
    root = make_whole(tmp_path.resolve(), {SAIL: PROGRAM + WAIVER.replace("2020-", "2999-")})
    assert not build(root, ["sail"]).failed
    path = root / SAIL
    path.write_text(path.read_text() + "checks: {waiver-unused: error}\n")
    assert [d.code for d in build(root, ["sail"]).diagnostics if d.severity == "error"] == [
        "waiver-unused"
    ]


def test_a_broken_definition_is_an_answer_too(tmp_path: Path) -> None:
    root = make_whole(tmp_path.resolve(), edits={SAIL: ("\nversion:", "\nverson:")})
    report = check(root)
    assert [d.code for d in errors(report.diagnostics)] == ["unknown-key"]
    assert check(root).cached


def test_links_are_tried_only_when_asked_for_and_never_from_the_cache(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from builder.checks import dead_link

    asked: list[str] = []

    def answer(urls: list[str], trial: object) -> dict[str, str | None]:
        asked.extend(urls)
        return dict.fromkeys(urls, "it is gone")

    monkeypatch.setattr(dead_link, "try_all", answer)
    assert "dead-link" not in {d.code for d in check(root).diagnostics}
    assert asked == []
    report = check(root, links=True)
    assert not report.cached
    assert asked == ["https://club.example/"]
    assert "dead-link" in {d.code for d in report.diagnostics}
    assert "dead-link" not in {d.code for d in check(root).diagnostics}


def test_a_strict_build_publishes_nothing_with_a_warning(tmp_path: Path) -> None:
    root = make_whole(tmp_path.resolve(), {SAIL: PROGRAM + WAIVER.replace("2020-", "2999-")})
    report = build(root, ["sail"], strict=True)
    assert report.failed
    assert "waiver-unused" in {d.code for d in report.diagnostics}
    assert not (root / "build" / "sail").exists()


def test_what_was_found_in_the_same_sources_is_not_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from builder.pipeline import build as module

    looked: list[str] = []
    look = module.build_findings

    def counted(*args: Any) -> tuple[Diagnostic, ...]:
        looked.append("looked")
        return look(*args)

    monkeypatch.setattr(module, "build_findings", counted)
    root = make_whole(tmp_path.resolve(), {SAIL: PROGRAM + WAIVER.replace("2020-", "2999-")})
    first = build(root, ["sail"])
    assert check(root, ["sail"]).cached
    assert build(root, ["sail"]).diagnostics == first.diagnostics
    assert "waiver-unused" in {d.code for d in first.diagnostics}
    assert looked == ["looked"]
    (root / SAIL).write_text(PROGRAM, encoding="utf-8")
    assert "waiver-unused" not in {d.code for d in build(root, ["sail"]).diagnostics}
    assert looked == ["looked"] * 2
