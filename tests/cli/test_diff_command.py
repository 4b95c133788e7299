"""`guides diff`: what it compares, what it prints, and how it exits."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from builder.cli.main import main
from builder.report.diff.json import comparison_schema
from tests.projects import PROGRAM
from tests.repositories import commit, git, state
from tests.revisions import DUTY, edit, make_revisions

ROW = (
    PROGRAM.replace("program: sail", "program: row")
    .replace("Sailing", "Rowing")
    .replace("short-name: Sail", "short-name: Row")
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tag `before`, the branch `main` with another period, and a broken tag."""
    root = make_revisions(tmp_path_factory.mktemp("diff").resolve())
    git(root, "tag", "before")
    edit(root, DUTY, "must pay within", "{{ nothing }} within")
    commit(root)
    git(root, "tag", "broken")
    edit(root, DUTY, "{{ nothing }} within", "must pay within")
    edit(root, "program_defs/shared.yaml", 'days: {value: "14"', 'days: {value: "21"')
    commit(root)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """A copy with the memory of what was built so far."""
    copy = tmp_path.resolve() / "copy"
    shutil.copytree(made, copy, symlinks=True)
    return copy


def _diff(root: Path, *arguments: str) -> int:
    return main(["-C", str(root), "diff", *arguments])


def _json(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_two_references(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(root)
    assert _diff(root, "before", "main", "--format", "json") == 0
    assert state(root) == before
    found = _json(capsys)
    assert (found["was"], found["now"], found["worst"]) == ("before", "main", "normative")
    assert found["open"] == {"normative": 1}
    assert len(found["comparisons"]) == 1  # type: ignore[arg-type]


def test_alone_it_compares_the_working_tree_with_head(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _diff(root, "--format", "json") == 0
    assert _json(capsys)["worst"] is None
    edit(root, DUTY, "must pay", "should pay")
    assert _diff(root, "--format", "json") == 0
    found = _json(capsys)
    assert (found["was"], found["now"], found["worst"]) == ("HEAD", "working tree", "normative")
    assert _diff(root, "sail", "--format", "json") == 0
    assert _json(capsys)["worst"] == "normative"


def test_the_text_for_people(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _diff(root, "before", "main") == 0
    text = capsys.readouterr().out
    assert text.startswith("before → main\n")
    assert "14" in text
    assert "21" in text
    assert "1 guide compared;" in text


def test_brief_shows_the_verdict_and_the_obligations_only(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _diff(root, "before", "main", "--brief") == 0
    brief = capsys.readouterr().out
    assert "14 days" in brief
    assert "Parameter “days” changed" not in brief
    assert _diff(root, "before", "main") == 0
    assert "Parameter “days” changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("limit", "code"), [("normative", 1), ("editorial", 1), ("renumbering", 1)]
)
def test_fail_on_counts_worse_classes(root: Path, limit: str, code: int) -> None:
    assert _diff(root, "before", "main", "--fail-on", limit) == code


def test_fail_on_does_not_count_lesser_classes(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, "content/sail/greeting.md", "Text of", "A text of")
    assert _diff(root, "HEAD", "--fail-on", "normative") == 0
    assert _diff(root, "HEAD", "--fail-on", "editorial") == 1
    assert "not signed by a reviewer: c-" in capsys.readouterr().err
    assert _diff(root, "HEAD", "HEAD", "--fail-on", "renumbering") == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["nope"],
        ["broken", "main"],
        ["main", "broken"],
        ["before", "main", "nobody"],
        ["--", "-x"],
        ["--", "--output=x"],
        ["before", "--accept", "missing.yaml"],
    ],
)
def test_a_failed_comparison_is_never_zero(
    root: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _diff(root, *arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip()
    assert not (root / "x").exists()


def test_faults_are_shown_with_their_revision_and_line(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _diff(root, "broken") == 2
    text = capsys.readouterr().err
    assert "In “broken”:" in text
    assert f"{DUTY}:1:" in text
    assert "{{ nothing }}" in text


def test_a_redline_that_is_not_whole_is_not_shown(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from builder.diff import Review

    monkeypatch.setattr(Review, "fault", lambda *_: "a word is lost")
    assert _diff(root, "before", "main") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "internal error" in err
    assert "a word is lost" in err


def test_our_own_fault_is_never_zero(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builder.diff.review", lambda *_, **__: 1 / 0)
    assert _diff(root, "before", "main") == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_guide_on_one_side_is_told_and_counts_as_normative(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "program_defs" / "row.yaml").write_text(ROW)
    assert _diff(root, "--fail-on", "normative") == 1
    out, err = capsys.readouterr()
    assert "added: the guide “row” 4.10 is only in “working tree”" in out
    assert "g-" in err
    assert _diff(root, "HEAD", "sail", "--fail-on", "normative") == 0
    capsys.readouterr()
    assert _diff(root, str(root), "HEAD", "--format", "json") == 0
    found = _json(capsys)
    (gone,) = found["guides_removed"]  # type: ignore[misc]
    assert gone["program"] == "row"
    assert found["worst"] == "normative"
    assert _diff(root, str(root), "HEAD", "row", "--format", "markdown") == 0
    assert "## Guides added or removed" in capsys.readouterr().out


class TestSignatures:
    """`--accept`."""

    SIGNED = 'accepted:\n  - {{change: {0}, by: Jane Doe, date: "2027-01-15", note: Agreed.}}\n'

    def _ids(self, root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
        assert _diff(root, "before", "--format", "json") == 0
        found = _json(capsys)
        (comparison,) = found["comparisons"]  # type: ignore[misc]
        return [change["id"] for change in comparison["changes"]]

    def test_a_signed_change_does_not_count(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = root / "signed.yaml"
        (id,) = self._ids(root, capsys)
        file.write_text(self.SIGNED.format(id))
        arguments = ("before", "--fail-on", "normative", "--accept", str(file))
        assert _diff(root, *arguments) == 0
        assert f"accepted: normative change {id}, by Jane Doe on 2027-01-15: Agreed." in (
            capsys.readouterr().out
        )
        assert _diff(root, *arguments, "--format", "markdown") == 0
        assert "## Signatures" in capsys.readouterr().out
        assert _diff(root, *arguments, "--format", "json") == 0
        found = _json(capsys)
        jsonschema.validate(found, comparison_schema())
        assert found["accepted"] == [
            {"change": id, "cls": "normative", "by": "Jane Doe", "date": "2027-01-15",
             "note": "Agreed."}
        ]  # fmt: skip
        # Another text voids the signature.
        edit(root, "program_defs/shared.yaml", 'days: {value: "21"', 'days: {value: "22"')
        assert _diff(root, *arguments) == 1
        assert f"“{id}” that Jane Doe signed is not among" in capsys.readouterr().out

    def test_one_guide_says_nothing_on_signatures_of_others(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = root / "signed.yaml"
        file.write_text(self.SIGNED.format("c-other"))
        assert _diff(root, "before", "sail", "--accept", str(file)) == 0
        assert "is not among" not in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("accepted:\n  - {change: c-1, by: Jane}\n", "date"),
            ('accepted:\n  - {change: c-1, date: "2027-01-15"}\n', "by"),
            ("accepted:\n  - {change: c-1, by: J, date: soon}\n", "no day"),
            ("acepted: []\n", "accepted"),
            ("", "signed"),
            (SIGNED.format("c-1") + SIGNED.format("c-1").split("\n", 1)[1], "signed twice"),
        ],
    )
    def test_a_file_at_fault(
        self, root: Path, text: str, says: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = root / "signed.yaml"
        file.write_text(text)
        assert _diff(root, "before", "--accept", str(file)) == 2
        assert says in capsys.readouterr().err


def test_reports_are_written_to_a_folder(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = root / "out"
    for form, name in (
        ("text", "changes.txt"),
        ("markdown", "changes.md"),
        ("json", "changes.json"),
        ("html", "sail-redline.html"),
        ("pdf", "sail-redline.pdf"),
    ):
        assert _diff(root, "before", "main", "--format", form, "-o", str(out)) == 0
        assert capsys.readouterr().out == f"{out / name}\n"
        assert (out / name).stat().st_size > 100
    assert (out / "sail-redline.pdf").read_bytes().startswith(b"%PDF-")
    assert "<ins" in (out / "sail-redline.html").read_text(encoding="utf-8")


def test_rules_of_the_policy_set_classes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, "content/sail/greeting.md", "Text of", "A warranty of")
    path = root / "program_defs" / "shared.yaml"
    rules = "review-rules:\n  - {class: normative, term: warranty}\n"
    assert _diff(root, "--fail-on", "normative") == 0
    path.write_text(path.read_text() + rules)
    assert _diff(root, "--fail-on", "normative") == 1
    assert "normative" in capsys.readouterr().err


def test_published_guides_of_two_programs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "program_defs" / "row.yaml").write_text(ROW)
    from builder.outputs.snapshot import dump_guide
    from builder.pipeline.revisions import open_revision

    for id, guide in open_revision(root, None).value.guides.items():
        (root / id).mkdir()
        (root / id / "guide.json").write_text(dump_guide(guide))
    assert _diff(root, "sail/guide.json", "row/guide.json", "--format", "json") == 0
    found = _json(capsys)
    assert found["guides_added"] == found["guides_removed"] == []
    (comparison,) = found["comparisons"]  # type: ignore[misc]
    assert comparison["changes"]


def test_help_says_what_can_be_compared(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["diff", "--help"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    for word in ("git references", "templates", "exit status", "--fail-on", "--accept"):
        assert word in text
