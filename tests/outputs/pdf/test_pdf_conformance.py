"""The PDF conforms to PDF/UA-1 and PDF/A-2a, by an independent validator and by inspection."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pytest


@pytest.fixture(scope="module")
def file(sample: Any) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(sample.pdf)) as pdf:
        yield pdf


def elements(file: pikepdf.Pdf) -> Iterator[Any]:
    """All structure elements, in reading order."""
    stack = [file.Root.StructTreeRoot.K]
    while stack:
        node = stack.pop()
        if isinstance(node, pikepdf.Array):
            stack.extend(reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield node
            if "/K" in node:
                stack.append(node.K)


def tags(file: pikepdf.Pdf, name: str) -> list[Any]:
    return [element for element in elements(file) if name == element.S]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_validator_finds_nothing(sample: Any, profile: str) -> None:
    report = validator.validate_pdf_bytes(sample.pdf, profile=profile)
    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_validator_finds_nothing_in_the_guides(built: Path, profile: str) -> None:
    guides = sorted(built.glob("*/*.pdf"))
    assert guides
    for guide in guides:
        report = validator.validate_pdf_bytes(guide.read_bytes(), profile=profile)
        assert [failure.message for failure in report.failures] == [], guide.name
        assert report.is_compliant


def test_the_validator_would_find_something(sample: Any) -> None:
    with pikepdf.open(BytesIO(sample.pdf)) as pdf:
        for element in tags(pdf, "/Figure"):
            del element["/Alt"]
        broken = BytesIO()
        pdf.save(broken)
    assert not validator.validate_pdf_bytes(broken.getvalue(), profile="ua1").is_compliant


def test_it_claims_both_standards(file: pikepdf.Pdf) -> None:
    with file.open_metadata() as xmp:
        assert str(xmp["pdfuaid:part"]) == "1"
        assert (str(xmp["pdfaid:part"]), str(xmp["pdfaid:conformance"])) == ("2", "A")


def test_it_is_marked_titled_and_in_a_language(file: pikepdf.Pdf) -> None:
    root = file.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "en"
    assert root.ViewerPreferences.DisplayDocTitle
    assert "/Outlines" in root
    assert all(p.obj.Tabs == "/S" for p in file.pages if "/Annots" in p.obj)


def test_nothing_runs_or_leads_out_of_the_file(file: pikepdf.Pdf) -> None:
    assert "/JavaScript" not in file.Root.get("/Names", {})
    assert "/OpenAction" not in file.Root
    for obj in file.objects:
        if isinstance(obj, pikepdf.Dictionary):
            assert obj.get("/S") not in ("/JavaScript", "/Launch", "/GoToR", "/ImportData")
            assert obj.get("/Type") != "/Filespec"


def test_every_font_is_embedded_and_ours(file: pikepdf.Pdf) -> None:
    fonts = [
        obj
        for obj in file.objects
        if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    for font in fonts:
        assert {"/FontFile2", "/FontFile3"} & set(font.keys())
        assert "IBMPlex" in str(font.FontName).replace(" ", "")


def test_every_figure_has_alternative_text(file: pikepdf.Pdf) -> None:
    figures = tags(file, "/Figure")
    assert [str(figure.Alt) for figure in figures] == ["The member calls the desk."]


def test_every_table_has_a_row_of_headings(file: pikepdf.Pdf) -> None:
    tables = tags(file, "/Table")
    assert len(tables) == 7
    for table in tables:
        inside = [e.S for e in _below(table)]
        assert "/THead" in inside
        assert "/TH" in inside
    assert all("/Scope" in _attributes(th) for th in tags(file, "/TH"))


def test_headings_captions_lists_and_contents_are_tagged(file: pikepdf.Pdf) -> None:
    names = {str(element.S) for element in elements(file)}
    assert names >= {
        "/H1",
        "/H2",
        "/H3",
        "/P",
        "/L",
        "/LI",
        "/LBody",
        "/Link",
        "/Caption",
        "/TOC",
        "/TOCI",
        "/Code",
        "/Strong",
        "/Em",
    }


def test_figures_are_vectors(file: pikepdf.Pdf) -> None:
    images = [
        obj
        for obj in file.objects
        if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Image"
    ]
    assert images == []


def _below(element: Any) -> Iterator[Any]:
    stack = [element.K]
    while stack:
        node = stack.pop()
        if isinstance(node, pikepdf.Array):
            stack.extend(list(node))
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield node
            if "/K" in node:
                stack.append(node.K)


def _attributes(element: Any) -> dict[str, Any]:
    found = element.get("/A", pikepdf.Dictionary())
    parts = found if isinstance(found, pikepdf.Array) else [found]
    return {key: value for part in parts for key, value in part.items()}
