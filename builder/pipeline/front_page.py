"""`build/index.html`: the page that links all guides."""

from __future__ import annotations

from contextlib import suppress
from html import escape
from pathlib import Path
from string import Template

from builder.diagnostics import Code, Diagnostic, Result, place_faults
from builder.model.cover import Identity
from builder.model.guide import GUIDE_FILE
from builder.model.words import Language, common_words
from builder.outputs.output import all_outputs
from builder.outputs.snapshot import load_identity
from builder.source import SourceFile, Span

_TEMPLATE = "templates/html/index.html"
_PLACES = ("guides", "language", "manual", "title")


def read_template(root: Path) -> Result[str]:
    """The template of the page, with a fault if it cannot be filled in."""
    try:
        source = SourceFile.read(root, root / _TEMPLATE)
    except (OSError, UnicodeDecodeError):
        fault = Diagnostic(
            code=Code.TEMPLATE_FAILED,
            at=Span(file=_TEMPLATE),
            message=f"The template “{_TEMPLATE}” cannot be read.",
            hint="Put it back, saved as UTF-8.",
        )
        return Result(value="", diagnostics=(fault,))
    return Result(value=source.text, diagnostics=tuple(place_faults(source, _PLACES))[:1])


def index_page(template: str, folder: Path) -> str:
    """The page for every guide that stands in a folder.

    Where the manual stands beside them, the page links it as well.
    """
    identities = {}
    for snapshot in sorted(folder.glob(f"[!.]*/{GUIDE_FILE}")):
        # One of an earlier build may be damaged: then there is nothing to say of that guide.
        with suppress(OSError, ValueError):
            text = snapshot.read_text(encoding="utf-8")
            identities[snapshot.parent.name] = load_identity(text)
    words = common_words(identity.language for identity in identities.values())
    cards = (_card(id, folder / id, identity, words) for id, identity in identities.items())
    manual = f'<p class="manual"><a href="docs/index.html">{escape(words.manual)}</a></p>'
    return Template(template).substitute(
        language=words.code,
        title=escape(words.guides),
        guides="\n".join(cards),
        manual=manual if (folder / "docs" / "index.html").is_file() else "",
    )


def _card(id: str, folder: Path, identity: Identity, words: Language) -> str:
    version = identity.version
    edition = escape(words.edition.format(version=version))
    name = escape(" ".join(p for p in (identity.title, identity.subtitle) if p))
    # A guide that was built earlier may lack what other guides have by now.
    files = [
        (words.read_online if output.sphinx else output.link, output.path(id, version))
        for output in all_outputs()
        if output.link
    ]
    there = [(link, file) for link, file in files if (folder / file).is_file()]
    links = [
        f'<a href="{escape(f"{id}/{file}")}" aria-label="{escape(link)}: {name}">{escape(link)}</a>'
        for link, file in there
    ]
    title = f'<a href="{escape(f"{id}/{there[0][1]}")}">{name}</a>' if there else name
    return f"<li><h2>{title}</h2><p>{edition}</p><p>{' '.join(links)}</p></li>"
