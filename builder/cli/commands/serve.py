"""Show guides in the browser as they are edited."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from pathlib import Path

from builder.cli.arguments import add_flag, add_programs
from builder.cli.printing import screen
from builder.cli.status import FINE, USAGE, complain, internal_error


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    from builder.preview.places import COPY, EDITORS

    add_programs(parser, "show")
    parser.add_argument(
        "--port", type=_port, metavar="N", help="the port (by default the first free one from 8765)"
    )
    parser.add_argument(
        "--editor",
        choices=(*EDITORS, COPY),
        help="what opens a source: an editor, or copy its path (by default the editor found)",
    )
    add_flag(parser, "--no-browser", "do not open a browser")


def run(root: Path, options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from builder.load import program_ids
    from builder.preview.places import likely_editor
    from builder.preview.serve import PortTakenError, listen, serve

    console = screen()
    unknown = [name for name in options.programs if name not in program_ids(root)]
    if unknown:
        names = ", ".join(program_ids(root)) or "none"
        complain(f"there is no program “{unknown[0]}”; there are: {names}.")
        return USAGE
    try:
        listening = listen(options.port)
    except PortTakenError:
        complain(f"port {options.port} is in use; name another with --port, or leave it out.")
        return USAGE

    def ready(address: str) -> None:
        console.print(f"The preview is at {address}", soft_wrap=True)
        console.print("It follows every file you save. Ctrl+C stops it.")
        if not options.no_browser and _has_screen():
            import webbrowser

            webbrowser.open(address)

    with suppress(KeyboardInterrupt):
        serve(
            root,
            options.programs,
            listening,
            editor=options.editor or likely_editor(),
            ready=ready,
            failed=internal_error,
        )
    console.print("The preview has stopped.")
    return FINE


def _port(text: str) -> int:
    number = int(text) if text.isdigit() else 0
    if not 1024 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1024 to 65535")
    return number


def _has_screen() -> bool:
    """Whether a browser can show itself; a text browser would take over the terminal."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
