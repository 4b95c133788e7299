"""Finds links and host names that only people inside a company can reach.

What it finds:
    Links to hosts that the family lists under `internal-hosts`, to `localhost`, to private
    addresses in numbers, to names that end in .local, .internal, .corp and the like or have no
    dot, and to names that begin with review., staging. or www-review. and their like; and such
    names in texts. Hosts under `allowed-hosts` are left alone.
Why it matters:
    Partners cannot open them, and they tell strangers about the insides of a network.
Failing example:
    url: "https://www-review.example.com/logo.html"
Passing example:
    url: "https://www.example.com/logo.html"
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.addresses import addresses, host_of, is_number, matches
from builder.reading.passages import passage
from builder.reading.positions import locate_part
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR

_ENDINGS = (
    *(".local", ".localhost", ".localdomain", ".internal", ".intranet", ".corp", ".home", ".lan"),
    *(".private", ".test"),
)
_STAGES = r"(?:review|staging|stage|preview|preprod|uat|qa|dev|test)"
_FIRST = re.compile(
    rf"(?:review|staging|stage|preprod|uat|intranet|internal)\.|(?:www|web|portal)[-.]{_STAGES}\.",
)
_HOST = re.compile(
    r"(?<![\w@./-])(?:https?://)?(?P<host>(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+"
    r"|(?:\d{1,3}\.){3}\d{1,3}|(?<=://)[a-z0-9-]+)(?![\w-]|\.\w|@)",
    re.I,
)

_DOT = re.compile(r"\.[A-Za-z0-9]|://")


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every declared address, and at addresses and hosts in texts."""
    allowed = tuple(map(str, subject.policy.allowed_hosts))
    internal = tuple(map(str, subject.policy.internal_hosts))
    for address in addresses(subject):
        why = _why(address.host, internal, allowed)
        if why:
            yield Finding(
                at=address.place(address.host),
                message=f"The link “{address.link.id}” leads to “{address.host}”, {why}.",
                hint="Write the public address, or list the host under allowed-hosts: in the "
                "family’s file.",
                about=address.link.id,
                words=(address.link.id, address.host),
            )
    for section, block in subject.texts():
        text = passage(block, hide=frozenset({"code", "link"}))
        for match in _HOST.finditer(text) if _DOT.search(text) else ():
            host = host_of("https://" + match["host"])
            if "://" in match[0] or "." in host:
                why = _why(host, internal, allowed)
                if why and not (is_number(host) and "://" not in match[0]):
                    start, end = match.span("host")
                    yield Finding(
                        at=locate_part(subject, block.at, text, start, end),
                        message=f"The text names “{host}”, {why}.",
                        hint="Write the public name, declared as a link, or leave it out.",
                        about=block.id or section.id,
                        words=(host,),
                    )


def _why(host: str, internal: tuple[str, ...], allowed: tuple[str, ...]) -> str | None:
    """Why a host is internal, in words that follow its name; None if it is not."""
    if not host or matches(host, allowed):
        return None
    if matches(host, internal):
        return "which the family lists as internal"
    return _private(host)


def _private(host: str) -> str | None:
    """Why a host cannot be reached from outside, whatever the family lists."""
    why = None
    if is_number(host):
        if not ipaddress.ip_address(host).is_global:
            why = "which is an address inside a private network"
    elif host == "localhost":
        why = "which is the reader’s own computer"
    elif "." not in host:
        why = "which has no dot and so is a name inside a network"
    elif host.endswith(_ENDINGS):
        why = f"whose ending .{host.rpartition('.')[2]} is for private networks"
    elif _FIRST.match(host):
        why = "whose name is that of a review or staging host"
    return why
