"""Asks questions at a terminal."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

Judge = Callable[[str], str | None]


def ask(question: str, judge: Judge, default: str | None = None) -> str:
    """Ask until the answer will do; an empty answer is the default, if there is one.

    `judge` says why an answer will not do, or None.

    Raises:
        KeyboardInterrupt: whoever is asked breaks off (Ctrl-C, or the end of the input).
    """
    # With it, arrow keys move in the line that is typed; it is not everywhere.
    with suppress(ImportError):
        import readline  # noqa: F401

    prompt = f"{question} [{default}]: " if default else f"{question}: "
    while True:
        try:
            answer = input(prompt).strip() or default or ""
        except (EOFError, KeyboardInterrupt):
            print()
            raise KeyboardInterrupt from None
        except UnicodeDecodeError:
            print("  This cannot be read as UTF-8; type it anew.")
            continue
        reason = judge(answer) if answer else "An answer is needed."
        if reason is None:
            return answer
        print(f"  {reason}")


def confirm(question: str) -> bool:
    """Ask for yes or no; yes by default."""
    words = {"y": True, "yes": True, "n": False, "no": False}

    def judge(answer: str) -> str | None:
        return None if answer.lower() in words else "Answer y or n."

    return words[ask(f"{question} (y/n)", judge, "y").lower()]
