"""Finds addresses of links that no browser can follow as they are written.

What it finds:
    An address with a host that cannot exist, a port that is no number, a damaged percent
    escape, a character that addresses do not have, a scheme written twice, or a comma or full
    stop of the sentence at its end.
Why it matters:
    The link leads nowhere, or to another page than the author saw.
Failing example:
    url: "http://https://www.example.com/form"
Passing example:
    url: "https://www.example.com/form"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from builder.diagnostics import Finding, Severity
from builder.reading.addresses import Address, addresses, host_of, is_host
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR

_PATTERNS = (
    (re.compile(r"^https?:/*(?:https?:?/|mailto:)", re.I), "names the scheme twice"),
    (re.compile(r"^https?:(?!//[^/])", re.I), "needs exactly two slashes before the host"),
    (re.compile(r"[<>\"{}|\\^`“”‘’]"), "is a character that addresses do not have"),
    (re.compile(r"%(?![0-9A-Fa-f]{2}).{0,2}"), "is a damaged percent escape"),
    (re.compile(r"[.,;:!]+$"), "at its end belongs to a sentence"),
)
_MAIL = re.compile(r"mailto:[^@\s]+@[^@\s?]+(?:\?\S*)?", re.I)


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every declared address; spaces have a check of their own."""
    for address in addresses(subject):
        found = _fault(re.sub(r"\s", "", address.url))
        if found is not None:
            yield _finding(address, *found)


def _fault(url: str) -> tuple[str, str] | None:
    """The part at fault and what is wrong with it."""
    if url.lower().startswith("mailto:"):
        return None if _MAIL.fullmatch(url) and is_host(host_of(url)) else (url, "is no mailbox")
    for pattern, what in _PATTERNS:
        match = pattern.search(url)
        if match is not None:
            return match[0], what
    return _authority(url)


def _authority(url: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return url.split("/")[2], "is no host with a port"
    if "@" in parts.netloc:
        return parts.netloc, "holds a user’s name"
    if not is_host(parts.hostname or ""):
        return parts.netloc, "is no host that can exist"
    return None


def _finding(address: Address, part: str, what: str) -> Finding:
    return Finding(
        at=address.place(part, last=address.url.endswith(part)),
        message=f"In the address of the link “{address.link.id}”, “{part}” {what}.",
        hint="Copy the address from a browser that shows the page, and paste it here.",
        about=address.link.id,
        words=(address.link.id, part),
    )
