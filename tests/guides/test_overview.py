"""The real guides: some facts of their outlines, and that every use stands where it is said to."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builder.index.index import things
from builder.index.outline import outline
from builder.model.guide import Guide
from builder.model.usage import NamedPart
from builder.pipeline.project import Project
from tests.guides.reading import PROGRAMS, ROOT


@pytest.fixture(scope="module")
def found(project: Project, guides: Mapping[str, Guide]) -> Mapping[tuple[str, str], NamedPart]:
    return {(thing.kind, thing.id): thing for thing in things(project.subjects(guides).values())}


@pytest.mark.parametrize("id", PROGRAMS)
def test_the_outline_is_that_of_the_guide(
    project: Project, guides: Mapping[str, Guide], id: str
) -> None:
    program, source, guide = project.programs[id], project.sources[id], guides[id]
    told = [i for i in outline(program, source, guide).items if i.state != "omitted"]
    assert [(i.id, i.number, i.label, i.title) for i in told] == [
        (s.id, s.number, s.label, s.title) for s in guide.walk()
    ]
    counted = [i for i in outline(program).items if i.state != "omitted"]
    assert [i.number for i in counted] == [i.number for i in told]
    for item in told:
        assert (ROOT / item.source.file).is_file()
    blocks = {b.id for s in guide.walk() for top in s.blocks for b in top.walk() if b.number}
    assert blocks == {part.id for item in told for part in item.parts if part.number}


def test_what_each_guide_has_of_its_own(project: Project) -> None:
    own = {
        id: {i.id: i.state for i in outline(project.programs[id]).items if i.state != "shared"}
        for id in PROGRAMS
    }
    assert own["kms"]["vmware-signed-software"] == "added"
    assert own["kms"]["recertification-questions"] == "replaced"
    assert own["sra"]["non-writable-storage"] == "added"
    assert own["kms"]["introduction"] == own["sra"]["introduction"] == "set"


def test_some_things(found: Mapping[tuple[str, str], NamedPart]) -> None:
    notice = found["parameter", "change-notice-days"]
    places = {u.program: (u.number, u.at.file) for u in notice.usages if u.role == "printed"}
    where = ("3.4.1.1", "content/shared/support-readiness.md")
    assert places == {"kms": where, "sra": where}
    rows = found["parameter", "rc-feedback-days"].usages
    assert {u.inside for u in rows if u.role == "printed"} == {"Table 2"}
    tsanet = found["link", "tsanet"]
    assert [meaning.state for meaning in tsanet.meanings] == ["shared", "replaced"]
    signed = found["clause", "kms/vmware-signed-software"]
    assert [(u.program, u.number) for u in signed.usages] == [("kms", "3.3.1.5")]
    assert {u.program for u in found["term", "term-SRM"].usages} == {"sra"}
    assert found["document", "agreement"].usages


def test_every_use_stands_where_it_is_said_to(found: Mapping[tuple[str, str], NamedPart]) -> None:
    begins = {
        "parameter": ("{{",),
        "slot": ("{{ slot",),
        "table": ("{{ table", "["),
        "figure": ("{{ figure", "["),
        "list": ("{{ list",),
        "form": ("{{ form",),
        "section": ("[",),
    }
    lines: dict[str, list[str]] = {}
    seen = 0
    for (kind, id), thing in found.items():
        for usage in thing.usages:
            if usage.role not in {"printed", "placed", "referred to"} or kind not in begins:
                continue
            if usage.at.file not in lines:
                lines[usage.at.file] = (ROOT / usage.at.file).read_text("utf-8").split("\n")
            text = lines[usage.at.file][usage.at.line - 1][usage.at.column - 1 :]
            assert text.startswith(begins[kind]), (kind, id, usage)
            assert id in text, (kind, id, usage)
            seen += 1
    assert seen > 100


def test_every_mention_of_a_term_is_the_term(found: Mapping[tuple[str, str], NamedPart]) -> None:
    exact, mentions = 0, 0
    for thing in found.values():
        for usage in thing.usages if thing.kind == "term" else ():
            if usage.role == "named":
                lines = (ROOT / usage.at.file).read_text("utf-8").split("\n")
                mentions += 1
                exact += lines[usage.at.line - 1][usage.at.column - 1 :].startswith(thing.names[0])
    assert mentions > 50
    assert exact == mentions
