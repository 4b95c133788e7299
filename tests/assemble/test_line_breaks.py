"""Line breaks that an author asks for are in every output, and join no two words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from builder.clauses.scan import line_breaks
from builder.outputs.pdf.make import read_pdf
from builder.pipeline.build import build
from tests.whole_projects import FAMILY, SHARED, START, make_whole

CLAUSE = """
One line\\
two {{ days }}  
three **four\\
five** &amp; [six\\
seven](#finish).

- item\\
  eight

```json
{"a": ...}
```

```nosuchlanguage
x\\
y  
```
"""  # noqa: W291
CELL = "row\\\nfor {{ days }}  \n  days\\\\\nand `a\\\n b` *c*\\\nd\\\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\\\nb", (True,)),
        ("a  \nb", (True,)),
        ("a \nb", (False,)),
        ("a\\\\\nb\\\\\\\nc", (False, True)),
        ("`a\\\nb  \nc`\\\nd", (False, False, True)),
        ("a\\\nb\\\n", (True, False)),
        ("a", ()),
    ],
)
def test_where_a_line_breaks(text: str, found: tuple[bool, ...]) -> None:
    assert line_breaks(text) == found


def test_line_breaks_are_in_every_output(tmp_path: Path) -> None:
    old = '- ["1", "can row for {{ days }} days"]'
    assert old in FAMILY
    root = make_whole(
        tmp_path,
        {
            "content/shared/start.md": START + CLAUSE,
            SHARED: FAMILY.replace(old, f'- ["1", {json.dumps(CELL)}]'),
        },
    )
    report = build(root, ["sail"])
    assert not report.failed, report.diagnostics
    page = (root / "build/sail/html/start.html").read_text(encoding="utf-8")
    assert "One line<br />\ntwo 14<br />\nthree <strong>four<br />\nfive</strong> &amp; " in page
    assert re.search(r">six<br />\nseven</a>.</p>", page)
    assert "item<br />\neight" in page
    assert "row<br />\nfor 14<br />\ndays\\ and " in page
    assert "<em>c</em><br />\nd" in page
    assert '{"a": ...}\n</pre>' in page
    assert "x\\\ny  \n</pre>" in page
    guide = (root / "build/sail/guide.json").read_text(encoding="utf-8")
    assert '"One line two 14 three "' in guide
    assert '"row for 14 days\\\\ and "' in guide
    assert "<br" not in guide
    (file,) = (root / "build/sail").glob("*.pdf")
    lines = [line.strip() for line in read_pdf(file.read_bytes()).text.splitlines()]
    assert {"One line", "two 14", "1 row", "for 14", "seven."} <= set(lines)
