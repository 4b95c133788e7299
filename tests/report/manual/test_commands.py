"""The page of all commands: the same whatever the terminal, and nothing is left out."""

from __future__ import annotations

import argparse

import pytest

from builder.report.manual.commands import commands_page, usage


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="guides try", description="Try it.", epilog="First.\n\n*2*"
    )
    parser.add_argument("thing", metavar="THING", help="what to try; `a|b`")
    parser.add_argument("more", nargs="*", metavar="MORE", help="more of it (default: %(default)s)")
    parser.add_argument("--how", choices=["one", "two"], default="one", help="in which way")
    parser.add_argument("-n", "--not", action="store_true", dest="no", help="do nothing")
    parser.add_argument("--hidden", help=argparse.SUPPRESS)
    return parser


def test_a_command_has_its_usage_and_every_option(monkeypatch: pytest.MonkeyPatch):
    pages = set()
    for columns in ("40", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        main = argparse.ArgumentParser(prog="guides")
        pages.add(commands_page(main, {"try": _parser()}, [("0", "Fine.")]))
    (page,) = pages
    assert "guides try THING [MORE …] [options]" in page
    assert "| `THING` | What to try; `a\\|b`. |" in page
    assert "| `--how HOW` | In which way. One of `one` or `two`. |" in page
    assert "| `-n`, `--not` | Do nothing. |" in page
    assert "| `0` | Fine. |" in page
    assert "First.\n\n\\*2\\*\n" in page
    assert "hidden" not in page


def test_a_usage_of_its_own_is_kept():
    parser = argparse.ArgumentParser(usage="%(prog)s [OLD [NEW]]")
    assert usage("diff", parser) == "guides diff [OLD [NEW]]"
