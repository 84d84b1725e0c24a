"""An audit as one page that needs nothing else; in the dress of the page of changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from antidistill.reports.audit_table import line_of
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
from antidistill.reports.columns import clean
from antidistill.reports.html import POLICY, tag
from antidistill.ui import joined, shown, spoken, tr

if TYPE_CHECKING:
    from antidistill.audit import Alarm, Audit, Fault, Place, Sign, View
    from antidistill.audit.folder import FolderAudit

WARNING = (
    "This page quotes the original text. Keep it as carefully as the original, "
    "and do not pass it on with the copy."
)
_SHOWN = 12
"""Sentences shown for one sign."""


def page(sections: Sequence[str]) -> str:
    """The whole page."""
    style = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    title = escape(tr("How it looks to a suspicious reader"))
    head = (
        '<!doctype html>\n<html lang="' + spoken() + '"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
        f"<title>{title}</title><style>{style}</style></head><body>"
    )
    header = tag(
        "header", tag("h1", title), tag("p", escape(tr(WARNING)), class_="warning", role="note")
    )
    foot = tag("footer", escape(tr(ABOUT)))
    return f"{head}{header}<main>{''.join(sections)}</main>{foot}</body></html>\n"


def section(audit: Audit) -> str:
    """One document."""
    style = {"class_": "warning"} if audit.alarming else {}
    parts = [
        tag("h2", _text(audit.name)),
        tag("p", _text(summary(audit)), class_="soft"),
        tag("p", _text(shown(verdict(audit))), **style),
    ]
    inner = (*parts, *_alarms(audit), *_news(audit), _table(audit))
    return tag("section", *inner, lang=audit.new.reading.language) + "\n"


def folder_section(whole: FolderAudit) -> str:
    """All documents together."""
    rows = [
        _row("", f"{shown(name)}: {two(before, after)}")
        for name, (before, after) in whole.figures.items()
    ]
    if not whole.alarms:
        rows.append(_row("", tr("No sign that they come from one program.")))
    title = tag("h2", tr("All {n} documents together", n=whole.documents))
    told = (_group(group, None, None) for group in grouped(whole.alarms))
    return tag("section", title, tag("div", *rows, class_="text"), *told) + "\n"


def _alarms(audit: Audit) -> Iterator[str]:
    if audit.alarms:
        yield tag("h3", tr("Leaks and broken promises"))
    for group in grouped(audit.alarms):
        yield _group(group, audit.new, audit.old)


def _group(group: Sequence[Alarm], new: View | None, old: View | None) -> str:
    first = group[0]
    label = check(first)
    head = tag("p", tag("span", _text(label), class_="kind"), f": {_text(shown(first.message))}")
    rows = [row for alarm in group if (row := _alarm_row(alarm, new, old))]
    return head + (tag("div", *rows, class_="text") if rows else "")


def _alarm_row(alarm: Alarm, new: View | None, old: View | None) -> str:
    quoted = []
    if alarm.old is not None:
        quoted.append(tag("del", _quote(alarm.old)))
    if alarm.new is not None:
        quoted.append(tag("ins", _quote(alarm.new)))
    place, view = (alarm.new, new) if alarm.new else (alarm.old, old)
    number = str(line_of(view, place)) if place and view else ""
    return _row(number, "<br>".join(quoted), escaped=True) if quoted else ""


def _news(audit: Audit) -> Iterator[str]:
    fresh = [s for s in audit.signs if s.alarming]
    if fresh:
        yield tag("h3", tr("Newly suspicious"))
    for sign in fresh:
        head = f"{sign.id} {shown(sign.name)}: {change(sign)}"
        told = [tag("span", _text(head), class_="kind")]
        told += [f" · {_text(words)}" for words in (shown(sign.after.why), moved(sign)) if words]
        faults = () if has_told(sign, audit.signs) else sign.faults()[:_SHOWN]
        rows = tag("div", *(_fault_row(f, audit) for f in faults), class_="text")
        yield tag("p", *told) + (rows if faults else "")


def _fault_row(fault: Fault, audit: Audit) -> str:
    view = audit.old if fault.lost else audit.new
    number = str(line_of(view, fault.place)) if view else ""
    text = tag("del" if fault.lost else "ins", _quote(fault.place))
    return _row(number, text, escaped=True)


def _table(audit: Audit) -> str:
    rows = [_row(s.id, _sign(s), marked=s.alarming) for s in audit.signs]
    before, after = audit.scores
    scores = []
    for number, score in enumerate(after.dimensions):
        old = f"{figure(before.dimensions[number].value)} → " if before else ""
        note = f" ({shown(score.note)})" if score.note else ""
        scores.append(_row("", f"{shown(score.name)}: {old}{figure(score.value)}{note}"))
    rest = [tr("Writing: {told}.", told=told) for told in [writing(audit)] if told]
    if questions := joined(map(shown, not_counted(audit)), "; "):
        rest.append(tr("Not counted: {questions}.", questions=questions))
    inner = (
        tag("summary", tr("All signals and scores")),
        tag("div", *rows, class_="text"),
        tag("p", tr("Scores, 0 to 10"), class_="soft"),
        tag("div", *scores, class_="text"),
        *(tag("p", _text(row), class_="soft") for row in rest),
    )
    return tag("details", *inner) if audit.alarming else tag("details", *inner, open="")


def _sign(sign: Sign) -> str:
    news = shown(NEWS[sign.news])
    why = f" · {shown(sign.after.why)}" if sign.after.why else ""
    return f"{shown(sign.name)}: {change(sign)}{f' ({news})' if news else ''}{why}"


def _row(number: str, content: str, *, marked: bool = False, escaped: bool = False) -> str:
    style = "line touched" if marked else "line"
    inner = content if escaped else _text(content)
    return tag("div", tag("b", _text(number)), tag("span", inner), class_=style) + "\n"


def _quote(place: Place) -> str:
    return _text(quoted(place))


def _text(words: str) -> str:
    return escape(clean(words), quote=False)
