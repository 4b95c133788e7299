"""Finds a guide that is not as it was last released, and whose revision history does not say so.

What it finds:
    Compared with the guide last released, a guide that has
    another version, but not a higher one;
    a higher version, but no row for it because it has no revision history;
    the same version, but another cover, or a revision history that says something else.
    Where the version is the same and the text itself is another, `published-content-changed`
    tells so; where the newest row has another version than the guide, `revision-newest-differs`
    does. This check is silent on both.
Why it matters:
    Partners read in the revision history what changed since the edition that they know. A
    change that is not there has not been told to anybody.
Failing example:
    `version: "2.1"` and `classification: Public`, when version 2.1 was released as
    `Confidential`.
Passing example:
    `version: "2.2"`, and a row `- {version: "2.2", …}` that tells of the classification.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.published_content_changed import content_changes, normal
from builder.diagnostics import Diagnostic, Severity
from builder.model.cover import COVER
from builder.model.guide import Guide
from builder.model.versions import version_key
from builder.reading.subject import Collection, Subject
from builder.source import Span

CODE = "unrecorded-change"
SEVERITY = Severity.ERROR
_NAMED = 3


def check_all(collection: Collection) -> Iterator[Diagnostic]:
    """Compare the cover and the history of each guide with those of its last release."""
    for id, subject in collection.subjects.items():
        released = collection.published.get(id)
        if released is None:
            continue
        version = subject.program.version
        before = released.identity.version
        if version == before:
            found = _same_version(subject, released)
        elif version_key(version) <= version_key(before):
            found = _Finding(
                f"The guide has version “{version}”, but “{before}” is already released.",
                "Give the guide a higher version and a row in “revision-history:”; "
                f"`guides revision {id}` drafts it.",
            )
        elif not subject.program.revisions and not subject.program.requires.revision_history:
            found = _Finding(
                f"The guide goes from version “{before}” to “{version}”, but no revision history "
                "tells of it.",
                f"Add “revision-history:”; `guides revision {id}` drafts the row.",
            )
        else:
            continue
        if found is not None:
            yield Diagnostic(
                code=CODE,
                severity=SEVERITY,
                at=version.at,
                message=found.message,
                hint=found.hint,
                related=found.related,
                programs=(id,),
                about=id,
            )


class _Finding:
    def __init__(self, message: str, hint: str, related: tuple[Span, ...] = ()) -> None:
        self.message, self.hint, self.related = message, hint, related


def _same_version(subject: Subject, released: Guide) -> _Finding | None:
    changes = [*_cover(subject, released), *_history(subject, released)]
    if not changes or any(content_changes(subject, released)):
        return None
    names = [name for name, _ in changes]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return _Finding(
        f"Version “{subject.program.version}” is released, but has changed since: "
        f"{', '.join(names[:_NAMED])}{more}.",
        "Give the guide a new version and add it to “revision-history:”, or take the changes "
        f"back; `guides revision {subject.id}` drafts the row.",
        tuple(at for _, at in changes if at is not None),
    )


def _cover(subject: Subject, released: Guide) -> Iterator[tuple[str, Span | None]]:
    """What of the cover differs. The version is compared elsewhere."""
    for field in COVER:
        before = normal(getattr(released.identity, field.name) or "")
        after = normal(getattr(subject.guide.identity, field.name) or "")
        if before != after and released.tells(field.name):
            text = subject.program.cover.get(field.name)
            yield f"the {field.label.lower()}", text.at if text is not None else None


def _history(subject: Subject, released: Guide) -> Iterator[tuple[str, Span | None]]:
    """The rows of the history that differ, are new or are gone."""
    before = {row.version: row for row in released.revision_history}
    after = {row.version: row for row in subject.guide.revision_history}
    places = {str(row.version): row.at for row in subject.program.revisions}
    for version in dict.fromkeys((*before, *after)):
        old, new = before.get(version), after.get(version)
        if old is None or new is None:
            yield (
                f"the revision “{version}” is {'new' if old is None else 'gone'}",
                places.get(version),
            )
        elif (normal(old.summary), old.dates) != (normal(new.summary), new.dates):
            yield f"the revision “{version}”", places.get(version)
