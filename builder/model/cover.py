"""The fields of a guide's cover, each declared once.

From this table come the keys of program and family files with their descriptions, the members of
`identity` in `guide.json`, the values that templates show, and the labels of comparisons. So a
new field costs two places: its line here, and the template that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, make_dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from builder.model.words import Language, words_of

FieldForm = Literal["line", "prose", "version", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverField:
    """A value that a cover can show.

    Attributes:
        name: What code, templates and `guide.json` call it.
        label: What readers call it.
        description: What its author reads in the editor and in the manual.
        form: How its value is written.
        required: Whether every guide has it.
        group: The key of a definition that its own key stands below, if it stands below one.
        key: Its own key, where that is not its name.
        acronyms: Whether it is read like the text itself, so that its acronyms need a meaning.
        marking: Whether whatever is made from the guide shows it, too, as a redline does.
        late: Whether covers have shown it since before snapshots held it.
    """

    name: str
    label: str
    description: str
    form: FieldForm = "line"
    required: bool = False
    group: str = ""
    key: str = ""
    acronyms: bool = False
    marking: bool = False
    late: bool = False

    @property
    def words(self) -> bool:
        """Whether its value is a text, and no number or date."""
        return self.form in ("line", "prose")


COVER: tuple[CoverField, ...] = (
    CoverField(
        name="title",
        label="Title",
        description="The name of the program, as on the cover; the subtitle follows it.",
        required=True,
        acronyms=True,
    ),
    CoverField(
        name="subtitle", label="Subtitle", description="A second line for the cover.", acronyms=True
    ),
    CoverField(
        name="short_name",
        label="Short name",
        description="The short name for running headers and lists, in a word or two.",
        required=True,
    ),
    CoverField(
        name="version",
        label="Version",
        description='The version of the guide, in quotes, like "4.10".',
        form="version",
        required=True,
    ),
    CoverField(
        name="date",
        label="Date",
        description='The date of the guide, in quotes, like "2018-06-20" or "2018-06".',
        form="date",
    ),
    CoverField(
        name="classification",
        label="Classification",
        description="Who may read the guide, like Proprietary and Confidential.",
        marking=True,
    ),
    CoverField(
        name="copyright",
        label="Copyright",
        description="The copyright notice, like Copyright © 2027 Example, Inc.",
        form="prose",
        acronyms=True,
    ),
    CoverField(
        name="trademarks",
        label="Trademarks",
        description="The notice on trademarks.",
        form="prose",
        acronyms=True,
    ),
    CoverField(
        name="publisher",
        label="Publisher",
        description="The publisher’s name, as printed on the cover.",
        required=True,
        group="publisher",
        key="name",
    ),
    CoverField(
        name="address",
        label="Address",
        description="The postal address.",
        form="prose",
        group="publisher",
        late=True,
    ),
    CoverField(
        name="telephone",
        label="Telephone",
        description='The telephone number, in quotes, like "555-0100".',
        group="publisher",
        late=True,
    ),
    CoverField(
        name="fax",
        label="Fax",
        description='The fax number, in quotes, like "555-0101".',
        group="publisher",
        late=True,
    ),
)
"""In the order in which a definition has them."""

LABELS: Mapping[str, str] = {"program": "Program", **{field.name: field.label for field in COVER}}
"""What readers call the members of `Identity` in the first language."""


def labels(words: Language) -> Mapping[str, str]:
    """What readers call the members of `Identity` in a language."""
    return {**LABELS, **words.cover}


TOP_KEYS: tuple[str, ...] = tuple(
    dict.fromkeys(field.group or field.key or field.name for field in COVER)
)
"""The keys at the top of a definition that hold the cover, groups among them."""


@cache
def keys(group: str = "") -> Mapping[str, CoverField]:
    """The fields that stand below a key of a definition, or at its top, by their own keys."""
    return {field.key or field.name: field for field in COVER if field.group == group}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What tells one guide from another, and what the program itself reads of a cover."""

    program: str
    title: str
    short_name: str
    version: str
    subtitle: str | None = None
    date: str | None = None
    language: str | None = None

    @property
    def words(self) -> Language:
        """The words that the guide prints and no author writes."""
        return words_of(self.language)

    @property
    def name(self) -> str:
        """The title with what follows it: what the guide is called as a whole."""
        return " ".join(filter(None, (self.title, self.subtitle)))


if TYPE_CHECKING:

    class Identity(Named):
        """What the cover says: `Named`, and the other fields of `COVER` by their names."""

        def __init__(
            self, *, program: str, title: str, short_name: str, version: str, **others: str | None
        ) -> None: ...

else:
    _named = Named.__dataclass_fields__
    Identity = make_dataclass(
        "Identity",
        [(field.name, str | None, None) for field in COVER if field.name not in _named],
        bases=(Named,),
        namespace={"__module__": __name__, "__doc__": "What the cover says."},
        frozen=True,
        slots=True,
        kw_only=True,
    )


def shown(identity: Identity, field: CoverField) -> str | None:
    """What a cover has for a field as it prints: a date is written out."""
    text: str | None = getattr(identity, field.name)
    return identity.words.date(text) if text and field.form == "date" else text


def markings(identity: Identity) -> Iterator[tuple[str, str]]:
    """What whatever is made from the guide shows, too, by the names of the fields."""
    for field in COVER:
        text = getattr(identity, field.name)
        if field.marking and text:
            yield field.name, text
