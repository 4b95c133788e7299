"""Every code that is not a check's, with one line on what it means.

Checks explain themselves in their docstrings. A code is permanent: it stands in waivers, in
severities and in the records of other tools.
"""

from __future__ import annotations

from collections.abc import Mapping

_YAML = {
    "duplicate-key": "A key stands twice in one group of a YAML file.",
    "empty-file": "A YAML file says nothing.",
    "forbidden-character": "A control, direction or other invisible character stands in a file.",
    "hash-drops-text": "YAML takes the end of a value for a remark, because of a “#”.",
    "key-is-no-text": "A key of a YAML file is a list or a group of keys.",
    "merge-key": "A YAML file uses the merge key “<<”, which hides where a value comes from.",
    "nesting-too-deep": "A YAML file is nested deeper than anything that a definition needs.",
    "not-utf-8": "A file is not stored as UTF-8.",
    "outside-the-project": "A file leads out of the project’s folder.",
    "second-document": "A YAML file holds a second document after “---”.",
    "tab-indentation": "A line of a YAML file is indented with a tab.",
    "unreadable-file": "A file cannot be read.",
    "yaml-alias": "A YAML file uses an alias (“*name”) in place of a value.",
    "yaml-anchor": "A YAML file uses an anchor (“&name”) on a value.",
    "yaml-directive": "A YAML file begins with a directive (“%…”).",
    "yaml-syntax": "A YAML file is not well formed.",
    "yaml-tag": "A YAML file uses a tag (“!name”) on a value.",
}

_FORM = {
    "bad-address": "An address is no https, http or mailto address.",
    "bad-clause-path": "The name of a clause file is no path below content/.",
    "bad-date": "A date is not written as year, month and day, or does not exist.",
    "bad-host": "A host is no host name or pattern.",
    "bad-id": "An id is not made of lower-case words joined by hyphens.",
    "bad-version": "A version is not made of numbers joined by dots.",
    "empty-value": "A key has no value.",
    "keys-conflict": "Two keys exclude each other.",
    "missing-key": "A part lacks a key that it must have.",
    "needs-quotes": "A text without quotes is something else to YAML programs, like 4.10 or no.",
    "no-place": "A section that is added says nowhere it goes.",
    "not-a-number": "A value is no number, where one is expected.",
    "not-true-or-false": "A value is neither true nor false.",
    "row-length": "A row of a table has more or fewer cells than the table has columns.",
    "several-lines": "A text has several lines, where one is expected.",
    "unknown-change": "A change to the outline says neither add nor omit nor replace.",
    "unknown-key": "A key means nothing where it stands.",
    "unknown-value": "A value is none of the possible words.",
    "wrong-kind": "A value is a text, a list or a group of keys, where another is expected.",
}

_NAMES = {
    "already-there": "Something is added that the family has already.",
    "changes-nothing": "An override says what the family says already.",
    "duplicate-entry": "A list names the same thing twice.",
    "duplicate-id": "Two things have one id.",
    "duplicate-revision": "Two rows of the revision history have one version.",
    "duplicate-term": "A term stands twice in the glossary.",
    "empty-section": "A section has neither a text nor sections below it.",
    "empty-slot": "A program does not fill a slot that has no default.",
    "missing-clause": "A clause file that is named does not exist.",
    "missing-figure": "A figure that is named has no drawing.",
    "missing-parameter": "A program sets no value for a parameter that has no default.",
    "no-programs": "The project has no program.",
    "outline-too-deep": "The outline is more than four levels deep.",
    "unknown-appendix": "An appendix is named that the guide does not have.",
    "unknown-block": "A placeholder names a kind of block that does not exist.",
    "unknown-document": "A governing document is named that is not declared.",
    "unknown-document-or-section": "The source of a stated value is no document and no section.",
    "unknown-family": "A program extends a family that does not exist.",
    "unknown-figure": "A figure is named that is not declared.",
    "unknown-form": "A form is named that is not declared.",
    "unknown-glossary-entry": "A term is changed that the family’s glossary does not have.",
    "unknown-link": "A link is named that is not declared.",
    "unknown-link-list": "A list of links is changed that the family does not have.",
    "unknown-links": "A list of links is placed that is not declared.",
    "unknown-list": "A list is named that is not declared.",
    "unknown-node": "An edge of a figure names a node that it does not have.",
    "unknown-parameter": "A parameter is named that is not declared.",
    "unknown-part-of-the-guide": "A query or a waiver is about something that does not exist.",
    "unknown-program": "A program is named that does not exist.",
    "unknown-reference": "A reference names something that does not exist.",
    "unknown-section": "A section is named that the outline does not have.",
    "unknown-slot": "A slot is named that is not declared.",
    "unknown-table": "A table is named that is not declared.",
    "wrong-file-name": "A file is named differently from what it declares.",
    "wrong-suffix": "A definition’s file does not end in .yaml.",
}

_USE = {
    "shadowed-parameter": "Every program hides the value that the family gives a parameter.",
    "unused-clause": "No program uses a clause file.",
    "unused-figure": "No program uses a figure.",
    "unused-form": "No text places a form.",
    "unused-link": "No text refers to a link.",
    "unused-links": "No text places a list of links.",
    "unused-list": "No text places a list.",
    "unused-parameter": "No text prints a parameter.",
    "unused-slot": "No text opens a slot.",
    "unused-table": "No text places a table.",
}

_CLAUSES = {
    "clause-address": "An address in a clause is one that no link can lead to.",
    "clause-empty": "A clause file says nothing.",
    "clause-markdown": "A clause uses Markdown that guides do not have, or that loses text.",
    "clause-nesting": "Lists or quotes of a clause are nested too deep.",
    "inline-markdown": "A one-line text holds Markdown that needs lines of its own.",
    "marker-not-alone": "A placeholder for a block does not stand on a line of its own.",
    "markup": "Sphinx or MyST complains of the text.",
    "markup-unclosed": "Markup that opens in the text is not closed.",
    "parameter-circular": "A parameter’s value prints the parameter itself.",
    "placed-twice": "A table, figure or form is placed in two places.",
    "placeholder-syntax": "A placeholder is not well formed.",
    "reference-not-placed": "A reference names something that stands nowhere in the guide.",
    "slot-circular": "A slot’s text opens the slot itself.",
    "too-many-values": "Parameters print each other too deeply.",
    "value-in-code": "A value that cannot stand in code is printed there.",
}

_FIGURES = {
    "figure-stale": "A figure’s drawing was not made from its source as it is now.",
    "figure-unsafe": "A figure’s drawing holds something that a drawing may not.",
    "not-one-start": "A flow chart has no start, or more than one.",
    "unreachable-node": "A node of a flow chart cannot be reached from its start.",
}

_TEMPLATES = {
    "template-failed": "A template stops with an error.",
    "template-filter": "A template uses a filter that does not exist.",
    "template-missing": "A template does not exist.",
    "template-syntax": "A template is not well formed.",
    "template-test": "A template uses a test that does not exist.",
    "template-undefined": "A template uses a name that does not exist.",
    "template-unsafe": "A template does what templates may not do.",
}

_OUTPUT = {
    "output-in-the-way": "What stands where the output goes was not made by a build.",
    "pdf-failed": "The PDF cannot be set.",
    "pdf-unknown-markup": "The PDF cannot show a kind of text.",
    "unprintable-character": "The fonts of the PDF have no sign for a character.",
    "text-lost": "A word of the source is not in the output.",
}

_COMPARISON = {
    "acceptance-stale": "A signed change is no longer among the changes.",
    "ambiguous-revision": "What is to be compared is a git reference and a file at once.",
    "nothing-to-compare": "What is to be compared has no guide of the programs named.",
    "templates-of-today": "The templates of an older revision do not work any more.",
    "unknown-revision": "What is to be compared is no git reference and no guide.",
    "unreadable-revision": "What is to be compared cannot be read.",
}

_MANUAL = {
    "manual-link": "A link in docs/ leads to no page, heading or picture of the manual.",
    "manual-markup": "A page of docs/ holds something that the manual cannot show.",
    "manual-page-missing": "The manual in docs/ has no front page.",
    "manual-page-not-listed": "The front page of docs/ does not lead to one of its pages.",
}

OUTPUT_CODES: Mapping[str, str] = _OUTPUT
"""Those that are found only when output is written, and so never by `guides check`."""

POLICY_CODES: Mapping[str, str] = {
    "open-query": "A question to the owner of the guide is open; it is only listed.",
    "unknown-check": "A severity or a waiver names a check that does not exist.",
    "waiver-expired": "The last day of a waiver is over.",
    "waiver-unused": "A waiver excuses nothing any more.",
}
"""Those about what owners decided for the checks; like checks, they can be left out of a run."""

CODES: Mapping[str, str] = {
    **_YAML,
    **_FORM,
    **_NAMES,
    **_USE,
    **_CLAUSES,
    **_FIGURES,
    **_TEMPLATES,
    **_OUTPUT,
    **_COMPARISON,
    **_MANUAL,
    **POLICY_CODES,
}
"""All of them, by code."""
