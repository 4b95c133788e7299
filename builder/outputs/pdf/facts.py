"""What the templates are told of a guide as a whole, for its cover, running lines and metadata."""

from __future__ import annotations

import re
from datetime import date

from builder.model.cover import COVER, LABELS, CoverField, Identity
from builder.outputs.pdf.escape import array, optional, string

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def facts(identity: Identity, **others: str) -> str:
    """A Typst dictionary: every field of the cover, none where there is none, and its `labels`.

    `others` are further or other entries, written in Typst; underscores stand for hyphens. The
    date is that of the file, too.
    """
    words = (identity.short_name, identity.title, identity.subtitle)
    entries = {
        **{field.name: optional(_shown(identity, field)) for field in COVER},
        "labels": _dictionary({name: string(label) for name, label in LABELS.items()}),
        "document_date": _document_date(identity.date),
        "keywords": array([string(word) for word in words if word]),
        "language": string("en"),
        "region": "none",
    }
    return _dictionary(entries | others)


def _dictionary(entries: dict[str, str]) -> str:
    found = (f"{name.replace('_', '-')}: {value}" for name, value in entries.items())
    return f"({', '.join(found)})"


def _shown(identity: Identity, field: CoverField) -> str | None:
    text: str | None = getattr(identity, field.name)
    return printed_date(text) if field.form == "date" else text


def _iso(text: str | None) -> tuple[date, bool] | None:
    """A date, and whether its day is known."""
    match = _ISO.fullmatch(text or "")
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        return date(int(year), int(month), int(day or 1)), day is not None
    except ValueError:
        return None


def printed_date(text: str | None) -> str | None:
    """An ISO date written out, as `June 20, 2018` or `June 2018`; any other text as it is."""
    found = _iso(text)
    if found is None:
        return text
    when, has_day = found
    return f"{when:%B} {when.day}, {when.year}" if has_day else f"{when:%B} {when.year}"


def _document_date(text: str | None) -> str:
    found = _iso(text)
    if found is None:
        return "auto"
    when, _ = found
    return f"datetime(year: {when.year}, month: {when.month}, day: {when.day})"
