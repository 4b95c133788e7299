from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.model.guide import Guide
from builder.model.obligation import Obligation, Party
from builder.obligations import alike, extract, same_duty
from tests.obligations.marks import PARTIES, bullets, guide_of, paragraph, read


def two(first: str, second: str) -> tuple[Obligation, Obligation]:
    one, other = read(first, second)
    return one, other


def test_the_same_duty_in_other_words_strength_and_party() -> None:
    assert (
        same_duty(
            *two(
                "The Tenant must have one fire extinguisher in each flat, for the safety of all.",
                "For safety, the Owner should have one fire extinguisher in its flat.",
            )
        )
        > 0.9
    )


def test_another_verb_or_another_object_is_another_duty() -> None:
    assert same_duty(*two("The Tenant must pay the rent.", "The Tenant may raise the rent.")) == 0
    different = two(
        "The Tenant must provide a key to the front door.",
        "The Tenant must provide a list of all guests.",
    )
    assert same_duty(*different) < 0.7
    assert same_duty(*two("The Tenant may use it.", "The Tenant must use it with care.")) < 0.7


def test_items_of_one_list_are_different_duties() -> None:
    guide = guide_of(
        paragraph("The Tenant must send a list of all of the following:"),
        bullets([paragraph("Keys of the hall")], [paragraph("Keys of the hall door")]),
    )
    assert same_duty(*extract(guide, PARTIES)) == 0


def test_the_real_contradictions_are_found_and_little_else(
    guides: Mapping[str, Guide], parties: Sequence[Party]
) -> None:
    for guide in guides.values():
        pairs = [(a, b) for a, b, _ in alike(extract(guide, parties))]
        differing = {(a.section, b.section) for a, b in pairs if a.modal != b.modal}
        assert ("support-readiness", "recommended-training") in differing
        assert ("partner-hosting", "support-policy") in differing
        assert ("support-readiness", "partner-contact-form") in differing
        assert len(pairs) <= 12
