"""Faults of form: each in our own words, at its key or value, all at once."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.diagnostics import Code, Diagnostic
from builder.load import load_project
from builder.load.reader import read
from builder.load.schema import json_schema
from builder.load.schema_family import FamilyFile
from builder.load.schema_program import ProgramFile
from builder.load.validate import validate
from builder.source import SourceFile
from tests.projects import FAMILY, PROGRAM, make_project


def _check(text: str, *, family: bool = False) -> list[Diagnostic]:
    document = read(SourceFile(name="f.yaml", text=text))
    model = FamilyFile if family else ProgramFile
    return [*document.diagnostics, *validate(document.value, model).diagnostics]


HEAD = 'program: sail\nextends: shared\ntitle: T\nshort-name: S\nversion: "1"\n'


def test_the_valid_files_are_valid() -> None:
    assert not _check(PROGRAM)
    assert not _check(FAMILY, family=True)


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message", "hint"),
    [
        ("xyzzy: x", "unknown-key", 6, 1, "“xyzzy” is not a key of a program.", "Its keys are"),
        ("subtitel: x", "unknown-key", 6, 1, "“subtitel”", "Did you mean “subtitle”?"),
        ("date: 2020-01-02", "needs-quotes", 6, 7, "Date 2020-01-02 has no", 'date: "2020-01-02"'),
        ('date: "2020-02-30"', "bad-date", 6, 8, "“2020-02-30” is no date", "2018-06-20"),
        ('date: "May 2020"', "bad-date", 6, 8, "“May 2020”", "2018-06"),
        ("subtitle: no", "needs-quotes", 6, 11, "Subtitle no has no", 'subtitle: "no"'),
        ("subtitle: 12:30", "needs-quotes", 6, 11, "12:30 has no quotes", '"12:30"'),
        ("subtitle: ~", "needs-quotes", 6, 11, "no value at all", '"~"'),
        ("subtitle:", "empty-value", 6, 1, "“subtitle” has no value", "delete the key"),
        ('subtitle: ""', "empty-value", 6, 11, "“subtitle” has no value", "delete the key"),
        ("subtitle: [a]", "wrong-kind", 6, 11, "“subtitle” is a list", "quotes"),
        ("subtitle: |\n  a\n  b", "several-lines", 7, 3, "“subtitle” has several lines", "one"),
        ("parameters: {days: 14}", "needs-quotes", 6, 20, "Days 14 has no quotes", 'days: "14"'),
        ("parameters: {Days: x}", "bad-id", 6, 14, "“Days” is no id", "“days”"),
        ("parameters: x", "wrong-kind", 6, 13, "“parameters” is not a group", "key: value"),
        ("parameters:", "empty-value", 6, 1, "“parameters” has no value", "indented"),
        ("outline: {omit: x}", "wrong-kind", 6, 1, "“outline” is not a list", "“- ”"),
        ("outline: [{drop: x}]", "unknown-change", 6, 11, "neither “add”", "{omit: id}"),
        ("outline: [{add: {id: x, title: X}}]", "no-place", 6, 12, "no place", "after"),
        (
            "outline: [{add: {id: x, title: X}, after: a, under: b}]",
            "keys-conflict",
            6,
            46,
            "two places",
            "Keep one",
        ),
        (
            "outline: [{add: {id: x, tittle: X}, after: a}]",
            "unknown-key",
            6,
            25,
            "“tittle” is not a key of a section.",
            "Did you mean “title”?",
        ),
        (
            "outline: [{add: {id: x}, after: a}]",
            "missing-key",
            6,
            12,
            "The section “x” has no “title”.",
            "Add “title: …”",
        ),
        ("outline: [{replace: x}]", "changes-nothing", 6, 21, "changes nothing", "title"),
        (
            "outline: [{replace: x, status: not-aplicable}]",
            "unknown-value",
            6,
            32,
            "“status” cannot be “not-aplicable”",
            "Did you mean “not-applicable”?",
        ),
        ("slots: {a: ../../x}", "bad-clause-path", 6, 12, "“../../x” is no clause file", "content"),
        ("slots: {a: /etc/passwd}", "bad-clause-path", 6, 12, "is no clause file", "content"),
        ("slots: {a: content/a/b.md}", "bad-clause-path", 6, 12, "is no clause", "Write “a/b”."),
        (
            "links: {add: {a: {label: A, url: www.a.example}}}",
            "bad-address",
            6,
            34,
            "“www.a.example” is no address",
            "https://",
        ),
        (
            "links: {add: {a: {label: A, url: 'javascript:x'}}}",
            "bad-address",
            6,
            35,
            "is no address",
            "https://",
        ),
        ("tables: {ommit: [x]}", "unknown-key", 6, 10, "group of changes", "“omit”"),
        ('revision-history: [{version: "1"}]', "missing-key", 6, 20, "“1” has no “summary”", "Add"),
    ],
)
def test_faults_of_a_program(
    *, text: str, code: str, line: int, column: int, message: str, hint: str
) -> None:
    found = _check(f"{HEAD}{text}\n")
    assert [d.code for d in found] == [code]
    at = found[0].at
    assert at is not None
    assert (at.line, at.column) == (line, column)
    assert message in found[0].message
    assert hint in (found[0].hint or "")


def test_a_version_without_quotes() -> None:
    [found] = _check(HEAD.replace('"1"', "4.10"))
    assert found.message == "Version 4.10 has no quotes, so YAML programs read it as a number."
    assert found.hint == 'Write version: "4.10".'


TABLE = "family: f\noutline: [{id: a, title: A}]\ntables:\n  t:\n    caption: c\n"


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message"),
    [
        ("columns: [{id: a, title: A}]\n    rows: [[b, c]]", "row-length", 7, 12, "2 cells"),
        (
            "columns: [{id: a, title: A}, {id: a, title: A}]\n    rows: []",
            "duplicate-id",
            6,
            39,
            "column “a”",
        ),
        ("columns: []\n    rows: []", "empty-value", 6, 14, "“columns” is empty"),
        (
            'columns: [{id: a, title: A, width: "2"}]\n    rows: []',
            "not-a-number",
            6,
            41,
            "“width” is “2”",
        ),
        (
            "columns: [{id: a, title: A}]\n    rows: []\n    blank: yes",
            "not-true-or-false",
            8,
            12,
            "“blank” is “yes”",
        ),
        ("columns: [{id: a, title: A}]\n    rows: [[]]", "row-length", 7, 12, "0 cells"),
        ("columns: [{id: a, title: A}]\n    rows: [[1]]", "needs-quotes", 7, 13, "1 has no quotes"),
    ],
)
def test_faults_of_a_table(text: str, code: str, line: int, column: int, message: str) -> None:
    found = _check(f"{TABLE}    {text}\n", family=True)
    assert [d.code for d in found] == [code]
    assert found[0].at is not None
    assert (found[0].at.line, found[0].at.column) == (line, column)
    assert message in found[0].message


def test_a_mistyped_key_is_one_fault_and_its_value_is_used() -> None:
    document = read(SourceFile(name="f.yaml", text=HEAD.replace("title", "tilte")))
    result = validate(document.value, ProgramFile)
    assert [d.code for d in result.diagnostics] == ["unknown-key"]
    assert result.value is not None
    assert result.value.title == "T"


def test_all_faults_are_found_at_once() -> None:
    found = _check("program: Sail\nversion: 4.10\nfoo: bar\n")
    assert sorted(d.code for d in found) == [
        "bad-id",
        "missing-key",
        "missing-key",
        "missing-key",
        "needs-quotes",
        "unknown-key",
    ]


def _words(node: object) -> list[str]:
    if isinstance(node, dict):
        return [word for value in node.values() for word in _words(value)]
    if isinstance(node, list):
        return [word for value in node for word in _words(value)]
    return [node] if isinstance(node, str) else []


def test_the_schema_accepts_what_the_command_accepts() -> None:
    for kind, text in (("family", FAMILY), ("program", PROGRAM)):
        schema = json_schema(kind)  # type: ignore[arg-type]
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(yaml.safe_load(text), schema)
        assert json.dumps(schema) == json.dumps(json_schema(kind))  # type: ignore[arg-type]
        assert "null" not in _words(schema)


def test_the_schema_refuses_what_the_command_refuses() -> None:
    schema = json_schema("program")
    for line in ("version: 4.10", "outline: [{drop: x}]", "parameters: {Days: x}", "foo: x"):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**yaml.safe_load(PROGRAM), **yaml.safe_load(line)}, schema)


def test_everything_in_the_schema_is_described() -> None:
    for kind in ("family", "program"):
        schema = json_schema(kind)
        for name, part in {kind: schema, **schema["$defs"]}.items():
            for key, value in part["properties"].items():
                assert value.get("description"), (name, key)


@given(st.text(max_size=40), st.sampled_from(["subtitle: ", "outline: ", "tables: ", "glossary: "]))
@settings(max_examples=300)
def test_no_value_makes_it_raise(text: str, key: str) -> None:
    _check(f"{HEAD}{key}{text}\n")


@given(st.from_regex(r"[-+0-9.:eExXonsyNYO~_]{1,8}", fullmatch=True))
def test_text_is_kept_or_refused_but_never_changed(word: str) -> None:
    document = read(SourceFile(name="f.yaml", text=f"{HEAD}subtitle: {word}\n"))
    result = validate(document.value, ProgramFile)
    if not document.diagnostics and not result.diagnostics:
        assert result.value is not None
        assert result.value.subtitle == word
        assert yaml.safe_load(f"a: {word}") == {"a": word}


LONG = "x" * 101


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("program_defs/shared.yaml", "days: {value", f"{LONG}: {{value"),
        ("program_defs/shared.yaml", "{id: finish", f"{{id: {LONG}"),
        ("program_defs/shared.yaml", "{id: finish", f"{{clause: shared/{LONG}, id: finish"),
        ("program_defs/sail.yaml", "sail/greeting", f"{LONG}/greeting"),
        ("program_defs/shared.yaml", "tables:", f"figures: {{{LONG}: {{caption: A}}}}\ntables:"),
    ],
)
def test_an_id_that_is_too_long_for_a_file(tmp_path: Path, file: str, old: str, new: str) -> None:
    text = (FAMILY if "shared" in file else PROGRAM).replace(old, new)
    assert new in text
    found = load_project(make_project(tmp_path, {file: text})).diagnostics
    assert Code.OVER_A_LIMIT in {fault.code for fault in found}
    assert Code.MISSING_CLAUSE not in {fault.code for fault in found}
    shorter = text.replace(LONG, LONG[:100])
    found = load_project(make_project(tmp_path, {file: shorter})).diagnostics
    assert Code.OVER_A_LIMIT not in {fault.code for fault in found}
