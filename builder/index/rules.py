"""The rules of a program that name a part of it by its id: what is lost if the part goes."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.program import Program
from builder.source import Text

PRECEDENCE = "order of precedence"


def rules(program: Program) -> Iterator[tuple[Text, str]]:
    """Every id that a rule names, where it stands, and what rule it is in a few words."""
    needs = program.requires
    for ids, name in (
        (needs.sections, "required section"),
        (needs.appendices, "required appendix"),
        (needs.may_not_apply, "appendix that may not apply"),
        (tuple(table.id for table in needs.tables), "required table"),
        (needs.figures, "required figure"),
        (needs.documents, "required document"),
        (needs.forms, "required form"),
        (program.precedence, PRECEDENCE),
    ):
        yield from ((id, name) for id in ids)
    for waiver in program.waivers:
        yield waiver.target, f"waiver of {waiver.check}"
    for query in program.queries:
        yield query.target, "query"
    for stated in program.policy.stated_values:
        yield stated.source, "stated value"
    for group in program.policy.document_names:
        yield group.document, "names not to be used"
    for rule in program.policy.review_rules:
        if rule.section is not None:
            yield rule.section, "review rule"
