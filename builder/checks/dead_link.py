"""Finds links whose pages are gone.

What it finds:
    A link of the guide whose server does not exist, does not answer, or says that it has no
    such page. Links are tried only when asked for (`guides check --links`), a limited number of
    them, and good answers are remembered for some days. A page that asks for a login counts as
    there.
Why it matters:
    Partners are told to use a form or to follow a policy that they cannot open.
Failing example:
    url: "https://www.example.com/a-page-that-was-removed"
Passing example:
    url: "https://www.example.com/"
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from datetime import date
from urllib.parse import urljoin, urlsplit

from builder.diagnostics import Finding, Severity
from builder.reading.addresses import Address, addresses
from builder.reading.links import Ask, LinkPolicy
from builder.reading.subject import Collection

SEVERITY = Severity.WARNING

_REDIRECTS = 6
_MOVED = frozenset({301, 302, 303, 307, 308})
# The page is there, but not for everybody, or not for programs; 999 is LinkedIn’s way to say so.
_THERE = frozenset({401, 403, 407, 429, 451, 999})


def check_all(collection: Collection) -> Iterator[Finding]:
    """Try every address that a guide of the collection declares, each once."""
    trial = collection.links
    if trial is None:
        return
    wanted: dict[str, list[tuple[str, Address]]] = {}
    for id, subject in collection.subjects.items():
        for address in addresses(subject):
            url = address.url.partition("#")[0]
            if urlsplit(url).scheme in {"http", "https"}:
                wanted.setdefault(url, []).append((id, address))
    known = _remembered(trial, collection.today)
    due = [url for url in wanted if url not in known]
    answers = try_all(due[: trial.limit], trial)
    _remember(trial, collection.today, known, answers)
    for url, why in answers.items():
        for address in {uses[1].link.at: uses[1] for uses in wanted[url]}.values():
            programs = tuple(id for id, other in wanted[url] if other.link.at == address.link.at)
            if why is not None:
                yield _finding(address, why, programs)
    left = len(due) - len(answers)
    if left:
        yield Finding(
            severity=Severity.NOTE,
            message=f"{left} of {len(wanted)} addresses were not tried: the limit was reached.",
            hint="Run the check again; good answers are remembered.",
            words=(str(left), str(len(wanted))),
        )


def _finding(address: Address, why: str, programs: tuple[str, ...]) -> Finding:
    return Finding(
        at=address.at,
        message=f"The link “{address.link.id}” leads nowhere: {why}.",
        hint="Look for the page’s new address, or take the link out.",
        programs=programs,
        about=address.link.id,
        words=(address.link.id,),
    )


def try_all(urls: list[str], trial: LinkPolicy) -> Mapping[str, str | None]:
    """What is wrong with each address; None if nothing is.

    Addresses that were not answered before the deadline are not in the result.
    """
    ask = trial.ask or _network()
    end = time.monotonic() + trial.deadline
    pool = ThreadPoolExecutor(max_workers=max(1, trial.parallel))
    waiting: dict[str, Future[str | None]] = {
        url: pool.submit(_try, url, ask, trial.timeout, end) for url in urls
    }
    found: dict[str, str | None] = {}
    for url, future in waiting.items():
        try:
            found[url] = future.result(max(0.0, end - time.monotonic()))
        except TooLate:
            continue
    # A thread that waits for a server cannot be ended; it must not hold up the others’ answers.
    pool.shutdown(wait=False, cancel_futures=True)
    return found


def _network() -> Ask:
    from builder.reading.network import ask

    return ask


def _try(url: str, ask: Ask, timeout: float, end: float) -> str | None:
    """What is wrong with one address. Some servers know only GET, so that comes second."""
    why = None
    for method in ("HEAD", "GET"):
        why = _follow(method, url, ask, min(timeout, max(0.1, end - time.monotonic())))
        if why is None:
            return None
    return why


def _follow(method: str, url: str, ask: Ask, timeout: float) -> str | None:
    for _ in range(_REDIRECTS):
        try:
            reply = ask(method, url, timeout)
        except TimeoutError:
            return f"the host {urlsplit(url).hostname} does not answer"
        except (OSError, ValueError) as error:
            return _reason(error, url)
        if reply.status not in _MOVED or not reply.location:
            there = reply.status < 400 or reply.status in _THERE
            return None if there else f"the server answers {reply.status}"
        url = urljoin(url, reply.location)
        if urlsplit(url).scheme not in {"http", "https"}:
            return f"it redirects to an address of the kind {urlsplit(url).scheme}"
    return "it redirects in circles"


def _reason(error: Exception, url: str) -> str:
    """What failed, in words of ours; those of the system are not for authors."""
    ours = isinstance(error, OSError) and error.errno is None and len(error.args) == 1
    host = urlsplit(url).hostname
    return f"{error.args[0]} ({host})" if ours else f"the host {host} cannot be reached"


def _remembered(trial: LinkPolicy, today: date) -> Mapping[str, str]:
    """The days on which addresses gave a good answer, where that is recent."""

    def recent(entry: Mapping[str, str]) -> dict[str, str]:
        age = {url: (today - date.fromisoformat(day)).days for url, day in entry.items()}
        return {url: day for url, day in entry.items() if 0 <= age[url] < trial.keep}

    return (trial.memory.read(recent) if trial.memory else None) or {}


def _remember(
    trial: LinkPolicy, today: date, known: Mapping[str, str], answers: Mapping[str, str | None]
) -> None:
    if trial.memory is not None:
        good = {url: today.isoformat() for url, why in answers.items() if why is None}
        trial.memory.write({**known, **good})
