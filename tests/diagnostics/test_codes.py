"""Every code that the source makes is explained, and nothing else is."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path

import builder
from builder.checks.engine.manual import all_codes, explain
from builder.diagnostics import Code
from tests.diagnostics.code_uses import made_codes

PACKAGE = Path(builder.__file__).resolve().parent
MADE = made_codes(PACKAGE)


def test_every_code_of_the_source_is_explained() -> None:
    known = all_codes()
    unknown = [
        (code, where) for code, where in MADE if not any(fnmatchcase(name, code) for name in known)
    ]
    assert len(MADE) > 80
    assert not unknown


def test_every_explained_code_is_made_somewhere() -> None:
    made = {code for code, _ in MADE}
    assert not [
        code
        for code in Code
        if not code.is_check and not any(fnmatchcase(code, name) for name in made)
    ]


def test_codes_are_words_and_explanations_sentences() -> None:
    for code, line in all_codes().items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code), code
        assert re.fullmatch(r"[A-Z“].*[.]", line), line
        text = explain(code)
        assert text is not None
        assert text.startswith(code)
    assert explain("no-such-code") is None


def test_a_code_in_a_new_function_is_seen(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "new.py").write_text(
        'A, B = "one-code", "two-code"\n'
        "def report(where, code): ...\n"
        'report(1, "three-code")\n'
        'Diagnostic(code=A)\nDiagnostic(code=f"four-{x}" if x else B)\n'
    )
    assert sorted(code for code, _ in made_codes(package)) == [
        "four-*",
        "one-code",
        "three-code",
        "two-code",
    ]
