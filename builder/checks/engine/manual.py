"""What every code of a finding means: in one line, in full, and as a page of the manual."""

from __future__ import annotations

import re
import textwrap

from builder.checks.engine.registry import PARTS, Check, all_checks
from builder.diagnostics import Code
from builder.diagnostics.codes import OUTPUT_CODES

_HEAD = """# Checks

What `guides check` looks for. Every finding ends with its code in brackets; the codes are
permanent. Under `checks:` in `program_defs/` a family or program can count a code as `error`,
`warning`, `note` or `off`, and under `waivers:` an owner can accept a finding until a day.

<!-- Made from the checks' docstrings by `guides docs --write-reference`; do not edit. -->
"""
_REFERENCE = re.compile(r"\[[^\]]*\]\(#[\w-]+\)")
_OUTPUT = (
    "Only a command that writes output, like `guides build`, finds this; `guides check` does not."
)
_BEFORE = """## Before the checks

These faults are found while definitions, clauses and templates are read, and cannot be waived.
`guides check` writes no output; only a command that does, like `guides build`, finds
{output}.

| code | meaning |
|---|---|
"""


def all_codes() -> dict[str, str]:
    """One line on every code, in alphabetical order."""
    titles = {check.code: f"{check.title}." for check in all_checks()}
    return {code: code.meaning or titles[code] for code in sorted(Code)}


def explain(code: Code) -> str:
    """All there is to say about a code, as plain text."""
    for check in all_checks():
        if check.code == code:
            return _explained(check)
    more = f"\n{_OUTPUT}\n" if code in OUTPUT_CODES else ""
    return f"{code}\n\n{code.meaning}\n{more}"


def _explained(check: Check) -> str:
    parts = [f"{check.code} ({check.severity})", f"{check.title}."]
    for name in PARTS:
        parts.append(f"{name}:\n{check.parts[name].rstrip()}")
    return "\n\n".join(parts) + "\n"


def manual_page() -> str:
    """All checks with what they find, why it matters and examples, then all other codes."""
    parts = [_HEAD]
    for check in all_checks():
        parts.append(f"## {check.code}\n\n{check.title}. Counts as {check.severity.value}.\n")
        for name in PARTS:
            text = textwrap.dedent(check.parts[name]).strip("\n")
            text = _example(text) if "example" in name else _shown(text)
            parts.append(f"**{name}.** {text}\n")
    rows = "".join(f"| `{c}` | {_cell(c.meaning)} |\n" for c in sorted(Code) if not c.is_check)
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
