"""Write the JSON Schemas for editors and for guide.json."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from builder.cli.arguments import add_flag
from builder.cli.printing import keep_current
from builder.cli.reference import SCHEMAS, SchemaName, schema
from builder.cli.status import USAGE, complain


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "kind", nargs="?", choices=SCHEMAS, help="print one schema instead of writing all"
    )
    add_flag(parser, "--check", "write nothing; fail if a written schema is not current")


def run(root: Path, options: argparse.Namespace) -> int:
    """Print or write the schemas."""
    if options.kind and options.check:
        complain("--check goes over all schemas; name none.")
        return USAGE
    if options.kind:
        print(_text(options.kind), end="")
        return 0
    files = {f"builder/schemas/{name}.schema.json": _text(name) for name in SCHEMAS}
    return keep_current(root, files, check=options.check, command="guides schema")


def _text(name: SchemaName) -> str:
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"
