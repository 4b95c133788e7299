"""The addresses of a program's links, taken apart for the checks of links."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from builder.clauses.values import fill
from builder.model.program import Link
from builder.reading.subject import Subject
from builder.source import Span

_LABEL = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)|xn--[A-Za-z0-9-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A declared link with its whole address, values filled in, and the address's position."""

    link: Link
    url: str

    @property
    def at(self) -> Span:
        """The place of the whole address."""
        return self.place(str(self.link.url))

    def place(self, part: str, *, last: bool = False) -> Span:
        """The place of a part of the address; of all of it if the part comes from a value.

        `last` looks for the part from the end.
        """
        start = self.link.url.rfind(part) if last else self.link.url.find(part)
        length = len(part) if start >= 0 else len(self.link.url)
        return self.link.url.where(max(start, 0), length)

    @property
    def host(self) -> str:
        """The host's name in lower case, or an empty text."""
        return host_of(self.url)


def addresses(subject: Subject) -> Iterator[Address]:
    """The addresses of all links that a program declares or inherits."""
    for link in subject.program.links.values():
        yield Address(link=link, url=fill(link.url, subject.program))


def host_of(url: str) -> str:
    """The host that an address names, in lower case; of a mail address the part after the @."""
    if url.lower().startswith("mailto:"):
        return url.partition("@")[2].partition("?")[0].lower()
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def matches(host: str, patterns: tuple[str, ...]) -> bool:
    """Whether a host is one of the patterns; `*.example.com` is everything below it."""
    return any(fnmatchcase(host, pattern.lower()) for pattern in patterns)


def is_number(host: str) -> bool:
    """Whether a host is given as a number (IPv4 or IPv6)."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_host(host: str) -> bool:
    """Whether a name can be that of a host, or is an address in numbers."""
    return is_number(host) or all(_LABEL.fullmatch(label) for label in host.split("."))
