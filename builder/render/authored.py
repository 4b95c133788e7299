"""Turns what authors wrote into encoded Markdown: values, inline text, clauses.

Placeholders become escaped values, references become `guide:` links that a later stage
resolves to numbers, block markers become what their templates make of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
from builder.model.program import ClauseFile, Link, Parameter, Program
from builder.render.escape import escape
from builder.render.names import Target
from builder.render.origins import Encoded, Origins, bare, clean
from builder.render.page import Use
from builder.render.plain import fill
from builder.render.trace import TextFacts, Trace, Tracer
from builder.render.view import View
from builder.source import Span, Text
from builder.source.generations import Generations

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

    `marker` renders a block marker; it returns None where there is no such kind of block. What
    is read and found grows in the `tracer`'s trace; `section` and `inside` tell where the way is.
    `texts` keeps what is known of each text; programs share it, and no text is parsed twice.
    `values` counts the values that the present text prints.
    """

    view: View
    origins: Origins
    marker: BlockMarker
    block_kinds: frozenset[str]
    texts: Generations[str, TextFacts]
    tracer: Tracer
    section: str | None = None
    inside: tuple[str, str] | None = None
    values: int = 0

    @property
    def program(self) -> Program:
        """The program itself, for what only prints values that were read already."""
        return self.view.program

    @property
    def trace(self) -> Trace:
        """What is being read and found."""
        return self.tracer.trace

    def read(self, kind: str, id: str) -> Any:
        """What the program has of a kind by an id, or None."""
        found = self.view.now[kind].get(id)
        self.trace.reads[kind, id] = found
        return found

    def plain(self, text: str, inside: tuple[str, ...] = ()) -> Encoded:
        """Plain text: placeholders are filled in, everything else prints as itself.

        `inside` names the parameters whose values are being printed, the outermost first.
        """
        if not isinstance(text, Text):
            return Encoded(escape(" ".join(text.split("\n"))))
        found = self._checked(text, check_plain)
        if not inside:
            self.values = 0
        parts: list[str] = []
        position = 0
        for placeholder in found.placeholders:
            parts.append(self._piece(text, position, placeholder.start, escaped=True))
            parts.append(self._value(text, placeholder, inside))
            position = placeholder.end
        parts.append(self._piece(text, position, len(text), escaped=True))
        return Encoded("".join(parts).replace("\n", " "))

    def judge(self, text: str) -> None:
        """Report the faults of a plain text that is compared with the guide, and never printed."""
        with self.tracer.aside() as aside:
            self.plain(text)
        self.trace.faults += aside.faults
        self.trace.texts |= aside.texts

    def note(self, kind: str, id: str, at: Span, *, inside: tuple[str, str] | None = None) -> None:
        """Remember that a thing is printed, or referred to, where the way is."""
        place = inside or self.inside
        self.trace.uses.append(Use(kind=kind, id=id, at=at, section=self.section, inside=place))

    def inline(self, text: str) -> Encoded:
        """Inline Markdown of a YAML field, on one line."""
        if not isinstance(text, Text):
            return self.plain(text)
        found = self._checked(text, check_inline)
        self.values = 0
        return Encoded(re.sub(r"\n\s*", " ", self._markdown(text, found, blocks=False)))

    def link(self, id: str) -> Encoded:
        """A declared link, as Markdown."""
        link: Link = self.read("link", id)
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
        found = self._checked(text, check_block)
        if not text.strip():
            self.trace.innocent += 1
            self.trace.faults.append(
                Diagnostic(
                    code="clause-empty",
                    at=Span(file=source.name),
                    message="This clause file is empty.",
                    hint="Write the text, or remove the file and its use in program_defs/.",
                )
            )
        self.values = 0
        return self._markdown(text, found, blocks=True)

    def _checked(self, text: Text, check: Callable[[Text, Scan], list[Diagnostic]]) -> Scan:
        """The scan of a text whose faults are reported."""
        facts = self._facts(text)
        if check.__name__ not in facts.passed:
            found = check(text, facts.scan)
            if not found:
                facts.passed.add(check.__name__)
            self.trace.faults += found
            self.trace.innocent += len(found)
        return facts.scan

    def _facts(self, text: Text) -> TextFacts:
        facts = self.texts.get(text)
        if facts is None:
            facts = self.texts.put(str(text), TextFacts(scan(text)))
        self.trace.texts[text] = facts
        return facts

    def _markdown(self, text: Text, found: Scan, *, blocks: bool) -> Encoded:
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
        faults = len(self.trace.faults)
        self._value(text, placeholder, ())
        if len(self.trace.faults) > faults:
            return ""
        parameter = self.program.parameters[placeholder.name]
        value = clean(" ".join(fill(parameter.value, self.program).split()))
        if "`" in value:
            self.trace.faults.append(
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

    def _meant(self, written: str) -> str | None:
        """The hint for a placeholder that only spells a parameter’s name in another way."""
        name = "-".join(re.findall(r"[a-z0-9]+", written.lower()))
        return f"Write {{{{ {name} }}}}." if name in self.program.parameters else None

    def _value(self, text: Text, placeholder: Placeholder, inside: tuple[str, ...]) -> str:
        at = self._at(text, placeholder.start, placeholder.end)
        if placeholder.faulty:
            self.trace.faults.append(
                Diagnostic(
                    code="placeholder-syntax",
                    at=at,
                    message=f"“{text[placeholder.start : placeholder.end]}” is not a placeholder.",
                    hint=self._meant(text[placeholder.start : placeholder.end])
                    or "Write {{ parameter-name }} with lower-case words joined by hyphens; to "
                    "print braces, put them between backticks.",
                )
            )
            return ""
        if placeholder.id is not None or placeholder.name in self.block_kinds:
            self.trace.faults.append(
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
        parameter: Parameter | None = self.read("parameter", placeholder.name)
        if parameter is None:
            self.trace.faults.append(
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
        self.trace.used.setdefault(parameter.id, []).append(at)
        self.note(
            "parameter", parameter.id, at, inside=("parameter", inside[-1]) if inside else None
        )
        self.values += 1
        if parameter.id in inside or self.values > _MOST_VALUES:
            circular = parameter.id in inside
            self.trace.faults.append(
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
        target: Target | None = self.read("target", reference.target)
        if target is None:
            self.trace.faults.append(
                Diagnostic(
                    code="unknown-reference",
                    at=at,
                    message=f"Nothing has the id “{reference.target}”.",
                    hint=suggest(
                        reference.target,
                        self.view.targets,
                        otherwise="Ids are listed by `guides outline`.",
                    ),
                )
            )
            return ""
        self.trace.referred.setdefault(reference.target, []).append(at)
        self.note("reference", reference.target, at)
        start = text.where(reference.start)
        if target.link is not None:
            words = reference.words.strip()
            label = (
                self._words(text, reference)
                if words and words != "#"
                else self.plain(target.link.label)
            )
            return f"[{label}](<{self.origins.encode(self._address(target.link), start)}>)"
        href = self.origins.encode(f"guide:{reference.style.value}/{reference.target}", start)
        words = (
            self._words(text, reference)
            if reference.style == "words"
            else self.origins.encode("¤", start)
        )
        return f"[{words}](<{href}>)"

    def _words(self, text: Text, reference: Reference) -> Encoded:
        """The words between a reference's brackets."""
        words = _part(text, reference)
        return self._markdown(words, self._facts(words).scan, blocks=False)

    def _address(self, link: Link) -> str:
        """A link's address, safe between angle brackets."""
        faults = len(self.trace.faults)
        self.plain(link.url)
        if len(self.trace.faults) > faults:
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
