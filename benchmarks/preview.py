"""From a saved edit to the browser: `guides serve` against sphinx-autobuild.

    python benchmarks/preview.py [--edits 50] [--autobuild-edits 15] [--program sra]

A headless Chromium has the page open that an edit concerns. An edit puts a word that is nowhere
else into one file; the time runs from before the file is written until the page that holds the
word has been drawn. Then the edit is taken back. There are five kinds of edit:

* a clause: a word in the text of a clause, another clause every time;
* a parameter: its value, where it is declared;
* a title: a chapter's title and a new section before it, so that numbers change;
* a table cell: in the data of a table;
* a template: one of those that put the text together.

sphinx-autobuild serves the rendered pages of the same guide (plain Sphinx with the same theme);
there the same word goes into the same place of the rendered page. Printed are, in milliseconds,
the median, the 95th percentile and the slowest, and the server's CPU time an edit.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
CONF = """
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
myst_url_schemes = ["http", "https", "mailto", "guide"]
html_theme = "furo"
numfig = True
numfig_secnum_depth = 0
smartquotes = False
suppress_warnings = ["myst"]
"""
# Tells every new word of the kind that the edits put in, at the frame after it is in the page.
WATCH = r"""
(() => {
  const seen = new Set();
  const look = () => {
    for (const [word] of (document.body?.textContent ?? "").matchAll(/Zq\d+z/g)) {
      if (seen.has(word)) continue;
      seen.add(word);
      requestAnimationFrame(() => window.told(word, performance.timeOrigin + performance.now()));
    }
  };
  const all = { childList: true, subtree: true, characterData: true };
  new MutationObserver(look).observe(document, all);
  addEventListener("load", look);
})();
"""
KINDS = ("clause", "parameter", "title", "table cell", "template")


@dataclass(frozen=True)
class Edit:
    """`old` becomes `new` in a file; `{}` stands for the word. `page` shows it."""

    file: Path
    old: str
    new: str
    page: str


class Server:
    """A server as a process, with the CPU time of everything it has started."""

    def __init__(self, command: list[str], cwd: Path, address: str) -> None:
        self.address = address
        self.process = subprocess.Popen(
            command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/index.html", timeout=30).read()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise SystemExit(f"{command[0]} does not answer")

    def cpu(self) -> float:
        """CPU seconds of the process and its ended children."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(10)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def browser_page() -> Iterator[tuple[Any, dict[str, float]]]:
    """A page in a headless Chromium, and the times at which words were drawn."""
    from playwright.sync_api import sync_playwright

    path = next(found for name in BROWSERS if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        told: dict[str, float] = {}

        def note(word: str, at: float) -> None:
            told.setdefault(word, at)

        page.expose_function("told", note)
        page.add_init_script(WATCH)
        yield page, told
        browser.close()


def measure(
    server: Server, edits: list[Edit], words: Iterator[str], settle: float
) -> tuple[list[float], float]:
    """Milliseconds from each edit to its page, and CPU seconds an edit."""
    found, cpu = [], 0.0
    with browser_page() as (page, told):
        shown = ""
        for edit in edits:
            if edit.page != shown:
                page.goto(f"{server.address}/{edit.page}.html", wait_until="load")
                shown = edit.page
                page.wait_for_timeout(1000 * settle)
            before = edit.file.read_text(encoding="utf-8")
            word = next(words)
            after = before.replace(edit.old, edit.new.replace("{}", word), 1)
            if after == before:
                raise SystemExit(f"{edit.file} does not hold {edit.old!r}")
            spent = server.cpu()
            started = time.time() * 1000
            edit.file.write_text(after, encoding="utf-8")
            for _ in range(3000):
                page.wait_for_timeout(5)
                if word in told:
                    break
            else:
                raise SystemExit(f"{edit} never reached the browser")
            found.append(told[word] - started)
            cpu += server.cpu() - spent
            edit.file.write_text(before, encoding="utf-8")
            page.wait_for_timeout(1000 * settle)
            page.wait_for_function(f"!document.body.textContent.includes('{word}')")
            page.wait_for_timeout(1000 * settle)
    return found, cpu / len(edits)


# ---- The edits


def authored(project: Path, program: str, count: int) -> dict[str, list[Edit]]:
    """The edits of the project's own files."""
    clauses = [
        edit
        for file, page in _clauses(project, program).items()
        if (edit := _in_text(project / file, page)) is not None
    ]
    shared = project / "program_defs/shared.yaml"
    section = "      - id: program-guidelines\n        title: Program Guidelines\n"
    new = "      - {id: brand-new, title: Brand New, clause: shared/brand-new}\n"
    page = "program-components"
    return {
        "clause": _spread(clauses, count),
        "parameter": [Edit(shared, "value: ESXi installer", "value: ESXi {} installer", page)]
        * count,
        "title": [Edit(shared, section, f"{new}{section.rstrip()} {{}}\n", page)] * count,
        "table cell": [Edit(shared, '"VMware Certified", "', '"VMware Certified", "{} ', page)]
        * count,
        "template": [
            Edit(
                project / "templates/guide/section.md.jinja",
                "{{ part | body }}\n",
                "{{ part | body }}\n\n{}\n",
                page,
            )
        ]
        * count,
    }


def rendered(folder: Path, count: int) -> dict[str, list[Edit]]:
    """The same edits of the rendered pages; a template's only in the page that is open."""
    page = "program-components"
    file = folder / f"{page}.md"
    clauses = [
        edit
        for path in sorted(folder.glob("*.md"))
        if path.stem != "index"
        for edit in _all_in_text(path, path.stem)
    ]
    heading = "(program-guidelines)=\n## Program Guidelines\n"
    return {
        "clause": _spread(clauses, count),
        "parameter": [Edit(file, "ESXi installer", "ESXi {} installer", page)] * count,
        "title": [Edit(file, heading, f"## Brand New\n\n{heading.rstrip()} {{}}\n", page)] * count,
        "table cell": [Edit(file, "- VMware Certified\n", "- VMware {} Certified\n", page)] * count,
        "template": [Edit(file, heading, f"{heading}\n{{}}\n", page)] * count,
    }


def _all_in_text(file: Path, page: str) -> Iterator[Edit]:
    """A word after the first one of each line that begins a sentence and stands there once."""
    text = file.read_text(encoding="utf-8")
    for line in text.split("\n"):
        if re.match(r"[A-Z][a-z]+ [a-z]+ ", line) and text.count(line) == 1:
            first = line.split(" ")[0]
            yield Edit(file, line, line.replace(first, f"{first} {{}}", 1), page)


def _in_text(file: Path, page: str) -> Edit | None:
    return next(
        (e for e in _all_in_text(file, page) if "{{" not in e.old and "}}" not in e.old), None
    )


def _spread(edits: list[Edit], count: int) -> list[Edit]:
    """So many of the edits, evenly chosen, and again from the start if they are fewer."""
    chosen = [edits[index * len(edits) // count] for index in range(min(count, len(edits)))]
    chosen = list(itertools.islice(itertools.cycle(chosen), count))
    return sorted(chosen, key=lambda edit: edit.page)


def _clauses(project: Path, program: str) -> dict[str, str]:
    """The clause files of a guide, each with the page that prints it."""
    subprocess.run(
        [BIN / "guides", "-C", project, "build", program], check=True, capture_output=True
    )
    guide = json.loads((project / "build" / program / "guide.json").read_text(encoding="utf-8"))
    found: dict[str, str] = {}

    def walk(section: dict[str, Any], page: str) -> None:
        if section.get("clause"):
            found.setdefault(section["clause"], page)
        for inner in section.get("sections", ()):
            walk(inner, page)

    for top in guide["sections"]:
        walk(top, top["id"])
    return found


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def show(name: str, kind: str, times: list[float], cpu: float) -> None:
    """One line of the result."""
    middle, late = statistics.median(times), percentile(times, 0.95)
    print(
        f"{name:16} {kind:11} median {middle:7.0f}  p95 {late:7.0f}"
        f"  max {max(times):7.0f} ms   CPU {1000 * cpu:6.0f} ms",
        flush=True,
    )


def main() -> None:
    """Make the edits with both tools and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=50, help="edits of each kind")
    parser.add_argument("--autobuild-edits", type=int, default=15, help="the same for that tool")
    parser.add_argument("--program", default="sra")
    parser.add_argument("--only", choices=("ours", "autobuild"))
    parser.add_argument("--kind", choices=KINDS, action="append")
    options = parser.parse_args()
    kinds = options.kind or list(KINDS)
    words = (f"Zq{number}z" for number in itertools.count(1))
    medians: dict[tuple[str, str], float] = {}

    def run(name: str, server: Server, edits: dict[str, list[Edit]], settle: float) -> None:
        try:
            for kind in kinds:
                times, cpu = measure(server, edits[kind], words, settle)
                medians[name, kind] = statistics.median(times)
                show(name, kind, times, cpu)
        finally:
            server.stop()

    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        for folder in ("program_defs", "content", "templates"):
            shutil.copytree(ROOT / folder, project / folder)
        (project / "content/shared/brand-new.md").write_text("A new text.\n", encoding="utf-8")
        edits = authored(project, options.program, options.edits)
        port = free_port()
        if options.only != "autobuild":
            command = [str(BIN / "guides"), "serve", "--no-browser", "--port", str(port)]
            address = f"http://127.0.0.1:{port}/{options.program}"
            run("guides serve", Server(command, project, address), edits, 0.6)
        if options.only != "ours":
            source = Path(name) / "source"
            shutil.copytree(project / "build" / options.program / "src", source)
            (source / "conf.py").write_text(CONF)
            port = free_port()
            command = [str(BIN / "sphinx-autobuild"), "--port", str(port), str(source)]
            command += [str(Path(name) / "html"), "--watch", str(source)]
            address = f"http://127.0.0.1:{port}"
            run(
                "sphinx-autobuild",
                Server(command, source, address),
                rendered(source, options.autobuild_edits),
                0.6,
            )
    for kind in kinds:
        ours, theirs = medians.get(("guides serve", kind)), medians.get(("sphinx-autobuild", kind))
        if ours and theirs:
            print(f"{kind:11} ratio of the medians {ours / theirs:.3f}")


if __name__ == "__main__":
    main()
