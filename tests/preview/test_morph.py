"""A page that is shown becomes the page as it is now, and nothing else of it is touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.preview.articles import Author, Press

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

ASSETS = Path(__file__).parents[2] / "templates" / "preview"
PLACE = "http://127.0.0.1:9"
SEEDS = 100

MORPHED = """
async ([before, after, ours]) => {
  const { morph } = await import("/morph.js");
  const parsed = (text) => document.importNode(
    new DOMParser().parseFromString(text, "text/html").querySelector("body").firstChild, true);
  const blocks = "p, h1, h2, h3, h4, li, tr, table, figure, section, caption, svg";
  const name = (element) => `${element.tagName} ${element.id || worded(element)}`;
  const worded = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".section-number, .caption-number, .headerlink")
      .forEach((e) => e.remove());
    return copy.textContent.replace(" here.", "");
  };
  const all = (root) => [...root.querySelectorAll(blocks)];
  const [live, fresh, wanted] = [parsed(before), parsed(after), parsed(after)];
  document.body.replaceChildren(live);
  const objects = new Map(all(live).map((element) => [name(element), element]));
  if (ours)
    all(live).forEach((element, index) => {
      if (index % 3) return;
      element.classList.add("preview-changed");
      element.dataset.previewAt = "a.md:1";
      if (element.hasAttribute("tabindex")) return;
      element.tabIndex = 0;
      element.dataset.previewTab = "1";
    });
  const found = morph(live, fresh);
  for (const element of [live, ...live.querySelectorAll("*")]) {
    element.classList.remove("preview-changed");
    if (!element.classList.length) element.removeAttribute("class");
    if (element.dataset.previewTab) element.removeAttribute("tabindex");
    delete element.dataset.previewAt;
    delete element.dataset.previewTab;
  }
  const told = (element) => [element.tagName, element.id, worded(element)];
  return {
    equal: live.isEqualNode(wanted),
    html: live.outerHTML,
    changed: found.changed.map(({ block }) => told(block)),
    added: found.added.map(told),
    gone: found.cut.length + found.ended.length,
    renumbered: found.renumbered.map(({ block }) => told(block)),
    others: all(live).filter((element) =>
      objects.has(name(element)) && objects.get(name(element)) !== element).map(told),
    kept: all(live).filter((element) => objects.get(name(element)) === element).length,
  };
}
"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    def answer(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        body = (ASSETS / name).read_text(encoding="utf-8") if name else "<!doctype html>"
        kind = "text/javascript" if name else "text/html"
        route.fulfill(body=body, content_type=kind)

    page = chromium.new_page()
    page.route(f"{PLACE}/**", answer)
    page.goto(f"{PLACE}/")
    yield page
    page.close()


def morphed(page: Page, before: str, after: str, *, ours: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(MORPHED, [before, after, ours])
    return found


def article(text: str) -> str:
    return f"<article>{text}</article>"


def test_any_edit_of_a_page(page: Page) -> None:
    kinds: Counter[str] = Counter()
    for seed in range(SEEDS):
        author = Author(seed)
        before = author.article()
        after, told, moved = author.edited(before)
        found = morphed(
            page, Press().page(before), Press(1 + seed % 2).page(after), ours=seed % 3 == 0
        )
        assert found["equal"], f"seed {seed}: {found['html']}"
        changed = Counter(map(_changed, found["changed"]))
        added = Counter(map(_added, found["added"]))
        gone = found["gone"]
        # What moved is one that went and one that came; a split item is a changed and a new one.
        items = [key for key in added if key.startswith("added li ")]
        texts = [key for key in added if key.removeprefix("added ") in moved]
        kinds.update(split=told["split"], moved=told["moved"])
        assert len(items) == told["split"], f"seed {seed}"
        for key in items:
            del added[key]
        for key in (*texts, "added figure", "added ul", "added table"):
            added.pop(key, None)
        exact = Counter({k: n for k, n in told.items() if k not in {"split", "moved", "gone"}})
        surplus = changed + added - exact
        assert not exact - (changed + added), f"seed {seed}: not told"
        assert surplus.total() <= told["split"], f"seed {seed}: {surplus}"
        assert told["gone"] <= gone <= told["gone"] + told["moved"], f"seed {seed}"
        stranger = [one for one in found["others"] if one[2] not in moved and one[0] != "UL"]
        assert not [one for one in stranger if not told["moved"]], f"seed {seed}: {stranger}"
        kinds.update(key.split()[0] for key in exact.elements())
        kinds["gone"] += told["gone"]
    for kind in ("added", "changed", "gone", "split", "moved"):
        assert kinds[kind] >= SEEDS // 10, kinds


def _changed(told: list[str]) -> str:
    tag, id, text = told
    if tag == "FIGURE":
        return f"changed figure {id}"
    return f"changed title {text}" if tag.startswith("H") else f"changed {text}"


def _added(told: list[str]) -> str:
    tag, id, text = told
    if tag == "SECTION":
        return f"added section {id}"
    if tag in {"FIGURE", "UL", "TABLE"}:
        return f"added {tag.lower()}"
    return f"added li {text}" if tag == "LI" else f"added {text}"


def test_lines_alone_are_no_change(page: Page) -> None:
    for seed in range(10):
        text = Author(seed).article()
        found = morphed(page, Press().page(text), Press(7).page(text), ours=True)
        assert found["equal"]
        assert not any(found[kind] for kind in ("changed", "added", "gone", "renumbered", "others"))
        assert found["kept"] > 0


def test_what_is_renumbered_is_not_taken_for_changed(page: Page) -> None:
    def pages(*titles: str) -> str:
        return article(
            "".join(
                f'<section id="{title}"><h2><span class="section-number">{n} </span>{title}</h2>'
                f'<p>See <a class="reference internal" href="#b">Section {n} “b”</a>.</p></section>'
                for n, title in enumerate(titles, 1)
            )
        )

    found = morphed(page, pages("a", "b"), pages("new", "a", "b"))
    assert [one[1] for one in found["added"]] == ["new"]
    assert found["changed"] == []
    assert [one[0] for one in found["renumbered"]] == ["H2", "P", "H2", "P"]
    found = morphed(page, pages("a", "b"), pages("a", "b").replace("2 “b”", "2 “other”"))
    assert [one[0] for one in found["changed"]] == ["P"]


@pytest.mark.parametrize(
    ("before", "after", "changed", "added"),
    [
        # A new paragraph before one that changed is the new one, whatever their order.
        ("<p>The captain keeps the chart</p>",
         "<p>Nothing of it</p><p>The captain keeps this chart</p>",
         ["The captain keeps this chart"], ["Nothing of it"]),
        ("<p>The captain keeps the chart</p>",
         "<p>The captain keeps this chart</p><p>Nothing of it</p>",
         ["The captain keeps this chart"], ["Nothing of it"]),
        ("<ul><li>One.</li></ul>", "<ol><li>One.</li></ol>", [], ["One."]),
        ("<ul><li>One</li></ul>", "<ul><li>Two</li></ul>", ["Two"], []),
        ("<ul><li>One<ul><li>x</li></ul></li></ul>", "<ul><li>Two<ul><li>x</li></ul></li></ul>",
         ["Twox"], []),
        ("<dl><dt id='a'>A</dt><dd>One</dd></dl>",
         "<dl><dt id='a'>A</dt><dd>One</dd><dt id='b'>B</dt><dd>Two</dd></dl>", [], ["B", "Two"]),
        ("<p>One <b>two</b></p>", "<p>One <i>two</i></p>", [], []),
        ("", "<p>One</p>", [], ["One"]),
        ("<pre>a = 1</pre>", "<pre>a = 2</pre>", ["a = 2"], []),
    ],
)  # fmt: skip
def test_what_is_told(
    page: Page, before: str, after: str, changed: list[str], added: list[str]
) -> None:
    found = morphed(page, article(before), article(after))
    assert found["equal"]
    assert [one[2] for one in found["changed"]] == changed
    assert [one[2] for one in found["added"]] == added


def test_a_section_that_moves_is_neither_new_nor_gone(page: Page) -> None:
    a, b, c = (f'<section id="{n}"><p>Text of {n}</p></section>' for n in "abc")
    found = morphed(page, article(a + b + c), article(c + a + b))
    assert found["equal"]
    assert not any(found[kind] for kind in ("changed", "added", "gone", "others"))


def test_what_the_reader_opened_and_marked_stays(page: Page) -> None:
    kept = page.evaluate(
        """async () => {
          const { morph } = await import("/morph.js");
          const make = (innerHTML) =>
            Object.assign(document.createElement("article"), { innerHTML });
          const live = make('<details><summary tabindex="0">S</summary></details>'
            + '<div style="overflow:auto;height:20px"><p style="height:90px">Long</p></div>'
            + "<input><p>One</p>");
          document.body.replaceChildren(live);
          live.querySelector("div").scrollTop = 30;
          live.querySelector("input").value = "typed";
          live.querySelector("summary").focus();
          const range = new Range();
          range.selectNodeContents(live.querySelector("div p"));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          morph(live, make(live.innerHTML.replace("<p>One", "<p>New</p><p>Two")
            .replace("<details>", "<p>Top</p><details>")));
          return [live.querySelector("div").scrollTop, live.querySelector("input").value,
            document.activeElement.tagName, getSelection().toString(), live.textContent];
        }"""
    )
    assert kept == [30, "typed", "SUMMARY", "Long", "TopSLongNewTwo"]


def test_a_large_page_is_quick(page: Page) -> None:
    milliseconds = page.evaluate(
        """async () => {
          const { morph } = await import("/morph.js");
          const line = (n, word) =>
            `<p data-line="${n}">Line ${n} keeps ${n * 7} of ${n % 9 ? "them" : word}.</p>\\n`;
          const make = (word) => Object.assign(document.createElement("article"), {
            innerHTML: [...Array(600).keys()].map((n) => line(n, word)).join("") });
          const live = make("all");
          document.body.replaceChildren(live);
          const started = performance.now();
          morph(live, make("some"));
          return performance.now() - started;
        }"""
    )
    assert milliseconds < 1500
