"""Guides that are read together, as two revisions are, are read as each of them alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.model.guide import Guide
from builder.model.obligation import Party
from builder.obligations import Extractor, extract
from tests.obligations.marks import PARTIES, guide_of, paragraph


def test_the_real_guides_together(guides: Mapping[str, Guide], parties: Sequence[Party]) -> None:
    names = sorted(guides)
    alone = {name: extract(guides[name], parties) for name in names}
    for order in (names, names[::-1]):
        extractor = Extractor(parties)
        assert {name: extractor.extract(guides[name]) for name in order} == alone


def test_what_points_back_is_read_where_it_stands() -> None:
    extractor = Extractor(PARTIES)
    for party in ("Tenant", "Owner"):
        text = f"The {party} must sign the lease. It must pay the fee."
        found = extractor.extract(guide_of(paragraph(text)))
        assert [one.party for one in found] == [party, party]


def test_a_sentence_counts_as_often_as_it_comes() -> None:
    text = "The Tenant must pay the rent within ten days, unless the roof leaks."
    first, second = Extractor(PARTIES).extract(guide_of(paragraph(text), paragraph(text)))
    assert (first.period, first.exception) == ("within ten days", "unless the roof leaks")
    assert (second.period, second.exception) == (first.period, first.exception)
    assert second.id == f"{first.id}-2"
