"""How exactly the obligations of the real guides are found, against marks made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from builder.model.guide import Guide, Section
from builder.model.obligation import Obligation, Party
from builder.obligations import extract
from tests.guides.reading import normal
from tests.obligations.marks import PROGRAMS, Mark, Score, marks, scores

AIM = 0.97
STANDING = 0.95


def test_marks_are_many_and_from_everywhere(guides: Mapping[str, Guide]) -> None:
    marked = marks()
    assert len(marked) >= 150
    silent = sum(not mark.binds for mark in marked)
    assert 0.25 < silent / len(marked) < 0.45
    here = {mark.section for mark in marked}
    for guide in guides.values():
        for chapter in guide.sections:
            if chapter.status == "present":
                assert here & {section.id for section in chapter.walk()}, chapter.id
    for program in PROGRAMS:
        assert any(mark.programs == (program,) and mark.binds for mark in marked)


def test_marked_sentences_are_read_as_a_person_reads_them(
    parties: Sequence[Party],
) -> None:
    def found(mark: Mark) -> list[Obligation]:
        return [one for one in extract(mark.guide(), parties) if one.sentence == mark.whole]

    _judge("alone", scores((found(mark), mark.binds) for mark in marks()))


def test_the_real_guides_are_read_as_a_person_reads_them(
    guides: Mapping[str, Guide], parties: Sequence[Party]
) -> None:
    pairs = []
    for program, guide in guides.items():
        found: dict[tuple[str, str], list[Obligation]] = {}
        for one in extract(guide, parties):
            found.setdefault((one.section, normal(one.sentence)), []).append(one)
        text = {section.id: _text(section) for section in guide.walk()}
        pairs += [
            (found.get((mark.section, normal(mark.whole)), []), mark.binds)
            for mark in marks()
            if program in mark.programs and _stands(mark, text)
        ]
    assert len(pairs) > 400
    assert [one.sentence for ones, _ in pairs for one in ones if not one.action] == []
    _judge("in the guides", scores(pairs))


def test_marked_sentences_still_stand_in_the_guides(guides: Mapping[str, Guide]) -> None:
    texts = {
        program: {section.id: _text(section) for section in guide.walk()}
        for program, guide in guides.items()
    }
    lost = [
        f"{program} {mark.section}: {mark.text}"
        for mark in marks()
        for program in mark.programs
        if not _stands(mark, texts[program])
    ]
    total = sum(len(mark.programs) for mark in marks())
    print(f"\n{total - len(lost)} of {total} marked sentences stand in the guides")
    assert 1 - len(lost) / total >= STANDING, "\n".join(lost)


def test_a_worse_reading_fails(parties: Sequence[Party]) -> None:
    """With one party unknown, and so one half of the actors, the measure is far below the aim."""
    found = scores(
        (extract(mark.guide(), parties[:1]), mark.binds) for mark in marks() if not mark.after
    )
    with pytest.raises(AssertionError, match="party"):
        _judge("one party", found[1:2])


def _judge(name: str, found: Sequence[Score]) -> None:
    for score in found:
        print(f"\n{name}: {score}", end="")
    for score in found:
        assert score.precision >= AIM, str(score)
        assert score.recall >= AIM, str(score)


def _text(section: Section) -> str:
    return normal(" ".join(block.text for block in section.blocks))


def _stands(mark: Mark, texts: Mapping[str, str]) -> bool:
    here = texts.get(mark.section, "")
    return all(normal(part) in here for part in (*mark.lead, mark.text))
