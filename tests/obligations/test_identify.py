from __future__ import annotations

from builder.model.guide import Block, Run
from builder.obligations import extract
from tests.obligations.marks import PARTIES, guide_of, paragraph, read


def ids(text: str) -> list[str]:
    return [one.id for one in read(text)]


def test_an_id_outlives_typography_strength_and_renumbering() -> None:
    first = ids("The Tenant must not use the “back-door” — ever.")
    assert ids('The Tenant should  use the "back-door" - ever.') == first
    block = paragraph("The Tenant must pay.")
    numbered = extract(guide_of(block, number="7.1"), PARTIES)[0]
    assert numbered.id == extract(guide_of(block), PARTIES)[0].id
    assert numbered.section_number == "7.1"


def test_an_id_follows_the_words_and_the_section() -> None:
    assert ids("The Tenant must pay.") != ids("The Tenant must pay late.")
    block = paragraph("The Tenant must pay.")
    elsewhere = extract(guide_of(block, section="other"), PARTIES)[0]
    assert elsewhere.id != ids("The Tenant must pay.")[0]
    assert elsewhere.id.startswith("other.")


def test_an_id_outlives_a_new_number_in_a_reference() -> None:
    def one(number: str) -> str:
        runs = (
            Run(text="The Tenant must follow "),
            Run(text=f"Section {number} “Rules”", kind="reference", target="r", generated=True),
            Run(text="."),
        )
        return extract(guide_of(Block(kind="paragraph", runs=runs)), PARTIES)[0].id

    assert one("3.4") == one("3.5")


def test_equal_sentences_and_two_modals_are_told_apart() -> None:
    first, second, *both = ids(
        "The Tenant must pay. The Tenant must pay. The Tenant must call and must wait."
    )
    assert second == f"{first}-2"
    assert len({first, second, *both}) == 4
