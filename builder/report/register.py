"""The register of obligations as Markdown, CSV, JSON or a spreadsheet.

The same obligations give the same bytes in every format.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby

from builder.model.cover import Identity
from builder.model.obligation import Obligation
from builder.model.plain import to_plain
from builder.report.markup.markdown import inline, row

SCHEMA_VERSION = 1
COLUMNS = (
    "id",
    "section",
    "title",
    "party",
    "strength",
    "period",
    "condition",
    "exception",
    "sentence",
    "place",
)
_WIDTHS = (30, 9, 28, 10, 11, 20, 34, 24, 90, 44)
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def register(identity: Identity, obligations: Sequence[Obligation], form: str) -> bytes:
    """The register of one guide in a format of `FORMATS`.

    Raises:
        KeyError: there is no such format.
    """
    return FORMATS[form](identity, obligations)


def _markdown(identity: Identity, obligations: Sequence[Obligation]) -> bytes:
    lines = [f"# Obligations in {identity.short_name} {identity.version}", ""]
    for (number, title), group in groupby(
        obligations, key=lambda found: (found.section_number, found.section_title)
    ):
        lines += [
            f"## {number} {inline(title)}",
            "",
            *row("Id", "Section", "Party", "Strength", "Period", "Sentence", head=True),
        ]
        for one in group:
            cells = (one.id, number, one.party or "–", one.modal, one.period or "", one.sentence)
            lines += row(*map(inline, cells))
        lines.append("")
    return "\n".join(lines).encode()


def _csv(identity: Identity, obligations: Sequence[Obligation]) -> bytes:
    text = io.StringIO()
    # Lines end as RFC 4180 has it, which spreadsheets expect.
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, obligations))
    return text.getvalue().encode()


def _row(one: Obligation) -> tuple[str, ...]:
    place = f"{one.place.file}:{one.place.line}" if one.place else ""
    return (
        one.id,
        one.section_number,
        one.section_title,
        one.party or "",
        one.modal,
        one.period or "",
        one.condition or "",
        one.exception or "",
        one.sentence,
        place,
    )


def _json(identity: Identity, obligations: Sequence[Obligation]) -> bytes:
    value = {
        "schema_version": SCHEMA_VERSION,
        "program": identity.program,
        "version": identity.version,
        "obligations": to_plain(tuple(obligations)),
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _xlsx(identity: Identity, obligations: Sequence[Obligation]) -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    # A sentence that begins with “=” or an address is a text here, not a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties(
            {"title": f"Obligations in {identity.short_name} {identity.version}",
             "created": _NO_DATE}
        )  # fmt: skip
        sheet = book.add_worksheet("Obligations")
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        wrapped.set_align("top")
        for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name.capitalize(), bold)
        for row, one in enumerate(obligations, start=1):
            for column, text in enumerate(_row(one)):
                sheet.write_string(row, column, text, wrapped)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(obligations), len(COLUMNS) - 1)
    return file.getvalue()


FORMATS: Mapping[str, Callable[[Identity, Sequence[Obligation]], bytes]] = {
    "md": _markdown,
    "csv": _csv,
    "json": _json,
    "xlsx": _xlsx,
}
