"""Turns what authors wrote into encoded Markdown: values, inline text, clauses.

Placeholders become escaped values, references become `guide:` links that a later stage
resolves to numbers, block markers become what their templates make of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from builder.clauses import (
    Placeholder,
    Reference,
    Scan,
    check_block,
    check_inline,
    check_plain,
    scan,
)
from builder.diagnostics import Diagnostic, suggest
from builder.model.program import ClauseFile, Link, Program
from builder.render.escape import escape
from builder.render.names import targets
from builder.render.origins import Encoded, Origins, bare, clean
from builder.render.plain import fill
from builder.source import Span, Text

_MOST_VALUES = 500
"""How many values one text may print, with the values inside values: no definition needs more,
and a few lines of values that print each other many times would fill any memory."""

_NUMBER = re.compile(r"\d{1,9}")
_LIST_SIGN = re.compile(r"[.)](?=\s|$)")
_LINE_START = re.compile(r"(?:^|\n)[ \t>]*(?:[-+*][ \t]+)*$")

BlockMarker = Callable[[str, str | None, Placeholder, Text], Encoded | None]


@dataclass(kw_only=True)
class Authored:
    """The authored text of one program on its way into the templates.

    `marker` renders a block marker; it returns None where there is no such kind of block.
    `faults` and `used` (places where each parameter is printed) grow on the way. `syntax` keeps
    what was found in each text; programs that share their texts share it, and no text is parsed
    twice.
    """

    program: Program
    origins: Origins
    marker: BlockMarker
    block_kinds: frozenset[str]
    syntax: dict[tuple[Span, str, str], list[Diagnostic]]
    faults: list[Diagnostic] = field(default_factory=list)
    used: dict[str, list[Span]] = field(default_factory=dict)
    referred: dict[str, list[Span]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.targets = targets(self.program)
        self._values = 0

    def plain(self, text: str, inside: tuple[str, ...] = ()) -> Encoded:
        """Plain text: placeholders are filled in, everything else prints as itself.

        `inside` names the parameters whose values are being printed, the outermost first.
        """
        if not isinstance(text, Text):
            return Encoded(escape(" ".join(text.split("\n"))))
        self.faults += self._syntax(text, check_plain)
        if not inside:
            self._values = 0
        parts: list[str] = []
        position = 0
        for placeholder in scan(text).placeholders:
            parts.append(self._piece(text, position, placeholder.start, escaped=True))
            parts.append(self._value(text, placeholder, inside))
            position = placeholder.end
        parts.append(self._piece(text, position, len(text), escaped=True))
        return Encoded("".join(parts).replace("\n", " "))

    def inline(self, text: str) -> Encoded:
        """Inline Markdown of a YAML field, on one line."""
        if not isinstance(text, Text):
            return self.plain(text)
        self.faults += self._syntax(text, check_inline)
        self._values = 0
        return Encoded(re.sub(r"\n\s*", " ", self._markdown(text, blocks=False)))

    def link(self, id: str) -> Encoded:
        """A declared link, as Markdown."""
        link = self.program.links[id]
        address = self.origins.encode(self._address(link), link.url.at)
        return Encoded(f"[{self.plain(link.label)}](<{address}>)")

    def clause(self, clause: ClauseFile) -> Encoded:
        """The Markdown of a clause file, with its slots and blocks put in."""
        source = clause.source
        text = Text(
            source.text.strip("\n"),
            Span(file=source.name),
            tuple(
                Span(file=source.name, line=1 + _leading(source.text) + row)
                for row in range(source.text.strip("\n").count("\n") + 1)
            ),
        )
        self.faults += self._syntax(text, check_block)
        if not text.strip():
            self.faults.append(
                Diagnostic(
                    code="clause-empty",
                    at=Span(file=source.name),
                    message="This clause file is empty.",
                    hint="Write the text, or remove the file and its use in program_defs/.",
                )
            )
        self._values = 0
        return self._markdown(text, blocks=True)

    def _syntax(
        self, text: Text, check: Callable[[Text, Scan], list[Diagnostic]]
    ) -> list[Diagnostic]:
        key = (text.at, str(text), check.__name__)
        if key not in self.syntax:
            self.syntax[key] = check(text, scan(text))
        return self.syntax[key]

    def _markdown(self, text: Text, *, blocks: bool) -> Encoded:
        found = scan(text)
        parts: list[str] = []
        position = 0
        items: list[Placeholder | Reference] = [*found.placeholders, *found.references]
        for item in sorted(items, key=lambda item: item.start):
            if item.start < position:
                continue
            code = found.in_code(item.start)
            if isinstance(item, Placeholder) and code and item.name in self.block_kinds:
                continue
            parts.append(self._piece(text, position, item.start))
            position = item.end
            if isinstance(item, Reference):
                parts.append(self._reference(text, item))
            elif blocks and item.alone and (item.id or item.name in self.block_kinds):
                block = self.marker(item.name, item.id, item, text)
                parts.append(_set_off(block, item, text) if block is not None else "")
            elif code:
                parts.append(self._code_value(text, item))
            else:
                value = self._value(text, item, ())
                parts.append(value)
                if _makes_list(text, item, bare(value)):
                    parts.append("\\")
        parts.append(self._piece(text, position, len(text)))
        return Encoded("".join(parts))

    def _piece(self, text: Text, start: int, end: int, *, escaped: bool = False) -> str:
        pieces = []
        position = start
        for line in text[start:end].split("\n"):
            shown = clean(escape(line) if escaped and line else line)
            pieces.append(
                self.origins.encode(shown, text.where(position)) if line.strip() else line
            )
            position += len(line) + 1
        return "\n".join(pieces)

    def _code_value(self, text: Text, placeholder: Placeholder) -> str:
        """A value inside code, where nothing can be escaped."""
        faults = len(self.faults)
        self._value(text, placeholder, ())
        if len(self.faults) > faults:
            return ""
        parameter = self.program.parameters[placeholder.name]
        value = clean(" ".join(fill(parameter.value, self.program).split()))
        if "`" in value:
            self.faults.append(
                Diagnostic(
                    code="value-in-code",
                    at=self._at(text, placeholder.start, placeholder.end),
                    message=f"The value of “{parameter.id}” holds a backtick, which cannot stand "
                    "between backticks.",
                    hint="Take the placeholder out of the backticks, or the backtick out of the "
                    "value.",
                    related=(parameter.value.at,),
                )
            )
        return self.origins.encode(value, parameter.value.at)

    def _value(self, text: Text, placeholder: Placeholder, inside: tuple[str, ...]) -> str:
        at = self._at(text, placeholder.start, placeholder.end)
        if placeholder.faulty:
            self.faults.append(
                Diagnostic(
                    code="placeholder-syntax",
                    at=at,
                    message=f"“{text[placeholder.start : placeholder.end]}” is not a placeholder.",
                    hint="Write {{ parameter-name }} with lower-case words joined by hyphens; to "
                    "print braces, put them between backticks.",
                )
            )
            return ""
        if placeholder.id is not None or placeholder.name in self.block_kinds:
            self.faults.append(
                Diagnostic(
                    code="marker-not-alone",
                    at=at,
                    message=f"“{text[placeholder.start : placeholder.end]}” must stand alone on "
                    "its line.",
                    hint="Put an empty line before and after it. Such blocks can stand in clause "
                    "files only.",
                )
            )
            return ""
        parameter = self.program.parameters.get(placeholder.name)
        if parameter is None:
            self.faults.append(
                Diagnostic(
                    code="unknown-parameter",
                    at=at,
                    message=f"There is no parameter “{placeholder.name}”.",
                    hint=suggest(
                        placeholder.name,
                        self.program.parameters,
                        otherwise="Declare it under parameters: in program_defs/.",
                    ),
                )
            )
            return ""
        self.used.setdefault(parameter.id, []).append(at)
        self._values += 1
        if parameter.id in inside or self._values > _MOST_VALUES:
            circular = parameter.id in inside
            self.faults.append(
                Diagnostic(
                    code="parameter-circular" if circular else "too-many-values",
                    at=parameter.value.at,
                    message=f"The value of “{parameter.id}” refers back to itself."
                    if circular
                    else f"A text prints more than {_MOST_VALUES} values, one inside another.",
                    hint="Write the value without a placeholder.",
                )
            )
            return ""
        return self.plain(parameter.value, (*inside, parameter.id)).strip(" ")

    def _reference(self, text: Text, reference: Reference) -> str:
        at = self._at(text, reference.start, reference.end)
        target = self.targets.get(reference.target)
        if target is None:
            self.faults.append(
                Diagnostic(
                    code="unknown-reference",
                    at=at,
                    message=f"Nothing has the id “{reference.target}”.",
                    hint=suggest(
                        reference.target,
                        self.targets,
                        otherwise="Ids are listed by `guides outline`.",
                    ),
                )
            )
            return ""
        self.referred.setdefault(reference.target, []).append(at)
        start = text.where(reference.start)
        if target.link is not None:
            words = reference.words.strip()
            label = (
                self._markdown(_part(text, reference), blocks=False)
                if words and words != "#"
                else self.plain(target.link.label)
            )
            return f"[{label}](<{self.origins.encode(self._address(target.link), start)}>)"
        href = self.origins.encode(f"guide:{reference.style.value}/{reference.target}", start)
        words = (
            self._markdown(_part(text, reference), blocks=False)
            if reference.style == "words"
            else self.origins.encode("¤", start)
        )
        return f"[{words}](<{href}>)"

    def _address(self, link: Link) -> str:
        """A link's address, safe between angle brackets."""
        faults = len(self.faults)
        self.plain(link.url)
        if len(self.faults) > faults:
            return ""
        address = fill(link.url, self.program).replace("&", "&amp;")
        return clean(re.sub(r"[<>\\\s]", lambda m: f"%{ord(m[0]):02X}", address))

    def _at(self, text: Text, start: int, end: int) -> Span:
        at = text.where(start)
        return Span(file=at.file, line=at.line, column=at.column, length=end - start)


def _part(text: Text, reference: Reference) -> Text:
    """The words of a reference, with their position."""
    start = reference.start + 1
    return Text(
        reference.words,
        text.where(start),
        tuple(text.where(start + m) for m in _line_offsets(reference.words)),
    )


def _line_offsets(words: str) -> list[int]:
    return [0, *(m.end() for m in re.finditer("\n", words))]


def _makes_list(text: Text, placeholder: Placeholder, value: str) -> bool:
    """Whether a value that is a number would begin a numbered list: `{{ days }}. …`."""
    if not _LIST_SIGN.match(text, placeholder.end) or not _NUMBER.fullmatch(value):
        return False
    return _LINE_START.search(text[: placeholder.start]) is not None


def _set_off(block: Encoded, marker: Placeholder, text: Text) -> str:
    """A block in place of its marker, with an empty line above and below it.

    Without those, Markdown would take the lines around it for a part of the block.
    """
    before = text[: marker.start - len(marker.indent)].removesuffix("\n")
    after = text[marker.end :].removeprefix("\n")
    above = "\n" + marker.indent if before and not before.endswith("\n") else ""
    below = "\n" if after and after.split("\n", 1)[0].strip() else ""
    return above + _indented(block, marker.indent) + below


def _indented(block: Encoded, indent: str) -> str:
    """Continue a block at the marker's depth; the first line is already indented."""
    block = Encoded(block.strip("\n"))
    if not indent:
        return block
    lines = block.split("\n")
    return "\n".join([lines[0], *(indent + x if bare(x).strip() else x for x in lines[1:])])


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip("\n"))
