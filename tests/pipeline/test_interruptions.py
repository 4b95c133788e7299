"""A build that is ended from outside tells the truth, and leaves neither processes nor files."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builder.cli.main import main
from builder.pipeline.build import build
from tests.pipeline.test_kills import leftovers
from tests.whole_projects import SAIL, make_whole

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_whole(tmp_path_factory.mktemp("whole"))
    assert not build(root).failed
    return root


@pytest.fixture
def root(whole: Path, tmp_path: Path) -> Path:
    """A project whose next build would publish something else."""
    root = Path(shutil.copytree(whole, tmp_path / "project", symlinks=True))
    text = (root / SAIL).read_text("utf-8")
    (root / SAIL).write_text(text.replace("title: Sailing", "title: Sailing Far"), "utf-8")
    return root


def heed() -> None:
    """Be ended by what the tests' own process may be told to ignore."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def start(root: Path, *, until: str, limit: int | None = None) -> subprocess.Popen[str]:
    """A build that has come to a stage; it may write `limit` bytes to a file."""
    process = subprocess.Popen(
        [sys.executable, "-m", "builder.cli", "-C", str(root), "build"],
        cwd=REPOSITORY,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed,  # noqa: PLW1509 (no other thread holds a lock here)
    )
    if limit is not None:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (limit, limit))
    assert process.stderr is not None
    for line in process.stderr:
        if until in line:
            break
    return process


def children(process: int) -> list[int]:
    """The processes that a process has started, on Linux."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in found.split()]


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def ended(processes: list[int]) -> bool:
    until = time.monotonic() + 5
    while any(map(alive, processes)) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(map(alive, processes))


def published(root: Path) -> bytes:
    return (root / "build" / "sail" / "guide.json").read_bytes()


linux = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks into /proc")


@linux
@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_build_that_is_asked_to_end_cleans_up(root: Path, number: int, status: int) -> None:
    before = published(root)
    process = start(root, until="assemble")
    workers = children(process.pid)
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert process.returncode == status
    assert "Traceback" not in said
    assert said.endswith("guides: interrupted; earlier output is as it was.\n")
    assert published(root) == before
    assert leftovers(root / "build") == []
    assert ended(workers)


@linux
def test_workers_end_with_a_build_that_is_killed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = published(root)
    process = start(root, until="assemble")
    workers = children(process.pid)
    assert len(workers) == 2 or (os.cpu_count() or 1) < 2
    process.kill()
    process.communicate(timeout=30)
    assert ended(workers)
    assert published(root) == before
    assert leftovers(root / "build") != []
    # Any command puts the output in order, whether or not it can do what it is asked.
    main(["-C", str(root), "outline", "nobody"])
    capsys.readouterr()
    assert leftovers(root / "build") == []
    assert published(root) == before


@linux
def test_a_disk_that_is_full_is_told(root: Path) -> None:
    before = published(root)
    process = start(root, until="read", limit=20_000)
    _, said = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Traceback" not in said
    assert "nothing was published; earlier output is as it was" in said
    assert published(root) == before
    assert leftovers(root / "build") == []


@linux
def test_a_worker_that_the_system_ends_is_told(root: Path) -> None:
    before = published(root)
    process = start(root, until="assemble")
    workers = children(process.pid)
    if len(workers) < 2:
        pytest.skip("one processor")
    os.kill(workers[0], signal.SIGKILL)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 3
    assert "the system ended a process that made a guide" in said
    assert "nothing was published; earlier output is as it was" in said
    assert "Traceback" not in said
    assert published(root) == before
    assert ended(workers)
