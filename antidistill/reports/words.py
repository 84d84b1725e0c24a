"""The words that the reports have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from antidistill.diff import Change
from antidistill.message import Message, counted, said
from antidistill.reports.base import Outcome
from antidistill.reports.columns import clean
from antidistill.result import Result
from antidistill.ui import joined, shown, tr

NOTHING = "nothing to generalise"


def percent(share: float) -> str:
    """0.614 as '61 %'; never 100 % for less than all, nor 0 % for more than nothing."""
    rounded = round(share * 100)
    if share < 1:
        rounded = min(rounded, 99)
    if share > 0:
        rounded = max(rounded, 1)
    return f"{rounded} %"


def count(number: int, noun: str) -> Message:
    """'1 change', '2 changes'; in English, for `shown`."""
    return counted(f"{{n}} {noun}", f"{{n}} {noun}s", number)


def title(outcome: Outcome, made: Sequence[Change]) -> str:
    """File, mode, how much changed and how much stayed, on one line."""
    parts = [clean(outcome.name), outcome.mode]
    if made:
        kept = tr("{share} of sentences kept", share=percent(outcome.result.kept))
        parts += [shown(count(len(made), "change")), kept]
    else:
        parts.append(shown(NOTHING))
    return " · ".join(parts)


def actions(result: Result) -> str:
    """How often each thing was done: '12 left out, 3 by role'; '' when nothing was."""
    text = result.document.text
    counts = Counter(label(e.action) for e in result.edits if e.span.of(text) != e.new)
    return joined(tr("{n} {what}", n=n, what=said(what)) for what, n in counts.most_common())


def reason(change: Change) -> str:
    """'kind · action: reason' of one change."""
    done = shown(label(change.action))
    return joined((f"{shown(change.kind.value)} · {done}", shown(change.because)), ": ")


def label(action: str) -> str:
    """What was done, as people are told: '4 from the manual', '3 by role'."""
    return {"": "changed", "manual": "from the manual", "role": "by role"}.get(action, action)


def reasons(made: Sequence[Change]) -> list[str]:
    """The reason of each change, the same one only once with its count."""
    counts = Counter(map(reason, made))
    return [text if n == 1 else f"{text} (×{n})" for text, n in counts.items()]


def exposed(result: Result) -> str:
    """What critical text still names although the mode would withhold it; '' when nothing."""
    text = result.document.text
    names = list(dict.fromkeys(clean(f.span.of(text)) for f in result.exposed))
    if not names:
        return ""
    few = joined(names[:5])
    if len(names) > 5:
        few = tr("{names} and {n} more", names=few, n=len(names) - 5)
    return tr("critical text stays as it is and still names {names}", names=few)
