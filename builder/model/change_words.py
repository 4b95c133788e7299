"""The words of comparisons, for each language in one object: redlines, notices and summaries.

They belong to a `builder.model.words.Language`, which has the names of the parts of a guide. Names
in braces are filled in; a pair is for one and for any other number of things.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWords:
    """What the forms of a comparison print and neither author nor guide says, in one language.

    Mappings are by the values of `builder.model.change` and `builder.model.redline` that they
    name. A class of None is called `none`.
    """

    # Classes, and the whole in a sentence.
    classes: Mapping[str, str]
    meanings: Mapping[str, str]
    verdicts: Mapping[str, str]
    verdict_of_guides: str
    # One change in one line, and where it is.
    headline: str
    happened: Mapping[str, str]
    moved: str
    ways: Mapping[str, str]
    edited: str
    marks: Mapping[str, str]
    more: str
    was: str
    whole_guide: str
    elsewhere: str
    conjunction: str
    quoted: str
    # Obligations: what is different, how often, and who is bound.
    kinds: Mapping[str, str]
    kinds_counted: Mapping[str, Pair]
    none_different: str
    nobody: str
    both_parties: str
    nothing: str
    not_before: str
    not_now: str
    # How many there are.
    changes: Pair
    changes_in: str
    edits: Pair
    numbers: Pair
    other_numbers: Pair
    more_numbers: Pair
    editorial_changes: Pair
    # Titles of the parts of a redline or summary, and the heads of their tables.
    titles: Mapping[str, str]
    groups: Mapping[str, str]
    heads: Mapping[str, str]
    part_of: str
    left_out: str
    left_of: str
    redlines_have_all: str
    more_parts: str
    follows: str
    also_in: str
    # A redline.
    redline: str
    redline_of: str
    redline_versions: str
    compared: str
    inserted: str
    deleted: str
    moved_away: str
    skip: str
    what_is_shown: str
    show: str
    changes_only: str
    previous_change: str
    next_change: str
    keys: str
    places: str
    place: str
    drawings: Mapping[str, str]
    text_alternative: str
    no_drawing: str
    drawing_missing: str
    drawing_missing_hash: str
    # The row of the revision history that is drafted.
    row: Mapping[str, str]
    more_sections: Pair
    more_wording: Pair
    only_wording: Pair
    # A notice.
    notice: Mapping[str, str]
    renumbered: Pair
    asks_nothing: Pair
    points: Mapping[str, str]
    no_longer: Mapping[str, str]
    none_before: Mapping[str, str]

    def count(self, pair: Pair, number: int) -> str:
        """`1 change`, `3 changes`."""
        return pair[number != 1].format(count=number)


ENGLISH = ChangeWords(
    classes={
        "normative": "Normative",
        "review": "To review",
        "structural": "Structural",
        "reference": "Reference",
        "editorial": "Editorial",
        "renumbering": "Renumbering",
    },
    meanings={
        "normative": "somebody must, need not or may now do something else, or another value "
        "prevails",
        "review": "other words in a sentence that binds somebody",
        "structural": "parts added, removed, moved or retitled that bind nobody",
        "reference": "another link or another target of a reference",
        "editorial": "other words anywhere else",
        "renumbering": "only numbers, which follow from another change",
    },
    verdicts={
        "normative": "This revision changes what the guide requires.",
        "review": "No duty changes as far as rules can tell; read the sentences that bind "
        "somebody.",
        "structural": "Parts are added, removed, moved or retitled; no duty changes.",
        "reference": "Only links and references change.",
        "editorial": "Only wording changes; no duty does.",
        "renumbering": "Only numbers change.",
        "none": "Nothing changes for a reader.",
    },
    verdict_of_guides="These guides change what they require.",
    headline="{thing} {happened}",
    happened={
        "added": "added",
        "removed": "removed",
        "changed": "changed",
        "moved": "moved",
        "moved within": "moved within its section",
        "moved part": "moved (was {label})",
        "split": "split in {count}",
        "merged": "merged from {count}",
        "renumbered": "follow from other changes",
        "redrawn": "drawn anew",
        "retitled": "retitled",
    },
    moved="moved {way}",
    ways={
        "from": "from {place}",
        "to": "to {place}",
        "from near": "from its old place",
        "to near": "to its new place",
    },
    edited="{said} and edited",
    marks={
        "same": "changed",
        "inserted": "inserted",
        "deleted": "deleted",
        "moved-here": "moved here",
        "moved-away": "moved away",
    },
    more="{count} more",
    was="was {number}",
    whole_guide="The guide as a whole",
    elsewhere="elsewhere",
    conjunction="and",
    quoted="“{text}”",
    kinds={
        "added": "New",
        "removed": "Removed",
        "strength": "Strength",
        "period": "Period",
        "number": "Number",
        "actor": "Who acts",
        "condition-added": "Condition added",
        "condition-removed": "Condition removed",
        "condition-changed": "Condition changed",
        "exception-added": "Exception added",
        "exception-removed": "Exception removed",
        "exception-changed": "Exception changed",
        "wording": "Wording",
    },
    kinds_counted={
        "added": ("{count} new obligation", "{count} new obligations"),
        "removed": ("{count} obligation removed", "{count} obligations removed"),
        "strength": ("{count} change of strength", "{count} changes of strength"),
        "period": ("{count} change of a period", "{count} changes of a period"),
        "number": ("{count} change of a number", "{count} changes of a number"),
        "actor": ("{count} change of who acts", "{count} changes of who acts"),
        "condition-added": ("{count} condition added", "{count} conditions added"),
        "condition-removed": ("{count} condition removed", "{count} conditions removed"),
        "condition-changed": ("{count} condition changed", "{count} conditions changed"),
        "exception-added": ("{count} exception added", "{count} exceptions added"),
        "exception-removed": ("{count} exception removed", "{count} exceptions removed"),
        "exception-changed": ("{count} exception changed", "{count} exceptions changed"),
        "wording": ("{count} obligation in other words", "{count} obligations in other words"),
    },
    none_different="No obligation is different",
    nobody="nobody named",
    both_parties="both parties",
    nothing="none",
    not_before="No such obligation",
    not_now="No longer in the guide",
    changes=("{count} change", "{count} changes"),
    changes_in="{changes} in {programs}",
    edits=("{count} edit with one change each", "{count} edits with one change each"),
    numbers=(
        "{count} number changed. Text that only cites them is not marked.",
        "{count} numbers changed. Text that only cites them is not marked.",
    ),
    other_numbers=("{count} other number", "{count} other numbers"),
    more_numbers=(
        "{count} more number below these changed with them",
        "{count} more numbers below these changed with them",
    ),
    editorial_changes=("{count} editorial change", "{count} editorial changes"),
    titles={
        "verdict": "Verdict",
        "what": "What changes",
        "ledger": "Obligations",
        "ledger table": "Obligations that changed",
        "structure": "Structure",
        "numbers": "Numbers",
        "numbers table": "Old and new numbers",
        "causes": "Causes",
        "causes of several": "Causes of several changes",
        "changes": "All changes",
        "front": "Cover and revision history",
        "guide": "The guide with its changes",
        "verdicts": "verdicts",
    },
    groups={
        "structure": "Structure",
        "data": "Tables, terms and values",
        "text": "Text",
        "editorial": "Editorial",
    },
    heads={
        "change": "Change",
        "who": "Who",
        "was": "Was",
        "now": "Now",
        "is now": "Is now",
        "where": "Where",
        "class": "Class",
        "page": "Page",
        "title": "Title",
        "follows": "Follows from the section above",
        "edit": "Edit in the sources",
        "effects": "What it changes",
        "what": "What",
        "value": "Its value",
        "revision": "Revision",
        "guide": "Guide",
        "version": "Version",
        "sentence": "Sentence",
    },
    part_of="{part} of {guide}",
    left_of="{part} ({left} of {count})",
    left_out="Left out, for this comment has a limit:",
    redlines_have_all="The redlines have everything.",
    more_parts="{count} more parts",
    follows="follows",
    also_in="also in: {programs}",
    redline="Redline",
    redline_of="Redline of {guide} {versions}",
    redline_versions="Redline {versions}",
    compared="Compared: {names}",
    inserted="Inserted",
    deleted="Deleted",
    moved_away="Moved away",
    skip="Skip to the verdict",
    what_is_shown="What is shown",
    show="Show",
    changes_only="Changes only",
    previous_change="Previous change (key P)",
    next_change="Next change (key N)",
    keys="Keys N, P",
    places="{count} places",
    place="{number} of {count}",
    drawings={"before": "Before", "after": "After"},
    text_alternative="Text alternative",
    no_drawing="There is no drawing.",
    drawing_missing="The drawing is not at hand.",
    drawing_missing_hash="The drawing is not at hand (SHA-256 {hash}…).",
    row={
        "added": "new obligation",
        "removed": "obligation removed",
        "strength": "“{old}” is now “{new}”",
        "actor": "{new} acts instead of {old}",
        "value": "{old} becomes {new}",
        "nothing": "Editorial changes.",
    },
    more_sections=(
        "Obligations in {count} more section.",
        "Obligations in {count} more sections.",
    ),
    more_wording=(
        "{count} more change of wording or references.",
        "{count} more changes of wording or references.",
    ),
    only_wording=(
        "{count} change of wording or references.",
        "{count} changes of wording or references.",
    ),
    notice={
        "title": "{guide}: what changes with version {version}",
        "opening": "The {guide} has changed: version {version}{dated} is now published{replaces}.",
        "dated": ", dated {date},",
        "replaces": " and replaces version {version}",
        "lists": "This notice lists what that means for you. The guide itself decides; the "
        "sections to read are named with each point.",
        "nothing": "Nothing that you must, may or need not do has changed.",
        "before": "Before: {before}.",
        "also": "Also",
        "order": "Where the governing documents disagree, this order now holds: {ranks}.",
        "then": ", then ",
        "read": "Please also read what has changed; it can matter to what you do.",
        "read in": "Please also read what has changed in {places}; it can matter to what you do.",
        "gone": "This no longer holds: “{sentence}”",
        "as": "as a {party} {rest}",
        "you must": "you {modal} {action}",
        "you": "you",
        "your": "your",
    },
    renumbered=(
        "{count} section, table or figure has another number.",
        "{count} sections, tables or figures have another number.",
    ),
    asks_nothing=(
        "{count} further change is editorial or in the arrangement and asks nothing of you.",
        "{count} further changes are editorial or in the arrangement and ask nothing of you.",
    ),
    points={
        "yours now": "Now for you to do",
        "must": "From this version on you must",
        "must not": "From this version on you must not",
        "required": "Now required instead of recommended",
        "values": "Changed dates, periods and numbers",
        "recommended": "Now recommended instead of required",
        "allowed": "Now allowed instead of required",
        "theirs now": "Now done by somebody else",
        "limits": "Changed conditions and exceptions",
        "no longer required": "No longer required",
        "no longer forbidden": "No longer forbidden",
        "newly recommended": "Newly recommended",
        "no longer recommended": "No longer recommended",
        "newly allowed": "You now may",
        "no longer allowed": "No longer allowed by this guide",
        "otherwise": "Changed in another way",
        "others": "What changes in what others do or may do",
    },
    no_longer={
        "should not": "are no longer advised not to",
        "should": "are no longer advised to",
        "may": "no longer have this guide’s leave to",
        "must not": "are no longer forbidden to",
        "must": "no longer have to",
    },
    none_before={
        "period": "no period",
        "condition": "no condition",
        "exception": "no exception",
    },
)
