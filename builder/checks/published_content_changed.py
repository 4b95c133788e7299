"""Finds a guide that was published and has changed without a new version.

What it finds:
    A guide whose version is that of the guide last published, although its text, tables,
    figures' descriptions, glossary or order of precedence are not the same. Numbers that the
    builder makes, spaces, dashes and quotation marks do not count.
Why it matters:
    Two guides with one version cannot be told apart. Partners have agreed to the first.
Failing example:
    `version: "2.1"`, which is published with `14 days`, and now a clause with `21 days`.
Passing example:
    `version: "2.2"` with a row in the revision history that tells of the change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from builder.diagnostics import Diagnostic, Severity
from builder.model.guide import Block, Guide, Run, Section
from builder.reading.subject import Collection, Subject, span
from builder.source import Span

CODE = "published-content-changed"
SEVERITY = Severity.ERROR
_NAMED = 3


def check_all(collection: Collection) -> Iterator[Diagnostic]:
    """Compare each guide with the one last published under the same version."""
    for id, subject in collection.subjects.items():
        published = collection.published.get(id)
        if published is None or published.identity.version != subject.guide.identity.version:
            continue
        changes = list(content_changes(subject, published))
        if not changes:
            continue
        names = [name for name, _ in changes]
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield Diagnostic(
            code=CODE,
            severity=SEVERITY,
            at=subject.program.version.at,
            message=f"Version “{subject.program.version}” is published, but has changed since: "
            f"{', '.join(names[:_NAMED])}{more}.",
            hint="Give the guide a new version and add it to “revision-history:”, or take the "
            "changes back.",
            related=tuple(at for _, at in changes if at is not None),
            programs=(id,),
            about=id,
        )


def content_changes(subject: Subject, published: Guide) -> Iterator[tuple[str, Span | None]]:
    """What differs, by name, with its place where it still has one."""
    guide = subject.guide
    before = {section.id: section for section in published.walk()}
    after = {section.id: section for section in guide.walk()}
    for id, section in after.items():
        name = f"{section.label} “{section.title}”"
        if id not in before:
            yield f"{name} is new", span(section.at)
        elif _heading(section) != _heading(before[id]):
            yield f"the heading of {name}", span(section.at)
        else:
            at = _first_change(before[id], section)
            if at is not None:
                yield name, span(at.at)
    for id, section in before.items():
        if id not in after:
            yield f"“{section.title}” is gone", None
    if _glossary(guide) != _glossary(published):
        yield "the glossary", None
    if [item.id for item in guide.precedence] != [item.id for item in published.precedence]:
        order = subject.program.precedence
        yield "the order of precedence", order[0].at if order else None


def _heading(section: Section) -> tuple[str, str]:
    return normal(section.title), section.status


def _first_change(before: Section, after: Section) -> Block | Section | None:
    """The first block that is not as it was; the section where one is gone."""
    if before.blocks == after.blocks:
        return None
    old = [_block(block) for block in before.blocks]
    new = [_block(block) for block in after.blocks]
    if old == new:
        return None
    for row, block in enumerate(after.blocks):
        if row >= len(old) or new[row] != old[row]:
            return block
    return after


def _block(block: Block) -> object:
    """What of a block is content."""
    return (
        block.kind,
        normal("".join(map(_run, block.runs))),
        normal(block.description or ""),
        [_block(inner) for inner in block.blocks if block.kind != "glossary"],
        [
            [[_block(inner) for inner in cell.blocks] for cell in row]
            for row in (block.head, *block.rows)
        ],
    )


def _run(run: Run) -> str:
    """A run's text; that of a reference follows its target, whose number is not content."""
    if run.generated:
        return f" [{run.target}] "
    return f"{run.text} ({run.target}) " if run.kind == "link" else run.text


def _glossary(guide: Guide) -> set[tuple[str, str, str]]:
    return {
        (normal(item.term), normal(item.means), normal(item.note or "")) for item in guide.glossary
    }


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Text without typography: marks other than those within words count for nothing."""
    text = text.translate({ord("’"): "'", ord("\u2011"): "-", ord("\u00ad"): None})
    text = re.sub(r"[“”\"„‘]|(?<!\w)'|'(?!\w)", "", text)
    return " ".join(re.sub(r"\s*[–—]\s*|\s+-\s+", " - ", text).split())
