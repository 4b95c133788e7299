"""What of a guide is not as it was last released, for the checks of versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from builder.diagnostics import Finding
from builder.model.guide import Block, Guide, Run, Section
from builder.reading.subject import Subject, span
from builder.source import Span

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Changed:
    """A part that differs: what to call it, its place if it still has one, and its title if any."""

    name: str
    at: Span | None = None
    title: str | None = None


def changed_since(subject: Subject, done: str, changes: Sequence[Changed], hint: str) -> Finding:
    """The finding that a version which is published or released (`done`) is not the same now."""
    named = changes[:_NAMED]
    more = f" and {len(changes) - _NAMED} more" if len(changes) > _NAMED else ""
    version = subject.program.version
    return Finding(
        at=version.at,
        message=f"Version “{version}” is {done}, but has changed since: "
        f"{', '.join(change.name for change in named)}{more}.",
        hint=hint,
        related=tuple(change.at for change in changes),
        programs=(subject.id,),
        about=subject.id,
        words=(version, *(change.title for change in named if change.title)),
    )


def content_changes(subject: Subject, published: Guide) -> Iterator[Changed]:
    """What of the text of a guide is not as it was published."""
    guide = subject.guide
    before = {section.id: section for section in published.walk()}
    after = {section.id: section for section in guide.walk()}
    for id, section in after.items():
        name = guide.identity.words.cite(section.label, section.title)
        if id not in before:
            yield Changed(f"{name} is new", span(section.at), section.title)
        elif _heading(section) != _heading(before[id]):
            yield Changed(f"the heading of {name}", span(section.at), section.title)
        else:
            at = _first_change(before[id], section)
            if at is not None:
                yield Changed(name, span(at.at), section.title)
    for id, section in before.items():
        if id not in after:
            yield Changed(f"“{section.title}” is gone", None, section.title)
    if _glossary(guide) != _glossary(published):
        yield Changed("the glossary")
    if [item.id for item in guide.precedence] != [item.id for item in published.precedence]:
        order = subject.program.precedence
        yield Changed("the order of precedence", order[0].at if order else None)


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
