"""HTML, PDF and JSON of the real guides agree, and everything in them has a source."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import jsonschema
import pytest

from builder.model.guide import Block, Guide
from builder.outputs.pdf.make import read_pdf
from builder.outputs.snapshot import dump_guide, guide_schema, load_guide
from builder.pipeline.project import Project, open_project

ROOT = Path(__file__).parents[2]
PROGRAMS = ("kms", "sra")

pytestmark = pytest.mark.parametrize("program", PROGRAMS)


@pytest.fixture
def guide(built: Path, program: str) -> Guide:
    return load_guide((built / program / "guide.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project() -> Project:
    return open_project(ROOT)


def blocks(guide: Guide) -> list[Block]:
    return [inner for part in guide.walk() for block in part.blocks for inner in block.walk()]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def main_text(page: Path) -> str:
    html = page.read_text(encoding="utf-8")
    article = html[html.index("<article") : html.rindex("</article>")]
    return unescape(re.sub(r"<[^>]*>", "", article))


def test_the_snapshot_is_valid_and_reads_back_equal(built: Path, guide: Guide) -> None:
    text = (built / guide.identity.program / "guide.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator(guide_schema()).validate(json.loads(text))
    assert dump_guide(guide) == text
    assert load_guide(dump_guide(guide)) == guide


def test_the_cover_tells_where_it_is_written(guide: Guide, program: str) -> None:
    assert guide.identity.telephone
    assert guide.cover_at["version"].file == f"program_defs/{program}.yaml"
    assert guide.cover_at["telephone"].file == "program_defs/shared.yaml"
    for name, place in guide.cover_at.items():
        assert getattr(guide.identity, name), name
        assert place.line > 0


def test_all_formats_print_the_same_numbers(built: Path, guide: Guide, program: str) -> None:
    (pdf,) = (built / program).glob("*.pdf")
    printed = squeezed(read_pdf(pdf.read_bytes()).text)
    for top in guide.sections:
        page = squeezed(main_text(built / program / "html" / f"{top.id}.html"))
        for part in top.walk():
            label = part.label + ":" if part.kind == "appendix" else part.number
            heading = squeezed(label + part.title)
            assert heading in page, (part.id, heading)
            assert heading in printed, (part.id, heading)
            for block in (inner for outer in part.blocks for inner in outer.walk()):
                if block.number:
                    caption = squeezed(f"{block.kind}{block.number}").capitalize()
                    title = squeezed("".join(run.text for run in block.runs))
                    assert re.search(rf"{caption}[.:]?{re.escape(title)}", page), block.id
                    assert re.search(rf"{caption}[.:]?{re.escape(title)}", printed), block.id


def test_numbers_run_without_a_gap(guide: Guide) -> None:
    for kind in ("table", "figure"):
        numbers = [int(b.number) for b in blocks(guide) if b.kind == kind and b.number]
        assert numbers == list(range(1, len(numbers) + 1))
    chapters = [part.number for part in guide.sections if part.kind == "chapter"]
    letters = [part.number for part in guide.sections if part.kind == "appendix"]
    assert chapters == [str(n) for n in range(1, len(chapters) + 1)]
    assert letters == [chr(ord("A") + n) for n in range(len(letters))]
    for part in guide.walk():
        expected = [f"{part.number}.{n}" for n in range(1, len(part.sections) + 1)]
        assert [child.number for child in part.sections] == expected


def test_every_reference_prints_what_its_target_is_called(guide: Guide) -> None:
    called: dict[str, set[str]] = {}
    for part in guide.walk():
        full = f": {part.title}" if part.kind == "appendix" else f" “{part.title}”"
        called[part.id] = {part.label, part.label + full}
    for block in blocks(guide):
        if block.id and block.number:
            called[block.id] = {f"{block.kind.capitalize()} {block.number}"}
    seen = 0
    for block in blocks(guide):
        for run in block.runs:
            if run.kind == "reference":
                assert run.target in called
                if run.generated:
                    assert run.text in called[run.target]
                    seen += 1
    assert seen > 10


def test_every_block_knows_its_place(guide: Guide) -> None:
    for block in blocks(guide):
        assert block.at is not None, block
        lines = (ROOT / block.at.file).read_text(encoding="utf-8").split("\n")
        assert block.at.line <= len(lines)
        assert block.at.column <= len(lines[block.at.line - 1]) + 1
    assert {b.at.file.split("/")[0] for b in blocks(guide) if b.at} <= {
        "content",
        "program_defs",
        "templates",
    }


def test_every_rendered_line_has_its_source(project: Project, program: str) -> None:
    """What a segment holds stands in the line of the file that it says it came from."""
    checked = 0
    for page in project.sources[program].pages:
        for number, line in enumerate(page.text.split("\n"), start=1):
            if not re.search(r"\w", line):
                continue
            start, end = page.line_range(number)
            segments = page.within(start, end)
            assert any(page.text[s.start : s.end].strip() for s in segments), (page.name, line)
        for segment in page.segments:
            text = page.text[segment.start : segment.end]
            source = (ROOT / segment.at.file).read_text(encoding="utf-8").split("\n")
            there = source[segment.at.line - 1][segment.at.column - 1 :]
            bare = re.sub(r"\\(?=[^\w\s])", "", text)
            if re.fullmatch(r"[\w ,’“”-]+", bare) and bare.strip() and segment.authored:
                assert there.startswith(bare.split("  ")[0][:20]), (segment.at, bare, there)
                checked += 1
    assert checked > 400
