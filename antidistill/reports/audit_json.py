"""An audit for programs: one JSON object a document, and one for all of them together.

The schema (version 1; keys may be added, none will change its meaning):

    version     1
    file        the copy as it was named on the command line, "-" for standard input
    alarming    whether something leaked, broke or is newly suspicious
    verdict     one sentence that sums it up
    exposure    {before, after}: 0 to 100; before is null without an original
    detector    {before, after}: "none", "light", "medium", "high"
    signs       [{id, name, before, after, news, why, figures, faults, not_counted}]: levels as
                above or null; news is "new", "worse", "better", "gone" or ""; figures
                {name: {before, after}}; faults [{lost, words, text, line}]: lost ones stood in the
                original, the others stand in the copy; not_counted: what only a reader can judge
    scores      {confidence, total: {before, after}, dimensions: [{name, weight, before, after,
                note}]}
    alarms      [{check, message, serious, new, old}]: places {words, text, line} or null
    retention   numbers and stack names after ÷ before, or null
    writing     {delta, rough, telling: [{feature, before, after}]} or null

The last line of several documents is {"version", "documents", "figures", "clusters", "alarms",
"alarming"}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from antidistill.reports.audit_table import line_of
from antidistill.reports.audit_words import LEVELS, verdict
from antidistill.reports.json_lines import VERSION

if TYPE_CHECKING:
    from antidistill.audit import Alarm, Audit, Fault, Level, Place, Sign, View
    from antidistill.audit.folder import FolderAudit


def record(audit: Audit) -> dict[str, Any]:
    """The object of one document, as the schema above has it."""
    before, after = audit.verdict
    return {
        "version": VERSION,
        "file": audit.name,
        "alarming": audit.alarming,
        "verdict": verdict(audit),
        "exposure": {
            "before": audit.old.exposure.score if audit.old else None,
            "after": audit.new.exposure.score,
        },
        "detector": {"before": _level(before), "after": _level(after)},
        "signs": [_sign(s, audit) for s in audit.signs],
        "scores": _scores(audit),
        "alarms": [_alarm(a, audit.new, audit.old) for a in audit.alarms],
        "retention": _rounded(audit.retention),
        "writing": _writing(audit),
    }


def folder_record(whole: FolderAudit) -> dict[str, Any]:
    """The object of all documents together."""
    return {
        "version": VERSION,
        "documents": whole.documents,
        "figures": {
            name: {"before": _rounded(b), "after": _rounded(a)}
            for name, (b, a) in whole.figures.items()
        },
        "clusters": [list(names) for names in whole.clusters],
        "alarms": [_alarm(a, None, None) for a in whole.alarms],
        "alarming": whole.alarming,
    }


def _level(found: Level | None) -> str | None:
    return None if found is None else LEVELS[found]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _sign(sign: Sign, audit: Audit) -> dict[str, Any]:
    had = sign.before.figures if sign.before else {}
    return {
        "id": sign.id,
        "name": sign.name,
        "before": _level(sign.before.level) if sign.before else None,
        "after": _level(sign.after.level),
        "news": sign.news,
        "why": sign.after.why,
        "figures": {
            name: {"before": _rounded(had.get(name)), "after": _rounded(value)}
            for name, value in sign.after.figures.items()
        },
        "faults": [_fault(f, audit) for f in sign.faults()],
        "not_counted": list(sign.open_questions),
    }


def _fault(fault: Fault, audit: Audit) -> dict[str, Any]:
    view = audit.old if fault.lost else audit.new
    return {"lost": fault.lost, **(_place(fault.place, view) or {})}


def _place(place: Place | None, view: View | None) -> dict[str, Any] | None:
    if place is None:
        return None
    line = line_of(view, place) if view else None
    return {"words": place.words, "text": place.text, "line": line}


def _alarm(alarm: Alarm, new: View | None, old: View | None) -> dict[str, Any]:
    return {
        "check": alarm.check,
        "message": alarm.message,
        "serious": alarm.serious,
        "new": _place(alarm.new, new),
        "old": _place(alarm.old, old),
    }


def _scores(audit: Audit) -> dict[str, Any]:
    before, after = audit.scores
    return {
        "confidence": after.confidence,
        "total": {
            "before": _rounded(before.total) if before else None,
            "after": _rounded(after.total),
        },
        "dimensions": [
            {
                "name": score.name,
                "weight": score.weight,
                "before": _rounded(before.dimensions[n].value) if before else None,
                "after": _rounded(score.value),
                "note": score.note,
            }
            for n, score in enumerate(after.dimensions)
        ],
    }


def _writing(audit: Audit) -> dict[str, Any] | None:
    if audit.style is None:
        return None
    return {
        "delta": _rounded(audit.style.delta),
        "rough": audit.style.rough,
        "telling": [
            {"feature": m.feature, "before": _rounded(m.first), "after": _rounded(m.second)}
            for m in audit.style.telling
        ],
    }
