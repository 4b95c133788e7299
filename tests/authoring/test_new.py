"""A new program is made from what its family leaves open, whatever family that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from builder.authoring.format import lay_out_files
from builder.authoring.new.dry_run import Trial
from builder.authoring.new.make import answer_fault, families, prepare
from builder.authoring.new.place import in_the_way, place
from builder.authoring.new.program import Answers
from builder.authoring.new.yaml_text import scalar
from builder.diagnostics import Severity
from builder.load import json_schema
from builder.load.unfilled import find_unfilled
from builder.pipeline.build import build
from builder.pipeline.check import check
from tests.reworded import SAID, reword
from tests.whole_projects import FAMILY, PROGRAM, ROW, SAIL, SHARED, contents, make_whole

BARE = """\
family: boats
parameters: {harbor: {description: Where the boats lie.}}
slots: {greeting: {description: How a captain is greeted.}}
documents: {guide: {name: Guide, phrase: this Guide}}
precedence: [guide]
outline:
  - {id: start, title: Casting Off}
  - {id: finish, title: Coming Home}
appendices:
  - {id: words, title: Words}
requires:
  sections: [start, finish, crew]
  appendices: [words, ports]
  tables: {levels: [level, meaning], tides: [time]}
  forms: [crew-list]
  documents: [guide, charter]
  precedence: true
  glossary: true
  revision-history: true
"""
START = """\
This Guide gives {{ notice-days }} days of notice in {{ harbor }}.

The levels are in [](#levels).

{{ slot: greeting }}

{{ table: levels }}

{{ list: knots }}

{{ links: clubs }}

See [](#club) for the rest.
"""
"""A family that names and requires much and declares little, and has no program yet."""


def make_bare(folder: Path) -> Path:
    files: dict[str, str | bytes | None] = dict.fromkeys(contents())
    files |= {"program_defs/base.yaml": BARE, "content/shared/start.md": START}
    return make_whole(folder, files)


def answers(**given: str) -> Answers:
    default = {
        "program": "skiff",
        "family": "shared",
        "title": "Skiffing",
        "short_name": "Skiff",
        "version": "1.0",
    }
    return Answers(**{**default, **given})


def tried(root: Path, **given: str) -> Trial:
    trial = prepare(root, answers(**given)).value
    assert trial is not None
    assert not trial.failed, [f"{d.at} {d.message}" for d in trial.diagnostics]
    return trial


def loud(root: Path, *programs: str) -> list[str]:
    """The codes of all errors and warnings."""
    found = check(root, programs, cache=False).diagnostics
    return [finding.code for finding in found if finding.severity is not Severity.NOTE]


def snapshot(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("program_defs", "content")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Trial]:
    root = make_bare(tmp_path_factory.mktemp("bare").resolve())
    trial = tried(root, family="base")
    place(root, trial.files)
    return root, trial


def test_all_that_a_family_leaves_open_is_given(bare: tuple[Path, Trial]) -> None:
    root, trial = bare
    assert set(loud(root)) == {"todo-text"}
    assert trial.others == ()
    assert trial.todos == len(loud(root))
    text = trial.files["program_defs/skiff.yaml"]
    for name in ("harbor:", "notice-days:", "greeting:", "levels:", "tides:", "knots:", "clubs:"):
        assert f"  {name}" in text
    for name in ("club:", "crew-list:", "charter:", "id: crew,", "id: ports,", "replace: finish"):
        assert name in text
    assert "summary: First edition." in text


def test_it_builds_to_html_and_pdf(bare: tuple[Path, Trial], tmp_path: Path) -> None:
    report = build(bare[0], ["skiff"], out=tmp_path / "out")
    assert not report.failed, report.diagnostics
    assert "TODO" in (tmp_path / "out/skiff/html/start.html").read_text(encoding="utf-8")
    assert (tmp_path / "out/skiff/skiff-program-guide-1.0.pdf").stat().st_size


def test_keys_stand_in_the_order_of_the_schema(bare: tuple[Path, Trial]) -> None:
    lines = bare[1].files["program_defs/skiff.yaml"].split("\n")
    keys = [line.split(":")[0] for line in lines if line and line[0] not in " #-"]
    order = list(json_schema("program")["properties"])
    assert keys == sorted(keys, key=order.index)
    assert len(keys) > 10


def test_a_remark_says_what_to_write_and_where_it_prints(bare: tuple[Path, Trial]) -> None:
    text = bare[1].files["program_defs/skiff.yaml"]
    assert (
        "  # Where the boats lie.\n  # Prints in the section “Casting Off”.\n"
        '  harbor: "[TODO: harbor]"\n'
    ) in text
    assert "content/skiff/greeting.md" in text
    assert max(map(len, text.split("\n"))) <= 100


def make_undefined(folder: Path) -> Path:
    """A family that uses a term and defines it nowhere."""
    root = make_bare(folder.resolve())
    family = root / "program_defs/base.yaml"
    tides = "sections: [{id: tides, title: Tides}]"
    outline = f"outline:\n  - {{id: opening, title: Opening, clause: none, {tides}}}"
    text = BARE.replace("outline:", outline, 1).replace("tides: [time]", "times: [time]")
    family.write_text(text + "defined-terms: [Mate]\n", encoding="utf-8")
    with (root / "content/shared/start.md").open("a", encoding="utf-8") as file:
        file.write("\nThe Mate counts.\n")
    return root


def test_terms_that_nothing_defines_are_to_be_defined(tmp_path: Path) -> None:
    root = make_undefined(tmp_path)
    assert "the meaning of **Mate**" in tried(root, family="base").files["content/skiff/tides.md"]


def test_the_gaps_of_a_family_without_any(tmp_path: Path) -> None:
    family = FAMILY.replace("harbor: {desc", 'harbor: {value: "1", desc').replace(
        "greeted.}", "greeted., default: none}"
    )
    root = make_whole(tmp_path, {SHARED: family})
    gaps = find_unfilled(root, "shared").value
    assert gaps is not None
    assert not any((gaps.parameters, gaps.values, gaps.slots, gaps.sections, gaps.tables))
    assert not any((gaps.lists, gaps.links, gaps.link_lists, gaps.forms, gaps.documents))
    assert not any((gaps.precedence, gaps.blocks, gaps.glossary))
    assert [slot.id for slot in gaps.optional] == ["greeting", "farewell"]


def test_what_need_not_apply_says_so(tmp_path: Path) -> None:
    root = make_bare(tmp_path.resolve())
    family = root / "program_defs/base.yaml"
    family.write_text(BARE + "  may-not-apply: [words]\n", encoding="utf-8")
    trial = tried(root, family="base")
    text = trial.files["program_defs/skiff.yaml"]
    assert text.count("If it does not apply to this program") == 1
    place(root, trial.files)
    clause, status = "clause: skiff/words}", "status: not-applicable}"
    (root / "program_defs/skiff.yaml").write_text(text.replace(clause, status), encoding="utf-8")
    (root / "content/skiff/words.md").unlink()
    assert set(loud(root)) <= {"todo-text", "reference-to-empty-appendix"}


def test_it_is_laid_out_already(bare: tuple[Path, Trial]) -> None:
    root, trial = bare
    report = lay_out_files(root, [root / name for name in trial.files])
    assert [file.source.name for file in report.changed] == []
    assert not report.diagnostics


def test_a_slot_named_like_a_section_has_a_text_of_its_own(tmp_path: Path) -> None:
    root = make_bare(tmp_path.resolve())
    family = root / "program_defs/base.yaml"
    family.write_text(BARE.replace("greeting:", "finish:"), encoding="utf-8")
    start = root / "content/shared/start.md"
    start.write_text(START.replace("greeting", "finish"), encoding="utf-8")
    trial = tried(root, family="base")
    assert trial.files["content/skiff/finish-slot.md"] == "**TODO:** finish.\n"
    assert trial.files["content/skiff/finish.md"].startswith("**TODO:** the text of this section.")


# What the other programs of the family say.


def made(tmp_path: Path, more: str = "", **edits: str | bytes | None) -> str:
    files: Mapping[str, str | bytes | None] = {ROW: None, "content/row/greeting.md": None, **edits}
    root = make_whole(tmp_path.resolve(), {**files, SAIL: PROGRAM + more})
    return tried(root).files["program_defs/skiff.yaml"]


def test_what_all_programs_have_in_common_is_taken_over(tmp_path: Path) -> None:
    text = made(tmp_path, "subtitle: Guide for Captains\n")
    assert "\nsubtitle: Guide for Captains\n" in text
    assert "# In sail: Southport" in text


def test_the_title_and_the_subtitle_say_no_word_twice(tmp_path: Path) -> None:
    files = {ROW: None, "content/row/greeting.md": None, SAIL: PROGRAM + "subtitle: Ship Guide\n"}
    root = make_whole(tmp_path.resolve(), files)
    text = tried(root, title="Sailing Ship").files["program_defs/skiff.yaml"]
    assert "\nsubtitle: Guide\n" in text


def test_what_only_some_have_is_to_be_written(tmp_path: Path) -> None:
    row = contents()[ROW] + "subtitle: Rowers\n"
    root = make_whole(tmp_path.resolve(), {SAIL: PROGRAM + "subtitle: Sailors\n", ROW: row})
    assert '\nsubtitle: "[TODO: subtitle]"\n' in tried(root).files["program_defs/skiff.yaml"]


def test_what_is_to_be_written_elsewhere_is_no_example(tmp_path: Path) -> None:
    root = make_whole(tmp_path.resolve())
    text = tried(root, program="oar").files["program_defs/oar.yaml"]
    place(root, {"content/oar/greeting.md": "TODO.\n", "program_defs/oar.yaml": text})
    text = tried(root).files["program_defs/skiff.yaml"]
    assert "In row: content/row/greeting.md" in text
    assert "In oar:" not in text


def test_a_slot_that_all_programs_fill_is_to_be_filled(tmp_path: Path) -> None:
    slots = "greeting: sail/greeting\n  farewell: sail/farewell"
    program = PROGRAM.replace("greeting: sail/greeting", slots)
    files = {SAIL: program, ROW: None, "content/row/greeting.md": None}
    root = make_whole(tmp_path.resolve(), {**files, "content/sail/farewell.md": "Farewell.\n"})
    assert "content/skiff/farewell.md" in tried(root).files


def test_a_slot_that_may_stay_empty_is_only_mentioned(tmp_path: Path) -> None:
    text = made(tmp_path)
    assert "  # How a captain leaves.\n  # farewell: skiff/farewell\n" in text


def make_foreign(folder: Path) -> Path:
    """A family whose shared texts hold words of one of its programs."""
    family = FAMILY.replace('days: {value: "14"', "days: {value: spinnaker") + (
        "  - {term: SPI, means: Large spinnaker}\nvocabulary: {sail: [spinnaker]}\n"
    )
    family = family.replace("label: The Club", "label: The spinnaker club")
    return make_whole(folder.resolve(), {SHARED: family})


def test_shared_texts_of_another_program_are_replaced(tmp_path: Path) -> None:
    root = make_foreign(tmp_path)
    trial = tried(root)
    text = trial.files["program_defs/skiff.yaml"]
    assert 'days: "[TODO: days]"' in text
    assert 'club: {label: "TODO: name of the page", url: "https://example.com/TODO"}' in text
    assert "omit: [SPI]" in text
    assert "foreign-word" not in {finding.code for finding in trial.others}


@pytest.mark.parametrize(
    ("title", "entry"),
    [
        ("Small Skiff Journeys (SSJ)", "{term: SSJ, means: Small Skiff Journeys}"),
        ("SSJ Journeys", '{term: SSJ, means: "TODO: its full name"}'),
    ],
)
def test_an_acronym_in_the_title_is_explained(tmp_path: Path, title: str, entry: str) -> None:
    root = make_whole(tmp_path.resolve())
    assert entry in tried(root, title=title).files["program_defs/skiff.yaml"]


@pytest.mark.parametrize(
    ("make", "family", "title"),
    [
        (make_undefined, "base", "Skiffing"),
        (make_foreign, "shared", "Small Skiff Journeys (SSJ)"),
    ],
)
def test_what_is_learnt_does_not_depend_on_messages(
    make: Callable[[Path], Path],
    family: str,
    title: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = make(tmp_path)
    said = tried(root, family=family, title=title)
    reword(monkeypatch)
    reworded = tried(root, family=family, title=title)
    assert {finding.message for finding in reworded.diagnostics} == {SAID}
    assert reworded.files == said.files


@pytest.mark.parametrize(
    "text",
    ["no", "4.10", "a: b", "a #b", "- x", "“x”", "[x]", "{x}", "it’s", "x ", '"', "\\", "é", "#"],
)
def test_any_text_is_written_as_itself(tmp_path: Path, text: str) -> None:
    root = make_whole(tmp_path.resolve(), {SAIL: PROGRAM.replace("Sailing", scalar(text))})
    from builder.load import load_project

    loaded = load_project(root, ["sail"])
    assert str(loaded.value["sail"].title) == text
    assert not loaded.failed


# What stands in the way.


def test_faults_of_the_family_are_told(tmp_path: Path) -> None:
    root = make_whole(tmp_path, {SHARED: FAMILY.replace("publisher:", "publishr:")})
    prepared = prepare(root, answers())
    assert prepared.value is None
    assert [fault.code for fault in prepared.diagnostics] == ["unknown-key"]


def test_a_draft_with_errors_says_where(tmp_path: Path) -> None:
    root = make_whole(tmp_path.resolve())
    trial = prepare(root, answers(title="Skiff {{ size }}")).value
    assert trial is not None
    assert trial.failed
    (error,) = [d for d in trial.diagnostics if d.severity is Severity.ERROR]
    assert error.at is not None
    assert trial.line_of(error.at.file, error.at.line) == 'title: "Skiff {{ size }}"'


@pytest.mark.parametrize(
    ("key", "value", "part"),
    [
        ("program", "Skiff", "“Skiff” is no id. Write lower-case words joined by hyphens: “skiff”"),
        ("program", "../x", "is no id"),
        ("program", "sail", "There is a program “sail” already"),
        ("program", "base", "There is a family “base” already"),
        ("program", "shared", "content/shared/ is for all of them"),
        ("program", "figures", "content/figures/ is for all of them"),
        ("version", "v1", "Write numbers joined by dots, like 4.10."),
        ("title", "a\nb", "Write it in one line."),
        ("title", " ", "has no value"),
        ("title", "a\u202eb", "The answer holds an invisible mark"),
        ("extends", "boats", "There is no family “boats”"),
        ("extends", "bas", "Did you mean “base”?"),
    ],
)
def test_answers_that_will_not_do(tmp_path: Path, key: str, value: str, part: str) -> None:
    root = make_whole(tmp_path, {"program_defs/base.yaml": BARE})
    assert families(root) == ["base", "shared"]
    assert part in (answer_fault(root, key, value) or "")


@pytest.mark.parametrize(
    ("key", "value"),
    [("program", "skiff-2"), ("version", "4.10"), ("title", "A: b #c"), ("extends", "shared")],
)
def test_answers_that_will_do(tmp_path: Path, key: str, value: str) -> None:
    assert answer_fault(make_whole(tmp_path), key, value) is None


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    root = make_whole(tmp_path.resolve())
    (root / "content/skiff").mkdir()
    (root / "content/skiff/b.md").write_text("mine", encoding="utf-8")
    before = snapshot(root)
    files = {"content/skiff/a.md": "a", "content/skiff/b.md": "b", "program_defs/c.yaml": "c"}
    assert in_the_way(root, files) == ["content/skiff/b.md"]
    with pytest.raises(FileExistsError):
        place(root, files)
    assert snapshot(root) == before


class _Interrupted(dict[str, str]):
    """Files of which the second is never reached."""

    def items(self) -> Iterator[tuple[str, str]]:  # type: ignore[override]
        yield "content/deep/skiff/a.md", "a"
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("files", "error"),
    [
        (_Interrupted(), KeyboardInterrupt),
        ({"content/deep/skiff/a.md": "a", "content/shared/start.md/b.md": "b"}, OSError),
    ],
)
def test_what_is_written_halfway_is_taken_back(
    tmp_path: Path, files: Mapping[str, str], error: type[BaseException]
) -> None:
    root = make_whole(tmp_path.resolve())
    before = snapshot(root)
    with pytest.raises(error):
        place(root, files)
    assert snapshot(root) == before
    assert not (root / "content/deep").exists()
