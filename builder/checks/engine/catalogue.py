"""What every code of a finding means, whether a check makes it or a stage before the checks."""

from __future__ import annotations

from builder.checks.engine.registry import PARTS, Check, all_checks
from builder.diagnostics.codes import CODES, OUTPUT_CODES

_OUTPUT = (
    "Only a command that writes output, like `guides build`, finds this; `guides check` does not."
)


def all_codes() -> dict[str, str]:
    """One line on every code, in alphabetical order."""
    titles = {check.code: f"{check.title}." for check in all_checks()}
    return dict(sorted({**CODES, **titles}.items()))


def explain(code: str) -> str | None:
    """All there is to say about a code, as plain text, or None if there is no such code."""
    for check in all_checks():
        if check.code == code:
            return _explained(check)
    line = CODES.get(code)
    if line is None:
        return None
    more = f"\n{_OUTPUT}\n" if code in OUTPUT_CODES else ""
    return f"{code}\n\n{line}\n{more}"


def _explained(check: Check) -> str:
    parts = [f"{check.code} ({check.severity})", f"{check.title}."]
    for name in PARTS:
        parts.append(f"{name}:\n{check.parts[name].rstrip()}")
    return "\n\n".join(parts) + "\n"
