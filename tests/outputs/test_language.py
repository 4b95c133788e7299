"""Every word that a guide prints and no author writes comes from its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from builder.cli.main import main
from builder.model import words
from builder.model.change_words import ChangeWords
from builder.model.cover import LABELS
from builder.model.words import ENGLISH, Language
from builder.outputs.pdf.make import read_pdf
from builder.outputs.snapshot import load_guide
from builder.pipeline.build import build
from tests.browser import OpenPage
from tests.whole_projects import SHARED, make_whole

_WORD = re.compile(r"\{\w+\}|[^\W\d_]+")


def other(value: Any) -> Any:
    """A text of the catalogue in a language that nobody speaks: every word begins with “zz”."""
    if isinstance(value, str):
        return _WORD.sub(lambda m: m[0] if m[0].startswith("{") else f"zz{m[0]}", value)
    if isinstance(value, tuple):
        return tuple(map(other, value))
    if isinstance(value, ChangeWords):
        return replace(
            value, **{one.name: other(getattr(value, one.name)) for one in fields(value)}
        )
    return {key: other(text) for key, text in value.items()}


def invented(code: str) -> Language:
    """That language."""
    texts = {one.name: other(getattr(ENGLISH, one.name)) for one in fields(Language)}
    return replace(ENGLISH, **{**texts, "code": code, "cover": other(dict(LABELS))})


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project whose guides are of that language, as long as the tests of this file run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "ENGLISH", invented("en"))
        root = make_whole(tmp_path_factory.mktemp("language"))
        report = build(root, ["sail"])
        assert not report.failed, report.diagnostics
        yield root


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "build/sail"


def visible(folder: Path) -> str:
    """The text of all pages, with the names that only a screen reader tells."""
    pages = [page.read_text(encoding="utf-8") for page in sorted(folder.glob("html/*.html"))]
    pages = [page[page.index('<div class="page">') :] for page in pages]
    names = re.findall(r'(?:aria-label|placeholder)="([^"]*)"', "".join(pages))
    return " ".join([*(re.sub(r"<[^>]+>", " ", page) for page in pages), *names])


NUMBERED = re.compile(r"(?<!zz)\b(?:Section|Appendix|Table|Figure|Chapter) (?:\d|[A-Z]\b)")
PRINTED = (
    "zzAppendix A", "zzTable 1", "zzFigure 1", "zzContents", "zzDocument zzcontrol",
    "zzRevision zzhistory", "zzVersion", "zzEntry",
)  # fmt: skip
ON_PAGES = (
    "zzAppendices",
    "zzDownload PDF", "zzSearch zzthis zzguide", "zzPrevious", "zzNext", "zzOn zzthis zzpage",
    "zzCover zzand zzcontents", "zzChapters", "zzContents zzof zzthe zzguide", "zzLink zzto",
)  # fmt: skip


def test_pages_have_all_words_from_the_language(folder: Path) -> None:
    text = visible(folder)
    assert [word for word in (*PRINTED, *ON_PAGES) if word not in text] == []
    assert NUMBERED.findall(text) == []


def test_the_pdf_has_all_words_from_the_language(folder: Path) -> None:
    [pdf] = folder.glob("*.pdf")
    text = re.sub(r"\s+", " ", read_pdf(pdf.read_bytes()).text)
    wanted = (*PRINTED, "zzList zzof zzTables", "zzPage 2 zzof")
    assert [word for word in wanted if word not in text] == []
    assert NUMBERED.findall(text) == []


def test_labels_and_references_are_of_the_language(folder: Path) -> None:
    guide = load_guide((folder / "guide.json").read_text(encoding="utf-8"))
    assert {part.label.split(" ")[0] for part in guide.walk()} == {"zzSection", "zzAppendix"}
    printed = [
        run.text
        for part in guide.walk()
        for block in part.blocks
        for inner in block.walk()
        for run in inner.runs
        if run.generated
    ]
    assert printed
    assert all(text.startswith("zz") for text in printed)


def test_the_page_of_all_guides_is_of_the_language(root: Path) -> None:
    page = (root / "build/index.html").read_text(encoding="utf-8")
    wanted = ("zzProgram zzguides", "zzVersion 4.10", ">zzRead zzonline<")
    assert [word for word in wanted if word not in page] == []
    assert 'lang="en"' in page
    assert "Version" not in page.replace("zzVersion", "")


def test_the_search_index_is_of_the_language(folder: Path) -> None:
    index = (folder / "html/_static/guide-index.js").read_text(encoding="utf-8")
    assert "zzAppendix A" in index
    assert "zzChapter 1" in index
    assert NUMBERED.findall(index) == []


def test_a_script_has_its_words_from_the_page(open_page: OpenPage, folder: Path) -> None:
    def found(query: str) -> tuple[str, str]:
        page = open_page((folder / "html/search.html").as_uri() + f"?q={query}").page
        page.locator("#search-status", has_text="zz").wait_for()
        items = page.locator("#search-results li").all_inner_texts()
        return page.locator("#search-status").inner_text(), " ".join(items[:1])

    assert found("AFT Deck") == (
        "2 zzresults zzfor “AFT Deck”",
        "AFT Deck\n\nzzGlossary: Deck behind",
    )
    assert found("qqq") == ("zzNo zzresults zzfor “qqq”", "")
    assert found("zzappendix a:")[1].startswith("zzAppendix A Forms")
    assert found("zzchapter 1")[1].startswith("1 Casting Off")
    narrow = open_page(folder / "html/start.html", width=320).page
    for name in ("zzContents zzof zzthe zzguide", "zzOn zzthis zzpage"):
        narrow.get_by_role("button", name=name, exact=True).first.wait_for()


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        (["outline", "sail", "--all"], ["zzTable 1: Levels of Skill", "zzForm: "]),
        (["outline", "sail", "--all", "--format", "markdown"], ["zzTable 1: Levels of Skill"]),
        (["where", "days"], ["(zzTable 1)"]),
        (["where", "levels"], ["zzTable 1 Levels of Skill"]),
        (["where", "zzSection 1.1.1", "--kind", "section"], ["ropes  (section)"]),
        (["where", "zzchapter 1.1.1"], ["ropes  (section)"]),
        (["where", "§ 1.1.1"], ["ropes  (section)"]),
        (["where", "zzAppendix", "A:"], ["forms  (section)"]),
        (["show", "sail", "start", "--only"], ["zzTable 1  Levels of Skill"]),
        (["show", "sail", "A", "--format", "markdown"], ["# zzAppendix A: Forms"]),
        (["impact", "days"], ["zzTable 1 “Levels of Skill” (levels)", "zzSection 1 "]),
    ],
)
def test_answers_name_parts_in_the_language(
    root: Path, capsys: pytest.CaptureFixture[str], command: list[str], wanted: list[str]
) -> None:
    assert main(["-C", str(root), *command]) == 0
    text = capsys.readouterr().out
    assert [word for word in wanted if word not in text] == []
    assert NUMBERED.findall(text) == []


@pytest.fixture(scope="module")
def revised(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with a chapter in front, which takes a table to itself."""
    parties = "parties: [{name: Captain}]\noutline:\n  - {id: early, title: Early}\n"
    files = {
        "content/shared/early.md": "The Captain must be early.\n\n{{ table: tides }}\n",
        "content/shared/knots-section.md": "Look at [](#tides) and [](#route).\n",
    }
    edits = {SHARED: ("outline:\n", parties)}
    return make_whole(tmp_path_factory.mktemp("revised"), files, edits)


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("text", ["zzSection 1 “Early” zzadded"]),
        ("markdown", ["| zzSection 1 | zzSection 2 | Casting Off |", "**zzStructural**"]),
        ("html", ["zzRedline", ">zzAppendix A: <", "zzwas zzSection 1<", "zzTable 2 </span>"]),
        ("pdf", ["zzRedline", "zzAppendix A", "zzwas 1", "zzTable 2"]),
    ],
)
def test_a_comparison_is_of_the_language(
    folder: Path, revised: Path, tmp_path: Path, form: str, wanted: list[str]
) -> None:
    told = ["--format", form, "--out", str(tmp_path)]
    assert main(["-C", str(revised), "diff", str(folder / "guide.json"), "sail", *told]) == 0
    [file] = tmp_path.iterdir()
    data = file.read_bytes()
    text = read_pdf(data).text if form == "pdf" else data.decode()
    text = re.sub(r"\s+", " ", text)
    assert [word for word in wanted if word not in text] == []
    assert NUMBERED.findall(text) == []


@pytest.mark.parametrize("form", ["md", "html", "text"])
def test_a_notice_is_of_the_language(
    folder: Path, revised: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    arguments = ["notice", "sail", str(folder / "guide.json"), "--format", form]
    assert main(["-C", str(revised), *arguments]) == 0
    text = re.sub(r"\s+", " ", capsys.readouterr().out)
    wanted = ("zzFrom zzthis zzversion zzon zzyou zzmust", "Zzyou must be early.")
    assert [word for word in wanted if word not in text] == []
    assert "(zzSection 1 “Early”)" in text
    assert NUMBERED.findall(text) == []
