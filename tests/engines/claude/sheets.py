"""A small sheet, made by hand."""

from __future__ import annotations

from antidistill.sheet import Line, Material, May, Part, Sheet

SECRET = "db-prod-7.acme.internal"


def sheet(*, text: str = "Restart ⟦host 1⟧ first.", withheld: tuple[str, ...] = (SECRET,)) -> Sheet:
    """Two lines to answer, one to mend, one that stays."""
    lines = (
        Line("How to restart.", "paragraph"),
        Line(text, "step", "", "list 1", "a1", May.REPLACE, "pitfall", "a trap", (2, 90), ""),
        Line(
            "It failed once.", "step", "", "list 1", "b2", May.VAGUER, "incident", "", (2, 40), ""
        ),
        Line("See step 2.", "step", "", "list 1", "c3", May.MEND),
    )
    part = Part("Restart", 2, lines)
    material = (Material("manual/restart/steps/0", "Stop the service before the host."),)
    return Sheet("en", "medium", "Restart", "Word it anew.", (part,), material, (), withheld)


def large() -> Sheet:
    """More sections than one request holds."""
    filler = "All of this stays as it is. " * 400
    parts = tuple(
        Part(
            f"Part {n}",
            2,
            (
                Line(filler, "paragraph"),
                Line("Do it.", "step", "", "", f"id{n}", May.REPLACE, "pitfall", "", (2, 90), ""),
            ),
        )
        for n in range(10)
    )
    return Sheet("en", "medium", "Long", "Word it anew.", parts)
