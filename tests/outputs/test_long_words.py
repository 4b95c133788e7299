"""Long words and characters without a sign, from an author's files to what readers get."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from builder.diagnostics import Diagnostic
from builder.outputs.pdf import breaks
from builder.outputs.pdf.geometry import strays
from builder.pipeline.build import build
from builder.pipeline.check import check
from tests.browser import OpenPage
from tests.whole_projects import FAMILY, FIGURE, SHARED, START, drawing, make_whole

NAME = "com.example.partner.integration.PartnerIntegrationConfigurationFactoryBean"
LETTERS = "abcdefghijklmnopqrstuvwxy" * 8
DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
FILE = "/var/lib/partner-integration/releases/2024-05-06/partner-integration.yaml"
WORDS = (NAME, LETTERS, DIGEST, FILE)


def family() -> str:
    edits = {
        "title: First Steps": f"title: First {NAME} Steps",
        "title: Casting Off": f"title: Start {DIGEST}",
        "caption: Levels of Skill": f"caption: Levels {LETTERS}",
        "title: Level}": f"title: {LETTERS}}}",
        '- ["2",': f'- ["{DIGEST}", "{NAME}"]\n      - ["`{FILE}`", "{LETTERS}"]\n      - ["2",',
        "means: Behind": f"means: Behind {NAME}",
        "term: AFT Deck": f"term: AFT Deck {LETTERS[:60]}",
        "name: Harbour Office": f"name: Harbour {NAME}",
    }
    text = FAMILY
    for old, new in edits.items():
        assert old in text
        text = text.replace(old, new)
    return text


def clause() -> str:
    spans = "\n\n".join(f"Before `{word}` and {word} after it." for word in WORDS)
    lines = "\n".join(WORDS)
    return f"{START}\n{spans}\n\n```text\n{lines}\n```\n\n- one:\n\n  - two {LETTERS}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guide that has long words wherever an author can write one."""
    files = {SHARED: family(), "content/shared/start.md": clause()}
    root = make_whole(tmp_path_factory.mktemp("long"), files)
    report = build(root, ["sail"])
    assert not report.failed, "\n".join(map(str, report.diagnostics))
    return root / "build" / "sail"


def test_the_pdf_has_every_word_whole_and_in_its_place(site: Path) -> None:
    document = pypdfium2.PdfDocument(next(site.glob("*.pdf")))
    text = ""
    for number, page in enumerate(document, 1):
        assert strays(page, number) == ()
        text += page.get_textpage().get_text_range().replace("\r\n", "")
    document.close()
    for word in WORDS:
        assert text.count(word) >= 3, word


def test_nothing_is_cut_on_a_narrow_screen(site: Path, open_page: OpenPage) -> None:
    page = open_page(site / "html" / "index.html", width=390).page
    for file in sorted((site / "html").glob("*.html")):
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, file.name
        beyond = page.evaluate(
            """() => [...document.querySelectorAll('article :is(td, th, dt, dd, caption, p)')]
                .filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
                .map(one => one.textContent.slice(0, 40))"""
        )
        assert beyond == [], file.name


def test_a_page_s_text_has_no_character_for_a_break(site: Path) -> None:
    page = (site / "html" / "start.html").read_text(encoding="utf-8")
    assert "com.<wbr>example.<wbr>partner." in page
    assert not set("\u00ad\u200b\u2060") & set(page)


def test_a_check_tells_each_run_that_no_typeface_has_as_a_build_does(tmp_path: Path) -> None:
    figure = FIGURE.replace("label: Out", "label: Out 出")
    files = {
        SHARED: FAMILY.replace("name: Harbour", "name: Harbour 港")
        .replace("title: Coming Home", "title: Coming 回家")
        .replace('value: "14"', 'value: "14 日"')
        .replace('["1",', '["1 一",')
        .replace("means: Behind", "means: Behind 後"),
        "content/shared/start.md": f"{START}\nText 中文 文字 here.\nAnd on this\nline 😀.\n",
        "content/figures/route.yaml": figure,
        "content/figures/route.svg": drawing(figure),
    }
    root = make_whole(tmp_path, files)

    def told(found: tuple[Diagnostic, ...]) -> list[str]:
        return sorted(
            f"{one.at.file}:{one.at.line} {one.words[0]}"
            for one in found
            if one.code == "unprintable-character" and one.at
        )

    wanted = told(check(root, ["sail"], cache=False).diagnostics)
    runs = ["出", "中文 文字", "😀", "日", "港", "回家", "一", "後"]
    assert sorted(line.partition(" ")[2] for line in wanted) == sorted(runs)
    lines = (root / "content/shared/start.md").read_text(encoding="utf-8").splitlines()
    smile = next(number for number, line in enumerate(lines, 1) if "😀" in line)
    assert f"content/shared/start.md:{smile} 😀" in wanted
    assert told(build(root, ["sail"]).diagnostics) == wanted


def test_a_word_that_leaves_its_place_is_told_where_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breaks, "parts", lambda word, fits: [word])
    root = make_whole(tmp_path, {"content/shared/finish.md": f"Come {LETTERS} home.\n"})
    report = build(root, ["sail"])
    found = [one for one in report.diagnostics if one.code == "text-misplaced"]
    assert report.failed
    assert [(str(one.at), one.words) for one in found] == [
        ("content/shared/finish.md:1:6", (LETTERS,))
    ]
