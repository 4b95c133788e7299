"""Every code that a finding can have, with one line on what it means.

A code is permanent: it stands in waivers, in severities and in the records of other tools.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path

from builder.model.kinds import KINDS

_CHECKS = Path(__file__).parents[1] / "checks"


def _checks() -> Mapping[str, str]:
    """The members that are checks, each by the name of its module."""
    names = sorted(path.stem for path in _CHECKS.glob("[a-z]*.py"))
    return {name.upper(): name.replace("_", "-") for name in names}


def _of_kinds(listed: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """The members that the table of kinds gives, but for those that are listed already."""
    found = {}
    for kind in KINDS.values():
        if kind.overridable:
            meaning = f"A {kind.name} is changed that the family does not have."
            found[_joined("unknown", kind.called)] = meaning
        if kind.printed or kind.overridable:
            found[_joined("unknown", kind.id)] = f"A {kind.name} is named that is not declared."
        if kind.printed:
            verb = "places" if kind.placed else "refers to" if kind.referable else "prints"
            found[_joined("unused", kind.id)] = f"No text {verb} a {kind.name}."
    members = {code.upper().replace("-", "_"): (code, found[code]) for code in found}
    return {name: member for name, member in members.items() if name not in listed}


def _joined(fault: str, what: str) -> str:
    return f"{fault}-{what.replace(' ', '-')}"


class Code(StrEnum):
    """The permanent name of a fault, in lower-case words joined by hyphens.

    The faults that stages find are listed here, but for those that every kind of thing can have:
    they are made of the table of kinds. Those that checks find are members, too: a check's code
    is the name of its module, so that adding a check is one place. Only the names of the files
    are read; a check is imported when it runs.
    """

    meaning: str
    """One line; empty for a check, which explains itself in its docstring."""

    def __new__(cls, code: str, meaning: str = "") -> Code:
        """A member is written as the code and its meaning."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    @property
    def is_check(self) -> bool:
        """Whether a check finds the fault, and no stage before the checks."""
        return not self.meaning

    @classmethod
    def unknown(cls, what: str) -> Code:
        """The code of a name that means nothing: of a kind, or of what definitions call one."""
        return cls(_joined("unknown", what))

    @classmethod
    def unused(cls, what: str) -> Code:
        """The code of a thing that nothing uses; `what` is the id of its kind."""
        return cls(_joined("unused", what))

    # What YAML itself refuses, or what no file may hold.
    DUPLICATE_KEY = "duplicate-key", "A key stands twice in one group of a YAML file."
    EMPTY_FILE = "empty-file", "A YAML file says nothing."
    FORBIDDEN_CHARACTER = (
        "forbidden-character",
        "A control, direction or other invisible character stands in a file.",
    )
    HASH_DROPS_TEXT = (
        "hash-drops-text",
        "YAML takes the end of a value for a remark, because of a “#”.",
    )
    KEY_IS_NO_TEXT = "key-is-no-text", "A key of a YAML file is a list or a group of keys."
    MERGE_CONFLICT = (
        "merge-conflict",
        "A file holds the marks of a merge that git could not finish by itself.",
    )
    MERGE_KEY = (
        "merge-key",
        "A YAML file uses the merge key “<<”, which hides where a value comes from.",
    )
    NESTING_TOO_DEEP = (
        "nesting-too-deep",
        "A YAML file is nested deeper than anything that a definition needs.",
    )
    NOT_UTF_8 = "not-utf-8", "A file is not stored as UTF-8."
    OVER_A_LIMIT = (
        "over-a-limit",
        "Something is larger, longer or deeper than the program takes.",
    )
    OUTSIDE_THE_PROJECT = "outside-the-project", "A file leads out of the project’s folder."
    SECOND_DOCUMENT = "second-document", "A YAML file holds a second document after “---”."
    TAB_INDENTATION = "tab-indentation", "A line of a YAML file is indented with a tab."
    UNREADABLE_FILE = "unreadable-file", "A file cannot be read."
    YAML_ALIAS = "yaml-alias", "A YAML file uses an alias (“*name”) in place of a value."
    YAML_ANCHOR = "yaml-anchor", "A YAML file uses an anchor (“&name”) on a value."
    YAML_DIRECTIVE = "yaml-directive", "A YAML file begins with a directive (“%…”)."
    YAML_SYNTAX = "yaml-syntax", "A YAML file is not well formed."
    YAML_TAG = "yaml-tag", "A YAML file uses a tag (“!name”) on a value."

    # Keys and values that have the wrong form.
    BAD_ADDRESS = "bad-address", "An address is no https, http or mailto address."
    BAD_CLAUSE_PATH = "bad-clause-path", "The name of a clause file is no path below content/."
    BAD_DATE = "bad-date", "A date is not written as year, month and day, or does not exist."
    BAD_HOST = "bad-host", "A host is no host name or pattern."
    BAD_ID = "bad-id", "An id is not made of lower-case words joined by hyphens."
    BAD_VERSION = "bad-version", "A version is not made of numbers joined by dots."
    EMPTY_VALUE = "empty-value", "A key has no value."
    KEYS_CONFLICT = "keys-conflict", "Two keys exclude each other."
    MISSING_KEY = "missing-key", "A part lacks a key that it must have."
    NEEDS_QUOTES = (
        "needs-quotes",
        "A text without quotes is something else to YAML programs, like 4.10 or no.",
    )
    NO_PLACE = "no-place", "A section that is added says nowhere it goes."
    NOT_A_NUMBER = "not-a-number", "A value is no number, where one is expected."
    NOT_TRUE_OR_FALSE = "not-true-or-false", "A value is neither true nor false."
    ROW_LENGTH = (
        "row-length",
        "A row of a table has more or fewer cells than the table has columns.",
    )
    SEVERAL_LINES = "several-lines", "A text has several lines, where one is expected."
    UNKNOWN_CHANGE = (
        "unknown-change",
        "A change to the outline says neither add nor omit nor replace.",
    )
    UNKNOWN_KEY = "unknown-key", "A key means nothing where it stands."
    UNKNOWN_VALUE = "unknown-value", "A value is none of the possible words."
    WRONG_KIND = (
        "wrong-kind",
        "A value is a text, a list or a group of keys, where another is expected.",
    )

    # Names, and what they name.
    ALREADY_THERE = "already-there", "Something is added that the family has already."
    CHANGES_NOTHING = "changes-nothing", "An override says what the family says already."
    DUPLICATE_ENTRY = "duplicate-entry", "A list names the same thing twice."
    DUPLICATE_ID = "duplicate-id", "Two things have one id."
    DUPLICATE_REVISION = "duplicate-revision", "Two rows of the revision history have one version."
    DUPLICATE_TERM = "duplicate-term", "A term stands twice in the glossary."
    EMPTY_SECTION = "empty-section", "A section has neither a text nor sections below it."
    EMPTY_SLOT = "empty-slot", "A program does not fill a slot that has no default."
    MISSING_CLAUSE = "missing-clause", "A clause file that is named does not exist."
    MISSING_FIGURE = "missing-figure", "A figure that is named has no drawing."
    MISSING_PARAMETER = (
        "missing-parameter",
        "A program sets no value for a parameter that has no default.",
    )
    NO_PROGRAMS = "no-programs", "The project has no program."
    OMITTED_BUT_USED = (
        "omitted-but-used",
        "A program leaves out what its texts still use.",
    )
    OUTLINE_TOO_DEEP = "outline-too-deep", "The outline is more than four levels deep."
    UNKNOWN_APPENDIX = "unknown-appendix", "An appendix is named that the guide does not have."
    UNKNOWN_BLOCK = "unknown-block", "A placeholder names a kind of block that does not exist."
    UNKNOWN_DOCUMENT_OR_SECTION = (
        "unknown-document-or-section",
        "The source of a stated value is no document and no section.",
    )
    UNKNOWN_FAMILY = "unknown-family", "A program extends a family that does not exist."
    UNKNOWN_GLOSSARY_ENTRY = (
        "unknown-glossary-entry",
        "A term is changed that the family’s glossary does not have.",
    )
    UNKNOWN_LINKS = "unknown-links", "A list of links is placed that is not declared."
    UNKNOWN_NODE = "unknown-node", "An edge of a figure names a node that it does not have."
    UNKNOWN_PART_OF_THE_GUIDE = (
        "unknown-part-of-the-guide",
        "A query or a waiver is about something that does not exist.",
    )
    UNKNOWN_PROGRAM = "unknown-program", "A program is named that does not exist."
    UNKNOWN_REFERENCE = "unknown-reference", "A reference names something that does not exist."
    UNKNOWN_SECTION = "unknown-section", "A section is named that the outline does not have."
    WRONG_FILE_NAME = "wrong-file-name", "A file is named differently from what it declares."
    WRONG_SUFFIX = "wrong-suffix", "A definition’s file does not end in .yaml."

    # What nothing uses.
    SHADOWED_PARAMETER = (
        "shadowed-parameter",
        "Every program hides the value that the family gives a parameter.",
    )
    UNUSED_CLAUSE = "unused-clause", "No program uses a clause file."
    UNUSED_FIGURE = "unused-figure", "No program uses a figure."
    UNUSED_SLOT = "unused-slot", "No text opens a slot."

    # Clauses.
    CLAUSE_ADDRESS = "clause-address", "An address in a clause is one that no link can lead to."
    CLAUSE_EMPTY = "clause-empty", "A clause file says nothing."
    CLAUSE_MARKDOWN = (
        "clause-markdown",
        "A clause uses Markdown that guides do not have, or that loses text.",
    )
    CLAUSE_NESTING = "clause-nesting", "Lists or quotes of a clause are nested too deep."
    INLINE_MARKDOWN = (
        "inline-markdown",
        "A one-line text holds Markdown that needs lines of its own.",
    )
    MARKER_NOT_ALONE = (
        "marker-not-alone",
        "A placeholder for a block does not stand on a line of its own.",
    )
    MARKUP = "markup", "Sphinx or MyST complains of the text."
    MARKUP_EMPTY_BLOCK = "markup-empty-block", "A block of a template holds nothing."
    MARKUP_GLOSSARY = "markup-glossary", "The glossary is not a list of terms, each with a text."
    MARKUP_HEADING = "markup-heading", "A heading stands at a level where none can be."
    MARKUP_OPTION = "markup-option", "A block of a template has an option that is not known."
    MARKUP_REFUSED_BLOCK = (
        "markup-refused-block",
        "A template puts in a file or raw markup, which is not allowed.",
    )
    MARKUP_TABLE = "markup-table", "The rows of a table have different numbers of cells."
    MARKUP_UNCLOSED = "markup-unclosed", "Markup that opens in the text is not closed."
    MARKUP_UNKNOWN_BLOCK = (
        "markup-unknown-block",
        "A template opens a kind of block that does not exist.",
    )
    MARKUP_UNKNOWN_PAGE = (
        "markup-unknown-page",
        "A list of contents names a page that the guide does not have.",
    )
    MARKUP_UNKNOWN_ROLE = (
        "markup-unknown-role",
        "A template marks words with a role that does not exist.",
    )
    PAGE_NOT_LISTED = "page-not-listed", "No list of contents names a page of the guide."
    PARAMETER_CIRCULAR = "parameter-circular", "A parameter’s value prints the parameter itself."
    PLACED_TWICE = "placed-twice", "A table, figure or form is placed in two places."
    PLACEHOLDER_SYNTAX = "placeholder-syntax", "A placeholder is not well formed."
    REFERENCE_NOT_PLACED = (
        "reference-not-placed",
        "A reference names something that stands nowhere in the guide.",
    )
    SLOT_CIRCULAR = "slot-circular", "A slot’s text opens the slot itself."
    TOO_MANY_VALUES = "too-many-values", "Parameters print each other too deeply."
    UNKNOWN_TERM = "unknown-term", "A text marks a term that the glossary does not have."
    VALUE_IN_CODE = "value-in-code", "A value that cannot stand in code is printed there."

    # Figures.
    FIGURE_CROWDED = "figure-crowded", "A figure has more in it than can be drawn on a page."
    FIGURE_STALE = "figure-stale", "A figure’s drawing was not made from its source as it is now."
    FIGURE_UNSAFE = "figure-unsafe", "A figure’s drawing holds something that a drawing may not."
    NOT_ONE_START = "not-one-start", "A flow chart has no start, or more than one."
    UNREACHABLE_NODE = (
        "unreachable-node",
        "A node of a flow chart cannot be reached from its start.",
    )

    # Templates.
    TEMPLATE_FAILED = "template-failed", "A template stops with an error."
    TEMPLATE_FILTER = "template-filter", "A template uses a filter that does not exist."
    TEMPLATE_MISSING = "template-missing", "A template does not exist."
    TEMPLATE_SYNTAX = "template-syntax", "A template is not well formed."
    TEMPLATE_TEST = "template-test", "A template uses a test that does not exist."
    TEMPLATE_UNDEFINED = "template-undefined", "A template uses a name that does not exist."
    TEMPLATE_UNSAFE = "template-unsafe", "A template does what templates may not do."

    # What is written.
    OUTPUT_IN_THE_WAY = (
        "output-in-the-way",
        "What stands where the output goes was not made by a build.",
    )
    OUTPUT_FOLDER_REFUSED = (
        "output-folder-refused",
        "The folder that output is to go to holds other things, or is a link.",
    )
    PDF_FAILED = "pdf-failed", "The PDF cannot be set."
    PDF_UNKNOWN_MARKUP = "pdf-unknown-markup", "The PDF cannot show a kind of text."
    UNPRINTABLE_CHARACTER = (
        "unprintable-character",
        "The fonts of the PDF have no sign for a character.",
    )
    TEXT_MISPLACED = (
        "text-misplaced",
        "Text of the PDF leaves its column, its cell or the paper, or covers other text.",
    )
    TEXT_LOST = "text-lost", "A word of the source is not in the output."

    # Comparisons.
    ACCEPTANCE_STALE = "acceptance-stale", "A signed change is no longer among the changes."
    AMBIGUOUS_REVISION = (
        "ambiguous-revision",
        "What is to be compared is a git reference and a file at once.",
    )
    NOTHING_TO_COMPARE = (
        "nothing-to-compare",
        "What is to be compared has no guide of the programs named.",
    )
    CURRENT_TEMPLATES_USED = (
        "current-templates-used",
        "The templates of an older revision do not work any more.",
    )
    UNKNOWN_REVISION = (
        "unknown-revision",
        "What is to be compared is no git reference and no guide.",
    )
    UNREADABLE_REVISION = "unreadable-revision", "What is to be compared cannot be read."

    # The manual.
    MANUAL_LINK = (
        "manual-link",
        "A link in docs/ leads to no page, heading or picture of the manual.",
    )
    MANUAL_MARKUP = "manual-markup", "A page of docs/ holds something that the manual cannot show."
    MANUAL_PAGE_MISSING = "manual-page-missing", "The manual in docs/ has no front page."
    MANUAL_PAGE_NOT_LISTED = (
        "manual-page-not-listed",
        "The front page of docs/ does not lead to one of its pages.",
    )

    # What owners decided for the checks.
    OPEN_QUERY = "open-query", "A question to the owner of the guide is open; it is only listed."
    UNKNOWN_CHECK = "unknown-check", "A severity or a waiver names a check that does not exist."
    WAIVER_EXPIRED = "waiver-expired", "The last day of a waiver is over."
    WAIVER_UNUSED = "waiver-unused", "A waiver excuses nothing any more."

    # Checks.
    # In the body of an enumeration, `vars()` is where its members are noted.
    vars().update(_checks())
    # What is listed above says more than the table of kinds does.
    vars().update(_of_kinds(vars()))


OUTPUT_CODES = (
    Code.OUTPUT_FOLDER_REFUSED,
    Code.OUTPUT_IN_THE_WAY,
    Code.PDF_FAILED,
    Code.PDF_UNKNOWN_MARKUP,
    Code.UNPRINTABLE_CHARACTER,
    Code.TEXT_LOST,
)
"""Those that are found only when output is written, and so never by `guides check`."""

POLICY_CODES = (
    Code.OPEN_QUERY,
    Code.UNKNOWN_CHECK,
    Code.WAIVER_EXPIRED,
    Code.WAIVER_UNUSED,
)
"""Those about what owners decided for the checks; like checks, they can be left out of a run."""

TEMPLATE_CODES = (
    Code.TEMPLATE_FAILED,
    Code.TEMPLATE_FILTER,
    Code.TEMPLATE_MISSING,
    Code.TEMPLATE_SYNTAX,
    Code.TEMPLATE_TEST,
    Code.TEMPLATE_UNDEFINED,
    Code.TEMPLATE_UNSAFE,
)
"""Those of templates that do not work."""
