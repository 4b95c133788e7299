"""The file in which reviewers sign changes that they accept.

accepted:
  - {change: 3f9a0c21, by: Jane Doe, date: "2027-01-15", note: Agreed with the legal team.}
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ConfigDict, Field

from builder.diagnostics import Code, Result
from builder.load.convert import made
from builder.load.fields import Day, Line, Prose, YamlModel
from builder.load.files import read_file
from builder.load.findings import Findings
from builder.load.validate import parse
from builder.model.acceptance import Acceptance


class SignedChange(YamlModel):
    """A change that a reviewer has signed."""

    model_config = ConfigDict(title="signed change")
    change: Line = Field(description="The id of the change, as the comparison prints it.")
    by: Line = Field(description="The reviewer’s name.")
    date: Day = Field(description='The day of the signature, in quotes, like "2027-01-15".')
    note: Prose | None = Field(default=None, description="What the reviewer has to say on it.")


class AcceptanceFile(YamlModel):
    """All changes that reviewers have signed."""

    model_config = ConfigDict(title="file of signed changes")
    accepted: list[SignedChange] = Field(description="The signed changes.")


def load_acceptances(path: Path) -> Result[tuple[Acceptance, ...]]:
    """Read a file of signed changes; messages call it by its name."""
    source, fault = read_file(path.parent, path, ".")
    if source is None:
        return Result(value=(), diagnostics=(fault,) if fault else ())
    file, _, faults = parse(source, AcceptanceFile)
    findings = Findings(faults)
    accepted: dict[str, Acceptance] = {}
    for part in file.accepted if file else ():
        if part.change in accepted:
            findings.report(
                Code.DUPLICATE_ENTRY,
                f"The change “{part.change}” is signed twice.",
                part.change.at,
                "Delete one of the two.",
                accepted[part.change].at,
            )
        else:
            accepted[str(part.change)] = made(Acceptance, part, at=part.change.at)
    return Result(value=tuple(accepted.values()), diagnostics=tuple(findings.found))
