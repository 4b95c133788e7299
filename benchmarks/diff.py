"""Comparing two snapshots of a guide, against `git diff --word-diff` of the same text.

    python benchmarks/diff.py [--runs 7]

For each guide there are two revisions by the generator of the tests: a usual one of ten edits and
a large one of sixty. Each is compared as it is (about 35 pages) and ten times over (about 350
pages, every section with an id of its own). In each round ours and git run one after the other.
Ours compares two guides that are in memory and reads their obligations; the time to read the two
`guide.json` files is printed beside it. Git gets both guides as text, a line a paragraph.

Printed are medians in seconds, of wall and of processor time.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from builder.diff import compare  # noqa: E402
from builder.diff.plain import guide_text  # noqa: E402
from builder.model.guide import Block, Guide, Section  # noqa: E402
from builder.model.obligation import Party  # noqa: E402
from builder.outputs.snapshot import dump_guide, load_guide  # noqa: E402
from builder.pipeline.build import build  # noqa: E402
from tests.diff.revisions import revise  # noqa: E402

COPIES = 10
SIZES = ((1, 10, None), (1, 60, 0.15), (COPIES, 10, None), (COPIES, 60, 1.5))


def copies(guide: Guide, count: int) -> Guide:
    """The guide that many times over, one after the other."""
    if count == 1:
        return guide

    def block(one: Block, mark: str) -> Block:
        blocks = tuple(block(inner, mark) for inner in one.blocks)
        runs = tuple(
            replace(run, target=f"{mark}{run.target}") if run.generated else run for run in one.runs
        )
        return replace(one, id=f"{mark}{one.id}" if one.id else None, blocks=blocks, runs=runs)

    def section(one: Section, mark: str) -> Section:
        return replace(
            one,
            id=f"{mark}{one.id}",
            blocks=tuple(block(inner, mark) for inner in one.blocks),
            sections=tuple(section(inner, mark) for inner in one.sections),
        )

    return replace(
        guide,
        sections=tuple(
            section(one, f"c{number}-") for number in range(count) for one in guide.sections
        ),
    )


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def main() -> None:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        report = build(ROOT, out=work / "build")
        parties = next(iter(report.project.programs.values())).parties
        print(f"{'':34}{'ours':>8}{'(cpu)':>8}{'reading':>9}{'git':>8}  ratio  target")
        for path in sorted((work / "build").glob("*/guide.json")):
            guide = load_guide(path.read_text(encoding="utf-8"))
            for count, edits, target in SIZES:
                line(work, path.parent.name, guide, parties, (count, edits, target, runs))


def line(
    work: Path,
    program: str,
    guide: Guide,
    parties: tuple[Party, ...],
    size: tuple[int, int, float | None, int],
) -> None:
    """Measure one pair of guides."""
    count, edits, target, runs = size
    revision = revise(guide, parties, 3, edits, noise=False)
    pair = [copies(one, count) for one in (revision.old, revision.new)]
    snapshots = [dump_guide(one) for one in pair]
    files = [work / "old.txt", work / "new.txt"]
    for file, one in zip(files, pair, strict=True):
        file.write_text("\n".join(guide_text(one)), encoding="utf-8")
    command = ["git", "diff", "--no-index", "--word-diff", *map(str, files)]
    compare(*pair, parties=parties)  # libraries are loaded
    ours, cpus, reading, gits = [], [], [], []
    for _ in range(runs):
        wall, cpu = timed(lambda: compare(*pair, parties=parties))
        ours.append(wall)
        cpus.append(cpu)
        reading.append(timed(lambda: [load_guide(text) for text in snapshots])[0])
        gits.append(timed(lambda: subprocess.run(command, capture_output=True, check=False))[0])
    a, b, c, d = map(statistics.median, (ours, cpus, reading, gits))
    what = f"{program}, {count * 35} pages, {count * edits} edits"
    goal = f"{target:.2f} {'met' if a < target else 'MISSED'}" if target else ""
    print(f"{what:34}{a:8.3f}{b:8.3f}{c:9.3f}{d:8.3f}{a / d:7.1f}  {goal}")


if __name__ == "__main__":
    main()
