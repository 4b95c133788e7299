"""What every test can use: pages in a browser, expected files, and both guides as published."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from tests.browser import chromium, open_page
from tests.golden import golden
from tests.mutation.summary import pytest_terminal_summary
from tests.quick import Stopwatch, mark_quick

__all__ = ["chromium", "golden", "open_page", "pytest_terminal_summary"]

pytest_plugins = ["pytester"]


ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of this repository's guides, made once for all workers.

    Only to be read. A build that fails fails every test that asks for it, with its diagnostics.
    """
    from builder.pipeline.build import build

    # Each worker has a folder of its own below that of the whole run.
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if own.name.startswith("popen-") else own
    out, done, failed = (shared / name for name in ("built", "built.done", "built.failed"))
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists() and not failed.exists():
            report = build(ROOT, out=out)
            text = "\n".join(map(str, report.diagnostics))
            (failed if report.failed else done).write_text(text, encoding="utf-8")
    assert not failed.exists(), failed.read_text(encoding="utf-8")
    return out


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite the expected files instead of comparing with them",
    )
    parser.addoption(
        "--find-slow",
        action="store_true",
        help="measure the CPU time of each test function and rewrite tests/slow.txt",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--find-slow"):
        config.pluginmanager.register(Stopwatch())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        # Found by what a test asks for, so that `-m "not browser"` never misses one.
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            # One worker has them all: a browser is started once, not once for each processor.
            item.add_marker(pytest.mark.xdist_group("browser"))
    mark_quick(items)
