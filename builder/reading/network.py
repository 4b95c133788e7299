"""Sends one request to a public host, and to no other.

A guide is data, and its links must not make the machine that checks it reach into its own
network: every address that a host's name stands for has to be a public one, and the connection
goes to the very address that was looked at.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from builder.reading.links import Reply

_AGENT = "program-guides-link-check"


def ask(method: str, url: str, timeout: float) -> Reply:
    """The answer of a public server; redirects are not followed.

    Raises:
        OSError: the host does not exist, is not public, or does not answer in time.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = public_address(host, port)
    made = _Secure if parts.scheme == "https" else _Plain
    connection = made(host, port, timeout=timeout)
    connection.pinned = address
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, target, headers={"User-Agent": _AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        return Reply(answer.status, answer.getheader("Location"))
    except HTTPException as error:
        raise OSError(f"it gave no proper answer ({type(error).__name__})") from error
    finally:
        connection.close()


def public_address(host: str, port: int) -> str:
    """The address in numbers to which a connection to a host may go.

    Raises:
        OSError: there is none, or one of them is not public.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise OSError("there is no such host") from error
    numbers = [str(entry[4][0]).partition("%")[0] for entry in found]
    for number in numbers:
        address = ipaddress.ip_address(number)
        inner = getattr(address, "ipv4_mapped", None) or address
        if not inner.is_global or inner.is_multicast:
            raise OSError("the host is not on the public network")
    return numbers[0]


class _Plain(HTTPConnection):
    pinned = ""

    def connect(self) -> None:
        self.sock = socket.create_connection((self.pinned, self.port), self.timeout)


class _Secure(HTTPSConnection):
    pinned = ""

    def connect(self) -> None:
        plain = socket.create_connection((self.pinned, self.port), self.timeout)
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(plain, server_hostname=self.host)
