"""A name that a template asks for and nobody has is told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli.main import main
from builder.diagnostics import FaultyTemplateError, fill_places
from tests.whole_projects import SHARED, make_whole

PARTIES = "parties:\n  - {name: Captain}\n"


def test_places_are_filled_in(tmp_path: Path) -> None:
    file = tmp_path / "templates/diff/x.html"
    file.parent.mkdir(parents=True)
    file.write_text("<p>$title costs $$5 ${title}</p>\n")
    assert fill_places(tmp_path / "templates", "diff/x.html", {"title": "T"}) == (
        "<p>T costs $5 T</p>\n"
    )


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        ("<p>$nope</p>", 4, "“$nope” is not"),
        ("<b>${nope}", 4, "“${nope}” is"),
        ("5 $", 3, "“$” is"),
    ],
)
def test_other_places_are_told(text: str, column: int, told: str, tmp_path: Path) -> None:
    file = tmp_path / "templates/diff/x.html"
    file.parent.mkdir(parents=True)
    file.write_text(f"$title\n{text}\n")
    with pytest.raises(FaultyTemplateError) as raised:
        fill_places(tmp_path / "templates", "diff/x.html", {"title": "T"})
    fault = raised.value.fault
    assert str(fault.at) == f"templates/diff/x.html:2:{column}"
    assert fault.message.startswith(told)
    assert "title" in (fault.hint or "")


@pytest.mark.parametrize(
    ("template", "edit", "command"),
    [
        ("diff/redline.html", ("<header", "$nope <header"), ["diff", "--format", "html"]),
        ("diff/redline.css", (":root", "$nope :root"), ["diff", "--format", "html"]),
        ("diff/notice.html", ("<body", "$nope <body"), ["notice", "sail", "--format", "html"]),
        ("pdf/redline.typ", ("#let ", "#nope\n#let "), ["diff", "--format", "pdf"]),
    ],
)
def test_a_command_tells_it(
    template: str,
    edit: tuple[str, str],
    command: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    old, new = make_whole(tmp_path / "old"), make_whole(tmp_path / "new")
    for root in (old, new):
        family = root / SHARED
        family.write_text(family.read_text("utf-8") + PARTIES, encoding="utf-8")
    clause = new / "content/shared/finish.md"
    clause.write_text(clause.read_text("utf-8") + "\nThe captain must come home.\n", "utf-8")
    file = new / "templates" / template
    file.write_text(file.read_text("utf-8").replace(*edit, 1), encoding="utf-8")
    words = [*command[:2], str(old), *command[2:]] if command[0] == "notice" else [
        command[0], str(old), "sail", *command[1:],
    ]  # fmt: skip
    status = main(["-C", str(new), *words])
    said = capsys.readouterr().err
    assert status in (1, 2), said
    assert f"templates/{template}:" in said
    assert "nope" in said
    assert "internal error" not in said.lower()
