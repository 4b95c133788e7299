"""The YAML file of a new program, with a remark at everything that its author has to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builder.authoring.new.program import NewProgram
from builder.authoring.new.yaml_text import flow, remark, scalar
from builder.load.clause_files import CONTENT
from builder.load.definitions import FOLDER

TODO_URL = "https://example.com/TODO"
FIRST = "First edition."
_NOT_APPLICABLE = (
    "If it does not apply to this program, write “status: not-applicable” in place of the clause, "
    "and delete the file."
)


def files(draft: NewProgram) -> dict[str, str]:
    """The texts of all files by their names below the root; the program's own is the last."""
    return {**draft.clauses(), draft.definition: definition(draft)}


def definition(draft: NewProgram) -> str:
    """The text of the program's file, its keys in the order of the schema."""
    return "\n".join(_Definition(draft).lines()) + "\n"


class _Definition:
    def __init__(self, draft: NewProgram) -> None:
        from builder.load import json_schema

        self.draft = draft
        self.keys: Mapping[str, Any] = json_schema("program")["properties"]

    def lines(self) -> Iterator[str]:
        groups = dict(self._groups())
        yield from [self.draft.siblings.schema, "#"] if self.draft.siblings.schema else []
        answers = self.draft.answers
        yield from remark(
            f"What the program {answers.short_name} says in its own way; everything else comes "
            f"from {FOLDER}/{answers.family}.yaml. Each TODO is printed until you write in its "
            f"place: `guides check {answers.program}` lists them all and tells where they print. "
            "Lines that begin with # are remarks and are never printed."
        )
        apart = False
        for key in self.keys:
            if key in groups:
                lines = groups[key]
                block = len(lines) > 1 and lines[-1].startswith(" ")
                if block or apart or key == "program":
                    yield ""
                apart = block
                yield from lines

    def _groups(self) -> Iterator[tuple[str, list[str]]]:
        """The lines of each key; their order does not matter here."""
        answers = self.draft.answers
        yield "program", [f"program: {answers.program}"]
        yield "extends", [f"extends: {answers.family}"]
        yield "title", [f"title: {scalar(answers.title)}"]
        yield "short-name", [f"short-name: {scalar(answers.short_name)}"]
        yield "version", [f'version: "{answers.version}"']
        for key, text in self.draft.siblings.cover.items():
            if text is not None:
                yield key, [f"{key}: {scalar(_fitting(text, answers.title, key))}"]
            else:
                about = f"{self.keys[key]['description']} Delete the line if there is none."
                note = self._remark(key, about, indent=0)
                yield key, [*note, f"{key}: {scalar(self.draft.todo(key))}"]
        for key, lines in (
            ("parameters", self._parameters()),
            ("slots", self._slots()),
            ("outline", self._outline("outline")),
            ("appendices", self._outline("appendices")),
            ("tables", self._tables()),
            ("lists", self._lists()),
            ("links", self._links()),
            ("link-lists", self._link_lists()),
            ("forms", self._forms()),
            ("glossary", self._glossary()),
            ("documents", self._documents()),
            ("revision-history", self._history()),
        ):
            found = list(lines)
            if found:
                yield key, [f"{key}:", *found]
        if self.draft.unfilled.precedence:
            yield "precedence", [f"precedence: [{', '.join(self.draft.unfilled.precedence)}]"]

    def _remark(self, id: str, *texts: str, indent: int = 2) -> list[str]:
        """What to write, where it prints, and what another program says."""
        places = self.draft.learnt.places.get(id, ())
        more = len(places) - 1
        others = f" and {more} more place{'s' if more > 1 else ''}" if more > 0 else ""
        where = f"Prints in {places[0]}{others}." if places else ""
        return remark(*texts, where, self.draft.siblings.examples.get(id, ""), indent=indent)

    def _parameters(self) -> Iterator[str]:
        for item in self.draft.unfilled.parameters:
            yield from self._remark(item.id, item.description)
            yield f"  {item.id}: {scalar(self.draft.todo(item.id))}"
        for id, description in self.draft.learnt.parameters.items():
            yield from self._remark(
                id, description, "The family’s text belongs to another program."
            )
            yield f"  {id}: {scalar(self.draft.todo(id))}"
        for id in self.draft.unfilled.values:
            yield from self._remark(id, "A value that a shared text prints.")
            value = (
                ("value", scalar(self.draft.todo(id))),
                ("description", scalar(self.draft.words(id))),
            )
            yield f"  {id}: {flow(value)}"

    def _slots(self) -> Iterator[str]:
        wanted = self.draft.slots
        for item in wanted:
            text = f"Write it in {CONTENT}/{self.draft.slot_clause(item.id)}.md."
            yield from self._remark(item.id, f"{item.description} {text}")
            yield f"  {item.id}: {self.draft.slot_clause(item.id)}"
        others = [item for item in self.draft.unfilled.optional if item not in wanted]
        if others and wanted:
            yield ""
            yield from remark(
                "The guide says nothing at these places unless you want it to. Then take away the "
                "# in front of the name, with the space behind it, and write the file.",
                indent=2,
            )
            for item in others:
                yield from remark(f"{item.description}", indent=2)
                yield f"  # {item.id}: {self.draft.slot_clause(item.id)}"

    def _outline(self, key: str) -> Iterator[str]:
        for section in self.draft.sections:
            if section.outline != key:
                continue
            file = f"{CONTENT}/{self.draft.clause(section.id)}.md"
            yield from remark(
                f"The text of “{section.title}”. Write it in {file}.",
                _NOT_APPLICABLE if section.may_not_apply else "",
                self.draft.siblings.examples.get(section.id, ""),
                indent=2,
            )
            clause = ("clause", self.draft.clause(section.id))
            if section.after is None:
                yield f"  - {flow((('replace', section.id), clause))}"
            else:
                added = flow((("id", section.id), ("title", scalar(section.title)), clause))
                yield f"  - {{add: {added}, after: {section.after}}}"

    def _tables(self) -> Iterator[str]:
        if self.draft.unfilled.tables:
            yield "  add:"
        for table in self.draft.unfilled.tables:
            ids = table.columns or ("entry", "meaning")
            yield f"    {table.id}:"
            yield f"      caption: {scalar('TODO: ' + self.draft.words(table.id))}"
            yield "      columns:"
            for id in ids:
                title = scalar(self.draft.words(id).capitalize())
                yield f"        - {flow((('id', id), ('title', title)))}"
            yield "      rows:"
            yield f"        - [{', '.join(['TODO'] * len(ids))}]"

    def _lists(self) -> Iterator[str]:
        if self.draft.unfilled.lists:
            yield "  add:"
        for id in self.draft.unfilled.lists:
            yield from self._remark(id, "One line for each item.", indent=4)
            yield f"    {id}:"
            yield "      items:"
            yield f"        - {scalar('**TODO:** ' + self.draft.words(id))}"

    def _links(self) -> Iterator[str]:
        added = [
            *self.draft.unfilled.links,
            *(f"{id}-page" for id in self.draft.unfilled.link_lists),
        ]
        if added:
            yield "  add:"
        for id in added:
            yield from self._remark(id, "The words of a link, and its whole address.", indent=4)
            yield f"    {id}: {self._link('TODO: ' + self.draft.words(id))}"
        if self.draft.learnt.links:
            yield "  replace:"
        for id, label in self.draft.learnt.links.items():
            yield from self._remark(id, "The family’s page belongs to another program.", indent=4)
            yield f"    {id}: {self._link(label)}"

    def _link(self, label: str) -> str:
        return flow((("label", scalar(label)), ("url", scalar(TODO_URL))))

    def _link_lists(self) -> Iterator[str]:
        if self.draft.unfilled.link_lists:
            yield "  add:"
        for id in self.draft.unfilled.link_lists:
            yield f"    {id}: [{id}-page]"

    def _forms(self) -> Iterator[str]:
        if self.draft.unfilled.forms:
            yield "  add:"
        for id in self.draft.unfilled.forms:
            yield f"    {id}:"
            yield "      blocks:"
            title = scalar("TODO: " + self.draft.words(id))
            yield f"        - {{id: {id}-entries, title: {title}, fields: [TODO]}}"

    def _glossary(self) -> Iterator[str]:
        terms = dict(self.draft.learnt.terms)
        if self.draft.unfilled.glossary and not terms:
            terms = {"TODO": None}
        if terms:
            yield "  add:"
        for term, means in terms.items():
            pair = (("term", scalar(term)), ("means", scalar(means or "TODO: its full name")))
            yield f"    - {flow(pair)}"
        if self.draft.learnt.unused:
            yield from remark(
                "Terms of the family that this guide does not use. Take one out of the list as "
                "soon as a text uses it.",
                indent=2,
            )
            yield f"  omit: [{', '.join(map(scalar, self.draft.learnt.unused))}]"

    def _documents(self) -> Iterator[str]:
        if self.draft.unfilled.documents:
            yield "  add:"
        for id in self.draft.unfilled.documents:
            name = scalar(self.draft.words(id).title())
            introduction = scalar(f"TODO: {self.draft.words(id)}")
            phrase = scalar("the " + self.draft.words(id).title())
            pairs = (("name", name), ("phrase", phrase), ("introduction", introduction))
            yield f"    {id}: {flow(pairs)}"

    def _history(self) -> Iterator[str]:
        yield from remark(
            "When the guide is published, give it the same date here and below its version above, "
            'like date: "2027-01-31".',
            indent=2,
        )
        yield f'  - {{version: "{self.draft.answers.version}", summary: {FIRST}}}'


def _fitting(text: str, title: str, key: str) -> str:
    """The subtitle without the word with which the title ends: both are read as one name."""
    first, _, rest = text.partition(" ")
    doubled = key == "subtitle" and title.split()[-1:] == [first] and rest
    return rest if doubled else text
