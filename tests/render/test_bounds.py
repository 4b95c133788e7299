"""A template that never ends, or fills the memory, is a fault of the template, at its line."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from builder.diagnostics import Code
from builder.pipeline.project import Memory, open_project
from builder.render import environment
from builder.source.deadline import deadline
from builder.source.limits import TEMPLATE_TIME
from tests.whole_projects import make_whole

CHAPTER = "templates/guide/chapter.md.jinja"
TEN = "{% for i in range(99999) %}" * 3 + "{% endfor %}" * 3
ENDLESS = {
    "loops": TEN,
    "silent": TEN.replace("{% endfor %}", "{% set x = i %}{% endfor %}", 1),
    "in a macro": "{% macro m() %}" + TEN + "{% endmacro %}{{ m() }}",
    "slices": "{{ 'x'|slice(99999)|list|length }}" * 500 + TEN,
}
LARGE = {
    "times": "{{ 'x' * 10**9 }}",
    "times before": "{{ 10**9 * 'x' }}",
    "a list": "{{ ([1] * 10**9)|length }}",
    "range": "{% for i in range(10**9) %}{% endfor %}",
    "power": "{{ 10**(10**10) }}",
    "powers": "{% set n = namespace(x=9) %}{% for i in range(99) %}"
    "{% set n.x = n.x * n.x %}{% endfor %}",
    "center": "{{ 'x'|center(10**9) }}",
    "constant": "{{ 'x'|center(1000000000) }}",
    "center by name": "{{ 'x'|center(width=1000000000) }}",
    "method": "{{ 'x'.ljust(1000000000) }}",
    "method of a value": "{{ program.title.zfill(1000000000) }}",
    "indent": "{{ 'x\ny'|indent(1000000000) }}",
    "json": "{{ [1]|tojson(indent=1000000000) }}",
    "batch": "{{ 'x'|batch(1000000000, 'y')|list }}",
    "round": "{{ 1.5|round(1000000000, 'ceil') }}",
    "percent": "{{ '%999999999d' % 1 }}",
    "format": "{{ '%0999999999d'|format(1) }}",
    "braces": "{{ '{:>999999999}'.format(1) }}",
    "replace": "{{ ('x' * 99999)|replace('x', 'y' * 99999) }}",
    "replace method": "{{ ('x' * 99999).replace('x', 'y' * 99999) }}",
    "join": "{{ range(99999)|list|join('y' * 99999) }}",
    "doubled": "{% set n = namespace(x='x') %}{% for i in range(99) %}"
    "{% set n.x = n.x + n.x %}{% endfor %}",
    "tied": "{% set n = namespace(x='x') %}{% for i in range(99) %}"
    "{% set n.x = n.x ~ n.x %}{% endfor %}",
    "set": "{% set n = namespace(x='xx') %}{% for i in range(99) %}"
    "{% set y %}{{ n.x }}{{ n.x }}{% endset %}{% set n.x = y %}{% endfor %}",
    "page": "{% for i in range(99999) %}{{ 'x' * 999 }}{% endfor %}",
}
DEEP = {
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "include": "{% include 'chapter.md.jinja' %}",
    "import": "{% import 'chapter.md.jinja' as again with context %}",
    "brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "loop": "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
}


def codes(root: Path, template: str) -> set[Code]:
    (root / CHAPTER).write_text(f"first\n{template}\n")
    found = open_project(root).diagnostics
    assert all(fault.at for fault in found if fault.code is Code.OVER_A_LIMIT)
    return {fault.code for fault in found}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_whole(tmp_path_factory.mktemp("bounds"))


@pytest.mark.parametrize("name", LARGE)
def test_a_text_or_a_number_that_is_too_large(root: Path, name: str) -> None:
    assert Code.OVER_A_LIMIT in codes(root, LARGE[name])


@pytest.mark.parametrize("name", DEEP)
def test_a_template_that_calls_itself(root: Path, name: str) -> None:
    found = codes(root, DEEP[name])
    assert found & {Code.OVER_A_LIMIT, Code.TEMPLATE_FAILED, Code.TEMPLATE_SYNTAX}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_template_that_does_not_end(
    root: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "TEMPLATE_TIME", replace(TEMPLATE_TIME, most=0.2))
    assert Code.OVER_A_LIMIT in codes(root, ENDLESS[name])


def test_a_block_that_does_not_end_ends_the_run_and_not_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "TEMPLATE_TIME", replace(TEMPLATE_TIME, most=0.2))
    root, memory = make_whole(tmp_path), Memory()
    block = root / "templates/guide/blocks/table.md.jinja"
    text = block.read_text()
    block.write_text(TEN)
    found = [d for d in open_project(root, memory=memory).diagnostics if d.code == "over-a-limit"]
    assert [fault.at.file for fault in found if fault.at] == [
        "templates/guide/blocks/table.md.jinja"
    ]
    block.write_text(text)
    assert not open_project(root, memory=memory).failed


def test_below_the_limits_all_is_well(root: Path) -> None:
    below = (
        "{{ ('x' * 99999)|length }}{% for i in range(99999) %}{% endfor %}{{ 2**999 > 1 }}"
        "{{ 'a'|center(99) }}{{ 'a' ~ 1 }}{{ '%5.2f' % 1 }}{{ '{:>9}'.format(1) }}"
        "{{ ['a', 'b']|join(', ') }}{{ 'ab'|replace('a', 'c') }}{{ 1.25|round(1) }}"
    )
    found = codes(root, below)
    assert not found & {Code.OVER_A_LIMIT, Code.TEMPLATE_FAILED}


class _SpentError(Exception):
    pass


def test_the_time_is_that_of_the_thread_and_ends_with_it() -> None:
    ended: list[str] = []

    def work() -> None:
        try:
            with deadline(0.1, _SpentError):
                while True:
                    pass
        except _SpentError:
            ended.append("in a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(30)
    with deadline(0.05, _SpentError):
        threading.Event().wait(0.3)  # who waits, works not
    assert ended == ["in a thread"]
