"""Finds addresses that are written with http in one place and with https in another.

What it finds:
    Two declared links whose addresses differ only in “http” and “https”, with or without a
    slash at the end.
Why it matters:
    One of the two is out of date; readers of the other can be warned by their browsers, or be
    sent a page by somebody in between.
Failing example:
    url: "http://www.example.com/policy" and url: "https://www.example.com/policy/"
Passing example:
    Both links have the address "https://www.example.com/policy".
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.addresses import Address, addresses
from builder.reading.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Compare the declared addresses without their schemes."""
    secure: dict[str, Address] = {}
    for address in addresses(subject):
        scheme, rest = _parts(address)
        if scheme == "https":
            secure.setdefault(rest, address)
    for address in addresses(subject):
        scheme, rest = _parts(address)
        if scheme == "http" and rest in secure:
            other = secure[rest]
            yield Finding(
                at=address.at,
                message=f"The link “{address.link.id}” has with http the address that "
                f"“{other.link.id}” has with https.",
                hint=f"Write {other.url}, or use the one link in both places.",
                related=(other.at,),
                about=address.link.id,
                words=(address.link.id, other.link.id),
            )


def _parts(address: Address) -> tuple[str, str]:
    """The scheme, and all that follows with the host in small letters."""
    scheme, _, rest = address.url.partition("://")
    host, slash, path = rest.partition("/")
    return scheme.lower(), (host.lower() + slash + path).rstrip("/")
