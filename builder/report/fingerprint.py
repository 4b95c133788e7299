"""Names findings so that a finding keeps its name when lines above it come and go."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from builder.diagnostics import Diagnostic
from builder.source.files import LineOf


def fingerprints(diagnostics: Iterable[Diagnostic], line_of: LineOf) -> list[str]:
    """A name of 32 hexadecimal digits for each finding, in order.

    It depends on the code, the file, what the finding is about and the text of the line, not on
    the line's number, nor on the words of the message; of several equal findings in a file, the
    second and later ones are counted.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    names = []
    for diagnostic in diagnostics:
        at = diagnostic.at
        line = " ".join(line_of(at.file, at.line).split()) if at else ""
        about = diagnostic.about or ""
        parts = (diagnostic.code, at.file if at else "", about, *diagnostic.words, line)
        text = "\0".join((*parts, str(seen[parts])))
        seen[parts] += 1
        names.append(hashlib.sha256(text.encode()).hexdigest()[:32])
    return names
