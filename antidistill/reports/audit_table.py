"""An audit for the terminal."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from antidistill.diff import line_starts
from antidistill.reports.audit_words import (
    ABOUT,
    NEWS,
    change,
    check,
    figure,
    grouped,
    has_told,
    moved,
    not_counted,
    quoted,
    summary,
    two,
    verdict,
    writing,
)
from antidistill.reports.base import Look
from antidistill.reports.columns import clean, cut, pad, width
from antidistill.reports.prose import indented
from antidistill.reports.words import percent
from antidistill.ui import joined, shown, tr

if TYPE_CHECKING:
    from antidistill.audit import Alarm, Audit, Fault, Place, Sign, View
    from antidistill.audit.folder import FolderAudit

UNMEASURED = 100
SHOWN = 5
"""Sentences shown for one sign."""
_NAME = 38


def table(audit: Audit, look: Look) -> Iterator[str]:
    """The report for people, piece by piece."""
    columns = min(look.width or UNMEASURED, 100)
    yield look.paint(clean(audit.name), "bold") + "\n"
    yield f"{summary(audit)}\n"
    clear = not audit.alarming
    yield look.paint(shown(verdict(audit)), "green" if clear else "yellow") + "\n"
    yield from _alarms(audit, columns, look)
    yield from _news(audit, columns, look)
    yield from _signs(audit.signs, columns, look)
    yield from _scores(audit, look)
    yield from _rest(audit, columns, look)
    yield "\n"


def folder_table(whole: FolderAudit, look: Look) -> Iterator[str]:
    """What can be said of many copies together."""
    columns = min(look.width or UNMEASURED, 100)
    yield look.paint(tr("All {n} documents together", n=whole.documents), "bold") + "\n"
    for name, (before, after) in whole.figures.items():
        yield f"  {pad(shown(name), _NAME)}{two(before, after)}\n"
    for group in grouped(whole.alarms):
        yield from _group(group, None, None, columns, look)
    if not whole.alarms:
        yield look.paint("  " + tr("No sign that they come from one program."), "green") + "\n"
    yield "\n"


def _alarms(audit: Audit, columns: int, look: Look) -> Iterator[str]:
    if audit.alarms:
        yield "\n" + look.paint(tr("Leaks and broken promises"), "bold") + "\n"
    for group in grouped(audit.alarms):
        yield from _group(group, audit.new, audit.old, columns, look)


def _group(
    group: Sequence[Alarm], new: View | None, old: View | None, columns: int, look: Look
) -> Iterator[str]:
    first = group[0]
    label = check(first)
    head = look.paint(label, "red" if first.serious else "yellow")
    yield from indented(clean(shown(first.message)), width(label) + 4, columns, f"  {head}: ")
    for alarm in group[:SHOWN]:
        if alarm.new is not None:
            yield from _quoted(tr("now"), alarm.new, new, columns, look)
        if alarm.old is not None:
            yield from _quoted(tr("was"), alarm.old, old, columns, look)
    if len(group) > SHOWN:
        yield look.paint("    " + tr("and {n} more", n=len(group) - SHOWN), "dim") + "\n"


def _news(audit: Audit, columns: int, look: Look) -> Iterator[str]:
    fresh = [s for s in audit.signs if s.alarming]
    if not fresh:
        return
    yield "\n" + look.paint(tr("Newly suspicious"), "bold") + "\n"
    for sign in fresh:
        head = "  " + joined((f"{sign.id}  {shown(sign.name)}", change(sign)), ": ")
        yield look.paint(head, "yellow") + "\n"
        if told := joined(filter(None, (shown(sign.after.why), moved(sign))), "; "):
            yield from indented(clean(told), 6, columns)
        faults = () if has_told(sign, audit.signs) else sign.faults()
        for fault in faults[:SHOWN]:
            yield from _fault(fault, audit, columns, look)
        if len(faults) > SHOWN:
            yield look.paint("    " + tr("and {n} more", n=len(faults) - SHOWN), "dim") + "\n"


def _fault(fault: Fault, audit: Audit, columns: int, look: Look) -> Iterator[str]:
    view = audit.old if fault.lost else audit.new
    yield from _quoted(tr("gone") if fault.lost else tr("now"), fault.place, view, columns, look)


def _quoted(label: str, place: Place, view: View | None, columns: int, look: Look) -> Iterator[str]:
    where = " " + tr("line {line}", line=line_of(view, place)) if view is not None else ""
    head = f"    {label}{where}  "
    text = around(clean(" ".join(quoted(place).split())), clean(place.words), columns - width(head))
    yield look.paint(head, "dim") + text + "\n"


def line_of(view: View, place: Place) -> int:
    """The line of the document in which a place begins."""
    return bisect_right(line_starts(view.text), place.span.start)


def around(text: str, words: str, columns: int) -> str:
    """The text cut to the columns so that the words can be seen."""
    at = text.lower().find(words.lower())
    if at > columns // 2 and len(text) > columns:
        text = "…" + text[at - columns // 3 :]
    return cut(text, max(columns, 20))


def _signs(signs: Sequence[Sign], columns: int, look: Look) -> Iterator[str]:
    yield "\n" + look.paint(tr("Signals of the detector"), "bold") + "\n"
    for sign in (s for s in signs if _is_measured(s)):
        news = shown(NEWS[sign.news])
        style = "yellow" if sign.alarming else "green" if news else ""
        row = f"  {pad(sign.id, 4)}{pad(shown(sign.name), _NAME)}{pad(change(sign), 18)}"
        yield (row + look.paint(news, style)).rstrip() + "\n"
    if missing := joined(s.id for s in signs if not _is_measured(s)):
        told = tr("Nothing to measure them on: {signs}", signs=missing)
        yield from (_dim(line, look) for line in indented(told, 2, columns))


def _is_measured(sign: Sign) -> bool:
    return sign.after.level is not None or (
        sign.before is not None and sign.before.level is not None
    )


def _scores(audit: Audit, look: Look) -> Iterator[str]:
    before, after = audit.scores
    if after.confidence == "none":
        yield "\n" + look.paint(tr("Too short for scores (under 200 characters)"), "dim") + "\n"
        return
    title = tr("Scores, 0 to 10")
    if after.confidence == "low":
        title = joined((title, tr("a short text, little confidence")), "; ")
    yield "\n" + look.paint(title, "bold") + "\n"
    for number, score in enumerate(after.dimensions):
        old = figure(before.dimensions[number].value) + " → " if before else ""
        yield f"  {pad(shown(score.name), _NAME + 4)}{old}{figure(score.value)}\n"


def _rest(audit: Audit, columns: int, look: Look) -> Iterator[str]:
    rows = []
    if told := writing(audit):
        rows.append(tr("Writing: {told}.", told=told))
    if audit.retention is not None:
        share = percent(min(audit.retention, 1.0))
        rows.append(tr("Numbers and stack names kept: {share}.", share=share))
    if missing := joined(map(shown, not_counted(audit)), "; "):
        rows.append(tr("Not counted: {questions}.", questions=missing))
    rows.append(tr(ABOUT))
    yield "\n"
    for row in rows:
        yield from (_dim(line, look) for line in indented(row, 0, columns))


def _dim(line: str, look: Look) -> str:
    return look.paint(line.rstrip("\n"), "dim") + "\n"
