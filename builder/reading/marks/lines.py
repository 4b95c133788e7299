"""Marks that begin or fill a line: headings, lists, tables and boxes of other dialects.

Sources: reStructuredText, AsciiDoc, MediaWiki, Textile, MkDocs, kramdown, pandoc, GitHub.
"""

from __future__ import annotations

from builder.reading.marks.mark import Mark, Only, mark

_HEADING = "Titles are in the outline, in program_defs/; write a run-in label such as **Note:**."
_TABLE = "Declare the table in program_defs/ and put {{ table: its-id }} on a line of its own."
_LIST = "Begin each item with “- ” or “1. ”, and leave an empty line before the list."
_BOX = "Write a paragraph with a run-in label such as **Note:**."
_DELETE = "Delete the line: it would be printed."

LINES: tuple[Mark, ...] = (
    mark(r"^#{1,6}(?=[A-Za-z])", "makes no heading", _HEADING, Only.MARKDOWN),
    mark(r"^#{7,} ?", "makes no heading", _HEADING),
    mark(
        r"^[•●▪■◦‣⁃] ?(?=\S)", "makes no list item", "Declare a list under lists: in program_defs/."
    ),
    mark(r"^#{1,6} +(?=\S)", "makes no heading", "Delete it: a title has no marks.", Only.PLAIN),
    mark(
        r"^(?:[-*+•]|\d+[.)]) +(?=\S)",
        "makes no list",
        "Delete it: this text is one line.",
        Only.PLAIN,
    ),
    mark(r"^> ?(?=[A-Za-z])", "makes no quotation", "Delete it.", Only.PLAIN),
    mark(r"^={1,6} \S.*", "makes no heading", _HEADING),
    mark(r"^(?:h[1-6]|bq|p|fn\d+)\. ", "is markup of Textile", _HEADING),
    mark(r"^(?:!!!|\?\?\?\+?) ?\w.*|:{3,}\s*(?:\{.*|\w.*)?", "makes no box", _BOX),
    mark(
        r"^\[(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION|source|quote|verse|cols|options|horizontal)\b[^\]]*\]$",
        "makes no box",
        _BOX,
    ),
    mark(r"^\.\. (?:_?[\w|-].*)?$", "would be printed", _DELETE),
    mark(
        r"(?<=\w)::[ \t]*$|^::$",
        "makes no code",
        "Write one colon, and put code between ``` fences.",
    ),
    mark(r"(?<=[A-Za-z])::(?= [A-Z])", "makes no definition", "Write one colon."),
    mark(
        r"^[:;] +(?=\S)", "makes no definition", "Declare terms in the glossary, or write a list."
    ),
    mark(
        r"^\*\[[^\]\n]+\]:.*",
        "explains nothing",
        "Declare the acronym in the glossary.",
        Only.CERTAIN,
    ),
    mark(r"^\. +(?=\w)", "makes no list", _LIST),
    mark(r"^\|.*\|[ \t]*$|^\|[-=+].*|^\|={3,}$", "makes no table", _TABLE),
    mark(r"^\+[-=+:]{2,}.*", "makes no table", _TABLE),
    mark(r"^(?:[-=]{2,} +)+[-=]{2,}[ \t]*$", "makes no table", _TABLE),
    mark(r"^([=~^\"'+#*:-])\1{2,}[ \t]*$", "makes no heading and no rule", _HEADING),
    mark(
        r"(?<=\S)[ \t]*(?<!\\)\\$(?!\n[ \t]*\S)",
        "stands at the end of the text",
        "Delete the backslash.",
        Only.MARKDOWN | Only.NO_PATH,
    ),
    mark(r"(?<=\S) \+$(?=\n)", "makes no line end", "Leave an empty line between paragraphs."),
    mark(r"^<<<$|^'''$|^\{toc\}$|^\{:toc\}$", "makes nothing here", _DELETE),
)
