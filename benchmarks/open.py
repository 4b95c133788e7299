"""Loading and rendering in a resident process: how long until an edit is in the pages.

    python benchmarks/open.py [--runs 15]

All guides of a copy of this project are opened again and again in one process with one memory,
each time after one file has changed, and every edit is taken back in the next round. In each
round a cold opening is timed, too. Printed are medians and 95th percentiles of CPU milliseconds,
and the median of the ratio to the cold opening of the same round.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from builder.pipeline.project import Memory, open_project

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("program_defs", "content", "templates/guide")


def milliseconds(run: Callable[[], object]) -> float:
    """The CPU time of a call."""
    start = time.process_time()
    run()
    return (time.process_time() - start) * 1000


def edits(root: Path) -> dict[str, tuple[Path, str, str]]:
    """A file, a text in it and what takes its place, by the name of the edit."""
    clauses = sorted((root / "content").rglob("*.md"), key=lambda path: path.stat().st_size)
    family = root / "program_defs" / "shared.yaml"
    table = root / "templates" / "guide" / "blocks" / "table.md.jinja"
    return {
        "nothing": (family, "\n", "\n"),
        "an ordinary clause": (clauses[len(clauses) // 2], " ", " very "),
        "the longest clause": (clauses[-1], " ", " very "),
        "a title in a shared definition": (family, "title: ", "title: New "),
        "a line more in a shared definition": (family, "\n", "\n# A remark.\n"),
        "a template": (table, ":name:", ":name: "),
    }


def main() -> None:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        for part in PARTS:
            shutil.copytree(ROOT / part, root / part)
        memory = Memory()
        open_project(root, memory=memory)
        gc.collect()
        gc.freeze()
        print(f"{runs} rounds; CPU ms")
        print(f"{'edit':38}{'median':>8}{'p95':>8}{'of cold':>9}")
        for label, (path, old, new) in edits(root).items():
            text = path.read_text(encoding="utf-8")
            found, ratios = [], []
            for number in range(runs):
                changed = text if number % 2 else text.replace(old, new, 1)
                path.write_text(changed, encoding="utf-8")
                found.append(milliseconds(lambda: open_project(root, memory=memory)))
                ratios.append(found[-1] / milliseconds(lambda: open_project(root)))
                gc.collect()  # what the cold opening left behind is no cost of the next edit
            path.write_text(text, encoding="utf-8")
            open_project(root, memory=memory)
            median, p95 = statistics.median(found), statistics.quantiles(found, n=20)[-1]
            print(f"{label:38}{median:8.1f}{p95:8.1f}{statistics.median(ratios):9.2f}")


if __name__ == "__main__":
    main()
