"""What the owners decide about the checks, from YAML to `Policy` and `Waiver`s."""

from __future__ import annotations

import pytest

from builder.source import Span, Text
from tests.load.conftest import Load
from tests.projects import FAMILY, PROGRAM

SHARED, SAIL = "program_defs/shared.yaml", "program_defs/sail.yaml"

POLICY = """\
checks: {straight-quotes: warning, double-space: off}
spelling:
  - {preferred: Harbor, not: [Harbour, harbour]}
document-names: {treaty: [Pact]}
vocabulary: {sail: [mast]}
stated-values:
  - {thing: notice, source: treaty, value: 14 days}
defined-terms: [Captain]
common-acronyms: [PDF]
internal-hosts: ["*.corp.example"]
allowed-hosts: [club.corp.example]
review-rules:
  - {section: start, class: editorial}
  - {term: Captain, class: normative}
waivers:
  - {check: straight-quotes, at: start, reason: Cited., until: "2027-06-30"}
"""
OWN = """\
checks: {straight-quotes: error}
stated-values: [{thing: notice, source: start, value: 7 days}]
review-rules: [{section: start, term: notice, class: review}]
waivers: [{check: double-space, at: levels, reason: Cited., until: "2027-06-30"}]
"""


def test_everything_arrives(load: Load) -> None:
    result = load({SHARED: FAMILY + POLICY, SAIL: PROGRAM + OWN})
    assert not result.diagnostics
    program = result.value["sail"]
    policy = program.policy
    assert policy.severities == {"straight-quotes": "error", "double-space": "off"}
    [spelling] = policy.spellings
    assert (spelling.preferred, spelling.variants) == ("Harbor", ("Harbour", "harbour"))
    [names] = policy.document_names
    assert (names.document, names.names) == ("treaty", ("Pact",))
    [words] = policy.vocabularies
    assert (words.program, words.words) == ("sail", ("mast",))
    # The program's rules come first, for the first one that fits decides.
    assert [(rule.section, rule.term, rule.cls) for rule in policy.review_rules] == [
        ("start", "notice", "review"),
        ("start", None, "editorial"),
        (None, "Captain", "normative"),
    ]
    assert [(v.thing, v.source, v.value) for v in policy.stated_values] == [
        ("notice", "treaty", "14 days"),
        ("notice", "start", "7 days"),
    ]
    assert policy.defined_terms == ("Captain",)
    assert policy.common_acronyms == ("PDF",)
    assert policy.internal_hosts == ("*.corp.example",)
    assert policy.allowed_hosts == ("club.corp.example",)
    assert [(w.check, w.target, w.reason, w.until, w.shared) for w in program.waivers] == [
        ("straight-quotes", "start", "Cited.", "2027-06-30", True),
        ("double-space", "levels", "Cited.", "2027-06-30", False),
    ]


def test_severities_know_where_they_stand(load: Load) -> None:
    program = load({SHARED: FAMILY + POLICY, SAIL: PROGRAM + OWN}).value["sail"]
    keys = {str(key): key for key in program.policy.severities}
    own, shared = keys["straight-quotes"], keys["double-space"]
    assert isinstance(own, Text)
    assert isinstance(shared, Text)
    assert own.at == Span(file=SAIL, line=PROGRAM.count("\n") + 1, column=10, length=15)
    assert shared.at.file == SHARED


@pytest.mark.parametrize(
    ("family", "program", "code", "column", "message", "hint"),
    [
        ("checks: {a: fatal}", "", "unknown-value", 13, "“a” cannot be “fatal”", "off"),
        ("checks: {A: off}", "", "bad-id", 10, "“A” is no id", "“a”"),
        ("spelling: [{preferred: x}]", "", "missing-key", 12, "has no “not”", "not: …"),
        ("spelling: [{preferred: x, not: []}]", "", "empty-value", 32, "is empty", "entry"),
        ("document-names: {pact: [x]}", "", "unknown-document", 18, "no document “pact”", "treaty"),
        ("vocabulary: {sali: [x]}", "", "unknown-program", 14, "no program “sali”", "“sail”"),
        (
            "stated-values: [{thing: x, source: treety, value: yy}]",
            "",
            "unknown-document-or-section",
            36,
            "no document or section “treety”",
            "“treaty”",
        ),
        ("internal-hosts: ['https://a.b']", "", "bad-host", 19, "“https://a.b” is no host", "*."),
        (
            "",
            'waivers: [{check: c, at: start, reason: r, until: "2027-06"}]',
            "bad-date",
            52,
            "“2027-06” is no day",
            "2018-06-20",
        ),
        (
            "",
            'waivers: [{check: c, at: start, reason: r, until: "2027-02-30"}]',
            "bad-date",
            52,
            "“2027-02-30” is no day",
            "2018-06-20",
        ),
        (
            "",
            "waivers: [{check: c, at: start, reason: r, until: 2027-06-30}]",
            "needs-quotes",
            51,
            "2027-06-30 has no quotes",
            '"2027-06-30"',
        ),
        (
            "",
            'waivers: [{check: c, at: strat, reason: r, until: "2027-06-30"}]',
            "unknown-part-of-the-guide",
            26,
            "“strat”",
            "“start”",
        ),
        (
            "",
            'waivers: [{check: c, at: start, until: "2027-06-30"}]',
            "missing-key",
            11,
            "has no “reason”",
            "Why",
        ),
    ],
)
def test_faults_are_told_at_their_place(
    *, load: Load, family: str, program: str, code: str, column: int, message: str, hint: str
) -> None:
    result = load({SHARED: f"{FAMILY}{family}\n", SAIL: f"{PROGRAM}{program}\n"})
    [found] = result.diagnostics
    assert found.code == code
    assert found.at is not None
    file, text = (SHARED, FAMILY) if family else (SAIL, PROGRAM)
    assert (found.at.file, found.at.line) == (file, text.count("\n") + 1)
    assert found.at.column == column
    assert message in found.message
    assert hint in (found.hint or "")


def test_a_severity_that_changes_nothing_is_a_fault(load: Load) -> None:
    result = load({SHARED: FAMILY + "checks: {a: off}\n", SAIL: PROGRAM + "checks: {a: off}\n"})
    assert [d.code for d in result.diagnostics] == ["changes-nothing"]


def test_what_is_shared_may_be_about_things_that_a_program_omits(load: Load) -> None:
    policy = (
        "stated-values: [{thing: x, source: first-steps, value: yy}]\n"
        'waivers: [{check: c, at: first-steps, reason: r, until: "2027-06-30"}]\n'
    )
    result = load(
        {
            SHARED: FAMILY + policy,
            SAIL: PROGRAM + "outline: [{omit: first-steps}]\n",
            "content/shared/first-steps.md": None,
        }
    )
    assert not result.diagnostics
    program = result.value["sail"]
    assert not program.waivers
    assert not program.policy.stated_values


def test_appendices_that_may_not_apply(load: Load) -> None:
    requires = "requires:\n  appendices: [words]\n  may-not-apply: [{}]\n"
    family = FAMILY.replace("requires:\n  sections: [start]\n", "")
    good = load({SHARED: family + requires.format("words")})
    assert not good.diagnostics
    assert good.value["sail"].requires.may_not_apply == ("words",)
    [found] = load({SHARED: family + requires.format("wrods")}).diagnostics
    assert found.code == "unknown-appendix"
    assert found.at is not None
    assert found.at.column == 19


def test_a_review_rule_must_be_about_something(load: Load) -> None:
    own = "review-rules:\n  - {class: review}\n  - {section: nowhere, class: editorial}\n"
    result = load({SHARED: FAMILY, SAIL: PROGRAM + own + "  - {term: a, class: grave}\n"})
    found = {diagnostic.code: diagnostic for diagnostic in result.diagnostics}
    assert set(found) == {"missing-key", "unknown-section", "unknown-value"}, result.diagnostics
    assert "neither which section nor which term" in found["missing-key"].message
    assert "“nowhere”" in found["unknown-section"].message
    assert "“grave”" in found["unknown-value"].message
