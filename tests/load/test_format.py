"""Definitions are laid out: keys in the schema's order, texts wrapped, values and comments kept."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings

from builder.load.format import format_definition
from builder.source import SourceFile
from tests.load.any_definition import COMMENT, SHAPE, definitions, in_order, misplaced
from tests.projects import FAMILY, PROGRAM


def laid_out(text: str, *, family: bool = False) -> str:
    result = format_definition(SourceFile(name="program_defs/a.yaml", text=text), family=family)
    assert not result.diagnostics, result.diagnostics
    return result.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("version: '1'\nprogram: a\n", "program: a\nversion: '1'\n"),
        ("queries:\n- {question: Why?, at: a}\n", "queries:\n- {at: a, question: Why?}\n"),
        (
            "queries:\n  - question: Why?\n    at: a # here\n  - at: b\n    question: Which?\n",
            "queries:\n  - at: a # here\n    question: Why?\n  - at: b\n    question: Which?\n",
        ),
        (
            "outline:\n  - after: b\n    add:\n      title: A\n      id: a\n",
            "outline:\n  - add:\n      id: a\n      title: A\n    after: b\n",
        ),
        (
            "outline:\n  - {title: T, replace: a}\n  - {after: b, add: {title: C, id: c}}\n",
            "outline:\n  - {replace: a, title: T}\n  - {add: {id: c, title: C}, after: b}\n",
        ),
        (
            "parameters:\n  b: {description: B, value: b}\n  a: text\n",
            "parameters:\n  b: {value: b, description: B}\n  a: text\n",
        ),
        (
            "tables:\n  add:\n    b:\n      rows:\n        - - x\n      caption: B\n    a: {}\n",
            "tables:\n  add:\n    b:\n      caption: B\n      rows:\n        - - x\n    a: {}\n",
        ),
        ("mistake: a\nversion: '1'\nprogram: a\n", "mistake: a\nprogram: a\nversion: '1'\n"),
        (
            "version: '1'\nmistake: a\nprogram: a\n",
            "program: a\nversion: '1'\nmistake: a\n",
        ),
    ],
)
def test_keys_come_in_the_order_of_the_schema(text: str, expected: str) -> None:
    assert laid_out(text) == expected


def test_a_family_has_an_order_of_its_own() -> None:
    text = "outline:\n  - {title: A, id: a}\nfamily: f\n"
    assert laid_out(text, family=True) == "family: f\n\noutline:\n  - {id: a, title: A}\n"


@pytest.mark.parametrize(
    "text",
    [
        "parameters:\n  zebra: z\n  apple: a\n",
        "slots:\n  zebra: a/z\n  apple: none\n",
        "links:\n  add:\n    zebra: {label: Z, url: 'https://z.example/'}\n    apple: {label: A}\n",
        "precedence: [z, a]\n",
        "glossary:\n  add:\n    - {term: Z, means: z}\n    - {term: A, means: a}\n",
    ],
)
def test_the_order_of_ids_and_of_lists_is_the_authors(text: str) -> None:
    assert laid_out(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The line for editors, and what an empty line sets off, stay at the top.
        (
            "# yaml-language-server: $schema=x\ntitle: T\nprogram: a\n",
            "# yaml-language-server: $schema=x\n\nprogram: a\ntitle: T\n",
        ),
        (
            "# All.\n\n# Title.\ntitle: T\nprogram: a\n",
            "# All.\n\nprogram: a\n# Title.\ntitle: T\n",
        ),
        # A comment goes with the key below it.
        ("title: T # t\n# p\nprogram: a # a\n", "# p\nprogram: a # a\ntitle: T # t\n"),
        # One with an empty line below belongs to the key above.
        (
            "title: T\n# on T\n\nprogram: a\nversion: '1'\n",
            "program: a\ntitle: T\n# on T\n\nversion: '1'\n",
        ),
        # So does one below the last key, unless an empty line sets it off.
        ("title: T\nprogram: a\n# on a\n", "program: a\n# on a\n\ntitle: T\n"),
        ("title: T\nprogram: a\n\n# end\n", "program: a\ntitle: T\n\n# end\n"),
        # A heading above a commented key moves with it.
        (
            "title: T\n\n# Heading\n\n# p\nprogram: a\n",
            "# Heading\n# p\nprogram: a\ntitle: T\n",
        ),
        # How deep a comment is indented tells which group it belongs to.
        (
            "parameters:\n  a: b\n  # c: d\nprogram: a\n",
            "program: a\n\nparameters:\n  a: b\n  # c: d\n",
        ),
        (
            "parameters:\n  a: b\n# p\nprogram: a\n",
            "# p\nprogram: a\n\nparameters:\n  a: b\n",
        ),
        # A comment on a key that comes first in a list item stays above it.
        (
            "queries:\n  - question: Why?\n    # where\n    at: a\n",
            "queries:\n  -\n    # where\n    at: a\n    question: Why?\n",
        ),
        (
            "queries:\n  - # of May\n    question: Why?\n    at: a\n  # next\n  - at: b\n",
            "queries:\n  - # of May\n    at: a\n    question: Why?\n  # next\n  - at: b\n",
        ),
        # What looks like a comment and is none.
        (
            "title: T # t\nprogram: >-\n  # no\n  comment\nversion: 'a # b'\n",
            "program: >-\n  # no comment\ntitle: T # t\nversion: 'a # b'\n",
        ),
        # Nobody can tell which key in braces a comment is about.
        (
            "queries:\n  - {question: Why?, # on it\n     at: a}\n",
            "queries:\n  - {question: Why?, # on it\n     at: a}\n",
        ),
    ],
)
def test_comments_stay_with_what_they_are_about(text: str, expected: str) -> None:
    assert laid_out(text) == expected


LONG = (
    "Consequently, it refers Partners to the appendix although it does not apply in this case; and"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"title: >-\n  {LONG} {LONG}\n", f"title: >-\n  {LONG}\n  {LONG}\n"),
        (f"title: > # note\n  {LONG} always.\n", f"title: > # note\n  {LONG}\n  always.\n"),
        (
            f"title: >-\n  a\n  b\n\n  c\n  d {LONG[:80]}\n",
            f"title: >-\n  a b\n\n  c d {LONG[:80]}\n",
        ),
    ],
)
def test_folded_texts_are_wrapped(text: str, expected: str) -> None:
    assert laid_out(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"title: |\n  {LONG} {LONG}\n  b  \n\n\n  c\n",
        f"title: >-\n  {LONG} {LONG}\n    deeper\n",
        f"title: >2\n    {LONG} {LONG}\n",
        f"title: >-\n  {LONG} {LONG}  \n  b\n",
        f'title: "{LONG} {LONG}"\n',
        f"title: '{LONG}\n\n\n  {LONG}'\n",
        "title: |+\n  a\n\n\n",
        "title: >+\n  a\n\n\n",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert laid_out(text) == text


def test_white_space_and_empty_lines() -> None:
    text = "\n\nprogram: a  \n\n\n\nparameters:   \n  a: b\nslots:\n  a: none\n\n\n"
    assert laid_out(text) == "program: a\n\nparameters:\n  a: b\n\nslots:\n  a: none\n"
    assert laid_out("program: a") == "program: a\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("version: '1'   \nprogram: [a\n", "yaml-syntax"),
        ("version: '1'   \nprogram: a\nprogram: b\n", "duplicate-key"),
        ("version: '1'   \nprogram: *a\n", "yaml-alias"),
        ("version: '1'   \nprogram: a\u200b\n", "forbidden-character"),
        ("version: '1'\n---\nprogram: a\n", "second-document"),
        ("", "empty-file"),
    ],
)
def test_a_file_with_a_fault_is_left_alone(text: str, code: str) -> None:
    result = format_definition(SourceFile(name="program_defs/a.yaml", text=text), family=False)
    assert result.value == text
    assert [d.code for d in result.diagnostics] == [code]


def test_what_only_the_schema_refuses_is_laid_out_all_the_same() -> None:
    assert laid_out("version: 1.0\nprogram: A B\n") == "program: A B\nversion: 1.0\n"


@pytest.mark.parametrize(("text", "family"), [(FAMILY, True), (PROGRAM, False)])
def test_whole_files_say_the_same(text: str, family: bool) -> None:
    done = laid_out(text, family=family)
    assert yaml.safe_load(done) == yaml.safe_load(text)
    assert laid_out(done, family=family) == done


@settings(max_examples=200, deadline=None)
@given(definitions())
def test_nothing_is_lost_or_moved_to_another_key(text: str) -> None:
    before = yaml.load(text, Loader=yaml.BaseLoader)
    assert misplaced(text) == []
    done = laid_out(text)
    assert yaml.load(done, Loader=yaml.BaseLoader) == before
    assert in_order(yaml.load(done, Loader=yaml.BaseLoader), SHAPE), done
    assert sorted(COMMENT.findall(done)) == sorted(COMMENT.findall(text))
    assert misplaced(done) == [], done
    assert laid_out(done) == done
