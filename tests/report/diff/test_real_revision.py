"""The reports of a real comparison: one made by the engine, not by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema

from builder.diff import review
from builder.model.cover import Identity
from builder.model.guide import Block, Guide, Run, Section
from builder.model.obligation import Party
from builder.report.diff.json import comparison_schema
from builder.report.diff.markdown import comment
from builder.report.diff.notice import notice
from builder.report.redline.page import redline_page
from tests.browser import ROOT
from tests.report.diff.samples import as_json, from_json

PARTIES = (Party(name="Partner"), Party(name="Maker"))


def _guide(*texts: str, version: str = "1.0") -> Guide:
    blocks = tuple(Block(kind="paragraph", runs=(Run(text=text),)) for text in texts)
    section = Section(
        id="support", kind="chapter", number="1", label="Section 1", title="Support", blocks=blocks
    )
    identity = Identity(program="one", title="One", short_name="One", version=version)
    return Guide(identity=identity, sections=(section,))


OLD = _guide(
    "The Partner must answer every request of a customer within 14 days of its arrival.",
    "The Maker publishes a list of all kits that were sold in the year before.",
)
NEW = _guide(
    "The Partner should answer every request of a customer within 21 days of its arrival.",
    "The Maker publishes a list of all kits that were sold in the year before.",
    "The Partner must keep a named contact for every kit.",
    version="1.1",
)


def test_all_reports_tell_of_it() -> None:
    found = review(OLD, NEW, parties=PARTIES)
    comparison = found.comparison
    page = redline_page(found.redline, comparison, templates=ROOT / "templates")
    assert "<del>must</del>" in page
    assert "<ins>The Partner must keep a named contact for every kit.</ins>" in page
    text = as_json(comparison)
    assert from_json(text) == (comparison,)
    jsonschema.validate(json.loads(text), comparison_schema())
    assert "within 14 days → within 21 days" in comment([comparison])
    letter = notice(comparison, "Partner", form="text")
    assert "You must keep a named contact for every kit." in letter


def test_nothing_to_tell() -> None:
    found = review(OLD, replace(OLD), parties=PARTIES)
    page = redline_page(found.redline, found.comparison, templates=ROOT / "templates")
    assert "Nothing changes for a reader." in page
