"""`build/index.html`: the page that links all guides."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from string import Template


def write_index(root: Path, out: Path) -> None:
    """Write the page for every guide that stands below `out`, built now or earlier."""
    cards = []
    for snapshot in sorted(out.glob("*/guide.json")):
        identity = json.loads(snapshot.read_text(encoding="utf-8"))["identity"]
        id, version = snapshot.parent.name, identity["version"]
        pdf = f"{id}/{id}-program-guide-{version}.pdf"
        name = " ".join(p for p in (identity["title"], identity.get("subtitle")) if p)
        cards.append(
            f'<li><h2><a href="{escape(id)}/html/index.html">{escape(name)}</a></h2>'
            f"<p>Version {escape(version)}</p>"
            f'<p><a href="{escape(id)}/html/index.html">Read online</a> '
            f'<a href="{escape(pdf)}">PDF</a></p></li>'
        )
    template = Template((root / "templates/html/index.html").read_text(encoding="utf-8"))
    (out / "index.html").write_text(template.substitute(guides="\n".join(cards)), encoding="utf-8")
