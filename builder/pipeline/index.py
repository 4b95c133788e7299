"""`build/index.html`: the page that links all guides."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from string import Template

from builder.diagnostics import Code, Diagnostic, Result
from builder.outputs.output import all_outputs
from builder.source import SourceFile, Span

_TEMPLATE = "templates/html/index.html"
_PLACES = ("guides", "manual")
_MANUAL = '<p class="manual"><a href="docs/index.html">How to change these guides</a></p>'


def index_page(root: Path, *folders: Path) -> Result[str]:
    """The page for every guide that stands in one of the folders, the first one first.

    Where the manual stands beside them, the page links it as well.
    """
    snapshots = {
        snapshot.parent.name: snapshot
        for folder in reversed(folders)
        for snapshot in sorted(folder.glob("[!.]*/guide.json"))
    }
    cards = "\n".join(_card(id, snapshots[id]) for id in sorted(snapshots))
    try:
        source = SourceFile.read(root, root / _TEMPLATE)
    except (OSError, UnicodeDecodeError):
        return _fault(Span(file=_TEMPLATE), f"The template “{_TEMPLATE}” cannot be read.")
    pattern = Template.pattern
    for row, line in enumerate(source.lines, start=1):
        for found in pattern.finditer(line):
            name = found["named"] or found["braced"]
            if name in _PLACES or found["escaped"]:
                continue
            at = Span(file=_TEMPLATE, line=row, column=found.start() + 1, length=len(found[0]))
            return _fault(at, f"“{found[0] if name else '$'}” is not a place for anything here.")
    manual = (
        _MANUAL if any((folder / "docs" / "index.html").is_file() for folder in folders) else ""
    )
    return Result(value=Template(source.text).substitute(guides=cards, manual=manual))


def _fault(at: Span, message: str) -> Result[str]:
    hint = (
        "Write $guides where the list of guides goes, $manual where the link to the manual goes, "
        "and $$ for a dollar sign."
    )
    fault = Diagnostic(code=Code.TEMPLATE_FAILED, at=at, message=message, hint=hint)
    return Result(value="", diagnostics=(fault,))


def _card(id: str, snapshot: Path) -> str:
    identity = json.loads(snapshot.read_text(encoding="utf-8"))["identity"]
    version = identity["version"]
    name = escape(" ".join(p for p in (identity["title"], identity.get("subtitle")) if p))
    # A guide that was built earlier may lack what other guides have by now.
    files = [(output.link, output.path(id, version)) for output in all_outputs() if output.link]
    there = [(link, file) for link, file in files if (snapshot.parent / file).is_file()]
    links = [
        f'<a href="{escape(f"{id}/{file}")}" aria-label="{escape(link)}: {name}">{escape(link)}</a>'
        for link, file in there
    ]
    title = f'<a href="{escape(f"{id}/{there[0][1]}")}">{name}</a>' if there else name
    return f"<li><h2>{title}</h2><p>Version {escape(version)}</p><p>{' '.join(links)}</p></li>"
