"""Runs pytest inside a test."""

from __future__ import annotations

from importlib import import_module

import pytest


@pytest.fixture(autouse=True, scope="session")
def _libraries() -> None:
    """Import what the guides need before pytester does.

    It forgets what was imported during its run, and libraries written in C (PyYAML) cannot be
    imported twice.
    """
    for name in (
        "yaml",
        "furo",
        "myst_parser.sphinx_",
        "builder.load.project",
        "builder.render",
        "builder.assemble.assemble",
        "builder.outputs.html.builder",
        "builder.pipeline.check",
        "builder.checks.engine.run",
    ):
        import_module(name)
