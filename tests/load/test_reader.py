"""The YAML reader: text stays text, every place is known, every fault has its own words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.diagnostics import Result
from builder.load.nodes import Scalar, YamlDocument
from builder.load.reader import MAX_DEPTH, read
from builder.source import SourceFile


def _read(text: str) -> Result[YamlDocument]:
    return read(SourceFile(name="f.yaml", text=text))


def _value(text: str) -> Scalar:
    result = _read(text)
    assert not result.diagnostics
    assert isinstance(result.value.data, dict)
    value = result.value.data["a"]  # type: ignore[index]
    assert isinstance(value, Scalar)
    return value


@pytest.mark.parametrize("word", ["4.10", "no", "12:30", "~", "0x1F", "1e3", "2020-01-02", "yes"])
def test_scalars_stay_text(word: str) -> None:
    value = _value(f"a: {word}\n")
    assert value == word
    assert value.plain
    assert not _value(f'a: "{word}"\n').plain


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message"),
    [
        ("", "empty-file", 1, 1, "is empty"),
        ("# only a remark\n", "empty-file", 1, 1, "is empty"),
        ("a: b\na: c\n", "duplicate-key", 2, 1, "already given in line 1"),
        ('a: b\n"a": c\n', "duplicate-key", 2, 1, "“a”"),
        ("a: &x b\n", "yaml-anchor", 1, 4, "“&x”"),
        ("a: *x\n", "yaml-alias", 1, 4, "“*”"),
        ("a: !x b\n", "yaml-tag", 1, 4, "“!”"),
        ("a: !!python/name:os.system x\n", "yaml-tag", 1, 4, "“!”"),
        ("a: b\n<<: c\n", "merge-key", 2, 1, "“<<”"),
        ("a: b\n---\nc: d\n", "second-document", 2, 1, "second definition"),
        ("%YAML 1.1\n---\na: b\n", "yaml-directive", 1, 1, "“%”"),
        ("? [x]\n: b\n", "key-is-no-text", 1, 3, "in place of a key"),
        ("a: b\n: c\n", "yaml-syntax", 2, 1, "no key"),
        ("a: {: c}\n", "yaml-syntax", 1, 5, "no key"),
        ("a: x\x07y\n", "forbidden-character", 1, 5, "U+0007"),
        ("a: x\u202ey\n", "forbidden-character", 1, 5, "U+202E"),
        ("a: x\ue000y\n", "forbidden-character", 1, 5, "U+E000"),
        ("a: x\U000f0001y\n", "forbidden-character", 1, 5, "U+F0001"),
        ("é: 'é'\na: x\u2028y\n", "forbidden-character", 2, 5, "U+2028"),
        ("a: Item #2 of b\n", "hash-drops-text", 1, 9, "“#2 of b”"),
        ("- x\n- Item #2\n", "hash-drops-text", 2, 8, "“#2”"),
        ("a: #2\n", "hash-drops-text", 1, 4, "“#2”"),
        ("a: x\n  y  #z \nb: c\n", "hash-drops-text", 2, 6, "“#z”"),
        ("a:\n\tb: c\n", "tab-indentation", 2, 1, "a tab"),
        ("a:\n  \tb: c\n", "tab-indentation", 2, 3, "a tab"),
        ("a:\n\u00a0\u00a0b: c\n", "tab-indentation", 2, 1, "unusual"),
        ("a: b: c\n", "yaml-syntax", 1, 4, "holds a colon"),
        ("a: b\nfoo\n", "yaml-syntax", 2, 1, "“foo” has no colon"),
        ("a: 'x\nb: y\n", "yaml-syntax", 1, 4, "never closed"),
        ('a: "x\nb: "y"\n', "yaml-syntax", 1, 4, "not closed on its line"),
        ('a: "x\nb: y\nc: z\nd: w\ne: "v"\n', "yaml-syntax", 1, 4, "not closed on its line"),
        ('a: {v: "x, d: "y"}\n', "yaml-syntax", 1, 8, "not closed before the next key"),
        ("a: {v: x: y, d: z}\n", "yaml-syntax", 1, 8, "holds a colon"),
        ("a: 'it's so'\n", "yaml-syntax", 1, 4, "holds an apostrophe"),
        ("a: x\xady\n", "forbidden-character", 1, 5, "U+00AD is an invisible hyphen"),
        ('a: "x" y\n', "yaml-syntax", 1, 8, "after the closing quote"),
        ('a: "\\q"\n', "yaml-syntax", 1, 5, "backslash"),
        ("a: {{ p }} x\n", "yaml-syntax", 1, 4, "“{{”"),
        ("a: {{ p }}\n", "yaml-syntax", 1, 4, "“{{”"),
        ("- {{ p }} x\n", "yaml-syntax", 1, 3, "“{{”"),
        ("- {a: b, c: {{ p }} x}\n", "yaml-syntax", 1, 13, "“{{”"),
        ("- {c: {{ p }} {{ q }}, a: b}\n", "yaml-syntax", 1, 7, "“{{”"),
        ("- [{{ p }} x, y]\n", "yaml-syntax", 1, 4, "“{{”"),
        ("a: *x* y\n", "yaml-syntax", 1, 4, "begins with “*”"),
        ("a: **Note:** y\n", "yaml-syntax", 1, 4, "begins with “*”"),
        ("a: @x\n", "yaml-syntax", 1, 4, "begins with “@”"),
        ("a: `x`\n", "yaml-syntax", 1, 4, "begins with “`”"),
        ("a: [x](#y) z\n", "yaml-syntax", 1, 4, "begins with “[”"),
        ("a: [b, c\nd: e\n", "yaml-syntax", 1, 4, "“[” is not closed"),
        ("a: {b: c\nd: e\n", "yaml-syntax", 1, 4, "“{” is not closed"),
        ("a: }\n", "yaml-syntax", 1, 4, "“}” closes nothing"),
        ("a: - b\n", "yaml-syntax", 1, 4, "list begins in the line of its key"),
        ("- a\nb: c\n", "yaml-syntax", 2, 1, "does not begin with “- ”"),
        ("a: b\n  c: d\n", "yaml-syntax", 2, 3, "part of the value above"),
        ("a:\n  b: c\n d: e\n", "yaml-syntax", 3, 2, "not indented like"),
        ("a: b\n...\nc: d\n", "yaml-syntax", 3, 1, "after the end"),
    ],
)
def test_faults(text: str, code: str, line: int, column: int, message: str) -> None:
    found = _read(text).diagnostics
    assert [d.code for d in found] == [code]
    assert found[0].at is not None
    assert (found[0].at.line, found[0].at.column) == (line, column)
    assert message in found[0].message
    assert found[0].hint
    assert found[0].message.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "a: b # c\n",
        "a: b#c\n",
        "a: 'b' #c\n",
        "a: 'b #c'\n",
        "a: |\n  b #c\n",
        "a: #c\n  b: d\n",
        "a: b  ## c\n",
        "#a: b\na: b\n",
    ],
)
def test_a_remark_is_no_fault(text: str) -> None:
    assert _read(text).diagnostics == ()


@pytest.mark.parametrize(
    "text", ["a: {{ p }} x\n", "- {a: b, c: {{ p }} x}\n", "- {c: {{ p }} x, a: b}\n"]
)
def test_the_hint_quotes_the_value_alone(text: str) -> None:
    [found] = _read(text).diagnostics
    assert (found.hint or "").endswith(': "{{ p }} x"')


def test_the_first_of_two_keys_is_shown() -> None:
    found = _read("x: 1\na: b\nx: 2\n").diagnostics[0]
    assert [(at.line, at.column) for at in found.related] == [(1, 1)]


def test_all_faults_that_can_be_known_are_found_at_once() -> None:
    found = _read("a: x\u202ey\na: &b c\n").diagnostics
    assert [d.code for d in found] == ["forbidden-character", "duplicate-key", "yaml-anchor"]


@pytest.mark.parametrize("piece", ["[", "- ", "{a: ", "? "])
def test_deep_nesting_is_refused(piece: str) -> None:
    assert [d.code for d in _read(piece * 30_000).diagnostics] == ["nesting-too-deep"]


def test_the_depth_that_is_allowed() -> None:
    brackets = "[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH
    assert not _read(brackets).diagnostics
    assert _read(f"[{brackets}]").diagnostics


@pytest.mark.parametrize(
    ("text", "needle", "line", "column"),
    [
        ("a: x NEEDLE\n", "NEEDLE", 1, 6),
        ("a: 'x NEEDLE'\n", "NEEDLE", 1, 7),
        ("a: 'it''s NEEDLE'\n", "NEEDLE", 1, 11),
        ('a: "\\u00e9\\t NEEDLE"\n', "NEEDLE", 1, 14),
        ("a: |\n  x\n\n    y NEEDLE\n", "NEEDLE", 4, 7),
        ("a: >-\n  x\n  y NEEDLE\n  z\n", "NEEDLE", 3, 5),
        ("a: >\n  x\n\n  y\n  NEEDLE\n", "NEEDLE", 5, 3),
        ("a: x\n  y NEEDLE\n", "NEEDLE", 2, 5),
        ('a: "x\n  y\n\n  z NEEDLE"\n', "NEEDLE", 4, 5),
    ],
)
def test_a_character_is_found_where_it_was_written(
    text: str, needle: str, line: int, column: int
) -> None:
    value = _value(text)
    at = value.where(value.index(needle))
    assert (at.line, at.column) == (line, column)


def test_places_of_keys_and_values() -> None:
    places = _read("a:\n  - {b: c}\n").value.places
    place = places["a", 0, "b"]
    assert place.key is not None
    assert (place.key.line, place.key.column, place.key.length) == (2, 6, 1)
    assert (place.value.line, place.value.column) == (2, 9)


@given(st.text())
@settings(max_examples=300)
def test_no_text_makes_it_raise(text: str) -> None:
    result = _read(text)
    for found in result.diagnostics:
        assert found.at is not None
        assert found.at.line >= 1
        assert found.at.column >= 1


@given(st.text(alphabet="ab:-?[]{}&*!|>'\"%@`#,~<\\ \n\té.\u2028", max_size=60))
@settings(max_examples=800)
def test_no_yaml_makes_it_raise(text: str) -> None:
    result = _read(text)
    assert result.diagnostics or result.value.data is not None
