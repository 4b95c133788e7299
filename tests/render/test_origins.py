from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.render.origins import Origins, bare
from builder.source import Span

LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co")), max_size=12)


@given(st.lists(st.tuples(st.booleans(), LINES), max_size=12))
def test_decoding_gives_the_text_and_every_origin_back(pieces: list[tuple[bool, str]]) -> None:
    origins = Origins()
    encoded, plain, wanted = "", "", []
    for number, (marked, text) in enumerate(pieces, 1):
        at = Span(file="a.md", line=number)
        if marked and text:
            wanted.append((len(plain), len(plain) + len(text), at))
        encoded += origins.encode(text, at) if marked else text
        plain += text
    text, segments = origins.decode(encoded)
    assert text == plain == bare(encoded)
    assert [(s.start, s.end, s.at) for s in segments] == wanted


def test_a_piece_inside_a_piece_keeps_its_own_origin() -> None:
    origins = Origins()
    inner = origins.encode("value", Span(file="p.yaml", line=3))
    text, segments = origins.decode(
        origins.encode(f"before {inner} after", Span(file="t.jinja"), authored=False)
    )
    assert text == "before value after"
    assert [(text[s.start : s.end], s.at.file) for s in segments] == [
        ("before ", "t.jinja"),
        ("value", "p.yaml"),
        (" after", "t.jinja"),
    ]
