"""Streams that end with a carriage return, as one in 256 does, are made plain."""

from __future__ import annotations

import re
from io import BytesIO

import page as validator
import pikepdf
import pytest

from builder.outputs.pdf.stream_ends import plain_stream_ends
from tests.outputs.pdf.samples import make, parse

CONTENT = [b"0 0 m\r", b"1 1 m", b"2 2 m\r"]
LENGTH_RULE = "STREAM-LENGTH"


def doubtful() -> bytes:
    """A file two of whose streams end with a carriage return, before a line feed."""
    file = pikepdf.new()
    for content in CONTENT:
        page = file.add_blank_page()
        page.Contents = file.make_stream(content)
    made = BytesIO()
    file.save(made, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert made.getvalue().count(b"\r\nendstream") == 2
    return made.getvalue()


def complaints(pdf: bytes) -> list[str]:
    report = validator.validate_pdf_bytes(pdf, profile="2b")
    return [failure.rule_id for failure in report.failures if LENGTH_RULE in failure.rule_id]


def test_a_mended_file_is_sound_and_says_the_same() -> None:
    assert complaints(doubtful())
    mended = plain_stream_ends(doubtful())
    assert complaints(mended) == []
    with pikepdf.open(BytesIO(mended), attempt_recovery=False) as file:
        assert file.check_pdf_syntax() == []
        assert [page.Contents.read_raw_bytes() for page in file.pages] == CONTENT


def test_positions_still_lead_to_their_objects() -> None:
    pdf = plain_stream_ends(doubtful())
    found = re.search(rb"startxref\s+(\d+)", pdf)
    assert found
    start = int(found[1])
    assert pdf[start:].startswith(b"xref")
    for number, offset in enumerate(re.findall(rb"(\d{10}) \d{5} n", pdf[start:]), 1):
        assert pdf[int(offset) :].startswith(b"%d 0 obj" % number)


def test_every_stream_of_a_guide_is_plain() -> None:
    for attempt in range(20):
        pdf = make([parse(f"Try number {attempt}.")]).pdf
        assert not re.search(rb"[^\r]\r\nendstream", pdf)


def test_a_file_without_doubt_is_left_alone() -> None:
    assert plain_stream_ends(b"%PDF-1.7\n1 0 obj\nstream\nx\nendstream") == (
        b"%PDF-1.7\n1 0 obj\nstream\nx\nendstream"
    )


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="cross-reference"):
        plain_stream_ends(b"%PDF-1.7\nstream\nx\r\nendstream\nstartxref\n9\n%%EOF")
