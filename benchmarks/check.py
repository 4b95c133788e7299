"""`guides check` of all guides, cold and on a warm cache.

    python benchmarks/check.py [--runs 7]

Whole processes, from start to exit, one after the other. Cold: nothing is remembered, every
stage runs. Warm: nothing changed since the run before, which is not counted. Printed are
medians of wall and CPU seconds (children included), and the slowest warm run.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GUIDES = Path(sys.executable).parent / "guides"
LIMIT = 0.5
"""Seconds of wall time within which a warm check is to answer."""


def timed(*arguments: str) -> tuple[float, float]:
    """Wall and CPU seconds of one `guides check`; findings are no failure here."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        [str(GUIDES), "check", *arguments], check=False, capture_output=True, cwd=ROOT
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode())
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    cold = [timed("--no-cache") for _ in range(runs)]
    warm = [(timed(), timed())[-1] for _ in range(runs)]
    print(f"{runs} rounds, {os.cpu_count()} cores; medians")
    print(f"{'':32}{'wall s':>10}{'cpu s':>10}")
    for label, rows in (("guides check, cold", cold), ("guides check, warm", warm)):
        wall, cpu = (statistics.median(row[n] for row in rows) for n in (0, 1))
        print(f"{label:32}{wall:10.3f}{cpu:10.3f}")
    slowest = max(wall for wall, _ in warm)
    print(f"{'slowest warm run':32}{slowest:10.3f}  (limit {LIMIT})")


if __name__ == "__main__":
    main()
