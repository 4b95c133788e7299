"""The row of the revision history that is drafted for a guide's changes."""

from __future__ import annotations

from dataclasses import replace

from builder.authoring.revise import summarise
from tests.report.diff.samples import COMPARISON


def test_a_duty_in_an_appendix_is_cited_as_the_guide_cites_it() -> None:
    """A section of an appendix is “Section B.1”, as in all references to it."""
    changed = {"section_number": "B.1", "section_label": "Section B.1"}
    ledger = tuple(
        replace(line, new=replace(line.new, **changed)) for line in COMPARISON.ledger if line.new
    )
    said = summarise(replace(COMPARISON, ledger=ledger), ())
    assert said.startswith("Section B.1 “Support”: ")
    assert "Appendix B.1" not in said
