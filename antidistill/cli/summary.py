"""One calm line a file: what was written where, how much stayed, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from antidistill.message import counted, said
from antidistill.reports.columns import clean
from antidistill.reports.words import NOTHING, actions, count, exposed, percent
from antidistill.ui import joined, shown, tr

if TYPE_CHECKING:
    from antidistill.batch import Done
    from antidistill.result import Tally


def lines(done: Done, *, wrote: bool, place: str = "") -> list[str]:
    """The lines for a task with a result; `place` is what the user calls the place of its copy."""
    assert done.result is not None
    result, name = done.result, clean(done.task.name)
    out = [
        joined((f"{name}{_target(done, place) if wrote else ''}", _what(done, wrote=wrote)), ": ")
    ]
    noted = filter(None, (exposed(result), *map(shown, result.document.notes)))
    out += ("  " + tr("note: {note}", note=note) for note in noted)
    if result.tally is not None:
        out.append(f"  {worded(result.tally)}")
    return out


def worded(tally: Tally) -> str:
    """Who found how many of the new wordings."""
    parts = [
        tr("{n} of {lines} as answered", n=tally.taken, lines=count(tally.asked, "line")),
        tr("{n} left to the program", n=tally.left) if tally.left else "",
        tr("{n} kept lines answered", n=tally.mended) if tally.mended else "",
        tr("{n} asked for again", n=tally.again) if tally.again and tally.engine != "agent" else "",
        tr("{n} without an answer that stands", n=tally.local) if tally.local else "",
        tr("{n} found by the model", n=tally.found) if tally.found else "",
    ]
    return f"{tally.engine}: " + joined(p for p in parts if p)


def refused(done: Done) -> list[str]:
    """A line for each answer that was turned down for good, and one for what went with others."""
    tally = done.result.tally if done.result else None
    turned = tally.turned if tally else ()
    followed = tally.followed if tally else ()
    ids = ", ".join(f"{line} ({cause})" if cause else line for line, cause in followed)
    gone = tr("left out with the lines (in brackets) that they hung on: {ids}", ids=ids)
    crowds = [
        "  "
        + tr("{heading}: {n} lines read wholly anew, {most} were to", heading=clean(h), n=n, most=m)
        for h, n, m in (tally.crowded if tally else ())
    ]
    return [
        "  "
        + tr(
            "refused {id}: {check}: {why}",
            id=t.passage,
            check=said(t.check),
            why=clean(shown(t.why)),
        )
        for t in turned
        if t.final
    ] + [*crowds, *([f"  {gone}"] if followed else [])]


def total(documents: int, failed: int, *, wrote: bool) -> list[str]:
    """The line below the others; none when there was one document only."""
    if documents < 2:
        return []
    done = "{n} documents: {done} written" if wrote else "{n} documents: {done} looked at"
    parts = [tr(done, n=documents, done=documents - failed)]
    return [joined([*parts, tr("{n} failed", n=failed)] if failed else parts)]


def as_before(documents: int, *, wrote: bool) -> list[str]:
    """The line for a run of which nothing had to be done."""
    told = (
        counted(
            "{n} document: its copy is as the last run left it (--no-cache does it again)",
            "{n} documents: the copies are as the last run left them (--no-cache does them again)",
            documents,
        )
        if wrote
        else counted(
            "{n} document: as at the last look (--no-cache looks again)",
            "{n} documents: as at the last look (--no-cache looks again)",
            documents,
        )
    )
    return [shown(told)]


def _target(done: Done, place: str) -> str:
    if done.task.output is not None and done.task.output == done.task.source:
        return ", " + tr("in place")
    if done.task.output is not None:
        return f" → {clean(place or str(done.task.output))}"
    return " → " + tr("standard output")


def _what(done: Done, *, wrote: bool) -> str:
    result = done.result
    assert result is not None
    if not result.changed:
        same = "its text is unchanged" if result.document.notes else "written unchanged"
        nothing = shown(NOTHING)
        return joined((nothing, tr(same)), ": ") if wrote else nothing
    kept = tr("{share} of sentences kept", share=percent(result.kept))
    told = [kept, actions(result)]
    return joined(told if wrote else [tr("would change"), *told], "; ")
