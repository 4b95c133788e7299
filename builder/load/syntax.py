"""YAML syntax errors in our own words.

The parser's messages are for those who know YAML's grammar. Each is replaced by a sentence
that says what the author most probably wrote, at the place where it is to be corrected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.diagnostics import Code, Diagnostic
from builder.source import SourceFile, Span

if TYPE_CHECKING:
    import yaml

# What a line of block style holds: any dashes, a key that is no quote, bracket or remark, a value.
_VALUE = r"^\s*(?:- +)*(?:(?P<key>[^\s:#'\"{\[][^:#]*?)\s*:\s+)?"
# `title: {{ platform }} guide`, and how far such a value goes inside of YAML's own brackets.
_BRACES = re.compile(_VALUE + r"(?P<value>\{\{.*)")
_IN_BRACKETS = re.compile(r"(?:\{\{[^{}]*\}\}|[^\[\]{},])+")
# A value that begins with a sign of YAML's: alias, anchor, tag, directive, block scalar, list.
_SPECIAL = re.compile(_VALUE + r"(?P<value>[*&!%@`|>\[].*)")
# A value without quotes in which a colon ends a word: `title: Guide: the second`.
_COLON = re.compile(r"^\s*(?:- +)*[^\s:#'\"{\[][^:#]*?:\s+(?P<value>[^'\"{\[|>#\s].*?:(?:\s.*|$))")
# A value that begins with a quote, wherever that is closed.
_QUOTED = re.compile(_VALUE + r"(?P<value>(?P<quote>['\"]).*)")
# In brackets, a quote that is not closed before the next key opens one: `{a: "1, b: "2"}`.
_OPEN_VALUE = re.compile(
    r"[{,]\s*[\w-]+:\s+(?P<quote>['\"])(?:(?!(?P=quote)).)*,\s*[\w-]+:\s+(?P=quote)"
)
# In brackets, a value without quotes that holds a colon: `{a: one: two}`.
_FLOW_COLON = re.compile(
    r"[{,]\s*(?P<key>[\w-]+):\s+(?P<value>[^\s'\"{\[\]},][^'\"{\[\]},]*?:\s[^\[\]{},]*)"
)
# `'the owner's name'`: three single quotes, of which the second ends the value.
_APOSTROPHE = re.compile(_VALUE + r"(?P<value>'[^'\"]*'[^'\"]*')\s*$")
# A value whose quote is not closed on its line.
_OPEN_QUOTE = re.compile(r"^\s*(?:- +)*[^\s:#'\"{\[][^:#]*?:\s+(['\"])(?:(?!\1).)*$")

_NO_SPACE = re.compile(r"^\s*-(?=[{\[])")
_NEXT_KEY = re.compile(
    r"[{,]\s*[\w-]+:\s+(?:\"[^\"]*\"|'[^']*'|[^\s'\"{\[\]},:][^'\"{\[\]},:]*?)\s+(?P<key>[a-z-]+):\s"
)
_FLOW_KEYS = frozenset(
    re.findall(
        r"\S+",
        "after at before caption check clause columns date default description fields id items "
        "label means note question reason replace role rows sections status summary term title "
        "under until url value version width",
    )
)
_NO_COLON = re.compile(r"^(?P<key>[a-z][a-z-]*)(?:\s+|:(?=\S))(?P<value>[^:]+)$")

_HOLDS_COLON = "The value holds a colon and has no quotes."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Problem:
    """A parser's error: what it says, and its two places as (line, column) from 1.

    `begin` is where what the parser was reading began, `place` where it could not go on. The fault
    of the author lies at one of the two or between them, and often lines before `place`.
    """

    source: SourceFile
    text: str
    context: str
    begin: tuple[int, int]
    place: tuple[int, int]

    def line(self, row: int) -> str:
        """A line of the file, counted from 1."""
        return self.source.line(row)

    def fault(self, place: tuple[int, int], message: str, hint: str, length: int = 0) -> Diagnostic:
        """The diagnostic at a place of the file."""
        return _fault(self.source, place, message, hint, length)

    def unquoted(self, row: int, found: re.Match[str], message: str) -> Diagnostic:
        """The diagnostic at the value that was found in a line and needs quotes."""
        value = found["value"].rstrip()
        hint = f"Put the whole value in quotes: {_quoted(value)}"
        return self.fault((row, found.start("value") + 1), message, hint, len(value))


def syntax_fault(source: SourceFile, error: yaml.YAMLError) -> Diagnostic:
    """The diagnostic for a parser's error."""
    problem = _problem(source, error)
    # What a line looks like is more certain than the parser's words, which tell of the first place
    # that made no sense; so brackets and quotes come before what it says of colons and keys.
    for rule in (_no_space, _no_comma, _no_key, _braces, _quotes, _special, _flow, _colon, _said):
        found = rule(problem)
        if found:
            return found
    return problem.fault(
        problem.place,
        "This line does not fit the lines above it.",
        "Check the indentation, the colons and the quotes here and in the line above.",
    )


def _problem(source: SourceFile, error: yaml.YAMLError) -> _Problem:
    mark = getattr(error, "problem_mark", None)
    begin = getattr(error, "context_mark", None) or mark
    return _Problem(
        source=source,
        text=str(getattr(error, "problem", None) or ""),
        context=str(getattr(error, "context", None) or ""),
        begin=(begin.line + 1, begin.column + 1) if begin else (1, 1),
        place=(mark.line + 1, mark.column + 1) if mark else (1, 1),
    )


def _fault(
    source: SourceFile, place: tuple[int, int], message: str, hint: str, length: int = 0
) -> Diagnostic:
    row, column = place
    if row > len(source.lines) or not source.line(row).strip():
        # The parser stops after the end of what is wrong: show the last line that has text.
        row = max((n for n in range(1, row) if source.line(n).strip()), default=1)
        column = len(source.line(row).rstrip()) + 1
    return Diagnostic(
        code=Code.YAML_SYNTAX,
        message=message,
        hint=hint,
        at=Span(file=source.name, line=row, column=column, length=length),
    )


def _no_space(problem: _Problem) -> Diagnostic | None:
    """`-{term: …}`: without a space the hyphen is a part of the value."""
    for row in dict.fromkeys((problem.place[0], problem.begin[0])):
        found = _NO_SPACE.match(problem.line(row))
        if found:
            return problem.fault(
                (row, found.end() + 1),
                "There is no space after the hyphen, so this is no entry of a list.",
                "Write “- ” with a space after the hyphen.",
                1,
            )
    return None


def _no_comma(problem: _Problem) -> Diagnostic | None:
    """`{id: a title: b}`: a comma is missing before the next key."""
    row = problem.begin[0]
    if "flow" not in problem.context or row != problem.place[0]:
        return None
    found = _NEXT_KEY.search(problem.line(row), problem.begin[1] - 1)
    if not found or found["key"] not in _FLOW_KEYS:
        return None
    return problem.fault(
        (row, found.start("key") + 1),
        f"There is no comma before the key “{found['key']}”.",
        f"Write “, {found['key']}: …” with a comma before it; if it is no key, put the whole value "
        "in quotes.",
        len(found["key"]),
    )


def _no_key(problem: _Problem) -> Diagnostic | None:
    """A line or a bracket that begins with a colon."""
    row, column = problem.begin if "flow" in problem.context else problem.place
    before = problem.line(row)[: column - 1]
    after = problem.line(row)[column - 1 :]
    if before.strip(" -")[-1:] not in ("", "[", "{") or not re.match(r":(?:\s|$)", after):
        return None
    return problem.fault(
        (row, column),
        "There is no key before this colon.",
        "Write “key: value”, or put the whole value in quotes.",
    )


def _braces(problem: _Problem) -> Diagnostic | None:
    """`title: {{ platform }} guide`: braces are YAML's own brackets."""
    for row in dict.fromkeys((problem.place[0], problem.begin[0])):
        found = _BRACES.match(problem.line(row))
        if found and problem.place[1] > found.start("value"):
            return braces_fault(problem.source, row, found.start("value") + 1)
    return None


def braces_fault(source: SourceFile, row: int, column: int) -> Diagnostic:
    """The diagnostic for a value that begins with two braces; line and column from 1."""
    before = source.line(row)[: column - 1]
    value = source.line(row)[column - 1 :].rstrip()
    inside = any(before.count(sign) > before.count(end) for sign, end in ("{}", "[]"))
    if inside and (found := _IN_BRACKETS.match(value)):
        # A comma or the closing bracket of what is around it ends the value.
        value = found[0].rstrip()
    return _fault(
        source,
        (row, column),
        "The value begins with “{{” and has no quotes, so YAML takes it for a list of keys.",
        f"Put the whole value in quotes: {_quoted(value)}",
        len(value),
    )


def _quotes(problem: _Problem) -> Diagnostic | None:
    """Faults in and after a quoted value."""
    row, _ = problem.place
    if "quoted scalar" in problem.context:
        if "escape" in problem.text or "hexdecimal" in problem.text or "Unicode" in problem.text:
            return problem.fault(
                problem.place,
                "This backslash begins no character that YAML knows.",
                "Write two backslashes, or put the value in 'single quotes'.",
                2,
            )
        return problem.fault(
            problem.begin,
            "This quote is never closed.",
            "Put the same quote at the end of the value.",
            1,
        )
    stray = _stray_quote(problem)
    if stray:
        return stray
    found = _APOSTROPHE.match(problem.line(row))
    if "did not find expected" in problem.text and found:
        return problem.fault(
            (row, found.start("value") + 1),
            "The value stands in single quotes and holds an apostrophe, which ends it.",
            f'Write it in double quotes: "{found["value"][1:-1]}"',
            len(found["value"]),
        )
    found = _QUOTED.match(problem.line(row))
    if "did not find expected" in problem.text and found and problem.place[1] > found.end("key"):
        return problem.fault(
            problem.place,
            "There is text after the closing quote of the value.",
            "Quote the whole value; a quote inside it is doubled ('') in single quotes.",
        )
    return None


def _stray_quote(problem: _Problem) -> Diagnostic | None:
    """A quote closed lines too late shows up as a fault in a later line."""
    row = problem.place[0]
    if "expected" not in problem.text:
        return None
    inside = _open_in_brackets(problem)
    if inside:
        return inside
    for before in range(row - 1, 0, -1):
        found = _OPEN_QUOTE.match(problem.line(before))
        between = (problem.line(n) for n in range(before + 1, row))
        if (
            found
            and found[1] in problem.line(row)
            and not any(found[1] in line for line in between)
        ):
            return problem.fault(
                (before, found.start(1) + 1),
                "This quote is not closed on its line.",
                "Put the same quote at the end of the value.",
                1,
            )
    return None


def _open_in_brackets(problem: _Problem) -> Diagnostic | None:
    """`{value: "1.0, description: "Version"}`: the quote ends where the next value begins."""
    if "flow" not in problem.context:
        return None
    row = problem.begin[0]
    found = _OPEN_VALUE.search(problem.line(row), problem.begin[1] - 1)
    if not found:
        return None
    return problem.fault(
        (row, found.start("quote") + 1),
        "This quote is not closed before the next key.",
        "Put the same quote at the end of the value, before the comma.",
        1,
    )


def _special(problem: _Problem) -> Diagnostic | None:
    """A value that begins with a sign that means something else to YAML."""
    row = problem.place[0]
    found = _SPECIAL.match(problem.line(row))
    if not found or problem.place[1] <= found.start("value"):
        return None
    sign = found["value"][0]
    flow = "flow" in problem.context
    block = "block scalar" in problem.context
    if (sign == "[" and flow) or (sign in "|>" and not block):
        return None
    return problem.unquoted(
        row,
        found,
        f"The value begins with “{sign}” and has no quotes, so YAML takes it for something else.",
    )


def _flow(problem: _Problem) -> Diagnostic | None:
    """Brackets that are not closed, or never opened."""
    if "flow" in problem.context:
        colon = _FLOW_COLON.search(problem.line(problem.begin[0]), problem.begin[1] - 1)
        if colon and problem.begin[0] == problem.place[0]:
            return problem.unquoted(problem.begin[0], colon, _HOLDS_COLON)
        opening = problem.line(problem.begin[0])[problem.begin[1] - 1 : problem.begin[1]]
        closing = {"[": "]", "{": "}"}.get(opening, "]")
        return problem.fault(
            problem.begin,
            f"The bracket “{opening or '['}” is not closed, or a comma is missing after it.",
            f"Write a comma between two entries and “{closing}” at the end; put a value that "
            "holds a comma, a colon or a bracket in quotes.",
            1,
        )
    here = problem.line(problem.place[0])[problem.place[1] - 1 : problem.place[1]]
    if here and here in "]}":
        return problem.fault(
            problem.place,
            f"The bracket “{here}” closes nothing.",
            "Delete it, or put the whole value in quotes.",
            1,
        )
    return None


def _colon(problem: _Problem) -> Diagnostic | None:
    """Missing colons, and a colon inside a value."""
    row = problem.place[0]
    if "expected ':'" in problem.text:
        word = problem.line(problem.begin[0])[problem.begin[1] - 1 :].rstrip()
        return problem.fault(
            problem.begin,
            f"“{word}” has no colon after its key.",
            "Write “key: value”, with a space after the colon; indent the line further if it "
            "goes on with the value above.",
            len(word),
        )
    if "mapping values" not in problem.text:
        return None
    found = _COLON.match(problem.line(row))
    if found and problem.place[1] > found.start("value"):
        return problem.unquoted(row, found, _HOLDS_COLON)
    above = next((n for n in range(row - 1, 0, -1) if problem.line(n).strip()), 0)
    left_out = _NO_COLON.match(problem.line(above)) if above else None
    if left_out:
        return problem.fault(
            (above, 1),
            f"“{left_out['key']}” has no colon with a space after it.",
            f"Write “{left_out['key']}: {left_out['value'].strip()}”.",
            len(left_out["key"]),
        )
    indent = len(problem.line(row)) - len(problem.line(row).lstrip())
    return problem.fault(
        (row, indent + 1),
        "This key is indented as if it were a part of the value above it.",
        "Indent it exactly like the other keys of the same thing; check that the line above "
        "has a colon.",
    )


_SAID = (
    (
        "block sequence entries",
        "A list begins in the line of its key.",
        "Begin the list in a line of its own, below the key and indented by two spaces.",
        1,
    ),
    (
        "'-' indicator",
        "This line stands in a list but does not begin with “- ”.",
        "Begin it with “- ”, or indent it to the level of what it belongs to.",
        0,
    ),
    (
        "document start",
        "There is text after the end of the definition.",
        "A file holds one definition; delete the line “...” above.",
        0,
    ),
    (
        "expected key",
        "This line is not indented like the keys above it.",
        "Indent it exactly like the other keys of the same thing.",
        0,
    ),
    (
        "block scalar",
        "Nothing but a line end follows the sign “|” or “>”.",
        "Write the text in the lines below it, indented.",
        0,
    ),
)
"""Words of the parser that leave no doubt: what to say for them, and how much to underline."""


def _said(problem: _Problem) -> Diagnostic | None:
    """What the parser's own words tell, whatever the line looks like."""
    for words, message, hint, length in _SAID:
        if words in problem.text or words in problem.context:
            return problem.fault(problem.place, message, hint, length)
    return None


def _quoted(value: str) -> str:
    """The value as it is to be written: in the quotes that it does not hold itself."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"
