"""What the reports of an audit say, whatever their form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from antidistill.message import Message, counted, listed, said
from antidistill.reports.words import count
from antidistill.ui import joined, shown, tr

if TYPE_CHECKING:
    from antidistill.audit import Alarm, Audit, Level, Place, Sign

NOT_MEASURED = "–"
LEVELS = ("none", "light", "medium", "high")
ABOUT = (
    "The detector is wrong about many honest documents: what counts is what changed. C: its "
    "calibrator's limits."
)
NEWS = {
    "new": "new",
    "worse": "worse",
    "better": "better",
    "gone": "no longer",
    "": "",
}
SAME_HAND, OTHER_HAND = 0.4, 0.8
"""Distances of two texts up to which one hand is plain, and from which another may be meant."""
SWAPPED = 10
"""By how much more exposure, of 100, a copy and its original must have been mixed up."""


def level(found: Level | None) -> str:
    """A level in a word."""
    return NOT_MEASURED if found is None else shown(LEVELS[found])


def change(sign: Sign) -> str:
    """'none → high'; 'high' without an original."""
    after = level(sign.after.level)
    return f"{level(sign.before.level)} → {after}" if sign.before else after


def moved(sign: Sign) -> str:
    """The figures of a sign that changed: 'numbers 9 → 0'; '' without an original."""
    if sign.before is None:
        return ""
    had = sign.before.figures
    pairs = ((k, had[k], v) for k, v in sign.after.figures.items() if k in had)
    return joined(
        f"{shown(k)} {_short(a)} → {_short(b)}" for k, a, b in pairs if _short(a) != _short(b)
    )


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def grouped(alarms: Iterable[Alarm]) -> list[list[Alarm]]:
    """The alarms that say the same together, serious ones first."""
    groups: dict[tuple[bool, str, str], list[Alarm]] = {}
    for alarm in alarms:
        groups.setdefault((not alarm.serious, alarm.check, alarm.message), []).append(alarm)
    return [groups[key] for key in sorted(groups, key=lambda key: key[0])]


def check(alarm: Alarm) -> str:
    """The check of an alarm, and whether it is only a remark."""
    name = shown(alarm.check)
    return name if alarm.serious else tr("remark, {check}", check=name)


def has_told(sign: Sign, signs: Sequence[Sign]) -> bool:
    """Whether the signal itself shows the sentences of its calibrated limit."""
    return sign.id.startswith("C") and any(
        s.alarming and s.id == sign.id.replace("C", "S") for s in signs
    )


def arrow(before: object, after: object) -> str:
    """'before → after'; 'after' when there is no before."""
    return str(after) if before is None else f"{before} → {after}"


def figure(value: float | None) -> str:
    """A figure with one decimal, '–' for none."""
    return NOT_MEASURED if value is None else f"{value:.1f}"


def two(before: float | None, after: float | None) -> str:
    """'0.31 → 0.28', without what was not measured."""
    return " → ".join(f"{v:.2f}" for v in (before, after) if v is not None) or NOT_MEASURED


def summary(audit: Audit) -> str:
    """Exposure, the detector's verdict and score, on one line."""
    old = audit.old.exposure.score if audit.old else None
    before, after = audit.scores
    parts = [tr("exposure {score} of 100", score=arrow(old, audit.new.exposure.score))]
    verdicts = (level(v) if v is not None else None for v in audit.verdict)
    parts.append(tr("detector: {level}", level=arrow(*verdicts)))
    if after.total is not None:
        total = figure(before.total) if before else None
        parts.append(tr("score {score} of 10", score=arrow(total, figure(after.total))))
    return " · ".join(parts)


def verdict(audit: Audit) -> Message:
    """One sentence that sums it up, in English."""
    serious = sum(a.serious for a in audit.alarms)
    fresh = sum(s.alarming for s in audit.signs)
    if audit.old is None:
        fired = sum(s.after.fires for s in audit.signs)
        told = said("No signal fires")
        if fired:
            told = said("{signals} of the detector would fire", signals=count(fired, "signal"))
        return said("{told}; without --against OLD nobody can say what is new.", told=told)
    if not serious and not fresh:
        return said("Nothing leaked, nothing broke, nothing is newly suspicious.")
    parts = []
    if serious:
        few, many = "{n} leak or broken promise", "{n} leaks or broken promises"
        parts.append(counted(few, many, serious))
    if fresh:
        parts.append(said("{signals} newly suspicious", signals=count(fresh, "signal")))
    told = said("{told}.", told=listed(parts, "; "))
    if audit.new.exposure.score < audit.old.exposure.score + SWAPPED:
        return told
    return said(
        "{told} It gives away more than its original: are the two swapped (audit NEW --against "
        "OLD)?",
        told=told,
    )


def writing(audit: Audit) -> str:
    """How far the writing is from the original's; '' when nothing can be said."""
    if audit.style is None:
        return ""
    delta = audit.style.delta
    if delta < SAME_HAND:
        told = tr("still the same hand")
    elif delta < OTHER_HAND:
        told = tr("a similar hand")
    else:
        told = tr("hardly the same hand")
    if audit.style.rough:
        told = joined((told, tr("the texts are short, so take it as a hint")), "; ")
    return tr("{delta:.2f} from the original ({told})", delta=delta, told=told)


def not_counted(audit: Audit) -> Iterator[str]:
    """What the detector also asks and no program can count, each once."""
    seen = dict.fromkeys(
        q for s in audit.signs if s.after.level is not None for q in s.open_questions
    )
    yield from seen
    yield from (s.open_question for s in audit.scores[1].dimensions if s.open_question)


def quoted(place: Place) -> str:
    """What stands there: the document's own text, or what a sign says of a whole section."""
    text = place.text or place.words
    return shown(text) if isinstance(text, Message) else text
