"""Lets Sphinx read again only those pages that a fault changed.

Reading a guide takes most of the time of assembling it, and a fault changes one page or two. What
Sphinx learned from an unchanged page is put into the new environment by the very means by
which Sphinx merges what its parallel workers have read. `test_faults.py` shows that the guide
is the same.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sphinx.builders import Builder

from builder.assemble.assemble import Assembly, settings
from builder.model.program import Program
from builder.render import RenderedSource


@dataclass(frozen=True)
class _Read:
    """A guide without faults, as Sphinx read it: what its pages said and what came of them."""

    settings: dict[str, object]
    texts: dict[str, str]
    doctrees: dict[str, bytes]
    env: Any


class Pages:
    """The pages of the untouched guides, by program."""

    def __init__(self) -> None:
        self._known: dict[str, _Read] = {}

    def remember(self, assembly: Assembly) -> None:
        """Keep what was read of a guide without faults."""
        source = assembly.source
        folder = Path(assembly.app.doctreedir)
        self._known[assembly.program.id] = _Read(
            settings=_read_by_pages(assembly.program, source),
            texts={page.name: page.text for page in source.pages},
            doctrees={
                page.name: (folder / f"{page.name}.doctree").read_bytes() for page in source.pages
            },
            env=assembly.app.env,
        )

    @contextmanager
    def reused(self, program: Program, source: RenderedSource) -> Iterator[None]:
        """Within this context Sphinx reads of a guide only the pages that differ."""
        known = self._known.get(program.id)
        if known is None or known.settings != _read_by_pages(program, source):
            yield
            return
        same = {p.name for p in source.pages if known.texts.get(p.name) == p.text}
        really = Builder.read_doc

        def read_doc(builder: Builder, docname: str, *, _cache: bool = True) -> None:
            if docname not in same:
                really(builder, docname, _cache=_cache)
                return
            env, data = builder.env, known.doctrees[docname]
            env.merge_info_from([docname], known.env, builder._app)
            # Numbers are written into these later.
            env.tocs[docname] = env.tocs[docname].deepcopy()
            env.titles[docname] = env.titles[docname].deepcopy()
            (builder.doctreedir / f"{docname}.doctree").write_bytes(data)
            env._write_doc_doctree_cache[docname] = pickle.loads(data)

        with patch.object(Builder, "read_doc", read_doc):
            yield


def _read_by_pages(program: Program, source: RenderedSource) -> dict[str, object]:
    """The settings by which pages are read; their titles and numbers play no part in that."""
    named = {"project", "version", "release", "copyright"}
    return {name: value for name, value in settings(program, source).items() if name not in named}
