"""Finds a guide that was published and has changed without a new version.

What it finds:
    A guide whose version is that of the guide last published, although its text, tables,
    figures' descriptions, glossary or order of precedence are not the same. Numbers that the
    builder makes, spaces, dashes and quotation marks do not count.
Why it matters:
    Two guides with one version cannot be told apart. Partners have agreed to the first.
Failing example:
    `version: "2.1"`, which is published with `14 days`, and now a clause with `21 days`.
Passing example:
    `version: "2.2"` with a row in the revision history that tells of the change.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.released import changed_since, content_changes
from builder.reading.subject import Collection

SEVERITY = Severity.ERROR
ABSENCE = True
_HINT = "Give the guide a new version and add it to “revision-history:”, or take the changes back."


def check_all(collection: Collection) -> Iterator[Finding]:
    """Compare each guide with the one last published under the same version."""
    for id, subject in collection.subjects.items():
        published = collection.published.get(id)
        if published is not None and published.identity.version == subject.guide.identity.version:
            changes = list(content_changes(subject, published))
            if changes:
                yield changed_since(subject, "published", changes, _HINT)
