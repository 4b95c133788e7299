"""Parameters and slots: what the family declares and each program sets."""

from __future__ import annotations

from collections.abc import Mapping

from builder.diagnostics import Code, suggest
from builder.load.clause_files import ClauseFiles
from builder.load.convert import made
from builder.load.findings import Findings
from builder.load.schema_family import FamilyFile
from builder.load.schema_program import OwnParameter, ProgramFile
from builder.model.program import Origin, Parameter, Slot
from builder.source import Span, Text


def parameters(
    family: FamilyFile, program: ProgramFile, at: Span, findings: Findings
) -> dict[str, Parameter]:
    """The parameters of a program; `at` is where a program sets them, for a missing one."""
    result: dict[str, Parameter] = {}
    added: dict[str, Parameter] = {}
    own: dict[str, tuple[Text, Text]] = {}
    for key, part in program.parameters.items():
        own[str(key)] = key, part.value if isinstance(part, OwnParameter) else part
        if isinstance(part, OwnParameter):
            if key not in family.parameters:
                added[str(key)] = made(
                    Parameter, part, id=str(key), at=key.at, origin=Origin.PROGRAM
                )
            else:
                findings.report(
                    Code.ALREADY_THERE,
                    f"The family describes the parameter “{key}” already.",
                    key.at,
                    f"Write only its value: “{key}: {part.value}”.",
                    *(known.at for known in family.parameters if known == key),
                )
        elif key not in family.parameters:
            findings.report(
                Code.unknown("parameter"),
                f"The family declares no parameter “{key}”.",
                key.at,
                suggest(
                    key,
                    family.parameters,
                    otherwise="Declare it below “parameters:” of the family, or write "
                    "“{value: …, description: …}” for one that only this program has.",
                ),
                about=str(key),
            )
    for key, declared in family.parameters.items():
        default = declared.value
        value, place, origin = _given("parameter", key, default, own, findings)
        if value is None:
            findings.report(
                Code.MISSING_PARAMETER,
                f"The parameter “{key}” has no value in “{program.program}”.",
                at,
                f"Add “{key}: …” below “parameters:”. {declared.description}",
                key.at,
                about=str(key),
            )
            value = Text(f"({key})", key.at)  # so that its uses do not look wrong, too
        result[str(key)] = Parameter(
            id=str(key),
            value=value,
            description=str(declared.description),
            at=place,
            origin=origin,
            shadowed=default.at if key in own and default is not None else None,
            default=default,
        )
    return result | added


def slots(
    family: FamilyFile, program: ProgramFile, at: Span, files: ClauseFiles, findings: Findings
) -> dict[str, Slot]:
    """The slots of a program; `at` is where a program fills them, for an empty one."""
    for key in program.slots:
        if key not in family.slots:
            findings.report(
                Code.unknown("slot"),
                f"The family declares no slot “{key}”.",
                key.at,
                suggest(
                    key, family.slots, otherwise="Declare it below “slots:” of the family first."
                ),
                about=str(key),
            )
    result: dict[str, Slot] = {}
    own = {str(key): (key, clause) for key, clause in program.slots.items()}
    for key, declared in family.slots.items():
        default = declared.default
        clause, place, origin = _given("slot", key, default, own, findings)
        if clause is None:
            findings.report(
                Code.EMPTY_SLOT,
                f"The slot “{key}” is not filled in “{program.program}”.",
                at,
                f"Add “{key}: {program.program}/{key}” below “slots:”, or “{key}: none”. "
                f"{declared.description}",
                key.at,
                about=str(key),
            )
            clause = Text("none", key.at)  # so that its uses do not look wrong, too
        found = None
        if clause != "none":
            found, fault = files.get(clause, owner=f"The slot “{key}”", at=clause.at)
            if fault:
                findings.found.append(fault)
        result[str(key)] = Slot(
            id=str(key),
            description=str(declared.description),
            clause=found,
            at=place,
            origin=origin,
            default=default,
        )
    return result


def _given(
    what: str,
    key: Text,
    default: Text | None,
    own: Mapping[str, tuple[Text, Text]],
    findings: Findings,
) -> tuple[Text | None, Span, Origin]:
    """What a declared input has for a value, where that is set, and by whom."""
    if key not in own:
        return default, key.at, Origin.SHARED
    name, value = own[key]
    if default is not None and value == default:
        findings.nothing(what, key, name.at, default.at)
    return value, name.at, Origin.PROGRAM
