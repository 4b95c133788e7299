"""Turns what authors wrote into encoded Markdown: values, inline text, clauses.

Placeholders become escaped values, references become `guide:` links that a later stage
resolves to numbers, block markers become what their templates make of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from builder.clauses import (
    Placeholder,
    Reference,
    blocks_at_fault,
    check_block,
    check_inline,
    line_breaks,
    scan,
    weave,
)
from builder.diagnostics import Code, suggest
from builder.model.kinds import KINDS
from builder.model.program import ClauseFile, Link, Program
from builder.render.escape import escape
from builder.render.origins import Encoded, Origins, bare, on_one_line
from builder.render.printed import (
    CodeSubstitution,
    Here,
    PrintedSubstitution,
    encoded_lines,
    encoded_words,
)
from builder.source import Span, Text

_NUMBER = re.compile(r"\d{1,9}")
_LIST_SIGN = re.compile(r"[.)](?=\s|$)")
_LINE_START = re.compile(r"(?:^|\n)[ \t>]*(?:[-+*][ \t]+)*$")

BlockMarker = Callable[[str, str | None, Placeholder, Text], Encoded | None]


class Authored:
    """The authored text of one program on its way into the templates.

    `marker` renders a block marker; it returns None where there is no such kind of block. What
    is read and found grows in `here`, which tells where the way is.
    """

    def __init__(
        self,
        program: Program,
        origins: Origins,
        marker: BlockMarker,
        block_kinds: frozenset[str],
    ) -> None:
        self.program = program
        self.here = Here()
        # Whatever `[](#id)` may name, each with the id of its kind.
        self.targets: dict[str, tuple[str, object]] = {
            str(id): (kind.id, thing)
            for kind in KINDS.values()
            if kind.referable
            for id, thing in kind.of(program).items()
        }
        self._origins = origins
        self._marker = marker
        self._block_kinds = block_kinds
        self._code = CodeSubstitution(program, self.here, block_kinds)
        self._values = PrintedSubstitution(program, self.here, block_kinds, origins)

    def plain(self, text: str) -> Encoded:
        """Plain text: placeholders are filled in, everything else prints as itself."""
        if not isinstance(text, Text):
            return Encoded(escape(" ".join(text.split("\n"))))
        self.here.values = 0
        return Encoded(self._values.fill(text).replace("\n", " "))

    def inline(self, text: str) -> Encoded:
        """Inline Markdown of a YAML field, on one line."""
        if not isinstance(text, Text):
            return self.plain(text)
        faults = check_inline(text)
        self.here.reads.faults += faults
        self.here.values = 0
        at_fault = ((0, len(text)),) if faults else ()
        made = self._markdown(text, blocks=False, at_fault=at_fault)
        return on_one_line(made, () if faults else line_breaks(text))

    def link(self, link: Link) -> Encoded:
        """A declared link, as Markdown."""
        address = self._origins.encode(self._address(link), link.url.at)
        return Encoded(f"[{self.plain(link.label)}](<{address}>)")

    def clause(self, clause: ClauseFile) -> Encoded:
        """The Markdown of a clause file, with its slots and blocks put in."""
        source, here = clause.source, self.here
        here.reads.clauses[clause.id] = source
        empty = len(source.text) - len(source.text.lstrip("\n"))
        text = Text(source.text.strip("\n"), source.line_starts[0], source.line_starts[empty:])
        faults = check_block(text)
        here.reads.faults += faults
        if not text.strip():
            here.fault(
                Code.CLAUSE_EMPTY,
                Span(file=source.name),
                "This clause file is empty.",
                "Write the text, or remove the file and its use in program_defs/.",
            )
        here.values = 0
        return self._markdown(text, blocks=True, at_fault=blocks_at_fault(text, faults))

    def _markdown(
        self, text: Text, *, blocks: bool, at_fault: Sequence[tuple[int, int]] = ()
    ) -> Encoded:
        """What a text prints; of stretches that are `at_fault`, the words without any marks.

        With their references, values and blocks, so that nothing else seems to be missing.
        """
        found = scan(text)

        def is_at_fault(offset: int) -> bool:
            return any(start <= offset < end for start, end in at_fault)

        def literal(start: int, end: int) -> str:
            if not at_fault:
                return encoded_lines(self._origins, text, start, end)
            edges = {edge for pair in at_fault for edge in pair if start < edge < end}
            cuts = [start, *sorted(edges), end]
            return "".join(
                (encoded_words if is_at_fault(begin) else encoded_lines)(
                    self._origins, text, begin, until
                )
                for begin, until in pairwise(cuts)
            )

        def made(item: Placeholder | Reference) -> str | None:
            if isinstance(item, Reference):
                return self._reference(text, item)
            code = found.in_code(item.start) and not is_at_fault(item.start)
            if code and item.name in self._block_kinds:
                return None  # shown as it is written, as in a manual for authors
            if blocks and item.alone and (item.id or item.name in self._block_kinds):
                block = self._marker(item.name, item.id, item, text)
                return _set_off(block, item, text) if block is not None else ""
            if code:
                return self._code_value(text, item)
            value = self._values.value(text, item)
            # A number before a full stop at the start of a line would begin a numbered list.
            return value + "\\" if _makes_list(text, item, bare(value)) else value

        items: tuple[Placeholder | Reference, ...] = (*found.placeholders, *found.references)
        return Encoded(weave(items, len(text), literal, made))

    def _code_value(self, text: Text, placeholder: Placeholder) -> str:
        """A value inside code, where nothing can be escaped."""
        faults = len(self.here.reads.faults)
        value = " ".join(self._code.value(text, placeholder).split())
        if len(self.here.reads.faults) > faults:
            return ""
        parameter = self.program.parameters[placeholder.name]
        if "`" in value or "~~~" in value:
            self.here.fault(
                Code.VALUE_IN_CODE,
                text.where(placeholder.start, placeholder.end - placeholder.start),
                f"The value of “{parameter.id}” holds marks that begin or end code, which cannot "
                "stand in code.",
                "Take the placeholder out of the code, or the marks out of the value.",
                parameter.value.at,
            )
            return ""
        return self._origins.encode(value, parameter.value.at)

    def _reference(self, text: Text, reference: Reference) -> str:
        here, at = self.here, text.where(reference.start, reference.end - reference.start)
        _, target = self.targets.get(reference.target, ("", None))
        if target is None:
            here.fault(
                Code.UNKNOWN_REFERENCE,
                at,
                f"Nothing has the id “{reference.target}”.",
                suggest(
                    reference.target,
                    self.targets,
                    otherwise="Ids are listed by `guides outline`.",
                ),
                about=reference.target,
            )
            return ""
        here.reads.referred.setdefault(reference.target, []).append(at)
        here.use("reference", reference.target, at)
        start = text.where(reference.start)
        if isinstance(target, Link):
            words = reference.words.strip()
            label = (
                self._words(text, reference) if words and words != "#" else self.plain(target.label)
            )
            return f"[{label}](<{self._origins.encode(self._address(target), start)}>)"
        href = self._origins.encode(f"guide:{reference.style.value}/{reference.target}", start)
        # A link must have some words; a later stage puts the number and the title in their place.
        words = (
            self._words(text, reference)
            if reference.style == "words"
            else self._origins.encode("¤", start)
        )
        return f"[{words}](<{href}>)"

    def _words(self, text: Text, reference: Reference) -> Encoded:
        """The words between a reference's brackets."""
        start = reference.start + 1
        offsets = [0, *(found.end() for found in re.finditer("\n", reference.words))]
        lines = tuple(text.where(start + offset) for offset in offsets)
        return self._markdown(Text(reference.words, text.where(start), lines), blocks=False)

    def _address(self, link: Link) -> str:
        """A link's address, safe between angle brackets."""
        faults = len(self.here.reads.faults)
        self.here.values = 0
        # Markdown reads character references in addresses, too: of `?a=1&copy=2` it would make
        # another.
        address = self._code.fill(link.url).replace("&", "&amp;")
        if len(self.here.reads.faults) > faults:
            return ""
        return re.sub(r"[<>\\\s]", lambda m: f"%{ord(m[0]):02X}", address)


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
