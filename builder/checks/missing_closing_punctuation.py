"""Finds paragraphs that end without a full stop or another closing mark.

What it finds:
    A paragraph of a section, a quotation, or a later paragraph of an item, that ends with none
    of . ? ! : … (a closing quotation mark or bracket may follow). Table cells, captions, forms,
    the first words of items, and paragraphs that are a single link, reference, label or piece
    of code are left alone.
Why it matters:
    A missing mark is often a missing end: words were lost in editing, and with them perhaps a
    condition.
Failing example:
    The Partner must sign the Agreement before
Passing example:
    The Partner must sign the Agreement before the tests begin.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.blocks import LISTS
from builder.model.guide import Block
from builder.reading.passages import containers, passage
from builder.reading.positions import locate_last_word
from builder.reading.subject import Subject

SEVERITY = Severity.WARNING

_CLOSING = "”’)]»\"' "
_ENDS = (".", "?", "!", ":", "…")


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every paragraph that is more than a fragment."""
    for section, blocks, whole in containers(subject):
        for index, block in enumerate(blocks):
            if block.kind != "paragraph" or (index == 0 and not whole) or _is_single(block):
                continue
            # The lead-in of a list has a check of its own.
            if index + 1 < len(blocks) and blocks[index + 1].kind in LISTS:
                continue
            text = block.own_text.rstrip(_CLOSING)
            if text.split() and not text.endswith(_ENDS):
                shown = text.split()[-1]
                yield Finding(
                    at=locate_last_word(subject, block.at, passage(block)),
                    message=f"This paragraph ends with “{shown}”, without a closing mark.",
                    hint="End it with a full stop, or add the words that are missing.",
                    about=section.id,
                    words=(shown,),
                )


def _is_single(block: Block) -> bool:
    """Whether a paragraph is one link, reference, label or piece of code, and nothing else."""
    runs = [run for run in block.runs if run.text.strip()]
    return len(runs) == 1 and runs[0].kind in {"link", "reference", "strong", "code"}
