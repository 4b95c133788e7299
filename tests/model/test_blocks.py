"""One table of kinds of blocks: one that is added is read, compared and told of everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from rich.console import Console

from builder.assemble import extract
from builder.diff.compare import review
from builder.model.blocks import BLOCKS, BlockKind, BlockPart, BlockType
from builder.model.guide import Guide
from builder.model.wording import headline
from builder.model.words import ENGLISH
from builder.obligations import extract as duties_of
from builder.outputs.pdf.make import read_pdf
from builder.pipeline.project import open_project
from builder.pipeline.published import assemble_all
from builder.report.overview.section_markdown import section_markdown
from builder.report.overview.section_text import print_section
from builder.report.redline.page import redline_page
from builder.report.redline.pdf import make_redline_pdf
from tests.whole_projects import CLAUSES, FAMILY, SHARED, TEMPLATES, make_whole

OLD = "The captain must tell the harbour within ten days."
NEW = OLD.replace("ten", "twenty")


def test_the_types_are_those_of_the_table() -> None:
    assert set(BLOCKS) == set(get_args(BlockKind))
    assert {block.part for block in BLOCKS.values()} == set(get_args(BlockPart))
    assert set(get_args(BlockPart)) <= set(ENGLISH.names)


@pytest.fixture
def warning(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What was a quotation is a kind of block that nothing has heard of."""
    quote = BLOCKS["quote"]
    kind: Any = "warning"
    monkeypatch.setitem(BLOCKS, "quote", replace(quote, node=""))  # type: ignore[attr-defined]
    added = BlockType(id=kind, part=kind, node="block_quote")
    monkeypatch.setitem(BLOCKS, kind, added)  # type: ignore[arg-type]
    monkeypatch.setitem(ENGLISH.names, "warning", "Warning")  # type: ignore[arg-type]
    extract._frame.cache_clear()
    yield
    extract._frame.cache_clear()


def _guide(folder: Path, text: str) -> tuple[Guide, Any]:
    ropes = f"{CLAUSES['shared/ropes']}\n> {text}\n"
    family = f"{FAMILY}parties: [{{name: captain}}]\n"
    root = make_whole(folder, {SHARED: family, "content/shared/ropes.md": ropes})
    project = open_project(root, ["sail"])
    found = assemble_all(project)
    assert not found.diagnostics
    return found.value["sail"], project.programs["sail"]


@pytest.mark.usefixtures("warning")
def test_a_kind_that_is_added_is_known_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, program = _guide(tmp_path / "old", OLD)
    new, _ = _guide(tmp_path / "new", NEW)
    section = next(part for part in new.walk() if part.id == "ropes")
    assert [block.kind for block in section.blocks][-1] == "warning"

    assert NEW in {duty.sentence for duty in duties_of(new, program.parties)}
    reviewed = review(old, new, parties=program.parties)
    found, marked = reviewed.comparison, reviewed.redline
    assert reviewed.fault(old, new) is None
    (change,) = found.changes
    assert change.cls == "normative"
    assert headline(change, ENGLISH) == "Paragraph changed"

    page = redline_page(marked, found, templates=TEMPLATES)
    assert '<div class="warning">' in page
    assert "<ins>twenty</ins>" in page
    made = datetime(2020, 2, 3, tzinfo=UTC)
    pdf = make_redline_pdf(marked, found, templates=TEMPLATES, timestamp=made)
    assert "twenty" in read_pdf(pdf).text

    assert NEW in section_markdown(section, ENGLISH)
    print_section(Console(width=200), section, ENGLISH)
    assert NEW in capsys.readouterr().out
