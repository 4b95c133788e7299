"""Reads back what browsers show of a guide's pages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path


def read_pages(files: Iterable[Path]) -> str:
    """The text of the main parts of some pages."""
    return "\n".join(page_text(file.read_text(encoding="utf-8")) for file in files)


def page_text(page: str) -> str:
    """The text of a page's main part."""
    start = page.find("<article")
    body = page[start : page.rfind("</article>")] if start >= 0 else page
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>|<!--.*?-->", " ", body)
    body = re.sub(r"</?(?:em|strong|a|span|code|b|i)\b[^>]*>", "", body)
    return html.unescape(re.sub(r"(?s)<[^>]*>", " ", body))
