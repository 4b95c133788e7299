"""Names that must be unique, and names that must mean something, in a finished program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.clauses.values import fill
from builder.diagnostics import Code
from builder.load.findings import Findings
from builder.load.name_table import NameTable, targets
from builder.load.policy import about_the_program
from builder.model.collation import collation_key
from builder.model.kinds import term_ids
from builder.model.program import GlossaryEntry, Origin, Program, Revision
from builder.source import Span

_AGAIN = "The {} “{}” is already in this list."


def check_names(program: Program, findings: Findings) -> Program:
    """Report names that are used twice or mean nothing.

    Returns the program without the family's queries, waivers and stated values about what this
    program does not have, and with the sources of its clauses.
    """
    program = replace(program, glossary=tuple(_with_ids(program)))
    _unique(program, findings)
    _referred(program, findings)
    known = NameTable(program)
    queries = tuple(
        replace(query, target=target)
        for query in program.queries
        if (target := known.keep(query.target, query.origin is Origin.SHARED, findings))
    )
    program = about_the_program(program, known, findings)
    sources = dict(program.sources)
    sources |= {clause.source.name: clause.source for clause in program.clauses()}
    return replace(program, queries=queries, sources=dict(sorted(sources.items())))


def _with_ids(program: Program) -> Iterator[GlossaryEntry]:
    """The glossary as readers look it up, with the ids that follow from its terms."""
    printed = [fill(entry.term, program) for entry in program.glossary]
    ids = term_ids(printed)
    last = program.words.after_z
    entries = zip(printed, program.glossary, strict=True)
    for term, entry in sorted(entries, key=lambda pair: collation_key(pair[0], last)):
        yield replace(entry, id=ids[term])


def _unique(program: Program, findings: Findings) -> None:
    first: dict[str, tuple[str, Span]] = {}
    own = program.at.file
    for kind, name, at in targets(program):
        if name not in first:
            first[name] = (kind, at)
            continue
        # The family's stands first, and the upper one in a file, whatever their kinds.
        pair = sorted((place.file == own, place, what) for what, place in (first[name], (kind, at)))
        (_, place, other), (_, here, what) = pair
        findings.report(
            Code.DUPLICATE_ID,
            f"The id “{name}” of this {what} is the id of a {other}, too.",
            here,
            "Give one of them another id; an id names one thing in the whole guide.",
            place,
        )


def _referred(program: Program, findings: Findings) -> None:
    for links in program.link_lists.values():
        findings.named("link", links.links, program.links, _AGAIN.format("link", "{}"))
    document = _AGAIN.format("document", "{}")
    findings.named("document", program.precedence, program.documents, document)
    first: dict[str, Revision] = {}
    for revision in program.revisions:
        other = first.setdefault(revision.version, revision)
        if other is not revision:
            findings.report(
                Code.DUPLICATE_REVISION,
                f"The revision “{revision.version}” is already there.",
                revision.at,
                "Keep one of the two.",
                other.at,
            )
