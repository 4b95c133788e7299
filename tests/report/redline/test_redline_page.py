from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from builder.model.redline import RedBlock, RedSection
from builder.report.redline.page import redline_page
from tests.browser import ROOT, OpenPage, axe
from tests.report.diff.samples import (
    COMPARISON,
    HOSTILE,
    IMAGES,
    REDLINE,
    SAME,
    paragraph,
    run,
)

TEMPLATES = ROOT / "templates"


@pytest.fixture(scope="module")
def page() -> str:
    return redline_page(
        REDLINE, COMPARISON, templates=TEMPLATES, images=IMAGES, was="v1.0", now="main"
    )


@pytest.fixture(scope="module")
def file(page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("redline") / "one.html"
    found.write_text(page, encoding="utf-8")
    return found


class Guide(HTMLParser):
    """The text of the marked guide, by what became of it, and the ids and links of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.parts: list[tuple[str, str]] = []
        self.rows: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if (values.get("href") or "").startswith("#"):
            self.links.append(str(values["href"])[1:])
        if tag == "tr":
            self.rows.append(0)
        if tag in ("td", "th"):
            self.rows[-1] += 1
        if tag not in ("input", "meta", "br", "img"):
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag, "every element is closed in its order"

    def handle_data(self, data: str) -> None:
        if "script" not in self.stack and "style" not in self.stack:
            kind = "del" if "del" in self.stack else "ins" if "ins" in self.stack else ""
            self.parts.append((kind, data))

    def text(self, without: str) -> str:
        return "".join(text for kind, text in self.parts if kind != without)


def guide_of(page: str) -> str:
    return page[page.index('<section id="guide"') : page.index("</main>")]


def test_every_id_is_there_once_and_every_link_has_its_place(page: str) -> None:
    found = Guide(page)
    assert [name for name, count in Counter(found.ids).items() if count > 1] == []
    assert set(found.links) <= set(found.ids)


def test_without_insertions_and_without_deletions_there_is_one_guide_each(page: str) -> None:
    guide = Guide(guide_of(page))
    assert "The Partner must answer requests for support within 14 days." in guide.text("ins")
    assert "The Partner should answer requests for support within 21 days." in guide.text("del")


def test_author_text_is_never_markup(page: str) -> None:
    assert "<img src=x" not in page
    assert "javascript:" not in page.replace("(javascript:d)", "")
    assert HOSTILE in Guide(guide_of(page)).text("del")


def test_moves_are_linked_both_ways(page: str) -> None:
    assert '<a href="#was-c-move">from Section 2.1 “Support”</a>' in page
    assert '<a href="#c-c-move">to Section 2.2 “Review”</a>' in page


def test_a_section_that_moved_whole_has_one_place_to_refer_to() -> None:
    gone = RedSection(
        id="late", kind="chapter", number="1", label="Section 1", title=(run("Late"),),
        mark="moved-away", change="c-x", blocks=(paragraph(run("Text.")),),
    )  # fmt: skip
    come = replace(gone, mark="moved-here", number="3", was_number="1", was_label="Section 1")
    redline = replace(REDLINE, sections=(gone, *REDLINE.sections, come))
    page = redline_page(redline, COMPARISON, templates=TEMPLATES)
    assert Counter(Guide(page).ids)["g-late"] == 1
    assert page.index('id="g-late"') > page.index('id="g-kits"')


def test_tables_are_never_ragged(page: str) -> None:
    table = guide_of(page)
    table = table[table.index('<table id="g-levels"') :]
    assert Guide(table[: table.index("</table>") + 8]).rows == [3, 3, 3]


def test_a_figure_is_shown_before_and_after_under_ids_of_its_own(page: str) -> None:
    guide = guide_of(page)
    assert guide.count("<svg") == 2
    assert guide.index("Before") < guide.index('width="180"') < guide.index('width="380"')
    assert len(set(re.findall(r'aria-labelledby="(d-[^"]+)"', guide))) == 2


def test_a_drawing_that_could_act_is_only_an_image() -> None:
    risky = dict.fromkeys(IMAGES, b'<svg xmlns="x"><script>alert(1)</script></svg>')
    page = redline_page(REDLINE, COMPARISON, templates=TEMPLATES, images=risky)
    assert "alert(1)</script>" not in page
    assert 'src="data:image/svg+xml;base64,' in page


def test_a_change_is_told_once_though_it_has_many_parts() -> None:
    section = REDLINE.sections[0].sections[1]
    blocks = tuple(
        RedBlock(kind="paragraph", runs=(run(f"Part {n}."),), mark="inserted", change="c-section")
        for n in range(3)
    )
    redline = replace(REDLINE, cover=(), sections=(replace(section, blocks=blocks),))
    guide = guide_of(redline_page(redline, COMPARISON, templates=TEMPLATES))
    assert guide.count('class="note"') == 1
    assert guide.count("<ins>Part") == 3


def item(text: str, mark: str = "same", change: str | None = None) -> RedBlock:
    inner = (paragraph(run(text)),)
    return RedBlock(kind="item", mark=mark, change=change, blocks=inner)  # type: ignore[arg-type]


def shown(*blocks: RedBlock) -> str:
    section = replace(REDLINE.sections[0].sections[1], mark="same", change=None, blocks=blocks)
    redline = replace(REDLINE, cover=(), history=(), sections=(section,))
    return guide_of(redline_page(redline, COMPARISON, templates=TEMPLATES))


def test_items_have_the_numbers_of_the_new_guide() -> None:
    items = (item("One."), item("Gone.", "deleted", "c-gone"), item("Two."), item("Three."))
    guide = shown(RedBlock(kind="numbered-list", blocks=items))
    assert re.findall(r'<li[^>]* value="(\d)"', guide) == ["1", "2", "3"]
    (gone,) = re.findall(r"<li[^>]*numberless[^>]*>", guide)
    assert "m-deleted" in gone
    assert guide.count('class="note"') == 1


def test_a_list_that_went_keeps_its_numbers() -> None:
    items = (item("One."), item("Two."))
    guide = shown(RedBlock(kind="numbered-list", mark="deleted", change="c-gone", blocks=items))
    assert re.findall(r'<li[^>]* value="(\d)"', guide) == ["1", "2"]


def test_a_split_is_marked_though_all_words_are_the_same() -> None:
    split = replace(COMPARISON.changes[0], id="c-split", kind="split", thing="paragraph", name=None)
    comparison = replace(COMPARISON, changes=(*COMPARISON.changes, split))
    parts = tuple(paragraph(run(text), change="c-split") for text in ("First.", "Second."))
    section = replace(REDLINE.sections[0].sections[1], mark="same", change=None, blocks=parts)
    redline = replace(REDLINE, cover=(), history=(), sections=(section,))
    guide = guide_of(redline_page(redline, comparison, templates=TEMPLATES))
    assert guide.count("Paragraph split in 1") == 2
    assert '<a href="#c-c-split">' in redline_page(redline, comparison, templates=TEMPLATES)


def test_the_page_of_two_equal_guides_says_so() -> None:
    same = replace(REDLINE, sections=(), cover=(), history=())
    page = redline_page(same, SAME, templates=TEMPLATES)
    assert "Nothing changes for a reader." in page
    assert 'class="chg' not in page


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 320])
def test_it_meets_wcag(file: Path, open_page: OpenPage, width: int, dark: bool) -> None:
    visit = open_page(file, width=width, dark=dark)
    assert axe(visit.page) == []
    assert visit.foreign_requests == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_keys_and_buttons_step_through_the_changes(file: Path, open_page: OpenPage) -> None:
    page = open_page(file).page
    page.keyboard.press("n")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") != first
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == first
    assert page.locator("#position").inner_text().startswith("1 of ")
    page.locator("#keys").uncheck()
    page.locator("h1").click()
    before = page.locator("#position").inner_text()
    page.keyboard.press("n")
    assert page.locator("#position").inner_text() == before


@pytest.mark.browser
def test_filters_work_without_a_script(file: Path, open_page: OpenPage, tmp_path: Path) -> None:
    bare = tmp_path / "bare.html"
    bare.write_text(re.sub(r"<script>.*?</script>", "", file.read_text(), flags=re.S))
    page = open_page(bare).page
    gone = page.locator("#c-c-gone")
    kept = page.get_by_text("Nothing changes here.")
    assert gone.is_visible()
    page.locator("#f-normative").uncheck()
    assert not gone.is_visible()
    assert page.locator("#c-c-words").is_visible()
    assert kept.is_visible()
    page.locator("#only").check()
    assert not kept.is_visible()
    assert page.locator("#c-c-words").is_visible()
