"""What a scalar without quotes is to other programs.

Every general YAML reader turns `4.10` into the number 4.1, `no` into false and `12:30` into
750. Here text stays text, and these values need quotes, so that editors and later tools read
what the author reads. The patterns follow the resolver of YAML 1.1 (https://yaml.org/type/),
the widest of the versions in use.
"""

from __future__ import annotations

import re

_PATTERNS = (
    ("as no value at all", re.compile(r"~|null|Null|NULL")),
    (
        "as true or false",
        re.compile(r"y|n|yes|no|on|off|true|false", re.IGNORECASE),
    ),
    (
        "as a number",
        re.compile(
            r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9A-Fa-f_]+"
            r"|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
            r"|\.[0-9_]+(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))"
            r"|\.(?:nan|NaN|NAN)"
        ),
    ),
    (
        "as a number of seconds or minutes",
        re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"),
    ),
    (
        "as a date",
        re.compile(
            r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
            r"(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*)?"
        ),
    ),
)


def read_as(value: str) -> str | None:
    """How other programs read the unquoted `value`, or None if they read it as text."""
    for name, pattern in _PATTERNS:
        if pattern.fullmatch(value):
            return name
    return None
