"""What a distiller would take: the findings of one document, and how much it gives away.

The JSON form, one object a document (version 1; keys may be added, none will change its meaning):

    version     1
    file        as it was named on the command line, "-" for standard input
    language    "en" or "zh"
    verdict     one sentence that sums it up
    exposure    {score, reasons, sections, telling}: score is 0 to 100;
                sections [{path, score}]; telling [{start, end, line, text, kinds}]
    findings    [{kind, rule, start, end, line, text, standing, confidence, because}], by place
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from antidistill.diff import line_starts
from antidistill.finding import Finding, Kind
from antidistill.message import Message, said
from antidistill.reports.base import Look
from antidistill.reports.columns import clean, cut, pad, width
from antidistill.reports.json_lines import VERSION
from antidistill.reports.words import count
from antidistill.span import Span
from antidistill.ui import joined, shown, tr

if TYPE_CHECKING:
    from antidistill.pipeline import Scan

EVERYBODYS = frozenset({Kind.PUBLIC, Kind.CRITICAL, Kind.PLAIN})
"""Kinds that no mode withholds."""
LITTLE = 15
"""An exposure below this is mostly public knowledge."""
TELLING = 10
UNMEASURED = 100
_BAR = 10
_FIGURES = ((60, "red"), (30, "yellow"), (0, "green"))


def verdict(scan: Scan) -> Message:
    """One sentence that sums it up, in English."""
    own = [f for f in _open_to_change(scan.findings) if f.kind not in EVERYBODYS]
    if not own:
        return said("Nothing here is yours alone: there is nothing to withhold.")
    if scan.exposure.score < LITTLE:
        return said(
            "Mostly public knowledge: little to withhold ({findings}).",
            findings=count(len(own), "finding"),
        )
    return said("{findings} that a distiller would take.", findings=count(len(own), "finding"))


def table(name: str, scan: Scan, look: Look) -> Iterator[str]:
    """The report for people, piece by piece."""
    columns = look.width or UNMEASURED
    place = _Places(scan)
    score = tr("{score} of 100", score=scan.exposure.score)
    yield look.paint(f"{clean(name)} · {tr('exposure')} ", "bold")
    yield look.paint(score, _heat(scan.exposure.score)) + "\n"
    yield f"{shown(verdict(scan))}\n"
    if scan.exposure.reasons:
        yield f"{clean(joined(map(shown, scan.exposure.reasons)))}\n"
    yield from _sections(scan, columns, look)
    yield from _telling(scan, place, columns, look)
    yield from _findings(_open_to_change(scan.findings), place, columns, look)
    yield "\n"


def record(name: str, scan: Scan) -> dict[str, Any]:
    """The object of one document, as the schema above has it."""
    place = _Places(scan)
    return {
        "version": VERSION,
        "file": name,
        "language": scan.reading.language,
        "verdict": verdict(scan),
        "exposure": {
            "score": scan.exposure.score,
            "reasons": list(scan.exposure.reasons),
            "sections": [{"path": list(p), "score": s} for p, s in scan.exposure.sections],
            "telling": [
                {**place.of(s), "kinds": [k.value for k in kinds]}
                for s, kinds in scan.exposure.telling
            ],
        },
        "findings": [
            {
                "kind": f.kind.value,
                "rule": f.rule,
                **place.of(f.span),
                "standing": f.standing.value,
                "confidence": f.confidence,
                "because": f.note,
            }
            for f in sorted(scan.findings, key=lambda f: f.span)
        ],
    }


def _open_to_change(found: Sequence[Finding]) -> list[Finding]:
    """Those outside critical text, which stays whatever else is seen in it; what two rules of
    one kind saw at one place only once."""
    critical = [f.span for f in found if f.kind is Kind.CRITICAL]
    out: list[Finding] = []
    reach: dict[Kind, int] = {}
    for finding in sorted(found, key=lambda f: (f.span.start, -f.span.end)):
        kind, span = finding.kind, finding.span
        stays = kind is not Kind.CRITICAL and any(span in c for c in critical)
        if not stays and span.end > reach.get(kind, -1):
            reach[kind] = span.end
            out.append(finding)
    return out


class _Places:
    """Lines and words of spans."""

    def __init__(self, scan: Scan) -> None:
        self.text = scan.reading.document.text
        self.starts = line_starts(self.text)

    def line(self, span: Span) -> int:
        return bisect_right(self.starts, span.start)

    def words(self, span: Span) -> str:
        return clean(" ".join(span.of(self.text).split()))

    def of(self, span: Span) -> dict[str, Any]:
        return {
            "start": span.start,
            "end": span.end,
            "line": self.line(span),
            "text": span.of(self.text),
        }


def _heat(score: int) -> str:
    return next(style for least, style in _FIGURES if score >= least)


def _sections(scan: Scan, columns: int, look: Look) -> Iterator[str]:
    if not any(score > 0 for _, score in scan.exposure.sections):
        return
    yield "\n" + look.paint(tr("By section"), "bold") + "\n"
    paths = [path for path, _ in scan.exposure.sections]
    names = [clean(" › ".join(path)) or tr("(before the first heading)") for path in paths]
    room = min(max(map(width, names)), max(columns - _BAR - 8, 20))
    for name, (_, score) in zip(names, scan.exposure.sections, strict=True):
        full = max(round(score / 100 * _BAR), int(score > 0))
        bar = look.paint("█" * full, _heat(score)) + look.paint("░" * (_BAR - full), "dim")
        yield f"  {pad(cut(name, room), room)} {bar} {score:>3}\n"


def _telling(scan: Scan, place: _Places, columns: int, look: Look) -> Iterator[str]:
    told = scan.exposure.telling[:TELLING]
    if told:
        yield "\n" + look.paint(tr("What tells most"), "bold") + "\n"
    digits = max((len(str(place.line(span))) for span, _ in told), default=0)
    for span, kinds in told:
        number = look.paint(f"  {place.line(span):>{digits}} ", "dim")
        yield number + cut(place.words(span), columns - digits - 3) + "\n"
        named = joined(shown(k.value) for k in kinds)
        yield " " * (digits + 3) + look.paint(f"└ {named}", "cyan") + "\n"


def _findings(found: Sequence[Finding], place: _Places, columns: int, look: Look) -> Iterator[str]:
    counts = Counter(f.kind for f in found)
    for kind in (k for k in Kind if k not in EVERYBODYS and counts[k]):
        yield "\n" + look.paint(f"{shown(kind.value)} ({counts[kind]})", "bold") + "\n"
        rows = sorted((f for f in found if f.kind is kind), key=lambda f: f.span)
        yield from _rows(rows, place, columns, look)
    always = (k for k in (Kind.CRITICAL, Kind.PUBLIC) if counts[k])
    if stays := joined(f"{counts[k]} {shown(k.value)}" for k in always):
        yield "\n" + look.paint(tr("Stays in every mode: {kinds}", kinds=stays), "dim") + "\n"


def _rows(found: Sequence[Finding], place: _Places, columns: int, look: Look) -> Iterator[str]:
    digits = max(len(str(place.line(f.span))) for f in found)
    rule = max(len(f.rule) for f in found)
    room = max(columns - digits - rule - 6, 20)
    for finding in found:
        words, why = place.words(finding.span), clean(shown(finding.note))
        text = cut(words, max(room - width(why) - 3, room // 2))
        row = text + look.paint(f" — {why}", "cyan") if why else text
        number = look.paint(f"  {place.line(finding.span):>{digits}}", "dim")
        yield f"{number}  {pad(finding.rule, rule)}  {row}\n"
