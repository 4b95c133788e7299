"""A clean build of all guides against plain Sphinx on the same rendered pages.

    python benchmarks/build.py [--runs 5]

In each round both are run once, one after the other, as whole processes, so that a machine that
is slow for a while is slow for both:

* `guides build`: every guide to HTML, PDF and JSON, with all checks;
* `sphinx-build -b html`: the same rendered pages, one guide after the other, HTML only.

Printed are the medians of wall and CPU seconds and of the ratios round by round, the time of
every stage, and how long setting one PDF takes.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CONF = """
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
myst_url_schemes = ["http", "https", "mailto", "guide"]
html_theme = "furo"
numfig = True
numfig_secnum_depth = 0
smartquotes = False
"""


def timed(command: list[str]) -> tuple[float, float, str]:
    """Wall seconds, CPU seconds (children included) and the output of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, done.stdout + done.stderr


def main() -> None:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        timed([str(BIN / "guides"), "build", "-o", str(work / "warm")])
        sources = sorted(path for path in (work / "warm").glob("*/src"))
        for source in sources:
            shutil.copytree(source, work / "plain" / source.parent.name)
            (work / "plain" / source.parent.name / "conf.py").write_text(CONF)
        ours, plain, stages = [], [], []
        for _ in range(runs):
            shutil.rmtree(work / "ours", ignore_errors=True)
            wall, cpu, text = timed([str(BIN / "guides"), "build", "-v", "-o", str(work / "ours")])
            ours.append((wall, cpu))
            stages.append(re.findall(r"^(\w+): (assemble .*)$", text, re.M))
            total = [0.0, 0.0]
            for source in sorted((work / "plain").iterdir()):
                shutil.rmtree(work / "html", ignore_errors=True)
                wall, cpu, _ = timed(
                    [
                        str(BIN / "sphinx-build"),
                        "-q",
                        "-E",
                        "-b",
                        "html",
                        "-d",
                        str(work / "html" / "doctrees"),
                        str(source),
                        str(work / "html" / "out"),
                    ]
                )
                total[0] += wall
                total[1] += cpu
            plain.append((total[0], total[1]))
    report(ours, plain, stages)


def report(
    ours: list[tuple[float, float]],
    plain: list[tuple[float, float]],
    stages: list[list[tuple[str, str]]],
) -> None:
    """Print medians, ratios and the stages of the last round."""

    def median(values: list[float]) -> float:
        return statistics.median(values)

    print(f"{len(ours)} rounds, {os.cpu_count()} cores; medians")
    print(f"{'':32}{'wall s':>10}{'cpu s':>10}")
    for label, rows in (("guides build (HTML+PDF+JSON)", ours), ("sphinx-build -b html", plain)):
        print(f"{label:32}{median([w for w, _ in rows]):10.2f}{median([c for _, c in rows]):10.2f}")
    wall = median([a[0] / b[0] for a, b in zip(ours, plain, strict=True)])
    cpu = median([a[1] / b[1] for a, b in zip(ours, plain, strict=True)])
    print(f"{'ratio':32}{wall:10.2f}{cpu:10.2f}")
    print("stages of one guide, median wall seconds while both guides are built side by side:")
    seconds: dict[tuple[str, str], list[float]] = {}
    for found in stages:
        for guide, text in found:
            for stage, value in re.findall(r"(\w+) ([0-9.]+)", text):
                seconds.setdefault((guide, stage), []).append(float(value))
    for (guide, stage), values in seconds.items():
        print(f"  {guide:6}{stage:12}{median(values):8.2f}")


if __name__ == "__main__":
    main()
