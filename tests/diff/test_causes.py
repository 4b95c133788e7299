"""One edit in the sources is one cause, in however many guides it shows."""

from __future__ import annotations

from dataclasses import replace

from builder.diff import compare, group_causes
from builder.model.guide import Guide, ParameterItem, Place
from tests.diff.compact import guide


def program(name: str, blocks: list[str], **more: object) -> Guide:
    return guide(
        {"program": name, "sections": [{"id": "a", "title": "A", "blocks": blocks}], **more}
    )


def test_a_shared_clause_is_one_cause_in_two_guides() -> None:
    old = ["Boats are red.", "Ropes are dry."]
    new = ["Boats are green.", "Ropes are dry."]
    found = group_causes(
        compare(program(name, [*old, name]), program(name, [*new, name]))
        for name in ("kite", "sail")
    )
    [cause] = found
    assert (cause.kind, cause.name, cause.old, cause.new) == (
        "clause",
        "content/shared/a.md",
        "red",
        "green",
    )
    assert cause.programs == ("kite", "sail")
    assert len(cause.effects) == 2
    assert cause.place is not None
    assert cause.place.line == 1


def test_two_edits_of_one_file_are_two_causes() -> None:
    one = compare(
        program("kite", ["A red boat.", "A dry rope."]),
        program("kite", ["A big boat.", "A wet rope."]),
    )
    assert len(group_causes([one])) == 2


def test_a_clause_with_a_value_of_the_program_in_it_is_one_cause_by_its_place() -> None:
    found = group_causes(
        compare(
            program(name, [f"Boats of {name} are made of old wood."]),
            program(name, [f"Boats are made of old wood by {name}."]),
        )
        for name in ("kite", "sail")
    )
    assert [cause.programs for cause in found] == [("kite", "sail")]


def test_a_parameter_of_the_family_is_one_cause_with_all_its_places() -> None:
    at, used = (
        Place(file="program_defs/shared.yaml", line=9, column=3),
        (Place(file="content/shared/a.md", line=1, column=6),),
    )

    def made(name: str, days: str) -> Guide:
        made = program(name, [f"Wait {days} days.", f"Then {days} more."])
        item = ParameterItem(id="days", value=days, at=at, used=used)
        return replace(made, parameters=(item,))

    found = group_causes(compare(made(name, "14"), made(name, "21")) for name in ("kite", "sail"))
    [cause] = found
    assert (cause.kind, cause.name, cause.old, cause.new) == ("parameter", "days", "14", "21")
    assert [effect.program for effect in cause.effects] == ["kite", "kite", "sail", "sail"]
    assert cause.place == at
