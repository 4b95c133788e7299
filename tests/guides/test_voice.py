"""The guides speak with one voice: the rules of their language that a program can check."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from builder.model.guide import Block, Guide
from tests.guides.reading import MODALS, PROGRAMS, ROOT, Statement, blocks, sentences

Guides = Mapping[str, Guide]

CLAUSES = sorted((ROOT / "content").rglob("*.md"))

# Words that the guides say otherwise.
OTHERWISE = (
    "Service Request",
    "vCG",
    "WorkBench",
    "plugin",
    "plugins",
    "hot fix",
    "Hotfix",
    "re-test waiver",
    "recertification",
    "recertify",
    "pre-requisite",
    "life cycle",
    "web site",
    "Developer Kit",
    "Program Agreement",
    "TSAnet",
    "vmware.com",
    "vSan",
    "behaviour",
    "licence",
    "organisation",
)
# Words that the guides do not use, in any case.
NEVER = ("you", "your", "we", "our", "might", "could", "would", "etc.", "e.g.", "i.e.")
# The sections of web links give a name in full again, and so does the title of a linked page.
NAMED_AGAIN = {"DCPN", "VCP"}


def prose(guide: Guide) -> Iterator[str]:
    """Paragraphs, items and cells in reading order, without numbers and titles put in."""
    for section in guide.walk():
        for block in blocks(section):
            if block.kind in ("paragraph", "quote"):
                yield "".join(run.text for run in block.runs if not run.generated)


def printed(guide: Guide) -> Iterator[str]:
    """Everything printed, with captions, descriptions and front matter; code is only an x."""
    for section in guide.walk():
        yield section.title
        for block in blocks(section):
            yield "".join("x" if run.kind == "code" else run.text for run in block.runs)
            yield block.description or ""
    for item in guide.glossary:
        yield f"{item.term}: {item.means}"
    for row in guide.revision_history:
        yield row.summary
    identity = guide.identity
    yield from (identity.title, identity.copyright or "", identity.trademarks or "")


def runs_of_blocks(guide: Guide) -> Iterator[tuple[Block, ...]]:
    """The blocks that follow one another in a section or in an item."""
    for section in guide.walk():
        yield section.blocks
        for block in blocks(section):
            if block.kind == "item":
                yield block.blocks


def lists(guide: Guide) -> Iterator[tuple[str, Sequence[Block]]]:
    """Every list's items, with the sentence that leads in to them."""
    for siblings in runs_of_blocks(guide):
        opening = ""
        for block in siblings:
            if block.kind in ("bullet-list", "numbered-list"):
                yield opening, block.blocks
            opening = (sentences(block.text) or [""])[-1] if block.kind == "paragraph" else ""


def paragraphs(text: str) -> Iterator[str]:
    """A clause file's paragraphs and list items, each on one line."""
    for part in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", text.strip()):
        yield " ".join(re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", part).split())


@pytest.mark.parametrize("program", PROGRAMS)
def test_typography(program: str, guides: Guides) -> None:
    for text in printed(guides[program]):
        if text == "\u00a0":  # a cell to fill in
            continue
        assert not re.search(r"[\"']|—|--|\.\.\.|\s\s|\s[,.;:](?!\w)", text), text
        assert text.count("“") == text.count("”"), text
        assert text == text.strip(), text


@pytest.mark.parametrize("path", CLAUSES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_clause_files(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        bare = re.sub(r"`[^`]*`|\{\{.*?\}\}|\]\([^)]*\)", "x", line.strip())
        assert not re.search(r"[\"']|—|\S  ", bare), line
        assert line == line.rstrip(), line
        # Numbers are computed; a clause refers to what has one by its id.
        assert not re.search(r"\b(Section|Table|Figure|Appendix|Chapter)s? [\dA-H]\b", bare), line


@pytest.mark.parametrize("program", PROGRAMS)
def test_paragraphs_are_closed(program: str, guides: Guides) -> None:
    """A paragraph ends with a period, or with a colon that announces what follows it."""
    guide = guides[program]
    for section in guide.walk():
        for place, block in enumerate(section.blocks):
            if block.kind != "paragraph":
                continue
            following = section.blocks[place + 1 : place + 2]
            announced = bool(following) and following[0].kind not in ("paragraph", "figure")
            if block.text.endswith(":"):
                assert announced, block.text
            else:
                assert block.text.endswith("."), block.text


@pytest.mark.parametrize("program", PROGRAMS)
def test_lists_are_parallel(program: str, guides: Guides) -> None:
    for opening, items in lists(guides[program]):
        assert opening.endswith(":") or not opening or opening[-1].isalpha(), opening
        firsts = [item.blocks[0].text for item in items]
        assert len({text.endswith((".", "?")) for text in firsts if text[-1] != ":"}) <= 1, firsts
        assert not any(text.endswith((";", ",")) for text in firsts), firsts
        assert len({text[0].islower() for text in firsts}) == 1, firsts


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_list_has_one_strength(program: str, guides: Guides) -> None:
    """What a lead-in says with its modal, no item says again with another."""
    modals = re.compile(rf"\b({'|'.join(MODALS)})\b")
    for opening, items in lists(guides[program]):
        governing = Statement(text=opening).modals
        for item in items if governing else ():
            first = (sentences(item.blocks[0].text) or [""])[0]
            assert set(modals.findall(first)) <= governing, first


def test_no_paragraph_stands_twice() -> None:
    """Short lead-ins may recur; a paragraph or item of eight words may not."""
    places: dict[str, list[str]] = {}
    for path in CLAUSES:
        for text in paragraphs(path.read_text(encoding="utf-8")):
            key = re.sub(r"\W+", " ", text).strip().lower()
            if len(key.split()) >= 8:
                places.setdefault(key, []).append(path.relative_to(ROOT).as_posix())
    assert {key: files for key, files in places.items() if len(files) > 1} == {}


@pytest.mark.parametrize("program", PROGRAMS)
def test_everything_with_a_number_is_referred_to(program: str, guides: Guides) -> None:
    guide = guides[program]
    wanted = {section.id for section in guide.sections if section.kind == "appendix"}
    targets = set()
    for section in guide.walk():
        for block in blocks(section):
            targets |= {run.target for run in block.runs if run.kind == "reference"}
            if block.kind in ("table", "figure") and block.id:
                wanted.add(block.id)
    assert wanted - targets == set()


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_section_says_something(program: str, guides: Guides) -> None:
    assert [section.id for section in guides[program].walk() if not section.blocks] == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_terms_have_one_form(program: str, guides: Guides) -> None:
    other, never = ("|".join(map(re.escape, words)) for words in (OTHERWISE, NEVER))
    fault = re.compile(rf"(?<![\w./-])(?<!Extensibility )({other}|(?i:{never}))(?![\w/])")
    # A host that is the label of a link is an address.
    found = [
        (match[0], text)
        for text in prose(guides[program])
        for match in fault.finditer(re.sub(r"\b[\w-]+\.vmware\.com\b", "", text))
    ]
    assert found == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_acronyms_are_expanded_at_first_use(program: str, guides: Guides) -> None:
    guide = guides[program]
    text = "\n".join(prose(guide))
    for item in guide.glossary:
        uses = list(re.finditer(rf"(?<![\w./_-])\(?{re.escape(item.term)}s?\b\)?", text))
        if uses and item.term.isupper():
            first = uses[0]
            context = text[max(0, first.start() - 80) : first.end()]
            assert re.fullmatch(r"\(.*\)", first[0]), context
    expanded = Counter(re.findall(r"\(([A-Z]{2,}[a-zA-Z]*)\)", text))
    assert {term for term, times in expanded.items() if times > 1} <= NAMED_AGAIN
