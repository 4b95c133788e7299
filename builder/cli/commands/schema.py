"""Write the JSON Schemas for editors and for guide.json."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "kind",
        nargs="?",
        choices=["family", "program", "figure", "guide", "comparison"],
        help="print one schema instead of writing all",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if a written schema is not current",
    )


def schemas() -> dict[str, dict[str, Any]]:
    """All schemas by the name of their file."""
    from builder.load.editor_schema import editor_schema
    from builder.outputs.snapshot import guide_schema
    from builder.report.diff.json import comparison_schema

    return {
        "family": editor_schema("family"),
        "program": editor_schema("program"),
        "figure": editor_schema("figure"),
        "guide": guide_schema(),
        "comparison": comparison_schema(),
    }


def run(root: Path, options: argparse.Namespace) -> int:
    """Print or write the schemas."""
    texts = {
        name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas().items()
    }
    if options.kind:
        print(texts[options.kind], end="")
        return 0
    folder = root / "builder" / "schemas"
    stale = [name for name, text in texts.items() if not _is(folder / f"{name}.schema.json", text)]
    if options.check:
        for name in stale:
            print(f"builder/schemas/{name}.schema.json is not current; run `guides schema`.")
        return 1 if stale else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (folder / f"{name}.schema.json").write_text(texts[name], encoding="utf-8")
        print(f"builder/schemas/{name}.schema.json written")
    return 0


def _is(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text
