from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

from builder.report.register import COLUMNS, FORMATS, register
from tests.obligations.marks import guide_of, paragraph, read

IDENTITY = guide_of(paragraph("")).identity
FOUND = read("The Tenant must pay | within 3 days, if *asked*.", "All rooms must be listed.")


def test_markdown_has_a_table_for_each_section() -> None:
    text = register(IDENTITY, FOUND, "md").decode()
    assert text.startswith("# Obligations in House 1\n\n## 1 Rent\n")
    assert (
        f"| {FOUND[0].id} | 1 | Tenant | must | within 3 days | "
        "The Tenant must pay \\| within 3 days, if \\*asked\\*. |" in text
    )
    assert "| – | must |" in text


def test_csv_has_a_row_for_each_obligation() -> None:
    rows = list(csv.reader(io.StringIO(register(IDENTITY, FOUND, "csv").decode())))
    assert tuple(rows[0]) == COLUMNS
    assert [row[3] for row in rows[1:]] == ["Tenant", ""]
    assert rows[1][6] == "if *asked*"
    assert rows[1][9] == "content/a.md:1"


def test_json_holds_every_field() -> None:
    value = json.loads(register(IDENTITY, FOUND, "json"))
    assert value["schema_version"] == 1
    first = value["obligations"][0]
    assert first["id"] == FOUND[0].id
    assert first["place"] == {"file": "content/a.md", "line": 1, "column": 1}
    assert (first["party"], first["strength"], first["negated"]) == ("Tenant", "must", False)


def test_the_spreadsheet_holds_every_sentence() -> None:
    with zipfile.ZipFile(io.BytesIO(register(IDENTITY, FOUND, "xlsx"))) as book:
        text = book.read("xl/sharedStrings.xml").decode()
    assert all(one.sentence in text for one in FOUND)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_register_has_the_same_bytes(form: str) -> None:
    assert register(IDENTITY, FOUND, form) == register(IDENTITY, FOUND, form)
