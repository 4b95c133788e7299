"""The valid name nearest to a mistyped one, for hints."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, valid: Iterable[str]) -> str | None:
    """The most similar of the `valid` names, or None if none is close.

    Similarity is the normalised Damerau-Levenshtein (optimal string alignment) similarity,
    with the better of it and the token-sorted ratio, so that both a mistyped letter and
    words in another order are recognised.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    best, score = None, 0.0
    for candidate in valid:
        similarity = max(
            OSA.normalized_similarity(name, candidate),
            fuzz.token_sort_ratio(name.replace("-", " "), candidate.replace("-", " ")) / 100,
        )
        if similarity > score:
            best, score = candidate, similarity
    return best if score >= 0.6 else None


def suggest(name: str, valid: Iterable[str], *, otherwise: str | None = None) -> str | None:
    """A hint for an unknown `name`: the nearest valid one, a short list, or `otherwise`."""
    names = sorted(set(valid))
    found = nearest(name, names)
    if found is not None:
        return f"Did you mean “{found}”?"
    if 0 < len(names) <= 8:
        return "Known here: " + ", ".join(names) + "."
    return otherwise
