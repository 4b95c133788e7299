"""A desk without a server: what it tells is kept, and what is open is said by the test."""

from __future__ import annotations

from pathlib import Path

from builder.preview.desk import Desk
from builder.preview.news import News


class Recorder:
    """A desk on a project, what it has told, and the pages that are open."""

    def __init__(self, root: Path, folder: Path, *programs: str) -> None:
        self.root = root
        self.told: list[News] = []
        self.open: list[tuple[str, str]] = []
        self.desk = Desk(
            root, programs, folder, tell=self.told.append, viewed=lambda: tuple(self.open)
        )
        self.desk.follow()

    def visit(self, program: str, page: str) -> str:
        """Open a page; returns its text."""
        self.desk.catch_up(program, page)
        self.open.insert(0, (program, page))
        return self.text(program, page)

    def text(self, program: str, page: str) -> str:
        """A page as it was last good."""
        return self.desk.guides[program].pages[page].text

    def save(self, name: str, old: str, new: str) -> list[News]:
        """Change a file and have the desk follow; returns what it told at once."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return self.follow(name)

    def follow(self, *files: str) -> list[News]:
        """Have the desk follow files that were saved; returns what it told at once."""
        self.told.clear()
        self.desk.follow(files)
        return list(self.told)

    def rest(self) -> list[News]:
        """Do all that is left; returns what is told of it."""
        self.told.clear()
        while self.desk.step():
            pass
        return list(self.told)


def kinds(news: list[News]) -> list[object]:
    """The kinds of messages, in order."""
    return [one["kind"] for one in news]
