"""Shows how far a build is: a live line a guide in a terminal, plain lines otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def progress_display(console: Console) -> Iterator[Callable[[str, str], None]]:
    """Gives a function that is called with a guide's name and the stage it enters."""
    if not console.is_terminal:

        def plain(guide: str, stage: str) -> None:
            console.print(f"{guide}: {stage}")

        yield plain
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn

    from builder.pipeline.guide import stages

    display = Progress(
        SpinnerColumn(),
        TextColumn("{task.fields[guide]}"),
        BarColumn(bar_width=24),
        TextColumn("{task.description}"),
        console=console,
        transient=True,
    )
    steps = ("read", *stages())
    tasks: dict[str, TaskID] = {}
    with display:

        def live(guide: str, stage: str) -> None:
            if guide not in tasks:
                tasks[guide] = display.add_task(stage, guide=guide, total=len(steps) - 1)
            display.update(tasks[guide], description=stage, completed=steps.index(stage))

        yield live
