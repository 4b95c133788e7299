"""`guides figures`: it draws what can be drawn, in every installation, and tells the rest."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
from pathlib import Path

import pytest

from builder.cli.main import main
from builder.figures.stamp import is_current
from tests.whole_projects import FIGURE, make_whole

HERE = Path(__file__).parents[2]
ROUTE = "content/figures/route"


def _draw(root: Path, source: str, *options: str) -> int:
    (root / f"{ROUTE}.yaml").write_text(source, "utf-8")
    return main(["--root", str(root), "figures", *options])


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_whole(tmp_path_factory.mktemp("figures").resolve())


def _flow(node: str = "Go", label: str = "Yes") -> str:
    return (
        "figure: route\nkind: flow\ntitle: The route\ndescription: Out and back.\nnodes:\n"
        "  - {id: one, label: Start, shape: start}\n"
        f'  - {{id: two, label: "{node}", shape: decision}}\n'
        "  - {id: three, label: Stay}\n  - {id: four, label: End, shape: end}\nedges:\n"
        f'  - {{from: one, to: two}}\n  - {{from: two, to: three, label: "{label}"}}\n'
        '  - {from: two, to: four, label: "No"}\n  - {from: three, to: four}\n'
    )


LONG = "the crew must answer each call of the harbor within the time that was agreed before"


@pytest.mark.parametrize(
    "source",
    [
        _flow(label=(LONG * 2)[:91]),
        _flow(label="x" * 91),
        _flow(label="https://example.com/" + "a" * 91),
        _flow(label=LONG * 3),
        _flow(node="x" * 200),
        _flow(node=(LONG * 4)[:200]),
        _flow(node="<script>alert(1)</script> & ]]> {{ days }}"),
        _flow(node="汉字 é 🎉 \u202f|", label="#*_`"),
        FIGURE,
    ],
)
def test_what_an_author_can_write_is_drawn(
    source: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _draw(root, source) == 0, capsys.readouterr().err
    svg = (root / f"{ROUTE}.svg").read_text("utf-8")
    assert is_current(svg, re.findall("[0-9a-f]{64}", svg)[1])
    assert _draw(root, source, "--check") == 0
    assert "current" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        (_flow(label="x" * 900), 12, "no room"),
        (
            _flow().replace("  - {id: four", "".join(
                f"  - {{id: n{n}, label: More}}\n" for n in range(61)
            ) + "  - {id: four").replace("edges:\n", "edges:\n" + "".join(
                f"  - {{from: one, to: n{n}}}\n" for n in range(61)
            )), 66, "more than 60 boxes",
        ),
        (
            _flow() + "  - {from: one, to: four}\n" * 20, 23, "more than 12 arrows",
        ),
        (
            "figure: route\nkind: tree\ntitle: T\ndescription: D.\nroot:\n  label: Top\n"
            "  children:\n" + "    - {label: Part}\n" * 100, 6, "too many boxes",
        ),
    ],
)  # fmt: skip
def test_what_has_no_room_is_told_at_its_line(
    source: str, line: int, said: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _draw(root, source) == 1
    told = capsys.readouterr()
    text = " ".join((told.out + told.err).split())
    assert said in text
    assert f"{ROUTE}.yaml:{line}:" in text
    assert "figure-crowded" in text


@pytest.mark.parametrize(
    "label", [r"\0", r"\x01", r"\uFFFE", r"\uD800", r"\uDFFF", r"\u202e", "", " ", r"\u00a0"]
)
def test_no_label_is_a_fault_of_the_program(
    label: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for source in (_flow(node=label), _flow(label=label)):
        assert _draw(root, source) in (0, 1)
        told = capsys.readouterr()
        assert "internal error" not in told.err


def test_one_figure_that_cannot_be_drawn_hides_no_other(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = root / "content/figures/zoo.yaml"
    other.write_text(FIGURE.replace("figure: route", "figure: zoo"))
    try:
        assert _draw(root, _flow(label="x" * 900)) == 1
        assert (root / "content/figures/zoo.svg").is_file()
        other.write_bytes(b"\xff")
        assert _draw(root, FIGURE) == 1
        assert "not-utf-8" in " ".join(capsys.readouterr())
        assert main(["--root", str(root), "figures", "--check"]) == 1
    finally:
        other.unlink()
        (root / "content/figures/zoo.svg").unlink()


def _locked(file: str) -> set[str]:
    text = (HERE / file).read_text("utf-8")
    return {name.lower().replace("_", "-") for name in re.findall(r"^([\w.-]+)==", text, re.M)}


def test_the_program_imports_only_what_every_installation_has() -> None:
    """Also inside functions: what a finding advises must run where the finding is shown."""
    runtime = _locked("requirements.lock")
    providers = importlib.metadata.packages_distributions()
    missing = set()
    for path in sorted((HERE / "builder").rglob("*.py")):
        if "testing" in path.parts:
            continue  # a plugin of pytest, which finds it only where pytest is
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for top in {name.partition(".")[0] for name in names}:
                if top in sys.stdlib_module_names or top == "builder":
                    continue
                dists = {dist.lower().replace("_", "-") for dist in providers.get(top, [])}
                if not dists & runtime:
                    missing.add((path.relative_to(HERE).as_posix(), top))
    assert not missing
