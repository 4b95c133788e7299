"""What Markdown may stand in a clause: a short list; anything else is refused with a reason.

A clause is data: it cannot run code, read files or inject markup. The list is of what is
allowed, by token type of the parser with every extension switched on that the later stages
know, so that a new extension there cannot open a door here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import unquote

from builder.clauses.parser import fence_is_closed, parse
from builder.clauses.pasted import pasted
from builder.clauses.scan import MOST_TEXTS, scan
from builder.diagnostics import Code, Diagnostic, forbidden
from builder.source import Span, Text
from builder.source.characters import FORBIDDEN
from builder.source.limits import LIST_DEPTH, QUOTE_DEPTH

if TYPE_CHECKING:
    from markdown_it.token import Token

_BLOCKS = {"paragraph", "bullet_list", "ordered_list", "list_item", "fence", "inline", "blockquote"}
_INLINES = {"text", "softbreak", "hardbreak", "strong", "em", "code_inline", "link", "text_special"}

_REFUSED: dict[str, tuple[str, str]] = {
    "heading": (
        "A clause has no headings",
        "Titles are in the outline, in program_defs/. Write "
        "a run-in label such as **Note:** instead, or add a section to the outline.",
    ),
    "html_block": ("Raw HTML is not allowed", "Write the text in plain Markdown."),
    "html_inline": (
        "Raw HTML is not allowed",
        "Write the text in plain Markdown; write \\< for a less-than sign.",
    ),
    "image": (
        "Images are not written in clauses",
        "Declare a figure in program_defs/ and put {{ figure: its-id }} on a line of its own.",
    ),
    "table": (
        "Tables are not written in clauses",
        "Declare the table in program_defs/ and put {{ table: its-id }} on a line of its own.",
    ),
    "front_matter": ("A clause has no front matter", "Remove the lines between the --- marks."),
    "myst_role": (
        "Roles are not allowed",
        "Refer to things with [](#id); write values as {{ parameter }}.",
    ),
    "myst_target": ("Targets are not allowed", "Sections get their ids in the outline."),
    "myst_line_comment": (
        "A line that starts with % would be left out of the guide",
        "Write \\% if the line has to start with a per cent sign.",
    ),
    "myst_block_break": (
        "A line that starts with +++ would be left out of the guide",
        "Remove the line.",
    ),
    "hr": ("Horizontal rules are not allowed", "Leave an empty line between paragraphs."),
    "code_block": (
        "This text is indented so far that it would print as code",
        "Indent continuation lines of a list item by the width of its mark, or put "
        "code between ``` fences.",
    ),
    "colon_fence": ("Directives are not allowed", "Only plain Markdown may stand in a clause."),
    "definition": (
        "Link definitions are not allowed",
        "Declare the address under links: and write [](#its-id).",
    ),
    "footnote_ref": ("Footnotes are not allowed", "Put the remark in brackets or in a sentence."),
    "math": ("Formulas are not allowed", "Write a dollar sign as \\$."),
}
_ENTITY = re.compile(r"&#?\w+;")
# `[](finish)` and `[](finish.md)`: an id, or the file of its clause, without the sign of one.
_SLUG_LINK = re.compile(r"(?:[a-z0-9./-]*/)?(?P<id>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:\.md)?(?<!/)")
_FOOTNOTE = re.compile(r"(\[\^[^\]\s]+\])")
# What may stand in itself: its tokens, and how many levels deep. Without
# a word, later stages lose the text of lists ten levels deep and of quotations twenty.
_NESTED = {
    "Lists": ({"bullet_list", "ordered_list"}, LIST_DEPTH),
    "Quotations": ({"blockquote"}, QUOTE_DEPTH),
}
# What to look for in the line where the token does not hold its own source.
_NEEDLES = {"image": "![", "myst_role": "{"}


def check_plain(text: Text) -> list[Diagnostic]:
    """Faults in text that is not Markdown: characters that no source may hold."""
    found = FORBIDDEN.finditer(text)
    return [forbidden(mark[0], text.where(mark.start(), 1), "a text") for mark in found]


def check_block(text: Text) -> list[Diagnostic]:
    """Faults in the Markdown of a clause file."""
    # The pages leave out the empty lines around it, which change nothing.
    sound = _is_sound(text.strip("\n"), inline=False)
    return [] if sound else _SyntaxCheck(text).run(inline=False)


def check_inline(text: Text) -> list[Diagnostic]:
    """Faults in inline Markdown, such as a table cell: one paragraph, nothing else."""
    return [] if _is_sound(str(text), inline=True) else _SyntaxCheck(text).run(inline=True)


def blocks_at_fault(text: Text, faults: Iterable[Diagnostic]) -> tuple[tuple[int, int], ...]:
    """The stretches of a clause that its faults leave without a sure meaning: whole blocks.

    They are those of the outermost level, as Markdown sees them, in order.
    """
    rows = {fault.at.line - text.at.line for fault in faults if fault.at is not None}
    if not rows:
        return ()
    lines = scan(text).neutral.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    tokens = parse("\n".join(lines)).tokens
    blocks = [token.map for token in tokens if token.map and not token.level]
    at_fault = [(first, last) for first, last in blocks if any(first <= row < last for row in rows)]
    at_fault += [
        (row, row + 1)
        for row in rows
        if 0 <= row < len(lines) and not any(first <= row < last for first, last in at_fault)
    ]
    return tuple(
        (starts[first], min(starts[min(last, len(lines))], len(text)))
        for first, last in sorted({(first, last) for first, last in at_fault})
    )


@lru_cache(maxsize=MOST_TEXTS)
def _is_sound(text: str, *, inline: bool) -> bool:
    """Whether a text has no fault, wherever it stands; to parse it is what takes long."""
    return not _SyntaxCheck(Text(text, Span(file=""))).run(inline=inline)


class _SyntaxCheck:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.found = scan(text)
        self.lines = self.found.neutral.split("\n")
        # What the parser took for the references that the scan found, and for code.
        self.linked: set[int] = set()
        self.code = 0
        self.faults: list[Diagnostic] = []
        self.depth = dict.fromkeys(_NESTED, 0)
        # How far the faults of one paragraph have been found: (line from 0, column from 0).
        self.cursor = (0, 0)

    def run(self, *, inline: bool) -> list[Diagnostic]:
        self.characters()
        if not inline:
            for mark, what, hint in pasted(self.text, self.found):
                self.at(mark.start("found"), len(mark["found"]), Code.CLAUSE_MARKDOWN, what, hint)
        parsed = parse(self.found.neutral)
        tokens = parsed.tokens
        blocks = 0
        for token in tokens:
            kind = re.sub(r"_(open|close)$", "", token.type)
            for nested, (kinds, limit) in _NESTED.items():
                if kind in kinds:
                    self.depth[nested] += token.nesting
                    if self.depth[nested] > limit.most and token.nesting == 1:
                        what = f"{nested} are nested more than {limit.most} levels deep"
                        self.fault(token, "", Code.CLAUSE_NESTING, what, limit.hint)
            if inline and kind not in {"paragraph", "inline"}:
                self.fault(
                    token,
                    "",
                    Code.INLINE_MARKDOWN,
                    "This text must be a single paragraph without lists or headings",
                    "Put a backslash before a character at the start that means a list or heading.",
                )
                return self.faults
            blocks += kind == "paragraph" and token.nesting == 1
            self.block(kind, token)
        if inline and blocks > 1:
            self.fault(
                tokens[-1],
                "",
                Code.INLINE_MARKDOWN,
                "This text must be a single paragraph",
                "Remove the empty line.",
            )
        if not parsed.closed and not self.faults:
            self.fault(
                tokens[-1],
                "",
                Code.CLAUSE_MARKDOWN,
                "What begins here never ends, and would take in the sections that follow",
                "Close it, or put a backslash before the character that opens it.",
            )
        self.agreement()
        return self.faults

    def agreement(self) -> None:
        """Report what the scan took for something else than the parser.

        Values are escaped, and references printed, by what the scan says; a text in which it
        is wrong must not pass.
        """
        for note in _FOOTNOTE.finditer(self.found.neutral):
            if not self.found.in_code(note.start()):
                what, hint = _REFUSED["footnote_ref"]
                self.at(note.start(1), len(note[1]), Code.CLAUSE_MARKDOWN, what, hint)
        if self.faults:
            return
        for reference in self.found.references:
            if reference.start not in self.linked:
                self.at(
                    reference.start,
                    reference.end - reference.start,
                    Code.CLAUSE_MARKDOWN,
                    "This reference stands where Markdown sees none",
                    "Take it out of the brackets or backticks around it.",
                )
        if self.code != len(self.found.code):
            start, end = self.found.code[0] if self.found.code else (0, 1)
            self.at(
                start,
                end - start,
                Code.CLAUSE_MARKDOWN,
                "It is not clear which of the backticks of this text belong together",
                "Close each pair within its paragraph, and write \\` for a backtick that is meant.",
            )

    def at(self, start: int, length: int, code: Code, what: str, hint: str) -> None:
        """Report a fault at an offset of the text."""
        self.faults.append(
            Diagnostic(
                code=code,
                message=what if what.endswith(".") else what + ".",
                hint=hint,
                at=self.text.where(start, length),
            )
        )

    def block(self, kind: str, token: Token) -> None:
        if token.nesting == -1 or kind.startswith("footnote"):
            return
        if kind == "fence":
            self.code += 1
            self.fence(token)
        elif kind == "inline":
            self.cursor = (token.map[0], 0) if token.map else (0, 0)
            for child in token.children or ():
                name = re.sub(r"_(open|close)$", "", child.type)
                if child.nesting == -1:
                    continue
                self.code += name == "code_inline"
                if name == "link":
                    self.link(token, child)
                elif name not in _INLINES and name != "footnote_ref":
                    self.refuse(token, name, _NEEDLES.get(name) or child.content or child.markup)
        elif kind not in _BLOCKS and not (kind.startswith(("thead", "tbody", "tr", "th", "td"))):
            self.refuse(token, kind, "")

    def fence(self, token: Token) -> None:
        info = token.info.strip()
        if info and not re.fullmatch(r"[A-Za-z0-9.+#/_-]+", info):
            self.fault(
                token,
                info,
                Code.CLAUSE_MARKDOWN,
                "Directives are not allowed in a clause",
                "A fence may name a language in one word, and nothing else.",
            )
        if not fence_is_closed(token):
            self.fault(
                token,
                "",
                Code.CLAUSE_MARKDOWN,
                "This code fence is never closed",
                f"Put {token.markup} on a line of its own below the code, no further to the right "
                "than the line that opens it.",
            )

    def link(self, token: Token, child: Token) -> None:
        href = str(child.attrGet("href") or "")
        name = _SLUG_LINK.fullmatch(href)
        if name is not None:
            self.fault(
                token,
                href,
                Code.CLAUSE_ADDRESS,
                f"The reference to “{name['id']}” lacks its “#”",
                f"Write [](#{name['id']}) for its number and title, or [words](#{name['id']}).",
            )
            return
        if not href.startswith("#"):
            self.fault(
                token,
                href,
                Code.CLAUSE_ADDRESS,
                f"The address “{href}” is written in the text",
                "Declare it under links: in program_defs/ and refer to it as "
                "[words](#its-id), so that it stands in one place.",
            )
            return
        href = unquote(href)
        start = self.find(token, href)[2]
        scanned = self.scanned(start)
        if scanned is not None:
            self.linked.add(scanned)
        elif not child.attrGet("title"):
            self.at(
                start,
                len(href),
                Code.CLAUSE_MARKDOWN,
                f"The reference to “{href[1:]}” is written in an unusual way",
                f"Write [](#{href[1:]}) for its number and title, or [words](#{href[1:]}).",
            )
        else:
            self.fault(
                token,
                str(child.attrGet("title")),
                Code.CLAUSE_MARKDOWN,
                "A reference has no title in quotes",
                "Write [words](#id) only.",
            )

    def scanned(self, offset: int) -> int | None:
        """The start of the scanned reference around an offset, or None."""
        for reference in self.found.references:
            if reference.start <= offset < reference.end:
                return reference.start
        return None

    def characters(self) -> None:
        """Characters that nobody sees, as they are or in disguise (`&#x202e;`)."""
        self.faults += check_plain(self.text)
        for entity in _ENTITY.finditer(self.text):
            found = FORBIDDEN.search(unescape(entity[0]))
            if found and not self.found.in_code(entity.start()):
                at = self.text.where(entity.start(), len(entity[0]))
                self.faults.append(forbidden(found[0], at, "a text"))

    def refuse(self, token: Token, kind: str, content: str) -> None:
        what, hint = _REFUSED.get(
            kind,
            (
                f"This Markdown ({kind.replace('_', ' ')}) is not allowed in a clause",
                "Write plain paragraphs, lists, **strong**, *emphasis* and `code`.",
            ),
        )
        self.fault(token, content, Code.CLAUSE_MARKDOWN, what, hint)

    def fault(self, token: Token, content: str, code: Code, what: str, hint: str) -> None:
        row, _, start = self.find(token, content)
        needle = content.split("\n", maxsplit=1)[0].strip()
        if not needle or row >= len(self.lines) or needle not in self.lines[row]:
            needle = self.lines[row].strip() if row < len(self.lines) else ""
        self.at(min(start, len(self.text)), max(1, len(needle)), code, what, hint)

    def find(self, token: Token, content: str) -> tuple[int, int, int]:
        """Where the first line of `content` stands next in a token: line, column and offset.

        All count from 0; it is the start of the token's text if it does not stand there.
        """
        first, last = token.map or (0, 1)
        needle = content.split("\n", maxsplit=1)[0].strip()
        row, column = first, 0
        for candidate in range(max(first, self.cursor[0]), min(last, len(self.lines))):
            begin = self.cursor[1] if candidate == self.cursor[0] else 0
            found = self.lines[candidate].find(needle, begin) if needle else -1
            if found >= 0:
                row, column = candidate, found
                self.cursor = (row, column + len(needle))
                break
        else:
            line = self.lines[first] if first < len(self.lines) else ""
            column = len(line) - len(line.lstrip())
        return row, column, sum(len(line) + 1 for line in self.lines[:row]) + column
