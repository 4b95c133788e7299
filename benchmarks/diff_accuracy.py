"""How exactly revisions of the real guides are reported, by kind of edit.

    python benchmarks/diff_accuracy.py [--seeds 10]

Each guide is revised once a seed: sixty edits of more than sixty kinds, and changes of typography
and layout all over the guide, which must not be reported. Printed are recall and precision, for
each kind how many were found of how many, and everything that was missed or reported without
having been done.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from builder.diff import compare  # noqa: E402
from builder.outputs.snapshot import load_guide  # noqa: E402
from builder.pipeline.build import build  # noqa: E402
from tests.diff.judging import Verdict, figures, judge, table  # noqa: E402
from tests.diff.revisions import revise  # noqa: E402


def main() -> None:
    """Revise, compare, judge and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10)
    seeds = parser.parse_args().seeds
    verdicts: list[Verdict] = []
    with tempfile.TemporaryDirectory() as name:
        report = build(ROOT, out=Path(name) / "build")
        parties = next(iter(report.project.programs.values())).parties
        for path in sorted(Path(name).glob("build/*/guide.json")):
            guide = load_guide(path.read_text(encoding="utf-8"))
            for seed in range(seeds):
                revision = revise(guide, parties, seed)
                comparison = compare(revision.old, revision.new, parties=parties)
                verdicts.append(judge(revision, comparison))
    lines = [f"missed: {one}" for verdict in verdicts for one in verdict.missed]
    lines += [
        f"not done: {change.kind} {change.thing} {change.side.text[:200]}"
        for verdict in verdicts
        for change in verdict.extra
    ]
    lines += [
        f"class {change.cls} instead of normative: {one}"
        for verdict in verdicts
        for one, change in verdict.wrong_class
    ]
    print(table(*figures(verdicts), lines))


if __name__ == "__main__":
    main()
