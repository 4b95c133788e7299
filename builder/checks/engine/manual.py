"""The manual's page on the checks, made from their docstrings."""

from __future__ import annotations

import re
import textwrap

from builder.checks.engine.registry import PARTS, all_checks
from builder.diagnostics.codes import CODES, OUTPUT_CODES

_HEAD = """# Checks

What `guides check` looks for. Every finding ends with its code in brackets; the codes are
permanent. Under `checks:` in `program_defs/` a family or program can count a code as `error`,
`warning`, `note` or `off`, and under `waivers:` an owner can accept a finding until a day.

<!-- Made from the checks' docstrings by `guides docs --write-reference`; do not edit. -->
"""
_REFERENCE = re.compile(r"\[[^\]]*\]\(#[\w-]+\)")
_BEFORE = """## Before the checks

These faults are found while definitions, clauses and templates are read, and cannot be waived.
`guides check` writes no output; only a command that does, like `guides build`, finds
{output}.

| code | meaning |
|---|---|
"""


def manual_page() -> str:
    """All checks with what they find, why it matters and examples, then all other codes."""
    parts = [_HEAD]
    for check in all_checks():
        parts.append(f"## {check.code}\n\n{check.title}. Counts as {check.severity.value}.\n")
        for name in PARTS:
            text = textwrap.dedent(check.parts[name]).strip("\n")
            text = _example(text) if "example" in name else _shown(text)
            parts.append(f"**{name}.** {text}\n")
    rows = "".join(f"| `{code}` | {_cell(line)} |\n" for code, line in sorted(CODES.items()))
    names = [f"`{code}`" for code in OUTPUT_CODES]
    before = _BEFORE.format(output=f"{', '.join(names[:-1])}\nand {names[-1]}")
    return "\n".join(parts) + "\n" + before + rows


def _example(text: str) -> str:
    """An example: one with lines of its own indented further is shown as code."""
    lead, fence, rest = text.partition("\n\n")
    if fence and re.match(r" {2,}", rest):
        return f"{_shown(lead)}\n\n```text\n{textwrap.dedent(rest)}\n```"
    return _shown(text)


def _shown(text: str) -> str:
    """A text whose references are shown as they are written; they lead nowhere in the manual."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(
        part if part.startswith("`") else _REFERENCE.sub(r"`\g<0>`", part) for part in parts
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
