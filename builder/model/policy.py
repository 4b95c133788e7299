"""What the owners of a family decide about its checks, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.source import Span, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding that an owner accepts in writing, until a day.

    `check` is the finding's code; `target` the id of the section, appendix, table, figure,
    parameter or other thing it is about; `until` the last day, as YYYY-MM-DD. With `words`, only
    findings about one of these words are accepted, so that a new fault in the same place is not
    hidden. One that is `shared` stands in the family's file, for every program that has the thing.
    """

    check: Text
    target: Text
    reason: Text
    until: Text
    at: Span
    shared: bool = False
    words: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """The one way a term is written, and the ways it is not."""

    preferred: Text
    variants: tuple[Text, ...]
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNames:
    """Names that must not be used for a governing document, because it has another."""

    document: Text
    names: tuple[Text, ...]
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedValue:
    """A value that a governing document or a section of the guide states for a thing.

    `source` is the id of a document or of a section; `value` can hold placeholders.
    """

    thing: Text
    source: Text
    value: Text
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Words that belong to one program and have no place in another's guide."""

    program: Text
    words: tuple[Text, ...]
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRule:
    """How much a change matters that is about a term, a section, or both.

    `cls` is a class of `builder.model.change`. A rule with a `term` holds for changes whose words
    that were added or removed hold it; one with a `section` for what is in that section or below
    it. Of the rules that hold, the first decides.
    """

    cls: Text
    at: Span
    section: Text | None = None
    term: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Everything that can be set for the checks and for the review of revisions.

    `severities` maps a check's code to `error`, `warning`, `note` or `off`; a program's word
    stands in place of the family's. Patterns of hosts may begin with `*.`.
    """

    severities: Mapping[str, Text] = field(default_factory=dict)
    spellings: tuple[Spelling, ...] = ()
    document_names: tuple[DocumentNames, ...] = ()
    vocabularies: tuple[Vocabulary, ...] = ()
    stated_values: tuple[StatedValue, ...] = ()
    defined_terms: tuple[Text, ...] = ()
    common_acronyms: tuple[Text, ...] = ()
    internal_hosts: tuple[Text, ...] = ()
    allowed_hosts: tuple[Text, ...] = ()
    review_rules: tuple[ReviewRule, ...] = ()
