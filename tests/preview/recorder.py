"""A preview without a server: what it tells is kept, and the test says what is open."""

from __future__ import annotations

from pathlib import Path

from builder.preview.broadcast import Message
from builder.preview.state import PreviewState


class Recorder:
    """A preview of a project, what it has told, and the pages that are open."""

    def __init__(self, root: Path, folder: Path, *programs: str) -> None:
        self.root = root
        self.told: list[Message] = []
        self.open: list[tuple[str, str]] = []
        self.state = PreviewState(
            root, programs, folder, tell=self.told.append, viewed=lambda: tuple(self.open)
        )
        self.state.follow()

    def visit(self, program: str, page: str) -> str:
        """Open a page; returns its text."""
        self.state.catch_up(program, page)
        self.open.insert(0, (program, page))
        return self.text(program, page)

    def text(self, program: str, page: str) -> str:
        """A page as it was last good."""
        return self.state.guides[program].pages[page].text

    def save(self, name: str, old: str, new: str) -> list[Message]:
        """Change a file and have the preview follow; returns what it told at once."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return self.follow(name)

    def follow(self, *files: str) -> list[Message]:
        """Have the preview follow files that were saved; returns what it told at once."""
        self.told.clear()
        self.state.follow(files)
        return list(self.told)

    def rest(self) -> list[Message]:
        """Do all that is left; returns what is told of it."""
        self.told.clear()
        while self.state.step():
            pass
        return list(self.told)


def kinds(messages: list[Message]) -> list[object]:
    """The kinds of messages, in order."""
    return [one["kind"] for one in messages]
