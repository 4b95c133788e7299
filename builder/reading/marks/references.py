"""Links, references and placeholders that are written as other dialects have them, or ill formed.

Sources: CommonMark 0.31, GitHub Flavored Markdown, the manuals of MyST, pandoc, kramdown, Obsidian,
MediaWiki, Jira and AsciiDoc.
"""

from __future__ import annotations

from builder.reading.marks.mark import Mark, Only, mark

_LINK = "Write [](#id) for the number and title of a part, or [words](#id) for words of your own."
_DECLARE = "Declare the address under links: in program_defs/ and write [](#its-id) in the clause."
_VALUE = "Write {{ parameter-name }} for a value."
_LITERAL = "If the sign itself is meant, write a backslash before it."
_ATTRIBUTE = "Delete it: guides have no attributes, and ids stand in the outline."

REFERENCES: tuple[Mark, ...] = (
    mark(r"!?\[\[[^\[\]\n]*\]\]", "makes no link", _LINK, Only.CERTAIN),
    mark(r"!\[[^\]\n]*\]?", "makes no image", "Declare a figure and place it.", Only.CERTAIN),
    mark(
        r"\[[^\[\]\n]*\]\{[^{}\n]*\}?",
        "is what a conversion left",
        "Write the words without the brackets and braces.",
        Only.CERTAIN,
    ),
    mark(r"(?<!\w)\[[^\[\]\n]*\][ \n]?\(#[^()\s]*\)?", "makes no reference", _LINK, Only.CERTAIN),
    mark(r"\[[^\[\]\n]*\]\([^()\n]*\)?", "makes no link", f"{_LINK} {_DECLARE}", Only.CERTAIN),
    mark(
        r"\[[^\[\]\n]*\] \((?:[A-Za-z][\w+.-]*:\S|www\.|\.{0,2}/\S)[^()\n]*\)?",
        "makes no link",
        _DECLARE,
    ),
    mark(r"\(#[A-Za-z][\w-]*\)", "makes no reference", _LINK, Only.CERTAIN),
    mark(r"\[#[A-Za-z][\w-]*\]?", "makes no reference", _LINK, Only.CERTAIN),
    mark(r"\[\^[^\]\n]+\]", "makes no footnote", "Put the remark in brackets or in a sentence."),
    mark(r"\^\[[^\]\n]+\]", "makes no footnote", "Put the remark in brackets or in a sentence."),
    mark(r"\[-?@\w[^\]\n]*\]", "makes no citation", "Name the document in words."),
    mark(r"(?<![\w@])@(?:fig|tbl|tab|sec|eq|lst):[\w-]+", "makes no reference", _LINK),
    mark(r"\[[^\[\]\n]+\]_(?!\w)", "makes no reference", _LINK),
    mark(r"@H__?(?![\w_])", "makes no link", f"Delete the underscore. {_LINK}"),
    mark(r"(?<![\w\]])\[[^\[\]\n]+\] ?\[[^\[\]\n]*\]", "makes no link", _LINK),
    mark(r"<<[^<>\n]+>>", "makes no reference", f"{_LINK} {_VALUE}", Only.CERTAIN),
    # Placeholders of other systems, and braces of attributes.
    mark(r"\{[.#:=%$][^{}\n]*\}", "makes nothing here", _ATTRIBUTE, Only.CERTAIN),
    mark(r"\{\s+\{[^{}\n]*(?:\}\s*\})?", "is no placeholder", _VALUE, Only.CERTAIN),
    mark(r"[$#%@]\{[^{}\n]*\}?", "is no placeholder", _VALUE, Only.CERTAIN),
    mark(
        r"\{\s*[A-Z]{2,}\b[^{}\n]*\}",
        "is a field of a word processor",
        "Write the text that it showed, or a reference.",
    ),
    mark(r"\{\s*[A-Za-z][\w.-]*\s*\}", "is no placeholder", f"{_VALUE} {_LITERAL}"),
    mark(r"\{[a-z]+:[^{}\n]*\}", "makes nothing here", "Delete it."),
    mark(r"\{\||\|\}", "makes no table", "Declare the table in program_defs/."),
    mark(r"\$\(\w[\w.-]*\)", "is no placeholder", _VALUE),
    mark(r"(?<![\w%])%\([A-Za-z]\w*\)[sd]", "is no placeholder", _VALUE, Only.CERTAIN),
    mark(r"(?<![\w%])%[A-Za-z][A-Za-z_]*%(?![\w\\])", "is no placeholder", _VALUE),
    mark(r"(?<!@)@@\w+@@(?!@)", "is no placeholder", _VALUE),
    mark(r"«\w+_\w+»|«[A-Z]\w*»", "is no placeholder", _VALUE),
    mark(r"<%.*?%>", "is no placeholder", _VALUE, Only.CERTAIN),
)

ADDRESSES: tuple[Mark, ...] = (
    mark(
        r"(?<![\w/])(?:https?|s?ftps?|file|ssh|git|ldaps?)://\w[^\s<>@H]*", "is no link", _DECLARE
    ),
    mark(r"(?<![\w/])(?:mailto|tel|sips?):[\w+][^\s<>@H]*", "is no link", _DECLARE),
    mark(r"(?<![\w.@/-])www\.\w[\w-]*\.\w[^\s<>@H]*", "is no link", _DECLARE),
    mark(r"(?<![\w.+@/-])[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+", "is no link", _DECLARE),
    mark(
        r"(?<![\w.@/-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|gov|edu|info)/\w[^\s<>@H]*",
        "is no link",
        _DECLARE,
    ),
)
"""Addresses that no reader can follow; where an address may stand alone they are not looked for."""
