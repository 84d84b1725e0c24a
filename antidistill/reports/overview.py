"""What the page says of a document beside its changes: how much it gives away, which habits of
writing show, what the user had decided."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from html import escape

from antidistill.diff import line_starts
from antidistill.finding import LEARNED, Finding, Kind
from antidistill.reports.base import Outcome
from antidistill.reports.columns import clean, cut
from antidistill.reports.exposed import gauge, heat
from antidistill.result import Decided, Result
from antidistill.ui import shown, tr

CHOICES = {
    "accept": "accepted",
    "keep": "yours",
    "milder": "milder",
    "stricter": "left out",
    "own": "your wording",
}
"""A choice, as the user is told of it."""
_EXAMPLES = 3
_FEW = 24
"""Sections or rows that are shown at once."""
_LONGEST = 60
"""Columns of a quoted passage."""


def overview(outcome: Outcome) -> Iterator[str]:
    """The markup of all that there is to say."""
    if outcome.exposures is not None:
        before, after = outcome.exposures
        told = tr(
            "Exposure: {before} of 100 before, {after} after",
            before=before.score,
            after=after.score,
        )
        open_ = " open" * (len(before.sections) <= _FEW)
        legend = tr("Upper bar: original. Lower bar: copy.")
        yield f'<div class="scales">{gauge(before, after)}<div><p>{escape(told)}</p>'
        yield f"<details{open_}><summary>{escape(tr('By section'))}</summary>"
        yield f'<p class="soft">{escape(legend)}</p>{heat(before, after)}</details></div></div>'
    yield from _table(
        tr("Habits of writing"),
        (tr("habit, with its rate and the usual one"), tr("times"), tr("for example")),
        _quirks(outcome.result),
    )
    yield from _table(
        tr("Decided in reviews"),
        (tr("line"), tr("kind"), tr("decision"), tr("passage")),
        _decisions(outcome.result),
    )


def _table(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    """A table behind its title and the number of its rows; nothing without rows."""
    if not rows:
        return
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in rows)
    open_ = " open" * (len(rows) <= _FEW)
    yield f'<details class="overview"{open_}><summary>{escape(title)} ({len(rows)})</summary>'
    yield f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></details>"


def _quirks(result: Result) -> list[tuple[str, ...]]:
    """What was seen of each habit, most frequent first: the note has value and norm. A sentence
    that only reads like one is no habit that could be named; its change says so."""
    text = result.document.text
    found: dict[str, list[Finding]] = {}
    for finding in result.findings:
        if finding.kind is Kind.QUIRK and finding.rule != LEARNED:
            found.setdefault(finding.note or finding.rule, []).append(finding)
    rows = sorted(found.values(), key=lambda many: -len(many))
    return [
        (shown(many[0].note or many[0].rule), str(len(many)), _examples(text, many))
        for many in rows
    ]


def _examples(text: str, many: list[Finding]) -> str:
    words = dict.fromkeys(_quoted(f.span.of(text)) for f in many)
    return " · ".join(list(words)[:_EXAMPLES])


def _decisions(result: Result) -> list[tuple[str, ...]]:
    text = result.document.text
    starts = line_starts(text)

    def row(decided: Decided) -> tuple[str, ...]:
        line = bisect_right(starts, decided.span.start)
        choice = CHOICES[decided.choice]
        passage = _quoted(decided.span.of(text))
        return str(line), shown(decided.kind.value), shown(choice), passage

    return [row(decided) for decided in result.decided]


def _quoted(text: str) -> str:
    return cut(clean(" ".join(text.split())), _LONGEST)
