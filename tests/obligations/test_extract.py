from __future__ import annotations

import pytest

from builder.model.guide import Block
from tests.obligations.marks import (
    PARTIES,
    bullets,
    cell,
    extract,
    guide_of,
    paragraph,
    read,
    told,
)

# Sentences of many kinds that the real guides do not have.
SENTENCES = {
    "The Tenant is required to renew the lease every year.": ["Tenant must"],
    "Tenants are required to renew.": ["Tenant must"],
    "A renewal is required after each change.": [],
    "The Tenant is responsible for all repairs.": ["Tenant must"],
    "The Owner is entitled to enter at any time.": ["Owner may"],
    "The Owner reserves the right to change the rent.": ["Owner may"],
    "The Tenant may only use the logo for listed rooms.": ["Tenant must"],
    "The Tenant may not use the logo.": ["Tenant must not"],
    "No Tenant may use the logo without consent.": ["Tenant must not"],
    "Neither the Owner nor the Tenant shall disclose the rent.": ["both shall not"],
    "The report must be sent to the Owner by the Tenant within ten days.": ["Tenant must"],
    "The report must be sent within ten days.": ["nobody must"],
    "The Owner must be notified of every change.": ["nobody must"],
    "The Tenant will be notified by the Owner.": ["Owner will"],
    "The Tenant shall be entitled to one free visit.": ["Tenant shall"],
    "Should the visit fail, the Tenant must repeat it.": ["Tenant must"],
    "If the Tenant must repeat it, the Owner will waive the fee.": ["Owner will"],
    "The keys that the Tenant must return are listed in Section 3.4 “Keys.”": [],
    "The rent is due in May, and the Tenant has to pay it in advance.": ["Tenant must"],
    "Section 3 “What the Tenant Must Do” lists the details.": [],
    "The Tenant can ask for another visit.": [],
    "Letters may contain personal data.": [],
    "Guests may report noise to the Owner.": [],
    "Users may report noise to the Owner.": ["nobody may"],
    "The customer may experience delays.": [],
    "The Owner may, but is not obliged to, publish the results.": ["Owner may"],
    "The Tenant shall (a) sweep; (b) keep the keys; and (c) inform the Owner.": ["Tenant shall"],
    "The Tenant must sweep; the Owner will check.": ["Tenant must", "Owner will"],
    "The Owner will send a list and the Tenant must check it.": ["Owner will", "Tenant must"],
    "Tenants living upstairs must use the lift.": ["Tenant must"],
    "Each of the Tenants must name a contact.": ["Tenant must"],
    "The support staff of the Tenant must answer within 4 hours.": ["Tenant must"],
    "The obligations of the Tenant shall end with the lease.": ["nobody shall"],
    "The Owner’s engineers will answer questions.": ["Owner will"],
    "The Owner Desk Manager will confirm the date.": ["Owner will"],
    "The Owner Listing Book will name the room.": [],
    "Owner Help Services shall answer.": ["Owner shall"],
    "The Tenant agrees to keep the rent confidential.": ["Tenant shall"],
    "Tenants are encouraged to attend.": ["Tenant should"],
    "Tenants are not required to attend.": [],
    "Unless the parties agree otherwise, the Tenant must pay first.": ["Tenant must"],
    "A Tenant who fails to pay will be removed by the Owner from the list.": ["Owner will"],
    "The Owner won’t support unlisted rooms.": ["Owner will not"],
    "The Tenant must not, under any circumstances, lend the key.": ["Tenant must not"],
    "The Owner determines which rooms the Tenant must sweep.": [],
    "The Tenant must do the work that the Owner may require.": ["Tenant must"],
    "All rooms must be listed.": ["nobody must"],
    "Tenant Software must carry a version.": ["nobody must"],
    "The Tenant’s garden must be mown.": ["nobody must"],
    "Customers who need help should call the Tenant.": ["nobody should"],
    "This will help Tenants find the room.": [],
    "As the case may be, the Tenant will start again.": ["Tenant will"],
    "The Tenant, at its own expense, shall mend the roof.": ["Tenant shall"],
    "The Tenant, its agents, and its contractors shall comply.": ["Tenant shall"],
    "At will, the Owner may end the trial.": ["Owner may"],
    "During the trial the Tenant should call daily.": ["Tenant should"],
    "Failure to do so may result in removal.": [],
    "Note that the Tenant must renew yearly.": ["Tenant must"],
    "It is recommended that the Tenant should call early.": ["Tenant should"],
    "The fee shall be waived by the Owner, and a receipt shall be issued.": [
        "Owner shall",
        "nobody shall",
    ],
    "The Tenant’s Support Engineers and the Desk must agree on a day.": ["both must"],
    "The website will be updated weekly.": ["nobody will"],
    "“The Tenant must obey” is an example.": [],
    "The Tenant (or its guest) must show the key.": ["Tenant must"],
    "When the Tenant’s technical contacts call the Owner, they shall give a name.": [
        "Tenant shall"
    ],
    "The Tenant may use the room, but must use it with care.": ["Tenant may", "Tenant must"],
    "The Tenant’s Manager, Technical Lead, or both shall sign.": ["Tenant shall"],
    "It also shows what Tenants may do.": [],
    "A Tenant that pays late, or does not pay at all, will lose the room.": ["Tenant will"],
    "Nobody knows the Owner’s last will.": [],
}


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.items())
def test_sentences_bind_whom_they_say(sentence: str, expected: list[str]) -> None:
    assert told(read(sentence)) == expected


def test_words_that_point_back() -> None:
    assert told(read("The link must be live. It must not end in an error.")) == [
        "nobody must",
        "nobody must not",
    ]
    assert told(read("The Tenant should name a contact. This contact shall answer.")) == [
        "Tenant should",
        "Tenant shall",
    ]
    assert told(read("Tenants meet the Owner’s engineers. These engineers may answer.")) == [
        "Owner may"
    ]


def test_items_take_party_and_strength_of_their_lead_in() -> None:
    guide = guide_of(
        paragraph("If it rains, the Tenant must:"),
        bullets(
            [paragraph("Close the windows within 2 hours")],
            [paragraph("Keep, dry and clean:", 3), bullets([paragraph("The carpet", 4)])],
            [paragraph("Call the Desk. The Owner will send help.")],
            [paragraph("A thing that the Owner may name, for example:"), bullets([paragraph("A")])],
        ),
    )
    found = extract(guide, PARTIES)
    assert told(found) == ["Tenant must", "Tenant must", "Tenant must", "Owner will"]
    first, second, third, _ = found
    assert first.sentence == "If it rains, the Tenant must: Close the windows within 2 hours"
    assert first.action == "Close the windows within 2 hours"
    assert (first.condition, first.period, first.numbers) == (
        "If it rains",
        "within 2 hours",
        ("2",),
    )
    assert second.sentence.endswith("Keep, dry and clean: The carpet")
    assert second.place is not None
    assert second.place.line == 4
    assert third.sentence == "If it rains, the Tenant must: Call the Desk."
    assert len({one.group for one in found}) == 1


def test_a_list_after_a_full_stop_takes_nothing() -> None:
    guide = guide_of(paragraph("The Tenant must pay."), bullets([paragraph("Rooms")]))
    assert told(extract(guide, PARTIES)) == ["Tenant must"]


def test_table_cells_and_forms_are_read() -> None:
    row = (cell("Hall"), cell("It is old, and the Owner will paint it."))
    form = (cell("Role"), cell("Keeps keys. This contact will be responsible for them."))
    guide = guide_of(
        Block(kind="table", head=(cell("Room"), cell("Note")), rows=(row,)),
        Block(kind="form", head=(cell("Tenant Key Contact"),), rows=(form,)),
    )
    assert told(extract(guide, PARTIES)) == ["Owner will", "Tenant will"]


def test_parts_of_an_obligation() -> None:
    (one,) = read(
        "Unless the Owner agrees, the Tenant must give two keys back at least 14 days before "
        "it leaves."
    )
    assert one.subject == "the Tenant"
    assert one.exception == "Unless the Owner agrees"
    assert one.condition == "before it leaves"
    assert one.period == "at least 14 days"
    assert one.numbers == ("2", "14")
    assert one.section == "rent"


@pytest.mark.parametrize(
    ("rest", "action"),
    [
        ("must agree to the terms of both letters", "agree to the terms of both letters"),
        ("shall be entitled to one free visit", "be entitled to one free visit"),
        ("will be responsible for the keys, and must return them", "be responsible for the keys"),
        ("must promise to sweep and must sweep", "promise to sweep"),
    ],
)
def test_a_phrase_under_a_modal_is_what_is_to_be_done(rest: str, action: str) -> None:
    first = read(f"The Tenant {rest}.")[0]
    assert first.action == action


def test_versions_and_dates_are_no_numbers() -> None:
    (one,) = read("As of August 31, 2015, the Tenant must use Boat 5 or KMIP 1.1 and 3 ropes.")
    assert one.numbers == ("3",)


def test_who_the_parties_are_is_data() -> None:
    assert told(read("The Tenant must pay.", parties=())) == ["nobody must"]
