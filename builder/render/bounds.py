"""What a template may use of time and memory.

The sandbox of Jinja keeps templates from reaching out, but not from looping for ever or from
making a text that fills the memory. Whatever makes a text longer than its parts is looked at
before it is made; everything else is ended by the time that it takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from jinja2 import TemplateRuntimeError, nodes
from jinja2.compiler import CodeGenerator, Frame

from builder.source.limits import TEMPLATE_NUMBER, TEMPLATE_TEXT, TEMPLATE_TIME, Limit

_WIDE = re.compile(r"\d{6,}")
GROWING_FILTERS = (
    "batch",
    "center",
    "format",
    "indent",
    "join",
    "replace",
    "round",
    "slice",
    "tojson",
    "truncate",
    "wordwrap",
)


class OverLimitError(TemplateRuntimeError):
    """A template does more than it may; it fails where that happens."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit.exceeded("What is made here"))
        self.limit = limit


class OutOfTimeError(OverLimitError):
    """A template takes too long."""

    def __init__(self) -> None:
        super().__init__(TEMPLATE_TIME)


class BoundedCode(CodeGenerator):
    """Jinja's compiler; what `~` joins is looked at, too."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Write the code of `a ~ b`."""
        self.write("environment.tied((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


def joined(parts: Iterable[str]) -> str:
    """The parts as one text, in the place of Jinja's own way to join them."""
    found, size = [], 0
    for part in parts:
        size += len(part)
        if size > TEMPLATE_TEXT.most:
            raise OverLimitError(TEMPLATE_TEXT)
        found.append(part)
    return "".join(found)


def judge_operator(operator: str, left: Any, right: Any) -> None:
    """Refuse an operator whose result would be too large."""
    if operator == "+":
        _refuse(_size(left) + _size(right))
    elif operator == "*":
        whole = isinstance(left, int), isinstance(right, int)
        if all(whole):
            _refuse(left.bit_length() + right.bit_length(), TEMPLATE_NUMBER)
        elif whole[0]:
            _refuse(left * _size(right))
        elif whole[1]:
            _refuse(_size(left) * right)
    elif operator == "**" and isinstance(left, int) and isinstance(right, int):
        _refuse(left.bit_length() * right, TEMPLATE_NUMBER)
    elif operator == "%" and isinstance(left, str):
        judge_call("format", (left, right), {})


def judge_call(name: str, given: tuple[Any, ...], named: Mapping[str, Any]) -> None:
    """Refuse a filter, or a method of a text, whose result would be too large."""
    values = [*given, *named.values()]
    for value in values:
        if isinstance(value, int):
            _refuse(abs(value), TEMPLATE_NUMBER)
    texts = [value for value in values if isinstance(value, str)]
    if name in ("format", "format_map", "__mod__") and texts and _WIDE.search(texts[0]):
        raise OverLimitError(TEMPLATE_NUMBER)
    if name == "replace" and len(texts) > 2:
        places = texts[0].count(texts[1])
        _refuse(len(texts[0]) + places * len(texts[2]))
    elif name == "join" and given and isinstance(given[0], (list, tuple)):
        between = max((len(text) for text in texts), default=0)
        _refuse(sum(_size(item) + between for item in given[0]))
    elif name == "indent" and texts:
        deep = next((value for value in values if isinstance(value, int)), 4)
        _refuse(len(texts[0]) + texts[0].count("\n") * deep)


def bounded(name: str, run: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jinja that is looked at before it runs, and whose result is looked at."""

    @wraps(run)
    def judged(*given: Any, **named: Any) -> Any:
        skipped = 1 if hasattr(run, "jinja_pass_arg") else 0
        judge_call(name, given[skipped:], named)
        made = run(*given, **named)
        _refuse(_size(made))
        return made

    return judged


def _size(value: Any) -> int:
    return len(value) if isinstance(value, (str, bytes, list, tuple)) else 0


def _refuse(size: int, limit: Limit = TEMPLATE_TEXT) -> None:
    if size > limit.most:
        raise OverLimitError(limit)
