"""Collections of a program: the family's entries with the program's verbs applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from builder.diagnostics import Code
from builder.load import parts
from builder.load.fields import YamlModel
from builder.load.findings import Findings
from builder.load.schema_program import Changes, GlossaryChanges
from builder.model.kinds import KINDS
from builder.model.program import Origin
from builder.source import Text

T = TypeVar("T")
_TermChanges = Changes[parts.TermEntry]


def override(
    what: str, base: Mapping[Text, T], changes: Changes[T] | None, findings: Findings
) -> list[tuple[Text, T, Origin]]:
    """The program's entries as (id, entry, where it comes from), in order.

    Order is the family's, a replaced entry in place of the old one, added ones at the end.
    """
    if changes is None:
        return [(key, entry, Origin.SHARED) for key, entry in base.items()]
    omitted = findings.named(what, changes.omit, base, "“{}” is omitted twice.")
    replaced: dict[str, tuple[Text, T]] = {}
    for key, entry in changes.replace.items():
        first = _key(base, key)
        if first is None:
            findings.unknown(what, key, base)
        elif key in omitted:
            findings.report(
                Code.KEYS_CONFLICT,
                f"The {what} “{key}” is both replaced and omitted.",
                key.at,
                "Keep one of the two.",
                omitted[key].at,
            )
        elif same(base[key], entry):
            findings.nothing(what, key, key.at, first.at)
        else:
            replaced[key] = (key, entry)
    result: list[tuple[Text, T, Origin]] = []
    for key, entry in base.items():
        if key in replaced:
            result.append((*replaced[key], Origin.PROGRAM))
        elif key not in omitted:
            result.append((key, entry, Origin.SHARED))
    for key, entry in changes.add.items():
        first = _key(base, key)
        if first is None:
            result.append((key, entry, Origin.PROGRAM))
        else:
            findings.report(
                Code.ALREADY_THERE,
                f"The family has a {what} “{key}” already.",
                key.at,
                "Use “replace” to change it, or give the new one another name.",
                first.at,
            )
    return result


def override_glossary(
    base: Sequence[parts.TermEntry], changes: GlossaryChanges | None, findings: Findings
) -> list[tuple[parts.TermEntry, Origin]]:
    """The program's glossary entries, each with where it comes from."""
    merged = override(
        KINDS["term"].called,
        _terms(base, findings),
        None
        if changes is None
        else _TermChanges.model_construct(
            add=_terms(changes.add, findings),
            replace=_terms(changes.replace, findings),
            omit=changes.omit,
        ),
        findings,
    )
    return [(term, origin) for _, term, origin in merged]


def same(old: Any, new: Any) -> bool:
    """Whether two declared values say the same, wherever they were written."""
    if isinstance(old, YamlModel):
        return type(old) is type(new) and all(
            same(getattr(old, name), getattr(new, name)) for name in type(old).model_fields
        )
    if isinstance(old, list):
        return len(old) == len(new) and all(map(same, old, new))
    return bool(old == new)


def _terms(terms: Sequence[parts.TermEntry], findings: Findings) -> dict[Text, parts.TermEntry]:
    known: dict[Text, parts.TermEntry] = {}
    for term in terms:
        if term.term in known:
            first = _key(known, term.term)
            findings.report(
                Code.DUPLICATE_TERM,
                f"The term “{term.term}” is already in the glossary.",
                term.term.at,
                "Keep one of the two.",
                *([first.at] if first else []),
            )
        else:
            known[term.term] = term
    return known


def _key(known: Mapping[Text, Any], name: str) -> Text | None:
    """The key as it was written first."""
    return next((key for key in known if key == name), None) if name in known else None
