"""The words of English by which sentences are taken apart."""

from __future__ import annotations


def word_list(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for looking up."""
    return frozenset(text.split())


SUBORDINATORS = word_list(
    "that which who whom whose what how where wherever when whenever if whether because since "
    "as than until unless before after while once although though so"
)
RELATIVES = word_set("that which who whom whose")
PREPOSITIONS = word_list(
    "of for with on in to from at by under within through between including when if where while "
    "after before unless without as during among per regarding concerning using whose who whom "
    "that which than into over upon until"
)
CONJUNCTIONS = word_set("and or but nor yet then")
DETERMINERS = word_set(
    "the a an each every any all both such this that these those its their his her our your no "
    "some other another either neither only"
)
PRONOUNS = word_set("it they he she this these those both all neither one")
ADVERBS = word_set(
    "also therefore then thus however always again still first instead otherwise hence now "
    "too itself themselves alone either both each all in addition accordingly generally normally "
    "only"
)

ROLES = word_set(
    "team group organization organisation department staff personnel employee engineer manager "
    "lead leader contact representative developer support service services alliance liaison "
    "administrator officer director executive agent affiliate subsidiary contractor "
    "subcontractor office desk company people person member management sales engineering "
    "counsel owner reviewer auditor"
)
"""Heads of noun phrases that mean people: those of a party act for it."""

PERSONS = word_set(
    "user customer anyone everyone someone anybody everybody whoever vendor member administrator "
    "person people participant applicant developer reviewer auditor party licensee reader owner "
    "recipient company organization organisation those"
)
"""Heads that mean people who are not a party themselves."""

POSSIBILITY = word_set(
    "be need require depend cause affect contain include become apply mean have result lead "
    "differ vary take occur happen fail break seem appear exist prove remain experience encounter "
    "suffer help change work influence exceed contribute impact take"
)
"""After `may`, and a subject that is no party, these tell what is possible."""

PARTY_POSSIBILITY = word_set("need experience encounter suffer wonder notice")
"""After `may`, and a party as subject, these tell what is possible."""

SPEAKING = word_set(
    "ask request offer show display state link refer prompt claim use invite list present "
    "describe provide"
)
"""After `may`, a thing that does these does so for its owner, who is given leave."""

IRREGULAR = word_set(
    "made given kept sent put met held shown known built written taken done seen found paid set "
    "left told brought bought sold run read begun chosen drawn driven forgotten gotten hidden "
    "lost meant proven said spent stood taught thought understood withdrawn worn split cut "
    "shut borne bound dealt fed felt fought laid led lent lit sought shipped"
)
"""Participles that do not end in -ed."""

ADJECTIVES = word_set(
    "prepared entitled required allowed permitted obligated obliged authorized authorised "
    "committed qualified certified trained involved interested experienced dedicated expected "
    "prohibited limited"
)
"""Participles that say what a subject is, not what is done to it."""

NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        word_list(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen twenty"
        )
    )
} | {"thirty": "30", "forty": "40", "forty-five": "45", "sixty": "60", "ninety": "90"}
