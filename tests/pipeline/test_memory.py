"""A resident process finds at every step exactly what a fresh one would."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from builder.pipeline.project import Memory, Project, open_project
from builder.source import Text
from tests.pipeline.edits import editing
from tests.whole_projects import ROW, SAIL, SHARED, START, make_whole

REAL = Path(__file__).resolve().parents[2]
START_FILE = "content/shared/start.md"


def described(value: Any) -> Any:
    """Everything that a value says, its places and the order of its entries included."""
    if isinstance(value, Text):
        slots = [n for k in type(value).__mro__ for n in getattr(k, "__slots__", ())]
        return str(value), [(name, described(getattr(value, name))) for name in slots]
    if is_dataclass(value):
        return type(value), [described(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return [(described(key), described(part)) for key, part in value.items()]
    if isinstance(value, (set, frozenset)):
        return sorted(map(described, value))
    if isinstance(value, (tuple, list)):
        return [described(part) for part in value]
    return value


def assert_same(resident: Project, fresh: Project) -> None:
    for part in ("diagnostics", "sources", "programs"):
        assert described(getattr(resident, part)) == described(getattr(fresh, part)), part


@pytest.mark.parametrize("seed", range(3))
def test_a_small_project(tmp_path: Path, seed: int) -> None:
    root = make_whole(tmp_path.resolve() / "project")
    memory = Memory()
    for _ in islice(editing(root, seed), 24):
        assert_same(open_project(root, memory=memory), open_project(root))


def test_the_real_guides(tmp_path: Path) -> None:
    root = tmp_path.resolve() / "project"
    for name in ("program_defs", "content", "templates/guide"):
        shutil.copytree(REAL / name, root / name)
    memory = Memory()
    for _ in islice(editing(root, 1, cases=False), 8):
        assert_same(open_project(root, memory=memory), open_project(root))


class Edited:
    """A small project, opened before and after a change."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.memory = Memory()
        self.project = open_project(root, memory=self.memory)

    def change(self, name: str, old: str, new: str) -> dict[tuple[str, str], str]:
        """How each page compares with what it was: `same`, `moved` or `other`."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        before, self.project = self.project, open_project(self.root, memory=self.memory)
        assert_same(self.project, open_project(self.root))
        found = {}
        for id, source in self.project.sources.items():
            for page in source.pages:
                was = before.sources[id].page(page.name)
                equal = was is not None and was.text == page.text
                found[id, page.name] = "same" if was is page else "moved" if equal else "other"
        return found


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    return Edited(make_whole(tmp_path.resolve()))


def only(found: Mapping[tuple[str, str], str], kind: str) -> set[str]:
    return {f"{id}/{page}" for (id, page), what in found.items() if what == kind}


def test_nothing_changed_and_every_page_is_the_same_object(edited: Edited) -> None:
    found = edited.change(SHARED, "\n", "\n")
    assert not only(found, "other") | only(found, "moved")


def test_a_clause_changes_its_own_page_in_every_guide(edited: Edited) -> None:
    found = edited.change("content/shared/finish.md", "home", "back")
    assert only(found, "other") == {"sail/finish", "row/finish"}
    assert not only(found, "moved")
    found = edited.change("content/row/greeting.md", "rower", "rowers")
    assert only(found, "other") == {"row/start"}
    assert not only(found, "moved")


def test_a_value_changes_the_pages_that_print_it(edited: Edited) -> None:
    found = edited.change(SHARED, "can row for", "may row for")
    assert only(found, "other") == {"sail/start", "row/start"}
    assert not only(found, "moved")
    found = edited.change(SAIL, "harbor: Southport", "harbor: Westport")
    assert only(found, "other") == {"sail/start", "sail/finish"}


def test_lines_that_move_in_a_definition_change_no_text(edited: Edited) -> None:
    found = edited.change(SHARED, "family:", "# A remark.\nfamily:")
    assert not only(found, "other")
    assert "sail/start" in only(found, "moved")


def test_a_template_changes_the_pages_that_use_it(edited: Edited) -> None:
    found = edited.change("templates/guide/blocks/links.md.jinja", "- {{", "* {{")
    assert only(found, "other") == {"sail/finish", "row/finish"}
    assert not only(found, "moved")


@pytest.mark.parametrize(
    "read",
    [
        "chapters[0].clause.source.text | length",
        "chapters[0]['clause']['source']['lines'] | string | length",
        "chapters | map(attribute='clause.source.text') | join | length",
        "chapters[0].clause | attr('source') | string | length",
        "program.sources.values() | map(attribute='text') | join | length",
    ],
)
def test_a_template_that_reads_a_text_as_it_is_written_is_always_run(
    edited: Edited, read: str
) -> None:
    edited.change("templates/guide/index.md.jinja", "\n", f"\n{{{{ {read} }}}}\n")
    assert not edited.project.failed
    found = edited.change(START_FILE, "every", "each and every")
    assert only(found, "other") >= {"sail/index", "row/index"}


def test_a_program_printed_as_a_whole_shows_no_text_of_a_clause(edited: Edited) -> None:
    whole = "{{ [program, chapters] | string | length }}"
    edited.change("templates/guide/index.md.jinja", "\n", f"\n{whole}\n")
    found = edited.change(START_FILE, "every", "each and every")
    assert only(found, "other") == {"sail/start", "row/start"}


def test_a_block_that_comes_to_stand_earlier_is_a_fault_where_it_stood(edited: Edited) -> None:
    edited.change("content/shared/ropes.md", "{{ list: knots }}", "{{ glossary }}")
    assert "placed-twice" in {d.code for d in edited.project.diagnostics}


def test_the_hint_of_a_fault_follows_what_it_hints_at(edited: Edited) -> None:
    edited.change("content/shared/finish.md", "{{ harbor }}", "{{ harbours }}")
    own = "  harbour: {value: A, description: B.}\n"
    edited.change(ROW, "slots:", f"{own}slots:")
    (found,) = [d for d in edited.project.diagnostics if d.code == "unknown-parameter"]
    assert found.hint == "Did you mean “harbour”?"


def test_a_link_that_a_template_names_is_the_link_of_each_program(edited: Edited) -> None:
    own = "links: {replace: {club: {label: Sailors, url: 'https://sail.example/'}}}\n"
    edited.change(SAIL, "slots:", f"{own}slots:")
    edited.change(
        "templates/guide/chapter.md.jinja", "{{ section", "{{ 'club' | link }}\n{{ section"
    )
    labels = {"row": "The Club", "sail": "Sailors"}
    for id, source in edited.project.sources.items():
        page = source.page("finish")
        assert page is not None
        assert page.text.startswith(f"[{labels[id]}]")
    edited.change(SAIL, "label: Sailors", "label: All sailors")


def test_a_figure_that_becomes_stale_is_reported_until_it_is_drawn(edited: Edited) -> None:
    edited.change("content/figures/route.yaml", "first, and then", "first; then")
    assert "figure-stale" in {d.code for d in edited.project.diagnostics}
    edited.change("content/figures/route.yaml", "first; then", "first, and then")
    assert not edited.project.failed
    edited.change("content/figures/route.svg", "<text ", '<text onclick="x" ')
    assert "figure-unsafe" in {d.code for d in edited.project.diagnostics}


def test_a_change_that_no_clock_shows_is_seen(edited: Edited) -> None:
    path = edited.root / START_FILE
    state = path.stat()
    path.write_text(START.replace("every", "avery"), encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    project = open_project(edited.root, memory=edited.memory)
    assert_same(project, open_project(edited.root))
    page = project.sources["sail"].page("start")
    assert page is not None
    assert "avery" in page.text


def test_one_memory_serves_programs_and_folders_in_turn(tmp_path: Path) -> None:
    one = make_whole(tmp_path.resolve() / "one")
    two = make_whole(tmp_path.resolve() / "two", {START_FILE: START.replace("every", "any")})
    memory = Memory()
    for root, programs in ((one, ()), (one, ("sail",)), (two, ()), (two, ("row",)), (one, ())):
        assert_same(open_project(root, programs, memory=memory), open_project(root, programs))


def test_no_more_is_remembered_than_the_last_run_used(edited: Edited) -> None:
    for number in range(3):
        edited.change(START_FILE, "every" if not number else f"any{number - 1}", f"any{number}")
    before = len(edited.memory.files)
    for number in range(3, 7):
        edited.change(START_FILE, f"any{number - 1}", f"any{number}")
        edited.change(ROW, "port", f"port{number}")
    assert len(edited.memory.files) <= before + 4
