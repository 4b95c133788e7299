"""Nothing that the guides require, permit or name is lost, and nothing binding is added.

`facts/` holds the traceability of the guides' requirements to their clause ids.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.model.guide import Block, Guide, Section
from builder.pipeline.project import Project
from tests.guides.reading import (
    MODALS,
    PROGRAMS,
    blocks,
    drawing_text,
    normal,
    section_of,
    section_text,
    statements,
)

Facts = Mapping[str, Any]
Guides = Mapping[str, Guide]

CLAUSES = {"kms": 403, "sra": 428}
FACTS = Path(__file__).parent / "facts"

PARTIES = {
    "Partner": re.compile(r"\bpartners?\b(?! software\b)"),
    "VMware": re.compile(r"\b(vmware|gss)\b"),
}

pytestmark = pytest.mark.parametrize("program", PROGRAMS)


@cache
def load(program: str) -> Facts:
    loaded: Facts = yaml.safe_load((FACTS / f"{program}.yaml").read_text(encoding="utf-8"))
    return loaded


def blocks_of(guide: Guide, section: str, kind: str) -> list[Block]:
    return [block for block in blocks(section_of(guide, section)) if block.kind == kind]


def ids(guide: Guide) -> set[str]:
    return {section.id for section in guide.walk()}


def test_every_clause_is_traced_once(program: str, guides: Guides) -> None:
    facts = load(program)
    found = [clause["id"] for clause in facts["clauses"]]
    assert facts["guide"] == program
    assert len(found) == len(set(found)) == CLAUSES[program]
    assert all(id.startswith(f"{program}-") for id in found)
    assert {clause["section"] for clause in facts["clauses"]} <= ids(guides[program])
    assert {clause["party"] for clause in facts["clauses"]} == {"Partner", "VMware", "both", "none"}
    assert {clause["strength"] for clause in facts["clauses"]} == {*MODALS, "info"}


def test_every_section_traces_to_a_clause(program: str, guides: Guides) -> None:
    """Only sections that merely introduce what is below them have no clause of their own."""
    traced = {clause["section"] for clause in load(program)["clauses"]}
    assert ids(guides[program]) - traced == {"membership", "hosting", "key-web-links"}


def test_literals_stand_in_their_sections(program: str, guides: Guides) -> None:
    guide = guides[program]
    texts = {section.id: section_text(section) for section in guide.walk()}
    missing = [
        f"{clause['id']} in {clause['section']}: {literal}"
        for clause in load(program)["clauses"]
        for literal in clause.get("literals", ())
        if normal(literal) not in texts[clause["section"]]
    ]
    assert not missing, "\n".join(missing)


def test_binding_clauses_have_keys(program: str, guides: Guides) -> None:
    """A clause with a modal prints it; one that prints another says why."""
    for clause in load(program)["clauses"]:
        keys = clause.get("keys", {})
        assert set(keys) <= set(MODALS), clause["id"]
        if clause["strength"] in MODALS:
            assert keys, clause["id"]
        if keys and clause["strength"] not in keys:
            assert clause["note"], clause["id"]


def test_requirements_keep_their_modals(program: str, guides: Guides) -> None:
    found = {section.id: list(statements(section)) for section in guides[program].walk()}
    missing = [
        f"{clause['id']} in {clause['section']}: “{key}” with “{modal}”"
        for clause in load(program)["clauses"]
        for modal, keys in clause.get("keys", {}).items()
        for key in keys
        if not any(s.has(key) and modal in s.modals for s in found[clause["section"]])
    ]
    assert not missing, "\n".join(missing)


def test_requirements_keep_their_parties(program: str, guides: Guides) -> None:
    """What states a clause names its party, or one of the `actors` that stand for it."""
    found = {section.id: list(statements(section)) for section in guides[program].walk()}
    wrong = [
        f"{clause['id']}: {clause['party']} in “{statement.whole}”"
        for clause in load(program)["clauses"]
        if clause["party"] in PARTIES
        for modal, keys in clause.get("keys", {}).items()
        for key in keys
        for statement in found[clause["section"]]
        if statement.has(key) and modal in statement.modals
        if not names_party(clause, normal(statement.whole))
    ]
    assert not wrong, "\n".join(wrong)


def names_party(clause: Facts, text: str) -> bool:
    named = PARTIES[clause["party"]].search(text)
    return bool(named) or any(normal(actor) in text for actor in clause.get("actors", ()))


def test_nothing_binds_without_a_clause(program: str, guides: Guides) -> None:
    """Every sentence, item or cell with a modal is one that a clause traces to.

    The lead-in of a list stands for its items.
    """
    keys: dict[tuple[str, str], list[str]] = {}
    for clause in load(program)["clauses"]:
        for modal, more in clause.get("keys", {}).items():
            keys.setdefault((clause["section"], modal), []).extend(more)
    added = [
        f"{section.id}: {statement.text}"
        for section in guides[program].walk()
        for statement in statements(section)
        if not statement.text.endswith(":")
        for modal in statement.modals
        if not any(statement.has(key) for key in keys.get((section.id, modal), ()))
    ]
    # One sentence with two modals needs only one clause in each guide.
    either = "must use them only in compliance with the Agreement."
    others = [text for text in added if not text.endswith(either)]
    assert not others, "\n".join(others)
    assert len(added) <= 1


def test_front_matter(program: str, guides: Guides, project: Project) -> None:
    identity, wanted = guides[program].identity, load(program)["front-matter"]
    publisher = project.programs[program]["publisher"]
    for name, value in wanted.items():
        if name == "publisher":
            assert isinstance(publisher, Mapping)
            assert {part: publisher[part] for part in value} == value
        else:
            assert getattr(identity, name.replace("-", "_")) == value, name


def test_precedence(program: str, guides: Guides) -> None:
    assert [item.name for item in guides[program].precedence] == load(program)["precedence"]
    (shown,) = blocks_of(guides[program], "overview-of-this-guide", "numbered-list")
    for item, name in zip(shown.blocks, load(program)["precedence"], strict=True):
        assert name in item.text.partition(":")[0]


def test_tables(program: str, guides: Guides) -> None:
    guide, wanted = guides[program], load(program)["tables"]
    found = {
        block.id: (section.id, block)
        for section in guide.walk()
        for block in blocks(section)
        if block.kind == "table"
    }
    assert list(found) == [table["id"] for table in wanted]
    for table in wanted:
        section, block = found[table["id"]]
        assert section == table["section"]
        assert block.number == table["number"]
        assert "".join(run.text for run in block.runs) == table["caption"]
        assert [cell.text for cell in block.head] == list(table["columns"].values())
        assert len(block.rows) == table["count"]
        rows = [[cell.text for cell in row] for row in block.rows]
        if "rows" in table:
            assert rows == [list(row.values()) for row in table["rows"]]
        if "first-cells" in table:
            assert [row[0] for row in rows] == table["first-cells"]
        filled = [bool(cell.strip()) for row in rows for cell in row]
        assert not any(filled) if table.get("blank") else all(filled)


def test_figures(program: str, guides: Guides) -> None:
    guide, facts = guides[program], load(program)
    found = [
        {
            "id": block.id,
            "number": block.number,
            "section": section.id,
            "caption": "".join(run.text for run in block.runs),
        }
        for section in guide.walk()
        for block in blocks(section)
        if block.kind == "figure"
    ]
    assert found == facts["figures"]
    drawn = normal(drawing_text("program-components-figure"))
    described = section_text(section_of(guide, "program-components"))
    for component, boxes in facts["components"].items():
        for box in (component, *(box["box"] for box in boxes)):
            assert normal(box) in drawn, box
            assert normal(box) in described, box


def test_appendices(program: str, guides: Guides) -> None:
    found = [
        {
            "letter": section.number,
            "id": section.id,
            "title": section.title,
            "status": section.status,
        }
        for section in guides[program].sections
        if section.kind == "appendix"
    ]
    assert found == load(program)["appendices"]
    assert "".join(appendix["letter"] for appendix in found) == "ABCDEFGH"


def test_forms(program: str, guides: Guides) -> None:
    found = [
        {
            "title": form.head[0].text,
            "fields": [row[0].text for row in form.rows if not row[1].text.strip()],
            "role": any(row[1].text.strip() for row in form.rows),
        }
        for form in blocks_of(guides[program], "partner-contact-form", "form")
    ]
    assert found == load(program)["forms"]


def test_glossary(program: str, guides: Guides) -> None:
    found = {item.term: item.means for item in guides[program].glossary}
    wanted = {item["term"]: item["means"] for item in load(program)["glossary"]}
    assert {term: found.get(term) for term in wanted} == wanted
    shown = section_text(section_of(guides[program], "glossary"))
    assert [term for term, means in found.items() if normal(f"{term} {means}") not in shown] == []


def test_links(program: str, guides: Guides) -> None:
    found = {section.id: addresses(section) for section in guides[program].walk()}
    missing = [
        link["url"]
        for link in load(program)["links"]
        if link["url"].rstrip("/") not in found[link["section"]]
    ]
    assert not missing, "\n".join(missing)


def addresses(section: Section) -> set[str]:
    return {
        run.target.rstrip("/")
        for block in blocks(section)
        for run in block.runs
        if run.kind == "link" and run.target
    }


def test_revision_history(program: str, guides: Guides) -> None:
    history, wanted = guides[program].revision_history, load(program)["revisions"]
    found = [{"version": row.version, "dates": list(row.dates)} for row in history]
    assert found == [{"version": row["version"], "dates": row["dates"]} for row in wanted]
    for row, fact in zip(history, wanted, strict=True):
        assert row.summary
        for literal in fact.get("literals", ()):
            assert re.search(rf"(?<![\d.]){re.escape(literal)}(?![\d]|\.\d)", row.summary), literal
