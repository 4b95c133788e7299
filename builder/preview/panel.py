"""What the side panel shows of a guide: findings, the outline, parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from builder.diagnostics import Diagnostic
from builder.index.index import things
from builder.index.outline import outline
from builder.model.guide import Guide
from builder.model.kinds import KINDS
from builder.model.outline import OutlineItem
from builder.model.usage import NamedPart
from builder.pipeline.project import Project
from builder.source import Span
from builder.source.files import line_reader

Plain = dict[str, object]


def panel(
    project: Project,
    guide: Guide,
    findings: Iterable[Diagnostic] | None,
    *,
    before: Mapping[str, object] | None = None,
) -> Plain:
    """All that is shown of one guide. Without `findings`, those of `before` are kept."""
    id = guide.identity.program
    program, source = project.programs[id], project.sources[id]
    pages = {section.id: top.id for top in guide.sections for section in top.walk()}
    labels = {section.id: section.label for section in guide.walk()}
    shown: object = before["findings"] if before is not None else None
    if findings is not None:
        own = [finding for finding in findings if id in (finding.programs or (id,))]
        shown = plain_findings(project.root, own)
    drawn = outline(program, source, guide)
    values = things(project.subjects({id: guide}).values(), [KINDS["parameter"]])
    return {
        "program": id,
        "findings": shown,
        "outline": [_item(item, pages) for item in drawn.items],
        "parameters": [_parameter(one, pages, labels) for one in values],
    }


def plain_findings(root: Path, findings: Iterable[Diagnostic]) -> list[Plain]:
    """Diagnostics with the line of the source that each is about."""
    line_of = line_reader(root)
    return [
        {
            "severity": finding.severity.value,
            "code": finding.code,
            "message": finding.message,
            "hint": finding.hint,
            "at": _place(finding.at),
            "length": finding.at.length if finding.at else 0,
            "line": line_of(finding.at.file, finding.at.line) if finding.at else "",
            "see": [_place(span) for span in finding.related],
        }
        for finding in findings
    ]


def _item(item: OutlineItem, pages: Mapping[str, str]) -> Plain:
    return {
        "id": item.id,
        "level": item.level,
        "number": item.label if item.kind == "appendix" else item.number,
        "title": item.title,
        "state": item.state,
        "page": pages.get(item.id),
        "at": _place(item.source),
        "changed": _place(item.changed),
    }


def _parameter(parameter: NamedPart, pages: Mapping[str, str], labels: Mapping[str, str]) -> Plain:
    (meaning,) = parameter.meanings
    uses: dict[str, Plain] = {}
    for use in parameter.usages:
        if use.section is not None and use.section in pages:
            uses.setdefault(
                use.section,
                {
                    "id": use.section,
                    "page": pages[use.section],
                    "label": labels[use.section],
                    "title": use.title,
                    "at": _place(use.at),
                },
            )
    return {
        "id": parameter.id,
        "value": meaning.value,
        "description": parameter.about,
        "state": meaning.state,
        "at": _place(meaning.at),
        "uses": list(uses.values()),
    }


def _place(at: Span | None) -> list[object] | None:
    return [at.file, at.line, at.column] if at is not None else None
