"""Random editing of a project by its authors: small changes, faults, and taking things back."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.pipeline.faults import definitions, files, markdown, names, templates

CASES = [
    case for module in (definitions, names, markdown, files, templates) for case in module.CASES
]

WORDS = (
    "and then",
    "{{ days }}",
    "{{ harbor }}",
    "{{ harbour }}",
    "[](#ropes)",
    "[#](#finish)",
    "[](#nowhere)",
    "[](#club)",
    "AFT",
    "`{{ days }}`",
)
BLOCKS = (
    "{{ table: tides }}",
    "{{ table: levels }}",
    "{{ list: knots }}",
    "{{ slot: greeting }}",
    "{{ slot: farewell }}",
    "{{ figure: route }}",
    "{{ glossary }}",
    "{{ form: crew }}",
    "{{ note }}",
    "# A heading",
    "- an item with {{ harbor }}",
)
TEMPLATES = (
    "{{ program.short_name }}",
    "{{ program.parameters.harbor.value if program.parameters.harbor }}",
    "{{ program.chapters[0].title }}",
    "{{ chapters[1].id | verbatim if chapters | length > 1 }}",
    "{% for s in program.sections() %}{{ s.clause.source.text | length if s.clause }} {% endfor %}",
    "{{ program.slots.greeting.clause.source.lines[0] if program.slots.greeting }}",
    "{{ program.sources | length }}",
    "{{ (program | string) | length }}",
    "{{ appendices | map(attribute='clause') | list | string | length }}",
    "{{ program.tables.levels.caption if program.tables.levels }}",
    "{{ 'club' | link }}",
    "{{ program.nothing }}",
    "{% if %}",
    "{% include 'blocks/extra.md.jinja' ignore missing %}",
)
"""What a template may read, near and far."""
YAML = (
    ("\n", "\n# a remark\n"),
    ('"14"', '"21"'),
    ('"21"', '"14"'),
    ("Casting Off", "Casting off"),
    ("title: First Steps", "title: First Steps in {{ harbor }}"),
    ("Southport", "Westport"),
    ("Northport", "Eastport"),
    ("caption: Tides", 'caption: "Tides, {{ days }}"'),
    (
        "  - {term: AFT, means: Behind",
        "  - {term: BOW, means: Front}\n  - {term: AFT, means: Behind",
    ),
    ("sail/greeting", "row/greeting"),
    ("sail/greeting", "none"),
    ("row/greeting", "row/other"),
    (
        "description: How a captain leaves., default: none",
        "description: How., default: sail/greeting",
    ),
    ("id: ropes", "id: lines"),
    (
        "  - {id: finish, title: Coming Home}",
        "  - {id: finish, title: Coming Home, clause: shared/ropes}",
    ),
    ("  - {id: finish, title: Coming Home}", ""),
    (
        "slots:\n  greeting: sail/greeting",
        "outline:\n  - {omit: finish}\nslots:\n  greeting: sail/greeting",
    ),
    (
        "revision-history:",
        "outline:\n  - {add: {id: harbor-life, title: Life}, after: start}\nrevision-history:",
    ),
    ("family: shared", "family shared"),
    ("program: sail", "programme: sail"),
    ("extends: shared", "extends: shred"),
    ("harbor: ", "habor: "),
    ("https://club.example/", "https://club.example/{{ days }}"),
    ("label: The Club", 'label: "The {{ harbor }} Club"'),
    ("links:", "\tlinks:"),
    ("Out, shape: start", "Off, shape: start"),
    ("Out and back", "Out and home"),
    ("row:", "now:"),
)

KINDS = ("clause", "yaml", "template", "file", "case", "undo")


def editing(root: Path, seed: int, *, cases: bool = True) -> Iterator[str]:
    """Change a project step by step; each step is described after it is done.

    Most of the time one file is changed, now and then many things are put back as they were.
    """
    chance = random.Random(seed)
    pristine = _contents(root)
    before: list[dict[str, bytes]] = []
    while True:
        now = _contents(root)
        kind = chance.choices(KINDS, (3, 3, 2, 1, 2, 4))[0]
        if kind == "undo" and before:
            _put(root, chance.choice((pristine, before[-1])))
        elif kind == "case" and cases:
            case = chance.choice(CASES)
            for name, content in case.files.items():
                _write(root / name, content)
            for name, (old, new) in case.edits.items():
                _replace(root / name, old, new)
        elif kind == "template":
            _template(root, chance)
        elif kind == "file":
            _file(root, chance)
        elif kind == "yaml":
            path = chance.choice(sorted((root / "program_defs").glob("*.yaml")) or [root / "no"])
            _replace(path, *chance.choice(YAML))
        else:
            _clause(root, chance)
        before = [*before[-3:], now]
        yield kind


def _clause(root: Path, chance: random.Random) -> None:
    path = _any(root / "content", "*.md", chance)
    lines = path.read_bytes().decode("utf-8", "replace").split("\n")
    place = chance.randrange(len(lines))
    if chance.random() < 0.5:
        lines[place] = f"{lines[place]} {chance.choice(WORDS)}".strip(" ")
    elif chance.random() < 0.7:
        lines[place:place] = ["", chance.choice(BLOCKS), ""]
    else:
        del lines[place:]
    _write(path, "\n".join(lines))


def _template(root: Path, chance: random.Random) -> None:
    path = _any(root / "templates" / "guide", "*.jinja", chance)
    text = path.read_bytes().decode("utf-8", "replace")
    if chance.random() < 0.2:
        path.unlink()
    elif chance.random() < 0.3:
        _write(path.parents[0] / chance.choice(("note.md.jinja", "extra.md.jinja")), "A note.\n")
    else:
        end = "{% endmacro %}"
        new = f"\n{chance.choice(TEMPLATES)}\n"
        _write(path, text.replace(end, new + end) if end in text else text + new)


def _file(root: Path, chance: random.Random) -> None:
    path = _any(root / chance.choice(("content", "content", "program_defs")), "*.*", chance)
    other = path.with_name(chance.choice(("new", "greeting", "ropes", "boat")) + path.suffix)
    match chance.randrange(5):
        case 0:
            path.unlink()
        case 1:
            path.rename(other)
        case 2:
            shutil.copyfile(path, other) if path != other else None
        case 3:
            path.write_bytes(path.read_bytes() + chance.choice((b"\xff", b"\r\n", b"\xe2\x80\xae")))
        case _:
            outside = root.parent / "outside.md"
            outside.write_text("Outside.\n", encoding="utf-8")
            path.unlink()
            path.symlink_to(chance.choice((outside, root / "content/shared/ropes.md")))


def _any(folder: Path, pattern: str, chance: random.Random) -> Path:
    found = sorted(path for path in folder.rglob(pattern) if path.is_file())
    return chance.choice(found or [folder / "made.md"])


def _contents(root: Path) -> dict[str, bytes]:
    folders = ("program_defs", "content", "templates/guide")
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in folders
        for path in (root / folder).rglob("*")
        if path.is_file()
    }


def _put(root: Path, contents: Mapping[str, bytes]) -> None:
    for name in _contents(root):
        if name not in contents:
            (root / name).unlink()
    for name, data in contents.items():
        _write(root / name, data)


def _replace(path: Path, old: str, new: str) -> None:
    if path.is_file():
        text = path.read_bytes().decode("utf-8", "replace")
        _write(path, text.replace(old, new, 1))


def _write(path: Path, content: str | bytes | None) -> None:
    if path.is_symlink() or content is None:
        path.unlink(missing_ok=True)
    if content is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
