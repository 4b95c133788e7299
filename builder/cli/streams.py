"""The standard streams as they can be: closed, without a reader, of an encoding of few signs."""

from __future__ import annotations

import codecs
import io
import os
import sys
from contextlib import suppress

_HANDLER = "guides-plain"
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‘’‹›«»", "'"),
        **dict.fromkeys("–—−‑", "-"),
        **dict.fromkeys("─━═", "-"),
        **dict.fromkeys("•·", "*"),
        **dict.fromkeys("\u00a0\u202f\u2009", " "),
        "…": "...",
        "→": "->",
        "←": "<-",
        "│": "|",
        "×": "x",
        "§": "S.",
    }
)
"""What messages hold besides ASCII, in signs that every terminal has and JSON need not escape."""


def prepare_streams() -> None:
    """Make the standard streams take whatever is printed.

    A stream that is closed leads nowhere: a file would get its number otherwise, and whatever
    is printed would end up in that. A sign that the stream's encoding does not have is written
    in others, or as JSON writes it.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
    codecs.register_error(_HANDLER, _plain)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue  # a test, or another program that stands in for the terminal
        with suppress(ValueError, LookupError):
            # JSON for another program is none in any other encoding; ASCII is a part of all.
            utf_8 = codecs.lookup(stream.encoding).name == "utf-8"
            encoding = None if utf_8 or stream.isatty() else "ascii"
            stream.reconfigure(encoding=encoding, errors=_HANDLER)


def call_files_by_utf_8() -> None:
    """Begin again in Python's UTF-8 mode where the names of files are of another encoding.

    In such a place (`LC_ALL=C`, with what Python does about it turned off) names of files with
    other signs than ASCII have no meaning. The terminal keeps its encoding.
    """
    if codecs.lookup(sys.getfilesystemencoding()).name == "utf-8":
        return
    os.environ["PYTHONIOENCODING"] = sys.stdout.encoding if sys.stdout else "ascii"
    # Without the current folder among those that modules are imported from.
    arguments = ["-X", "utf8", "-P", "-m", "builder.cli", *sys.argv[1:]]
    os.execv(sys.executable, [sys.executable, *arguments])


def let_go(number: int) -> None:
    """Let what is still to be printed go nowhere: nobody reads it, or it cannot be written."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAIN)
    escaped = (sign if sign.isascii() else _escaped(sign) for sign in text)
    return "".join(escaped), error.end


def _escaped(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))
