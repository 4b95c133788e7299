"""What the templates are told of a guide as a whole, for its cover, running lines and metadata."""

from __future__ import annotations

from dataclasses import asdict

from builder.model.cover import COVER, Identity, labels, shown
from builder.model.versions import read_date
from builder.outputs.pdf.breaks import soft
from builder.outputs.pdf.escape import array, data, optional, string
from builder.outputs.pdf.room import COVER as COVER_ROOM
from builder.outputs.pdf.room import OTHER_FIELDS, Room


def facts(identity: Identity, room: Room | None = None, **others: str) -> str:
    """A Typst dictionary: every field of the cover, none where there is none, and its `labels`.

    `soft` has the fields again, as content whose long words may be broken; `room` knows how wide
    letters are. `words` is the guide's language. `others` are further or other entries, written in
    Typst; underscores stand for hyphens. The date is that of the file, too.
    """
    language, _, region = identity.words.code.partition("-")
    words = (identity.short_name, identity.title, identity.subtitle)
    room = room or Room()
    printed = {field.name: shown(identity, field) for field in COVER}
    soft_ones = {
        name: soft(text, room.of(COVER_ROOM.get(name, OTHER_FIELDS))) if text else "none"
        for name, text in printed.items()
    }
    entries = {
        **{name: optional(text) for name, text in printed.items()},
        "soft": _dictionary(soft_ones | {name: others[name] for name in others if name in printed}),
        "labels": data(labels(identity.words)),
        "words": data(asdict(identity.words)),
        "document_date": _document_date(identity.date),
        "keywords": array([string(word) for word in words if word]),
        "language": string(language),
        "region": optional(region or None),
    }
    return _dictionary(entries | others)


def _dictionary(entries: dict[str, str]) -> str:
    found = (f"{name.replace('_', '-')}: {value}" for name, value in entries.items())
    return f"({', '.join(found)})"


def _document_date(text: str | None) -> str:
    """The date for the file's metadata, if it is known to the month at least."""
    when = read_date(text or "")
    return f"datetime(year: {when.year}, month: {when.month}, day: {when.day})" if when else "auto"
