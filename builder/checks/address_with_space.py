"""Finds addresses of links that hold a space.

What it finds:
    A space in an address (it comes from a value that the address prints), an escaped one in
    the host, and an escaped one at the end.
Why it matters:
    Readers who copy the address from print lose what stands behind the space, and programs
    that read the guide break the address there. One at the end is a slip of copying.
Failing example:
    url: "https://www.example.com/form%20"
Passing example:
    url: "https://www.example.com/form"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.addresses import addresses, host_of
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR

_SPACE = re.compile(r"\s+|(?:%20)+$|(?:%20)+(?=[/?#])|(?<=[/=&])(?:%20)+")


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every declared address, with its values filled in."""
    for address in addresses(subject):
        match = _SPACE.search(address.url)
        if match is None and "%20" not in host_of(address.url):
            continue
        yield Finding(
            at=address.place(match[0] if match else "%20"),
            message=f"The address of the link “{address.link.id}” holds a space.",
            hint="Delete it; a space that belongs to the address is written %20.",
            about=address.link.id,
            words=(address.link.id,),
        )
