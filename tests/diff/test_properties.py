"""What holds for any two guides."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.diff import check_redline, compare, review
from builder.model.guide import (
    Block,
    Cell,
    DocumentItem,
    GlossaryItem,
    Guide,
    Identity,
    ParameterItem,
    RevisionItem,
    Run,
    Section,
)
from builder.model.obligation import Party

WORDS = (
    "the a boat Boat must should may Partner VMware sail mast red 14 days 6.5 if unless harbor "
    "harbor’s re-fit “ ” . , : – - café cafe\u0301 \u00a0 \n"
).split(" ")
PARTIES = (Party(name="Partner"), Party(name="VMware"))
IDS = st.sampled_from("abcdef")

texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
runs = st.lists(
    st.builds(
        Run,
        text=texts,
        kind=st.sampled_from(["text", "text", "strong", "code", "term", "link", "reference"]),
        target=IDS,
        generated=st.booleans(),
    ),
    max_size=3,
).map(tuple)
paragraphs = st.builds(Block, kind=st.sampled_from(["paragraph", "quote", "code"]), runs=runs)
cells = st.builds(Cell, blocks=st.lists(paragraphs, max_size=2).map(tuple))
rows = st.lists(cells, min_size=1, max_size=3).map(tuple)
tables = st.builds(
    Block,
    kind=st.sampled_from(["table", "form"]),
    id=IDS,
    number=st.none() | st.sampled_from("12"),
    runs=runs,
    head=st.just(()) | rows,
    rows=st.lists(rows, max_size=3).map(tuple),
)
figures = st.builds(
    Block, kind=st.just("figure"), id=IDS, runs=runs, description=texts, image=IDS | st.none()
)


def lists(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    items = st.builds(
        Block, kind=st.just("item"), runs=runs, blocks=st.lists(inner, max_size=2).map(tuple)
    )
    return st.builds(
        Block,
        kind=st.sampled_from(["bullet-list", "numbered-list"]),
        blocks=st.lists(items, max_size=4).map(tuple),
    )


blocks = st.recursive(paragraphs | tables | figures, lists, max_leaves=6)


def sections(inner: st.SearchStrategy[Section]) -> st.SearchStrategy[Section]:
    return st.builds(
        Section,
        id=IDS,
        kind=st.sampled_from(["chapter", "section", "appendix"]),
        number=st.sampled_from("123"),
        label=st.sampled_from(["Section 1", "Section 2"]),
        title=texts,
        status=st.sampled_from(["present", "not-applicable"]),
        blocks=st.lists(blocks, max_size=4).map(tuple),
        sections=st.lists(inner, max_size=2).map(tuple),
    )


guides = st.builds(
    Guide,
    identity=st.builds(
        Identity, program=st.just("p"), title=texts, short_name=st.just("P"), version=IDS
    ),
    sections=st.lists(st.recursive(sections(st.nothing()), sections, max_leaves=3), max_size=4).map(
        tuple
    ),
    precedence=st.lists(
        st.builds(DocumentItem, id=IDS, name=texts), max_size=3, unique_by=lambda one: one.id
    ).map(tuple),
    glossary=st.lists(st.builds(GlossaryItem, id=IDS, term=texts, means=texts), max_size=3).map(
        tuple
    ),
    revision_history=st.lists(st.builds(RevisionItem, version=IDS, summary=texts), max_size=3).map(
        tuple
    ),
    parameters=st.lists(
        st.builds(ParameterItem, id=IDS, value=texts), max_size=2, unique_by=lambda one: one.id
    ).map(tuple),
)
RELAXED = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@given(guides)
@RELAXED
def test_nothing_is_different_from_itself(guide: Guide) -> None:
    found = review(guide, guide, parties=PARTIES)
    assert found.comparison.changes == ()
    assert found.comparison.ledger == ()
    assert found.fault(guide, guide) is None


@given(guides, guides)
@RELAXED
def test_both_guides_come_back_out_of_the_redline(old: Guide, new: Guide) -> None:
    found = review(old, new, parties=PARTIES)
    assert check_redline(old, new, found.redline) is None


@given(guides, guides)
@RELAXED
def test_ids_are_unique_and_what_is_named_exists(old: Guide, new: Guide) -> None:
    comparison = compare(old, new, parties=PARTIES)
    ids = [change.id for change in comparison.walk()]
    assert len(ids) == len(set(ids))
    lines = {line.id for line in comparison.ledger}
    assert all(set(change.obligations) <= lines for change in comparison.walk())
    causes = {cause.id for cause in comparison.causes}
    assert all(change.cause is None or change.cause in causes for change in comparison.walk())
    assert comparison == review(old, new, parties=PARTIES).comparison


@given(guides, guides)
@RELAXED
def test_what_was_added_one_way_was_removed_the_other(old: Guide, new: Guide) -> None:
    there, back = compare(old, new), compare(new, old)
    assert (not there.changes) == (not back.changes)
    data = {"term", "revision", "document", "cover"}
    for kind, other in (("added", "removed"), ("removed", "added")):
        one = sorted(
            (change.thing, change.side.text)
            for change in there.changes
            if change.kind == kind and change.thing in data
        )
        two = sorted(
            (change.thing, change.side.text)
            for change in back.changes
            if change.kind == other and change.thing in data
        )
        assert one == two
