"""The template files of a project: which there are, their lines, and what no file may hold."""

from __future__ import annotations

from pathlib import Path

from jinja2 import TemplateError
from jinja2.loaders import split_template_path

from builder.diagnostics import Diagnostic, conflict, forbidden, undecodable, unreadable
from builder.render.template_faults import FOLDER
from builder.source import SourceFile, Span
from builder.source.characters import FORBIDDEN
from builder.source.files import names_below


class UnreadableTemplateError(TemplateError):
    """A template cannot be read, which is reported among the faults of the files."""


class TemplateFiles:
    """All files below `templates/guide/`, read once.

    `names` are what templates call each other; `faults` are what is wrong with the files.
    """

    def __init__(self, root: Path) -> None:
        self.faults: list[Diagnostic] = []
        self.names: list[str] = []
        self._files: dict[str, SourceFile] = {}
        # By their parts, as paths are sorted: a folder before what stands beside it.
        for name in sorted(names_below(root / FOLDER, ""), key=lambda name: name.split("/")):
            file = f"{FOLDER}/{name}"
            template = name.endswith(".jinja")
            self.names += [name] if template else []
            try:
                source = SourceFile.read(root, root / file)
            except UnicodeDecodeError as error:
                self.faults += [undecodable(file, error)] if template else []
                continue
            except OSError as error:
                self.faults += [unreadable(file, error)] if template else []
                continue
            unmerged = conflict(file, source.text) if template else None
            if unmerged:
                self.faults.append(unmerged)
                continue
            self._files[file] = source
            self.faults += _characters(source) if template else []

    def __eq__(self, other: object) -> bool:
        """Whether the same files say the same."""
        return isinstance(other, TemplateFiles) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def load(self, name: str) -> SourceFile | None:
        """A template by its name, if there is one.

        Raises:
            UnreadableTemplateError: it cannot be read, or is no text.
            jinja2.TemplateNotFound: the name leads out of the folder.
        """
        name = "/".join(split_template_path(name))
        source = self._files.get(f"{FOLDER}/{name}")
        if source is None and name in self.names:
            raise UnreadableTemplateError(name)
        return source

    def line(self, file: str, number: int) -> str:
        """Line `number` of a template, or an empty string."""
        source = self._files.get(file)
        return source.line(number) if source else ""


def _characters(source: SourceFile) -> list[Diagnostic]:
    return [
        forbidden(
            found[0],
            Span(file=source.name, line=row, column=found.start() + 1, length=1),
            "a template",
            "Delete it, or write it as a character reference such as &#8203;.",
        )
        for row, line in enumerate(source.lines, start=1)
        for found in FORBIDDEN.finditer(line)
    ]
