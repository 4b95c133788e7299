"""A comparison and its redline, made by hand: a change of every kind, so that each has a look.

The two guides speak of nobody in particular. `HOSTILE` is text that would be markup in every
format, and is printed as itself.
"""

from __future__ import annotations

import json

from builder.model.change import (
    Cause,
    Change,
    Comparison,
    Effect,
    Hunk,
    ObligationChange,
    Renumbering,
    SectionRef,
    Side,
    Verdict,
)
from builder.model.cover import Identity
from builder.model.guide import Place
from builder.model.obligation import Obligation
from builder.model.plain import from_plain
from builder.model.redline import RedBlock, RedCell, RedField, Redline, RedRow, RedRun, RedSection
from builder.report.diff.json import Comparisons, render

HOSTILE = '<img src=x onerror="alert(1)"> #eval("1") *a* `b` [c](javascript:d) | @team $title \\ "'
OLD_IMAGE, NEW_IMAGE = "a" * 64, "b" * 64
IMAGES = {
    name: (
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="400" height="90" '
        'viewBox="0 0 400 90" role="img" aria-labelledby="t"><title id="t">A flow</title>'
        f'<rect id="r" x="4" y="4" width="{width}" height="60" fill="none" stroke="currentColor"/>'
        '<text x="20" y="40" font-size="16" fill="currentColor">Submit</text></svg>'
    ).encode()
    for name, width in ((OLD_IMAGE, 180), (NEW_IMAGE, 380))
}

SUPPORT = SectionRef(id="support", label="Section 2.1", title="Support")
REVIEW = SectionRef(id="review", label="Section 2.2", title="Review")
KITS = SectionRef(id="kits", label="Appendix B", title="Kits")
OLD = Identity(
    program="one", title="One", short_name="One", version="1.0", subtitle="Program Guide"
)
NEW = Identity(
    program="one", title="One", short_name="One", version="1.1", subtitle="Program Guide",
    date="2024-05-02", classification="Confidential", publisher="Maker, Inc.",
)  # fmt: skip


def run(text: str, mark: str = "same", kind: str = "text", target: str | None = None) -> RedRun:
    return RedRun(text=text, mark=mark, kind=kind, target=target)  # type: ignore[arg-type]


def paragraph(*runs: RedRun, mark: str = "same", change: str | None = None) -> RedBlock:
    return RedBlock(kind="paragraph", runs=runs, mark=mark, change=change)  # type: ignore[arg-type]


def cell(
    text: str, mark: str = "same", *, inner: str = "same", change: str | None = None
) -> RedCell:
    return RedCell(blocks=(paragraph(run(text, inner)),), mark=mark, change=change)  # type: ignore[arg-type]


def obligation(name: str, sentence: str, **more: object) -> Obligation:
    values: dict[str, object] = {
        "party": "Partner",
        "strength": "must",
        "negated": False,
        "subject": "the Partner",
        "action": "answer requests for support",
        "section": "support",
        "section_number": "2.1",
        "section_label": "Section 2.1",
        "section_title": "Support",
        "numbers": (),
    }
    return Obligation(id=name, sentence=sentence, **{**values, **more})  # type: ignore[arg-type]


def _hunks(*parts: tuple[str, str]) -> tuple[Hunk, ...]:
    return tuple(Hunk(op=op, text=text) for op, text in parts)  # type: ignore[arg-type]


LEDGER = (
    ObligationChange(
        id="o-period",
        kinds=("strength", "period"),
        cls="normative",
        old=obligation(
            "d1", "The Partner must answer requests for support within 14 days.",
            period="within 14 days", numbers=("14",),
        ),
        new=obligation(
            "d1", "The Partner should answer requests for support within 21 days.",
            strength="should", period="within 21 days", numbers=("21",),
        ),
        changes=("c-period",),
        cause="k-days",
    ),
    ObligationChange(
        id="o-new",
        kinds=("added",),
        cls="normative",
        new=obligation(
            "d2", "The Partner must not ship the Kit to others.", negated=True,
            action="ship the Kit to others", section="review", section_number="2.2",
            section_label="Section 2.2",
            section_title="Review",
        ),
        changes=("c-section",),
    ),
    ObligationChange(
        id="o-gone",
        kinds=("removed",),
        cls="normative",
        old=obligation("d3", "The Partner must send a report.", action="send a report"),
        changes=("c-gone",),
    ),
    ObligationChange(
        id="o-words",
        kinds=("wording",),
        cls="review",
        old=obligation("d4", "The Maker will test the Kit.", party="Maker", strength="will"),
        new=obligation("d4", "The Maker will try the Kit.", party="Maker", strength="will"),
        changes=("c-words",),
    ),
)  # fmt: skip

CHANGES = (
    Change(
        id="c-cover", kind="changed", thing="cover", cls="editorial", name="date",
        old=Side(text=""), new=Side(text="2024-05-02"),
        hunks=_hunks(("insert", "2024-05-02")),
    ),
    Change(
        id="c-title", kind="changed", thing="section", cls="structural",
        old=Side(text="Help", section=SUPPORT), new=Side(text="Support", section=SUPPORT),
        hunks=_hunks(("delete", "Help"), ("insert", "Support")),
    ),
    Change(
        id="c-period", kind="changed", thing="paragraph", cls="normative",
        old=Side(
            text="The Partner must answer requests for support within 14 days.", section=SUPPORT
        ),
        new=Side(
            text="The Partner should answer requests for support within 21 days.",
            section=SUPPORT, place=Place(file="content/shared/support.md", line=3, column=1),
        ),
        hunks=_hunks(
            ("equal", "The Partner "), ("delete", "must"), ("insert", "should"),
            ("equal", " answer requests for support within "),
            ("delete", "14"), ("insert", "21"), ("equal", " days."),
        ),
        obligations=("o-period",), cause="k-days",
    ),
    Change(
        id="c-gone", kind="removed", thing="paragraph", cls="normative",
        old=Side(text="The Partner must send a report.", section=SUPPORT), obligations=("o-gone",),
    ),
    Change(
        id="c-move", kind="moved", thing="paragraph", cls="structural",
        old=Side(text="Reviews take a week or so.", section=SUPPORT),
        new=Side(text="Reviews take a week.", section=REVIEW),
        hunks=_hunks(("equal", "Reviews take a week"), ("delete", " or so"), ("equal", ".")),
    ),
    Change(
        id="c-section", kind="added", thing="section", cls="normative",
        new=Side(text="Review", section=REVIEW, number="2.2"), obligations=("o-new",),
    ),
    Change(
        id="c-table", kind="changed", thing="table", cls="structural", name="levels",
        old=Side(text="Levels", number="1", section=KITS),
        new=Side(text="Levels", number="1", section=KITS),
        children=(
            Change(
                id="c-column", kind="added", thing="column", cls="structural", name="Cost",
                new=Side(text="Cost free 10", section=KITS),
            ),
            Change(
                id="c-row", kind="removed", thing="row", cls="structural", name="Gold",
                old=Side(text="Gold 3 days", section=KITS),
            ),
            Change(
                id="c-cell", kind="changed", thing="cell", cls="editorial",
                old=Side(text="5 days", section=KITS), new=Side(text="6 days", section=KITS),
                hunks=_hunks(("delete", "5"), ("insert", "6"), ("equal", " days")),
            ),
        ),
    ),
    Change(
        id="c-figure", kind="changed", thing="figure", cls="editorial", name="flow",
        old=Side(text="Flow", number="1", section=KITS, image=OLD_IMAGE, description="Submit."),
        new=Side(text="Flow", number="1", section=KITS, image=NEW_IMAGE, description="Submit it."),
    ),
    Change(
        id="c-words", kind="changed", thing="item", cls="review",
        old=Side(text="The Maker will test the Kit.", section=KITS),
        new=Side(text="The Maker will try the Kit.", section=KITS),
        hunks=_hunks(
            ("equal", "The Maker will "), ("delete", "test"), ("insert", "try"),
            ("equal", " the Kit."),
        ),
        obligations=("o-words",),
    ),
    Change(
        id="c-link", kind="changed", thing="paragraph", cls="reference",
        old=Side(text="See the site.", section=KITS), new=Side(text="See the site.", section=KITS),
        hunks=(
            Hunk(op="delete", text="the site", target="https://old.example.com/"),
            Hunk(op="insert", text="the site", target="https://new.example.com/"),
        ),
    ),
    Change(
        id="c-hostile", kind="added", thing="paragraph", cls="editorial",
        new=Side(text=HOSTILE, section=KITS, place=Place(file="content/a.md", line=9, column=1)),
    ),
    Change(
        id="c-term", kind="added", thing="term", cls="editorial", name="EASE",
        new=Side(text="EASE: Early Access", section=KITS),
    ),
    Change(
        id="c-order", kind="changed", thing="precedence", cls="normative",
        old=Side(text="Addendum\nAgreement\nGuide"), new=Side(text="Agreement\nAddendum\nGuide"),
    ),
)  # fmt: skip

COMPARISON = Comparison(
    old=OLD,
    new=NEW,
    changes=CHANGES,
    ledger=LEDGER,
    numbers=(
        Renumbering(id="kits", thing="appendix", title="Kits", old="Appendix A", new="Appendix B"),
        Renumbering(
            id="flow", thing="figure", title="Flow", old="Figure 2", new="Figure 1", follows=True
        ),
    ),
    causes=(
        Cause(
            id="k-days", kind="parameter", name="answer-days", cls="normative",
            place=Place(file="program_defs/shared.yaml", line=40, column=18), old="14", new="21",
            effects=(
                Effect(program="one", change="c-period", section="support"),
                Effect(program="two", change="c-other", section="support"),
            ),
        ),
    ),
    verdict=Verdict(
        worst="normative",
        counts={"normative": 4, "structural": 3, "editorial": 4, "review": 1, "reference": 1},
        obligations={"added": 1, "removed": 1, "strength": 1, "period": 1, "wording": 1},
        renumbered=2,
    ),
)  # fmt: skip

SAME = Comparison(
    old=OLD, new=OLD, changes=(), ledger=(), numbers=(), causes=(), verdict=Verdict(worst=None)
)

_TABLE = RedBlock(
    kind="table", id="levels", change="c-table", number="1", was_number="1", runs=(run("Levels"),),
    head=(cell("Level"), cell("Time"), cell("Cost", "inserted", change="c-column")),
    rows=(
        RedRow(cells=(
            cell("Basic"),
            RedCell(
                blocks=(paragraph(run("5", "deleted"), run("6", "inserted"), run(" days")),),
                change="c-cell",
            ),
            cell("free", "inserted", change="c-column"),
        )),
        RedRow(
            cells=(cell("Gold"), cell("3 days"), cell("", "inserted")),
            mark="deleted",
            change="c-row",
        ),
    ),
)  # fmt: skip

REDLINE = Redline(
    old=OLD,
    new=NEW,
    cover=(
        RedField(name="title", runs=(run("One"),)),
        RedField(name="date", runs=(run("2024-05-02", "inserted"),), change="c-cover"),
    ),
    history=(
        RedField(name="1.0", runs=(run("First issue."),)),
        RedField(name="1.1", runs=(run("Support."),), mark="inserted"),
    ),
    sections=(
        RedSection(
            id="components", kind="chapter", number="2", label="Chapter 2",
            title=(run("Components"),), was_number="2", was_label="Chapter 2",
            blocks=(
                paragraph(run("See "), run("Section 2.1", kind="reference", target="support")),
            ),
            sections=(
                RedSection(
                    id="support", kind="section", number="2.1", label="Section 2.1",
                    was_number="2.1", was_label="Section 2.1", change="c-title",
                    title=(run("Help", "deleted"), run("Support", "inserted")),
                    blocks=(
                        paragraph(
                            run("The "), run("Partner", kind="strong"), run(" "),
                            run("must", "deleted"), run("should", "inserted"),
                            run(" answer requests for support within "),
                            run("14", "deleted"), run("21", "inserted"), run(" days."),
                            change="c-period",
                        ),
                        paragraph(
                            run("The Partner must send a report."), mark="deleted", change="c-gone"
                        ),
                        paragraph(run("Nothing changes here.")),
                        paragraph(
                            run("Reviews take a week or so."), mark="moved-away", change="c-move"
                        ),
                    ),
                ),
                RedSection(
                    id="review", kind="section", number="2.2", label="Section 2.2",
                    title=(run("Review"),), mark="inserted", change="c-section",
                    blocks=(
                        paragraph(run("The Partner must not ship the Kit to others.")),
                        paragraph(
                            run("Reviews take a week"), run(" or so", "deleted"), run("."),
                            mark="moved-here", change="c-move",
                        ),
                    ),
                ),
            ),
        ),
        RedSection(
            id="kits", kind="appendix", number="B", label="Appendix B", title=(run("Kits"),),
            was_number="A", was_label="Appendix A",
            blocks=(
                _TABLE,
                RedBlock(
                    kind="figure", id="flow", change="c-figure", number="1", was_number="2",
                    runs=(run("Flow"),), image=NEW_IMAGE, was_image=OLD_IMAGE,
                    description=(run("Submit"), run(" it", "inserted"), run(".")),
                ),
                RedBlock(
                    kind="bullet-list",
                    blocks=(
                        RedBlock(kind="item", blocks=(paragraph(run("An item.")),)),
                        RedBlock(
                            kind="item", change="c-words",
                            blocks=(
                                paragraph(
                                    run("The Maker will "), run("test", "deleted"),
                                    run("try", "inserted"), run(" the Kit."),
                                ),
                            ),
                        ),
                    ),
                ),
                paragraph(
                    run("See "),
                    run("the site", "deleted", "link", "https://old.example.com/"),
                    run("the site", "inserted", "link", "https://new.example.com/"),
                    run(" or "), run("this", kind="link", target="javascript:alert(1)"), run("."),
                    change="c-link",
                ),
                paragraph(run(HOSTILE), mark="inserted", change="c-hostile"),
                RedBlock(
                    kind="glossary",
                    blocks=(
                        RedBlock(
                            kind="entry", id="term-API", runs=(run("API", kind="strong"),),
                            blocks=(paragraph(run("Application Programming Interface")),),
                        ),
                        RedBlock(
                            kind="entry", id="term-EASE", runs=(run("EASE", kind="strong"),),
                            blocks=(paragraph(run("Early Access")),),
                            mark="inserted", change="c-term",
                        ),
                    ),
                ),
                RedBlock(
                    kind="form", runs=(),
                    head=(cell("Contact"), cell("To be filled in")),
                    rows=(RedRow(cells=(cell("Name"), cell("\N{NO-BREAK SPACE}"))),),
                ),
            ),
        ),
    ),
)  # fmt: skip


def as_json(*comparisons: Comparison) -> str:
    """Comparisons as `guides diff --format json` prints them."""
    return render(
        Comparisons(
            comparisons=comparisons,
            worst=comparisons[0].verdict.worst,
            was="v1",
            now="main",
            guides_added=(),
            guides_removed=(),
            open={},
            accepted=(),
            stale=(),
        )
    )


def from_json(text: str) -> tuple[Comparison, ...]:
    """The comparisons that `as_json` wrote."""
    return from_plain(Comparisons, json.loads(text)).comparisons
