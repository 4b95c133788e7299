"""The words that guides print and no author writes, for each language in one object.

HTML, PDF, references, redlines, search and the overview of a guide take their words from the
`Language` of the guide; what only comparisons say is in its `changes`. A further language is a
further object in `LANGUAGES`; nothing else in `builder/`, and no template, holds such words. Names
in braces are filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from builder.model.change_words import ENGLISH as ENGLISH_CHANGES
from builder.model.change_words import ChangeWords
from builder.model.versions import is_day, read_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The words of one language; `code` is its tag (BCP 47), as HTML and PDF name it.

    By kind: `labels` are how numbered things are cited, `headings` what stands before a title if
    that is not the label, `references` how a reference in full prints, `names` what things are
    called without a number. `cover` has the labels of the cover's fields, where they are not those
    of `builder.model.cover`. `after_z` are letters that are looked up behind z, in their order; all
    others are where they are without their accents.
    """

    code: str
    after_z: str = ""
    labels: Mapping[str, str]
    headings: Mapping[str, str]
    references: Mapping[str, str]
    names: Mapping[str, str]
    cover: Mapping[str, str] = field(default_factory=dict)
    cited: str
    months: tuple[str, ...]
    day: str
    month: str
    # What stands in the text of a guide, in HTML as in PDF.
    contents: str
    appendices: str
    document_control: str
    item: str
    entry: str
    guide: str
    change: str
    not_recorded: str
    does_not_apply: str
    role: str
    # What a PDF has besides.
    tables: str
    figures: str
    page: str
    # What a site has besides.
    chapters: str
    download: str
    search: str
    search_guide: str
    this_guide: str
    search_hint: str
    search_needs_script: str
    results: Mapping[str, str]
    meaning: str
    # Endings in which words of one family differ, the longest first; few in short words.
    endings: tuple[str, ...]
    short_endings: tuple[str, ...]
    on_this_page: str
    guide_contents: str
    cover_and_contents: str
    previous_and_next: str
    previous: str
    next: str
    link_to: str
    drawing: str
    # What the page of all guides has.
    guides: str
    edition: str
    read_online: str
    manual: str
    # What redlines, notices and summaries have besides.
    changes: ChangeWords

    def label(self, kind: str, number: str | None) -> str:
        """How a thing is cited: `Section 3.4`, `Appendix F`, `Table 2`; its name if unnumbered."""
        return self.labels[kind].format(number=number) if number else self.names[kind]

    def heading(self, kind: str, number: str) -> str:
        """What stands before the title of a section, table or figure: `3.4`, `Appendix F:`."""
        return self.headings.get(kind, self.labels[kind]).format(number=number)

    def reference(self, kind: str, number: str, title: str) -> str:
        """A reference in full: `Section 3.4 “Support”`, `Appendix F: Forms`, `Table 2`."""
        return self.references[kind].format(number=number, title=title)

    def spellings(self, kind: str, number: str) -> tuple[str, ...]:
        """How people write a numbered part when they look for it, its label first."""
        named = f"{self.names[kind]} {number}"
        spelled = (self.label(kind, number), number, named, self.heading(kind, number))
        return tuple(dict.fromkeys(spelled))

    def cite(self, label: str, title: str) -> str:
        """Something by what it is cited as and its title: `Section 3.4 “Support”`."""
        return self.cited.format(label=label, title=title)

    def date(self, value: str) -> str:
        """`2018-06-20` as `June 20, 2018`, and `2014-07` as `July 2014`; other text as it is."""
        found = read_date(value)
        if found is None:
            return value
        form = self.day if is_day(value) else self.month
        return form.format(month=self.months[found.month - 1], day=found.day, year=found.year)


ENGLISH = Language(
    code="en",
    labels={
        "chapter": "Section {number}",
        "section": "Section {number}",
        "appendix": "Appendix {number}",
        "table": "Table {number}",
        "figure": "Figure {number}",
    },
    headings={"chapter": "{number}", "section": "{number}", "appendix": "Appendix {number}:"},
    references={
        "chapter": "Section {number} “{title}”",
        "section": "Section {number} “{title}”",
        "appendix": "Appendix {number}: {title}",
        "table": "Table {number}",
        "figure": "Figure {number}",
    },
    names={
        "chapter": "Chapter",
        "section": "Section",
        "appendix": "Appendix",
        "table": "Table",
        "figure": "Figure",
        "form": "Form",
        "glossary": "Glossary",
        "paragraph": "Paragraph",
        "list": "List",
        "item": "List item",
        "caption": "Caption",
        "column": "Column",
        "row": "Row",
        "cell": "Cell",
        "code": "Listing",
        "quote": "Quotation",
        "term": "Glossary entry",
        "parameter": "Parameter",
        "cover": "Cover",
        "revision": "Revision history",
        "precedence": "Order of precedence",
        "document": "Governing document",
        "numbers": "Numbers",
    },
    cited="{label} “{title}”",
    months=(
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
    day="{month} {day}, {year}",
    month="{month} {year}",
    contents="Contents",
    appendices="Appendices",
    document_control="Document control",
    item="Item",
    entry="Entry",
    guide="Guide",
    change="Change",
    not_recorded="Not recorded",
    does_not_apply="This appendix does not apply to the {program} Program.",
    role="Role and responsibility",
    tables="List of Tables",
    figures="List of Figures",
    page="Page {number} of {total}",
    chapters="Chapters",
    download="Download {file}",
    search="Search",
    search_guide="Search this guide",
    this_guide="This guide",
    search_hint="A word, a term, or a number such as 3.4, Appendix F or Table 1",
    search_needs_script="Search needs JavaScript, which is switched off. The contents on the first "
    "page and the\nglossary work without it.",
    results={
        "none": "No results for “{words}”",
        "one": "1 result for “{words}”",
        "many": "{count} results for “{words}”",
        "most": "The first {most} of {count} results for “{words}”",
        "title": "“{words}” – {page}",
    },
    meaning="Glossary: {meaning}",
    endings=(
        *("ications", "ication", "ations", "ation", "ying", "ings", "ions"),
        *("ing", "ion", "ies", "ied", "ed", "es", "er", "s", "y", "e"),
    ),
    short_endings=("s",),
    on_this_page="On this page",
    guide_contents="Contents of the guide",
    cover_and_contents="Cover and contents",
    previous_and_next="Previous and next page",
    previous="Previous",
    next="Next",
    link_to="Link to {name}",
    drawing="{name}, drawing",
    guides="Program guides",
    edition="Version {version}",
    read_online="Read online",
    manual="How to change these guides",
    changes=ENGLISH_CHANGES,
)

LANGUAGES: dict[str, Language] = {ENGLISH.code: ENGLISH}


def words_of(code: str | None = None) -> Language:
    """The words of a language by its code; of a guide that names none, those of the first."""
    return LANGUAGES[code] if code else ENGLISH


def common_words(codes: Iterable[str | None]) -> Language:
    """The words for what several guides share: of their language, or the first if they differ."""
    known = {code if code in LANGUAGES else None for code in codes}
    return words_of(known.pop() if len(known) == 1 else None)
