"""Revisions of the real guides: what was done is reported, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.diff import compare, review
from builder.model.guide import Guide
from builder.model.obligation import Party
from tests.diff.judging import Verdict, figures, judge, reported, table
from tests.diff.revisions import EDITS, SILENT, editor, revise

SEEDS = range(10)
LEAST = 0.98


def test_there_are_forty_kinds_of_edit() -> None:
    assert len(EDITS) >= 40
    assert len(SILENT) >= 10


def test_ten_revisions_of_sixty_edits(
    real_guides: Mapping[str, Guide], real_parties: Sequence[Party]
) -> None:
    verdicts: list[Verdict] = []
    names = sorted(real_guides)
    for seed in SEEDS:
        guide = real_guides[names[seed % len(names)]]
        revision = revise(guide, real_parties, seed)
        found = review(revision.old, revision.new, parties=real_parties)
        assert found.fault(revision.old, revision.new) is None
        assert len(revision.expected) >= 60
        verdict = judge(revision, found.comparison)
        assert not verdict.wrong_class, verdict.wrong_class
        verdicts.append(verdict)
    recall, precision, kinds = figures(verdicts)
    lines = [f"  missed: {one}" for verdict in verdicts for one in verdict.missed]
    lines += [
        f"  not done: {change.kind} {change.thing} {change.side.text[:100]}"
        for verdict in verdicts
        for change in verdict.extra
    ]
    text = table(recall, precision, kinds, lines)
    print(text)
    assert recall >= LEAST, text
    assert precision >= LEAST, text
    assert len(kinds) >= 40


def test_typography_and_sources_alone_are_no_change(
    real_guides: Mapping[str, Guide], real_parties: Sequence[Party]
) -> None:
    for seed, guide in enumerate(real_guides.values()):
        quiet = revise(guide, real_parties, seed, edits=0)
        assert quiet.old != quiet.new
        comparison = compare(quiet.old, quiet.new, parties=real_parties)
        assert [change.side.text for change in comparison.changes] == []
        assert comparison.ledger == ()


def test_one_section_is_one_change_and_one_line_of_renumbering(
    real_guides: Mapping[str, Guide], real_parties: Sequence[Party]
) -> None:
    for seed, guide in enumerate(real_guides.values()):
        ed = editor(guide, real_parties, seed)
        chapters = ed.doc.data["sections"]
        [expected] = EDITS["section added"](ed) or []
        # At the front, so that everything behind it has another number.
        new = next(part for part, _, _ in ed.doc.sections() if part["id"] == expected.id)
        for _, siblings, _ in list(ed.doc.sections()):
            if any(part is new for part in siblings):
                siblings.remove(new)
                break
        chapters.insert(0, {**new, "kind": "chapter"})
        ed.doc.number()
        comparison = compare(guide, ed.doc.guide(), parties=real_parties)
        assert [(one.kind, one.cls) for one in comparison.changes] == [
            ("added", "structural"),
            ("renumbered", "renumbering"),
        ]
        assert comparison.verdict.renumbered == len(comparison.numbers) > 40
        assert comparison.ledger == ()


def test_six_unrelated_edits_are_six_changes(
    real_guides: Mapping[str, Guide], real_parties: Sequence[Party]
) -> None:
    kinds = (
        "word replaced",
        "strength must to should",
        "item added",
        "paragraph removed",
        "term added",
        "column added",
    )
    for seed, guide in enumerate(real_guides.values()):
        for attempt in range(20):
            # A place for one edit can be taken by another one before.
            ed = editor(guide, real_parties, 100 * seed + attempt)
            if all(EDITS[kind](ed) for kind in kinds):
                break
        else:
            raise AssertionError("No seed has a place for all six edits.")
        ed.doc.number()
        found = list(reported(compare(guide, ed.doc.guide(), parties=real_parties)))
        assert len(found) == 6, found


def test_one_parameter_is_one_change_with_its_places(
    real_guides: Mapping[str, Guide], real_parties: Sequence[Party]
) -> None:
    for seed, guide in enumerate(real_guides.values()):
        ed = editor(guide, real_parties, seed)
        assert EDITS["parameter changed"](ed)
        comparison = compare(guide, ed.doc.guide(), parties=real_parties)
        [change] = comparison.changes
        assert change.thing == "parameter"
        assert change.children
        [cause] = comparison.causes
        assert cause.kind == "parameter"
        assert len(cause.effects) == len(change.children)
