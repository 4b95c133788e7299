"""What the family and the program decide about the checks becomes `Policy` and `Waiver`s.

The codes of checks are not known here; the checks' own room judges them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from builder.diagnostics import Code
from builder.load.convert import made
from builder.load.findings import Findings
from builder.load.name_table import NameTable
from builder.load.schema_family import FamilyFile
from builder.load.schema_program import ProgramFile
from builder.model.policy import (
    DocumentNames,
    Policy,
    ReviewRule,
    Spelling,
    StatedValue,
    Vocabulary,
    Waiver,
)
from builder.model.program import Program
from builder.model.versions import is_day
from builder.source import Text


def policy(family: FamilyFile, program: ProgramFile, findings: Findings) -> Policy:
    """Everything that is set for the checks of one program."""
    return Policy(
        severities=_severities(family, program, findings),
        spellings=tuple(made(Spelling, part, at=part.preferred.at) for part in family.spelling),
        document_names=tuple(
            DocumentNames(document=key, names=tuple(names), at=key.at)
            for key, names in family.document_names.items()
        ),
        vocabularies=tuple(
            Vocabulary(program=key, words=tuple(words), at=key.at)
            for key, words in family.vocabulary.items()
        ),
        stated_values=tuple(
            made(StatedValue, part, at=part.thing.at)
            for part in (*family.stated_values, *program.stated_values)
        ),
        defined_terms=tuple(family.defined_terms),
        common_acronyms=tuple(family.common_acronyms),
        internal_hosts=tuple(family.internal_hosts),
        allowed_hosts=tuple(family.allowed_hosts),
        review_rules=tuple(
            made(ReviewRule, part, at=part.cls.at)
            for part in (*program.review_rules, *family.review_rules)
            if part.section or part.term
        ),
    )


def waivers(family: FamilyFile, program: ProgramFile) -> tuple[Waiver, ...]:
    """The accepted findings: those of the family first."""
    return tuple(
        made(Waiver, part, target=part.at, at=part.check.at, shared=shared)
        for shared, parts in ((True, family.waivers), (False, program.waivers))
        for part in parts
        if is_day(part.until)  # The fault of any other is reported, and excuses nothing.
    )


def _severities(family: FamilyFile, program: ProgramFile, findings: Findings) -> dict[str, Text]:
    shared = {str(key): value for key, value in family.checks.items()}
    for key, value in program.checks.items():
        if shared.get(str(key)) == value:
            findings.nothing("check", key, key.at, shared[str(key)].at)
    # The program's keys take the place of the family's, with their own positions.
    own = set(map(str, program.checks))
    every = [pair for pair in family.checks.items() if str(pair[0]) not in own]
    words = ("error", "warning", "note", "off")
    return {key: value for key, value in (*every, *program.checks.items()) if value in words}


def about_the_program(program: Program, known: NameTable, findings: Findings) -> Program:
    """Report what the policy says about things that do not exist.

    Returns the program without the family's waivers and stated values about what only other
    programs have.
    """
    for names in program.policy.document_names:
        if names.document not in known.documents:
            findings.unknown("document", names.document, known.documents)
    for appendix in program.requires.may_not_apply:
        if appendix not in program.requires.appendices:
            findings.report(
                Code.UNKNOWN_APPENDIX,
                f"“{appendix}” is not among the required appendices.",
                appendix.at,
                "Name one of those below “appendices:”, or delete it.",
            )
    sources = known.documents | known.sections
    values = tuple(
        value
        for value in program.policy.stated_values
        if _named("document or section", value.source, sources, known, findings)
    )
    rules = tuple(
        rule
        for rule in program.policy.review_rules
        if rule.section is None or _named("section", rule.section, known.sections, known, findings)
    )
    return replace(
        program,
        policy=replace(program.policy, stated_values=values, review_rules=rules),
        waivers=tuple(
            replace(waiver, target=target)
            for waiver in program.waivers
            if (target := known.keep(waiver.target, waiver.shared, findings))
        ),
    )


def _named(
    what: str, name: Text, valid: Collection[str], known: NameTable, findings: Findings
) -> bool:
    """Whether something that is said of a name stays: not if only other programs have the name."""
    if name in valid:
        return True
    if known.is_shared(name.at) and name in known.family:
        return False
    findings.unknown(what, name, valid)
    return True
