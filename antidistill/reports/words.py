"""The words that the reports have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from antidistill.diff import Change
from antidistill.reports.base import Outcome
from antidistill.reports.columns import clean
from antidistill.result import Result

NOTHING = "nothing to generalise"


def percent(share: float) -> str:
    """0.614 as '61 %'; never 100 % for less than all, nor 0 % for more than nothing."""
    rounded = round(share * 100)
    if share < 1:
        rounded = min(rounded, 99)
    if share > 0:
        rounded = max(rounded, 1)
    return f"{rounded} %"


def count(number: int, noun: str) -> str:
    """'1 change', '2 changes'."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def title(outcome: Outcome, made: Sequence[Change]) -> str:
    """File, mode, how much changed and how much stayed, on one line."""
    parts = [clean(outcome.name), outcome.mode]
    if made:
        parts += [count(len(made), "change"), f"{percent(outcome.result.kept)} of sentences kept"]
    else:
        parts.append(NOTHING)
    return " · ".join(parts)


def actions(result: Result) -> str:
    """How often each thing was done: '12 left out, 3 by role'; '' when nothing was."""
    text = result.document.text
    counts = Counter(label(e.action) for e in result.edits if e.span.of(text) != e.new)
    return ", ".join(f"{n} {action}" for action, n in counts.most_common())


def reason(change: Change) -> str:
    """'kind · action: reason' of one change."""
    return f"{change.kind.value} · {label(change.action)}: {change.because}"


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
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return f"critical text stays as it is and still names {shown}"
