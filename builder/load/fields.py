"""The kinds of value that a definition holds, as pydantic types with our own messages.

Every leaf that reaches pydantic is a `Scalar`, that is text; each type judges it and hands
the very same object on, so that its place is not lost. With the validation context
`{"lenient": True}` a text of the wrong form passes: its fault is already reported, and the
later stages can look for further ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from builder.diagnostics import Code
from builder.load.nodes import Path, Scalar
from builder.load.plain import read_as
from builder.model.kinds import TERM_ID, term_ids
from builder.model.versions import is_day, read_date
from builder.model.wording import short
from builder.source import Text, limits

ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
TARGET = rf"{ID}|{TERM_ID}"
CLAUSE = r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)+"
VERSION = r"[0-9]+(?:\.[0-9]+)*"
DATE = r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?"
DAY = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
HOST = r"(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*"
URL = r"(?:https?://[^\s/]+\S*|mailto:\S+@\S+)"
_SHOWN = 60
"""So much of a value that is too long is shown."""
_CURLY = ("“", "”", "„", "‘", "’")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a value: `{label}` in a text stands for the value's name.

    `path` leads from the value that was judged to the part at fault; `repair` is the text
    that stands there and what is to be written instead, where that needs no thought.
    """

    code: Code
    message: str
    hint: str | None = None
    path: Path = ()
    on_key: bool = False
    repair: tuple[str, str] | None = None


def _is_lenient(info: ValidationInfo) -> bool:
    """Whether this is the second look, which lets pass what is already reported."""
    return bool((info.context or {}).get("lenient"))


def _refuse(*faults: Fault) -> PydanticCustomError:
    """The exception that carries faults through pydantic."""
    return PydanticCustomError("author", "refused", {"faults": faults})


class YamlModel(BaseModel):
    """What all parts of a definition have in common: known keys only, no conversion."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.replace("_", "-"),
        arbitrary_types_allowed=True,
    )


class WholeModel(YamlModel):
    """A part whose keys, each right by itself, must also fit together."""

    def faults(self) -> Iterator[Fault]:
        """What does not fit."""
        raise NotImplementedError

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> Self:
        faults = () if _is_lenient(info) else tuple(self.faults())
        if faults:
            raise _refuse(*faults)
        return self


def listed(description: str) -> Any:
    """A key that has a list; without the key it is empty."""
    return Field(default_factory=list, description=description)


def keyed(description: str) -> Any:
    """A key that has a group whose keys are ids; without the key it is empty."""
    return Field(default_factory=dict, description=description)


def _leaf(value: Any, what: str) -> Scalar:
    if not isinstance(value, Scalar):
        kind = "a list" if isinstance(value, list) else "a group of keys"
        raise _refuse(
            Fault(
                code=Code.WRONG_KIND,
                message=f"{{label}} is {kind}, where {what} is expected.",
                hint="Write one value after the colon; put a text that begins with a bracket "
                "or holds a colon in quotes.",
            )
        )
    if not value.strip():
        raise _refuse(
            Fault(
                code=Code.EMPTY_VALUE,
                message="{label} has no value.",
                hint=f"Write {what}, or delete the key; a text after “#” must be in quotes.",
            )
        )
    return value


def _quotes(value: Scalar) -> None:
    how = read_as(value) if value.plain else None
    if how:
        raise _refuse(
            Fault(
                code=Code.NEEDS_QUOTES,
                message=f"{{Label}} {value} has no quotes, so YAML programs read it {how}.",
                hint=f'Write {{key}}"{value}".',
                repair=(str(value), f'"{value}"'),
            )
        )


_Judge = Callable[[Scalar], Fault | None]


def _kind(what: str, judge: _Judge, *, bare: bool = False) -> Callable[[Any, ValidationInfo], Text]:
    def validate(value: Any, info: ValidationInfo) -> Text:
        leaf = _leaf(value, what)
        if not _is_lenient(info):
            # First how it is written: another program would not see the value that is judged below.
            if not bare:
                _quotes(leaf)
            fault = judge(leaf)
            if fault:
                raise _refuse(_typographic(leaf) or fault)
        elif judge is _slug and not re.fullmatch(ID, leaf):
            # What was meant, so that what names it does not look wrong, too.
            meant = _as_id(leaf)
            return Text(meant, leaf.at) if re.fullmatch(ID, meant) else leaf
        return leaf

    return validate


def _typographic(value: Scalar) -> Fault | None:
    """Curly quotes around a value that would be right without them: YAML knows only straight ones.

    A word processor writes them, and they look like the quotes that a message asks for.
    """
    inside = value[1:-1]
    if value[:1] not in _CURLY or value[-1:] not in _CURLY or not inside:
        return None
    return Fault(
        code=Code.NEEDS_QUOTES,
        message="{label} stands in typographic quotes, which YAML takes for a part of the value.",
        hint=f'Write straight quotes: "{inside}".',
    )


def _prose(value: Scalar) -> Fault | None:
    return None


def _line(value: Scalar) -> Fault | None:
    if "\n" not in value:
        return None
    return Fault(
        code=Code.SEVERAL_LINES,
        message="{label} has several lines, where one is expected.",
        hint=_LINE_HINT,
    )


def _date(value: Scalar) -> Fault | None:
    if read_date(value):
        return None
    return Fault(
        code=Code.BAD_DATE,
        message=f"“{value}” is no date.",
        hint='Write year, month and day, like "2018-06-20", or year and month, like "2018-06".',
    )


def _day(value: Scalar) -> Fault | None:
    if is_day(value):
        return None
    return Fault(
        code=Code.BAD_DATE,
        message=f"“{value}” is no day.",
        hint='Write year, month and day, like "2018-06-20".',
    )


def _long(value: Scalar, *parts: str) -> Fault | None:
    """Parts of an id that would be too long a name for a file."""
    if all(len(part) <= limits.ID.most for part in parts):
        return None
    shown = f"“{short(value, _SHOWN)}”"
    return Fault(code=Code.OVER_A_LIMIT, message=limits.ID.exceeded(shown), hint=limits.ID.hint)


def _as_id(value: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")


def _slug(value: Scalar) -> Fault | None:
    if re.fullmatch(ID, value):
        return _long(value, value)
    corrected = _as_id(value)
    hint = "Write lower-case letters and digits, joined by hyphens."
    if re.fullmatch(ID, corrected):
        hint = f"Write lower-case words joined by hyphens: “{corrected}”."
    return Fault(code=Code.BAD_ID, message=f"“{value}” is no id.", hint=hint)


def is_id(value: str) -> bool:
    """Whether a text can be an id."""
    return len(value) <= limits.ID.most and bool(re.fullmatch(ID, value))


def is_clause(value: str) -> bool:
    """Whether a text can be the name of a clause file."""
    parts = value.split("/")
    return all(len(part) <= limits.ID.most for part in parts) and bool(re.fullmatch(CLAUSE, value))


def _target(value: Scalar) -> Fault | None:
    if re.fullmatch(TARGET, value):
        return _long(value, value)
    id = term_ids([value])[value]
    return Fault(
        code=Code.BAD_ID,
        message=f"“{value}” is no id.",
        hint=f"Write the id of the part, which `guides where` tells; if it is a term of the "
        f"glossary: “{id}”.",
    )


def _path(value: Scalar) -> Fault | None:
    if re.fullmatch(CLAUSE, value):
        return _long(value, *value.split("/"))
    hint = "Write the file's path below “content/” without “.md”, like “shared/introduction”."
    corrected = value.removeprefix("content/").removesuffix(".md")
    if re.fullmatch(CLAUSE, corrected):
        hint = f"Write “{corrected}”."
    return Fault(code=Code.BAD_CLAUSE_PATH, message=f"“{value}” is no clause file.", hint=hint)


def _cell(value: Any, info: ValidationInfo) -> Text:
    if isinstance(value, Scalar) and not value and not value.plain:
        return value
    if isinstance(value, Scalar) and not value:
        raise _refuse(
            Fault(
                code=Code.EMPTY_VALUE,
                message="This cell has no value.",
                hint='Write "" for an empty cell.',
            )
        )
    return _kind("a text", _prose)(value, info)


_IS_TEXT = (
    "A text is expected here. What looks like a number, or like yes, no, on or off, must be in "
    "quotes."
)


_Annotations = tuple[PlainValidator, WithJsonSchema]


def _text(what: str, judge: _Judge, pattern: str = "", hint: str = "") -> _Annotations:
    """The annotations of a text: what judges it, and what an editor says by its pattern."""
    schema = {
        "type": "string",
        "errorMessage": _IS_TEXT,
        "pattern": f"^(?:{pattern})$" if pattern else r"\S",
        "patternErrorMessage": hint or "Write a text, or delete the key.",
    }
    return PlainValidator(_kind(what, judge)), WithJsonSchema(schema)


def _shaped(what: str, pattern: str, fault: Fault, in_editor: str = "") -> _Annotations:
    """The annotations of a text that has the form of a pattern, or else the fault."""

    def judge(value: Scalar) -> Fault | None:
        if re.fullmatch(pattern, value):
            return None
        return replace(fault, message=fault.message.format(value))

    return _text(what, judge, pattern, in_editor or fault.hint or "")


# Block texts end in a line end that does not count.
_LINE = r"[^\n]*\S[^\n]*\n*"
_LINE_HINT = "Write it in one line, or use “>-” in place of “|”."
_ID_HINT = "Write lower-case words joined by hyphens, like hot-fix-process."

Prose = Annotated[Text, *_text("a text", _prose)]
Line = Annotated[Text, *_text("a text of one line", _line, _LINE, _LINE_HINT)]
Cell = Annotated[
    Text, PlainValidator(_cell), WithJsonSchema({"type": "string", "errorMessage": _IS_TEXT})
]
Id = Annotated[Text, *_text("an id", _slug, ID, _ID_HINT)]
Target = Annotated[
    Text,
    *_text(
        "an id",
        _target,
        TARGET,
        _ID_HINT,
    ),
]
ClauseOrNone = Annotated[
    Text,
    *_text(
        "a clause file or none",
        lambda value: None if value == "none" else _path(value),
        f"none|{CLAUSE}",
        "Write the file’s path below content/ without .md, like shared/introduction, or none.",
    ),
]
Version = Annotated[
    Text,
    *_shaped(
        "a version",
        VERSION,
        Fault(
            code=Code.BAD_VERSION,
            message="“{}” is no version.",
            hint='Write numbers joined by dots, in quotes, like "4.10".',
        ),
    ),
]
Date = Annotated[
    Text,
    *_text(
        "a date",
        _date,
        DATE,
        'Write year, month and day in quotes, like "2018-06-20", or "2018-06".',
    ),
]
Day = Annotated[
    Text,
    *_text("a day", _day, DAY, 'Write year, month and day in quotes, like "2018-06-20".'),
]
Host = Annotated[
    Text,
    *_shaped(
        "a host",
        HOST,
        Fault(
            code=Code.BAD_HOST,
            message="“{}” is no host.",
            hint="Write a host like “code.example.com”, or “*.example.com” for all below it, "
            "without “https://”.",
        ),
        "Write a host without https://, like code.example.com or *.example.com.",
    ),
]
Url = Annotated[
    Text,
    *_shaped(
        "an address",
        URL,
        Fault(
            code=Code.BAD_ADDRESS,
            message="“{}” is no address that a link can lead to.",
            hint="Write a whole address that begins with “https://”, “http://” or “mailto:”.",
        ),
        "Write a whole address that begins with https://, http:// or mailto:.",
    ),
]


def _boolean(value: Any, info: ValidationInfo) -> bool:
    leaf = _leaf(value, "true or false")
    if leaf.plain and leaf in ("true", "false"):
        return leaf == "true"
    if _is_lenient(info):
        return leaf.lower() in ("true", "yes", "on", "y")
    raise _refuse(
        Fault(
            code=Code.NOT_TRUE_OR_FALSE,
            message=f"{{label}} is “{leaf}”, where true or false is expected.",
            hint="Write true or false, without quotes.",
        )
    )


def _number(value: Any, info: ValidationInfo) -> float:
    leaf = _leaf(value, "a number")
    if leaf.plain and re.fullmatch(r"[0-9]{1,4}(?:\.[0-9]{1,4})?", leaf) and float(leaf) > 0:
        return float(leaf)
    if _is_lenient(info):
        return 1.0
    raise _refuse(
        Fault(
            code=Code.NOT_A_NUMBER,
            message=f"{{label}} is “{leaf}”, where a number above 0 is expected.",
            hint="Write a number like 2 or 1.5, without quotes.",
        )
    )


Boolean = Annotated[bool, PlainValidator(_boolean), WithJsonSchema({"type": "boolean"})]
Number = Annotated[
    float,
    PlainValidator(_number),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 10000}),
]


def choice(*words: str, bare: bool = False) -> _Annotations:
    """The annotations of a text that is one of a few words.

    With `bare`, a word that some YAML programs read as something else (`off`) needs no quotes:
    the few words that are possible leave no doubt.
    """
    from builder.diagnostics import suggest

    def judge(value: Scalar) -> Fault | None:
        if value in words:
            return None
        return Fault(
            code=Code.UNKNOWN_VALUE,
            message=f"{{label}} cannot be “{value}”.",
            hint=suggest(value, words),
        )

    words_schema = {"type": "string", "enum": list(words)}
    return (
        PlainValidator(_kind(" or ".join(f"“{word}”" for word in words), judge, bare=bare)),
        WithJsonSchema(words_schema | {"errorMessage": f"Write {' or '.join(words)}."}),
    )
