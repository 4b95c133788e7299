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

from builder.diagnostics import Finding, Severity
from builder.model.cover import COVER
from builder.model.guide import Guide
from builder.model.versions import version_key
from builder.reading.released import Changed, changed_since, content_changes, normal
from builder.reading.subject import Collection, Subject

SEVERITY = Severity.ERROR
ABSENCE = True


def check_all(collection: Collection) -> Iterator[Finding]:
    """Compare the cover and the history of each guide with those of its last release."""
    for id, subject in collection.subjects.items():
        released = collection.published.get(id)
        if released is None:
            continue
        version, before = subject.program.version, released.identity.version
        drafts = f"`guides revision {id}` drafts"
        if version == before:
            changes = [*_cover(subject, released), *_history(subject, released)]
            if changes and not any(content_changes(subject, released)):
                hint = (
                    "Give the guide a new version and add it to “revision-history:”, or take the "
                    f"changes back; {drafts} the row."
                )
                yield changed_since(subject, "released", changes, hint)
            continue
        if version_key(version) <= version_key(before):
            message = f"The guide has version “{version}”, but “{before}” is already released."
            hint = f"Give the guide a higher version and a row in “revision-history:”; {drafts} it."
        elif not subject.program.revisions and not subject.program.requires.revision_history:
            message = (
                f"The guide goes from version “{before}” to “{version}”, but no revision history "
                "tells of it."
            )
            hint = f"Add “revision-history:”; {drafts} the row."
        else:
            continue
        yield Finding(
            at=version.at,
            message=message,
            hint=hint,
            programs=(id,),
            about=id,
            words=(version, before),
        )


def _cover(subject: Subject, released: Guide) -> Iterator[Changed]:
    """What of the cover differs. The version is compared elsewhere."""
    for field in COVER:
        before = normal(getattr(released.identity, field.name) or "")
        after = normal(getattr(subject.guide.identity, field.name) or "")
        if before != after and released.tells(field.name):
            text = subject.program.cover.get(field.name)
            at = text.at if text is not None else None
            yield Changed(f"the {field.label.lower()}", at)


def _history(subject: Subject, released: Guide) -> Iterator[Changed]:
    """The rows of the history that differ, are new or are gone."""
    before = {row.version: row for row in released.revision_history}
    after = {row.version: row for row in subject.guide.revision_history}
    places = {str(row.version): row.at for row in subject.program.revisions}
    for version in dict.fromkeys((*before, *after)):
        old, new = before.get(version), after.get(version)
        if old is None or new is None:
            name = f"the revision “{version}” is {'new' if old is None else 'gone'}"
            yield Changed(name, places.get(version), version)
        elif (normal(old.summary), old.dates) != (normal(new.summary), new.dates):
            yield Changed(f"the revision “{version}”", places.get(version), version)
