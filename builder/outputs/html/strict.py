"""Names that a template of ours asks for and nobody has: an error, where Sphinx prints nothing.

The theme's own templates count on names that may be missing; theirs stay as they are.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def strict_in(folder: Path, lenient: Any) -> Any:
    """What stands for a missing name: any use is an error in a folder's templates.

    `lenient` is what stands for one elsewhere, Jinja's `Undefined`.
    """

    class Missing(lenient):  # type: ignore[misc]
        __slots__ = ()

        def __str__(self) -> str:
            self._fail()
            return str(super().__str__())

        def __iter__(self) -> Iterator[Any]:
            self._fail()
            return iter(super().__iter__())

        def __len__(self) -> int:
            self._fail()
            return int(super().__len__())

        def __bool__(self) -> bool:
            self._fail()
            return bool(super().__bool__())

        def __eq__(self, other: object) -> bool:
            self._fail()
            return bool(super().__eq__(other))

        def __ne__(self, other: object) -> bool:
            return not self == other

        __hash__ = lenient.__hash__

        def _fail(self) -> None:
            if _asking().is_relative_to(folder):
                raise self._undefined_exception(f"there is no '{self._undefined_name}'")

    return Missing


def _asking() -> Path:
    """The file of the template that is running."""
    frame = sys._getframe(1)
    while frame.f_back is not None and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    template = frame.f_globals.get("__jinja_template__")
    return Path(getattr(template, "filename", None) or "")
