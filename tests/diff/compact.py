"""Small guides written in YAML.

    title: Guide                       # optional: any value of the cover
    sections:
      - id: a
        title: First
        blocks:
          - The Partner must report.                    # a paragraph; [text](#id) is a reference,
          - [First item, Second item]                   # [text](address) a link; a list
          - {numbered: [One, Two]}
          - {quote: Words}
          - {table: t1, caption: Fees, head: [A, B], rows: [[1, 2]]}
          - {figure: f1, caption: Flow, image: abc, description: What it shows}
          - {glossary: true}                            # the entries of `glossary`
        sections: []
    glossary: {API: Application Programming Interface}
    history: {"1.0": First edition.}
    precedence: [Addendum, Agreement, Guide]
    parameters: {days: "14"}

Numbers are given in order; references print what they point at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from builder.model.cover import Identity
from builder.model.guide import (
    Block,
    Cell,
    DocumentItem,
    GlossaryItem,
    Guide,
    ParameterItem,
    Place,
    RevisionItem,
    Run,
    Section,
)

_LINK = re.compile(r"\[([^]]*)\]\((#?)([^)]*)\)|\*\*([^*]+)\*\*")


def guide(data: Mapping[str, Any], file: str = "content/shared/{}.md") -> Guide:
    """The guide that some YAML describes."""
    return _Maker(data, file).guide()


class _Maker:
    def __init__(self, data: Mapping[str, Any], file: str) -> None:
        self.data = data
        self.file = file
        self.labels: dict[str, str] = {}
        self.line = 0
        self.counts = {"table": 0, "figure": 0}
        self._label(data.get("sections", ()), "")

    def guide(self) -> Guide:
        data = self.data
        cover = {"program": "pgm", "title": "Guide", "short_name": "G", "version": "1.0"}
        names = set(Identity.__dataclass_fields__)
        cover |= {key: value for key, value in data.items() if key in names}
        return Guide(
            identity=Identity(**cover),
            sections=tuple(self._sections(data.get("sections", ()), "")),
            glossary=tuple(
                GlossaryItem(id=f"term-{term}", term=term, means=means)
                for term, means in data.get("glossary", {}).items()
            ),
            revision_history=tuple(
                RevisionItem(version=version, summary=summary)
                for version, summary in data.get("history", {}).items()
            ),
            precedence=tuple(
                DocumentItem(id=name.lower().replace(" ", "-"), name=name)
                for name in data.get("precedence", ())
            ),
            parameters=tuple(
                ParameterItem(id=id, value=value)
                for id, value in data.get("parameters", {}).items()
            ),
        )

    def _label(self, sections: Any, prefix: str) -> None:
        for number, section in self._numbered(sections, prefix):
            word = "Appendix" if section.get("kind") == "appendix" else "Section"
            self.labels[section["id"]] = f"{word} {number} “{section['title']}”"
            self._label(section.get("sections", ()), number)

    @staticmethod
    def _numbered(sections: Any, prefix: str) -> Any:
        count = letter = 0
        for section in sections:
            if section.get("kind") == "appendix":
                letter += 1
                yield chr(64 + letter), section
            else:
                count += 1
                yield (f"{prefix}.{count}" if prefix else str(count)), section

    def _sections(self, sections: Any, prefix: str) -> Any:
        for number, section in self._numbered(sections, prefix):
            kind = section.get("kind", "section" if prefix else "chapter")
            file = section.get("file", self.file.format(section["id"]))
            yield Section(
                id=section["id"],
                kind=kind,
                number=number,
                label=f"{'Appendix' if kind == 'appendix' else 'Section'} {number}",
                title=section["title"],
                status=section.get("status", "present"),
                at=Place(file="program_defs/shared.yaml", line=ord(section["id"][0]), column=1),
                blocks=tuple(self._block(block, file) for block in section.get("blocks", ())),
                sections=tuple(self._sections(section.get("sections", ()), number)),
            )

    def _block(self, block: Any, file: str) -> Block:  # noqa: PLR0911 (one for each kind)
        self.line += 1
        at = Place(file=file, line=self.line, column=1)
        if isinstance(block, str):
            return Block(kind="paragraph", at=at, runs=self._runs(block))
        if isinstance(block, list):
            return self._list("bullet-list", block, at, file)
        if "numbered" in block:
            return self._list("numbered-list", block["numbered"], at, file)
        if "quote" in block:
            return Block(kind="quote", at=at, runs=self._runs(block["quote"]))
        if "glossary" in block:
            entries = tuple(
                Block(
                    kind="entry",
                    id=f"term-{term}",
                    runs=(Run(text=term),),
                    blocks=(self._block(means, file),),
                )
                for term, means in self.data.get("glossary", {}).items()
            )
            return Block(kind="glossary", at=at, blocks=entries)
        if "figure" in block:
            self.counts["figure"] += 1
            return Block(
                kind="figure",
                at=at,
                id=block["figure"],
                number=str(self.counts["figure"]),
                runs=self._runs(block.get("caption", "")),
                image=block.get("image"),
                description=block.get("description"),
            )
        kind = "table" if "table" in block else "form"
        self.counts["table"] += kind == "table"
        return Block(
            kind=kind,
            at=at,
            id=block[kind],
            number=str(self.counts["table"]) if kind == "table" else None,
            runs=self._runs(block.get("caption", "")),
            head=self._row(block["head"], file),
            rows=tuple(self._row(row, file) for row in block["rows"]),
        )

    def _list(self, kind: Any, items: list[Any], at: Place, file: str) -> Block:
        made = []
        for item in items:
            parts = item if isinstance(item, list) else [item]
            made.append(
                Block(kind="item", at=at, blocks=tuple(self._block(part, file) for part in parts))
            )
        return Block(kind=kind, at=at, blocks=tuple(made))

    def _row(self, cells: list[Any], file: str) -> tuple[Cell, ...]:
        return tuple(Cell(blocks=(self._block(str(text), file),)) for text in cells)

    def _runs(self, text: str) -> tuple[Run, ...]:
        runs, at = [], 0
        for match in _LINK.finditer(text):
            if match.start() > at:
                runs.append(Run(text=text[at : match.start()]))
            words, inside, target, bold = match.groups()
            if bold:
                runs.append(Run(text=bold, kind="strong"))
            elif inside:
                label = self.labels.get(target, words)
                runs.append(Run(text=label, kind="reference", target=target, generated=True))
            else:
                runs.append(Run(text=words, kind="link", target=target))
            at = match.end()
        if at < len(text):
            runs.append(Run(text=text[at:]))
        return tuple(runs)
