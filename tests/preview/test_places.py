"""Where what stands on a page was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.program import Program
from builder.pipeline.project import open_project
from builder.preview.places import places
from builder.render import RenderedPage
from tests.whole_projects import SAIL, SHARED, make_whole


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_whole(tmp_path_factory.mktemp("places") / "project")


@pytest.fixture(scope="module")
def sail(root: Path) -> tuple[Program, tuple[RenderedPage, ...]]:
    project = open_project(root, ("sail",))
    return project.programs["sail"], project.sources["sail"].pages


def _line(root: Path, place: list[object]) -> str:
    file, line, _ = place
    assert isinstance(line, int)
    return (root / str(file)).read_text(encoding="utf-8").split("\n")[line - 1]


def test_every_line_leads_to_its_origin(sail: tuple[Program, tuple[RenderedPage, ...]]) -> None:
    program, pages = sail
    for page in pages:
        found = places(page, program)
        for number, text in enumerate(page.text.split("\n"), start=1):
            if text.strip():
                at = page.origin(number)
                assert found[str(number)] == [at.file, at.line, at.column]
            else:
                assert str(number) not in found


def test_the_front_page_leads_to_what_its_cover_and_contents_say(
    root: Path, sail: tuple[Program, tuple[RenderedPage, ...]]
) -> None:
    program, pages = sail
    found = places(pages[0], program)
    assert _line(root, found["title"]) == "title: Sailing"
    assert _line(root, found["version"]) == 'version: "4.10"'
    assert "Harbour Office" in _line(root, found["publisher"])
    assert "classification" not in found
    for section in program.sections():
        assert found[f"#{section.id}"][0] == SHARED
        assert section.title in _line(root, found[f"#{section.id}"])
    assert found["title"][0] == SAIL


def test_a_figure_leads_to_what_it_is_drawn_from(
    sail: tuple[Program, tuple[RenderedPage, ...]],
) -> None:
    program, pages = sail
    for page in pages:
        assert places(page, program)["#route"] == ["content/figures/route.yaml", 1, 1]
    assert "#route" not in places(pages[1])
    assert "#ropes" not in places(pages[1], program)
