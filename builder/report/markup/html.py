"""HTML as values, so that nothing an author wrote is ever taken for markup.

A plain `str` is text and is escaped wherever it is put; only what `element` and `join` made is
markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

VOID = frozenset({"br", "col", "hr", "img", "input", "meta"})
_BRACES = re.compile(r"\{(\w+)\}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class Markup(str):
    """HTML that is finished."""

    __slots__ = ()


Part = str | Markup | None


def text(value: str) -> Markup:
    """Text as HTML that prints as itself; what HTML cannot hold becomes U+FFFD."""
    return Markup(escape(_CONTROL.sub("�", value), quote=True))


def join(parts: Iterable[Part]) -> Markup:
    """Several parts, one after the other; None is left out."""
    return Markup(
        "".join(
            part if isinstance(part, Markup) else text(part) for part in parts if part is not None
        )
    )


def fill(form: str, **values: Part) -> Markup:
    """A text of a catalogue with markup in the places of its names in braces."""
    pieces = _BRACES.split(form)
    return join(values[piece] if place % 2 else piece for place, piece in enumerate(pieces))


def element(name: str, *parts: Part, **attributes: str | bool | None) -> Markup:
    """An element. `class_` and `for_` lose their underscore, others change it for a hyphen.

    An attribute of None or False is left out, of True has no value.
    """
    shown = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        label = key.rstrip("_").replace("_", "-")
        shown.append(f" {label}" if value is True else f' {label}="{text(str(value))}"')
    shown.append(">")
    if name not in VOID:
        shown += [join(parts), f"</{name}>"]
    return Markup("".join(shown))


def classes(*names: str) -> str | None:
    """The names of classes that are not empty, or None when there is none."""
    return " ".join(name for name in names if name) or None


def table(caption: str, head: Iterable[str], rows: Iterable[Markup], kind: str) -> Markup:
    """A table of the report in a frame that scrolls by keyboard where the window is narrow."""
    heads = [element("th", name, scope="col") for name in head]
    body = element(
        "table",
        element("caption", caption, class_="unseen"),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        class_=kind,
    )
    return element("div", body, class_="scrolls", role="region", tabindex="0", aria_label=caption)
