"""The kinds of things that a guide is made of, in one table, and the ids of glossary terms.

Whatever lists kinds, or goes from a kind to its things, asks this table; what a stage does with
one kind alone stands in that stage. A kind that is added here is known everywhere.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of things that have ids.

    `id` is what files, commands and findings call the kind, `name` and `plural` what people do.
    `collection` is where a program and the files of a definition hold its things: the name of a
    field or method, empty for what they do not hold as such; `key` is the key that names one of
    them there, and `called` what a definition calls one: its id, if nothing else is given.

    `printed`: readers get it only where a text says so: as a value, a link, or as what is
    `placed` there with `{{ kind: id }}`. `numbered`: the guide counts it.
    `referable`: `[](#id)` names it. `anchored`: nothing does, and yet addresses end in its id.
    `overridable`: a program adds, replaces and omits those of its family. `title` tells in a few
    words what one of them is or holds; `use` is what a place that uses one is called.
    """

    id: str
    name: str
    plural: str
    collection: str = ""
    key: str = "id"
    called: str = ""
    printed: bool = False
    placed: bool = False
    numbered: bool = False
    referable: bool = False
    anchored: bool = False
    overridable: bool = False
    use: str = "use"
    title: Callable[[Any], str] = lambda thing: ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "called", self.called or self.id)

    @property
    def addressed(self) -> bool:
        """Whether a page has an anchor with the id of a thing of the kind."""
        return self.referable or self.anchored

    def held(self, holder: object) -> Any:
        """What a program or a file of a definition holds under the name of the collection."""
        found = getattr(holder, self.collection) if self.collection else ()
        return found() if callable(found) else found

    def of(self, holder: object) -> Mapping[Any, Any]:
        """The things of the kind in a program or in the file of a family, by their keys."""
        found = self.held(holder)
        if isinstance(found, Mapping):
            return found
        return {getattr(thing, self.key): thing for thing in found}


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind(
            id="section",
            name="section",
            plural="sections",
            collection="sections",
            numbered=True,
            referable=True,
            use="reference",
            title=lambda section: section.title,
        ),
        Kind(id="clause", name="clause", plural="clauses"),
        Kind(
            id="parameter",
            name="parameter",
            plural="parameters",
            collection="parameters",
            printed=True,
            title=lambda parameter: parameter.description,
        ),
        Kind(
            id="slot",
            name="slot",
            plural="slots",
            collection="slots",
            printed=True,
            placed=True,
            title=lambda slot: slot.description,
        ),
        Kind(
            id="table",
            name="table",
            plural="tables",
            collection="tables",
            printed=True,
            placed=True,
            numbered=True,
            referable=True,
            overridable=True,
            title=lambda table: table.caption,
        ),
        Kind(
            id="figure",
            name="figure",
            plural="figures",
            collection="figures",
            printed=True,
            placed=True,
            numbered=True,
            referable=True,
            overridable=True,
            title=lambda figure: figure.caption,
        ),
        Kind(
            id="list",
            name="list",
            plural="lists",
            collection="lists",
            printed=True,
            placed=True,
            overridable=True,
            title=lambda entries: _count(len(entries.items), "item"),
        ),
        Kind(
            id="links",
            name="list of links",
            plural="lists of links",
            collection="link_lists",
            called="link list",
            printed=True,
            placed=True,
            overridable=True,
            title=lambda found: _count(len(found.links), "link"),
        ),
        Kind(
            id="link",
            name="link",
            plural="links",
            collection="links",
            printed=True,
            referable=True,
            overridable=True,
            title=lambda link: link.label,
        ),
        Kind(
            id="form",
            name="form",
            plural="forms",
            collection="forms",
            printed=True,
            placed=True,
            anchored=True,
            overridable=True,
            title=lambda form: "; ".join(block.title for block in form.blocks),
        ),
        Kind(
            id="term",
            name="glossary term",
            plural="glossary terms",
            collection="glossary",
            key="term",
            called="glossary entry",
            anchored=True,
            overridable=True,
            use="mention",
            title=lambda entry: entry.means,
        ),
        Kind(
            id="document",
            name="governing document",
            plural="governing documents",
            collection="documents",
            overridable=True,
            use="mention",
            title=lambda document: document.name,
        ),
        Kind(id="stated-value", name="stated value", plural="stated values"),
    )
}
"""All kinds by their ids, in the order in which an answer lists them."""

APPENDIX = Kind(id="appendix", name="appendix", plural="appendices", collection="appendices")
"""What people call a section of the first level behind the chapters; its kind is `section`."""


_TERM = "term-"
TERM_ID = rf"{_TERM}[A-Za-z0-9._-]+"
"""The pattern of what `term_ids` makes."""
_LETTERS = str.maketrans(
    "øđħıłŧƀƃƈƌƒƙƚƞƥƫƭƴƶǥȥȴȵȶȷȼȿɀɇɉɋɍɏ", "odhiltbbcdfklnpttyzgzlntjcszejqry"
) | str.maketrans({"ß": "sz", "æ": "ae", "œ": "oe", "ȸ": "db", "ȹ": "qp"})
"""Letters with an ASCII form that Unicode does not take apart; as in Sphinx."""


def term_ids(terms: Iterable[str]) -> dict[str, str]:
    """The id of each term of a glossary, as addresses, waivers and questions have it.

    It is `term-` and the term in ASCII, with hyphens for all but letters, digits, `.` and `_`:
    what Sphinx makes of it (`sphinx.util.nodes.make_id`), so that published addresses last. Each
    of several terms that this cannot tell apart (C, C#) has a digest of the term behind it, so
    that none takes the id of another that was there before; one without any ASCII letter as well.
    """
    plain = {term: _in_ascii(term) for term in sorted(set(terms))}
    once = Counter(plain.values())
    return {
        term: id
        if once[id] == 1 and len(id) >= len(_TERM)
        else f"{id.rstrip('-')}-{hashlib.sha256(term.encode()).hexdigest()[:8]}"
        for term, id in plain.items()
    }


def _in_ascii(term: str) -> str:
    ascii = unicodedata.normalize("NFKD", term.translate(_LETTERS)).encode("ascii", "ignore")
    return re.sub(r"[^a-zA-Z0-9._]+", "-", f"{_TERM}{ascii.decode()}").rstrip("-")
