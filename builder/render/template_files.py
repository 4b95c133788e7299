"""The template files of a project: which there are, their lines, and what no file may hold."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import Diagnostic
from builder.render.template_faults import FOLDER
from builder.source import SourceFile, Span
from builder.source.characters import FORBIDDEN, kind_of
from builder.source.files import names_below


class TemplateFiles:
    """All templates below `templates/guide/`, read once.

    `names` are what templates call each other; `faults` are what is wrong with the files.
    """

    def __init__(self, root: Path) -> None:
        self.faults: list[Diagnostic] = []
        self.names: list[str] = []
        self._files: dict[str, SourceFile] = {}
        # By their parts, as paths are sorted: a folder before what stands beside it.
        for name in sorted(names_below(root / FOLDER, ".jinja"), key=lambda name: name.split("/")):
            file = f"{FOLDER}/{name}"
            self.names.append(name)
            try:
                path = root / file
                source = SourceFile.of(file, path.read_bytes(), path)
            except UnicodeDecodeError as error:
                line = error.object[: error.start].count(b"\n") + 1
                self.faults.append(
                    Diagnostic(
                        code="not-utf-8",
                        message=f"“{file}” holds a character that is not UTF-8.",
                        at=Span(file=file, line=line),
                        hint="Save the file as UTF-8.",
                    )
                )
                continue
            self._files[file] = source
            self.faults += _characters(source)

    def same_as(self, other: TemplateFiles) -> bool:
        """Whether the same files say the same."""
        return (self._files, self.faults, self.names) == (other._files, other.faults, other.names)

    def line(self, file: str, number: int) -> str:
        """Line `number` of a template, or an empty string."""
        source = self._files.get(file)
        return source.line(number) if source else ""


def _characters(source: SourceFile) -> list[Diagnostic]:
    return [
        Diagnostic(
            code="forbidden-character",
            message=f"U+{ord(found[0]):04X} is {kind_of(found[0])}, which a template must not "
            "hold.",
            at=Span(file=source.name, line=row, column=found.start() + 1, length=1),
            hint="Delete it, or write it as a character reference such as &#8203;.",
        )
        for row, line in enumerate(source.lines, start=1)
        for found in FORBIDDEN.finditer(line)
    ]
