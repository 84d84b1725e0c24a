"""What a distiller would take, for people at a terminal: the findings of one document, and how
much it gives away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from antidistill.exposure import Heat
from antidistill.finding import Finding, Kind
from antidistill.reports.base import Look
from antidistill.reports.columns import clean, cut, pad, width
from antidistill.reports.prose import indented
from antidistill.reports.scan_view import EVERYBODYS, ScanView
from antidistill.span import Span
from antidistill.ui import joined, shown, spoken, tr

TELLING = 10
UNMEASURED = 100
_BAR = 10
_STRIP = 24
"""Columns that the strip of a section's sentences takes at least, if it needs them."""
_FIGURES = ((60, "red"), (30, "yellow"), (0, "green"))
_SIGNS = ((75, "█"), (50, "▓"), (25, "▒"), (1, "░"), (0, "·"))
"""From which score on a sentence is drawn how; told by shape, so that colour is not needed."""
_FEW = 6
"""Lines named for one item of a distiller's list."""


def table(view: ScanView, look: Look) -> Iterator[str]:
    """The report, piece by piece."""
    columns = look.width or UNMEASURED
    exposure = view.scan.exposure
    yield look.paint(f"{clean(view.name)} · {tr('exposure')} ", "bold")
    yield look.paint(tr("{score} of 100", score=exposure.score), _heat(exposure.score)) + "\n"
    yield f"{shown(view.verdict)}\n"
    if exposure.reasons:
        yield f"{clean(joined(map(shown, exposure.reasons)))}\n"
    if view.writing:
        yield from indented(view.writing, 0, columns)
    yield from _sections(view, columns, look)
    yield from _telling(view, columns, look)
    yield from _targets(view, columns, look)
    yield from _findings(view, columns, look)
    yield from _slips(view, columns, look)
    yield "\n"


def _heat(score: int) -> str:
    return next(style for least, style in _FIGURES if score >= least)


def _sections(view: ScanView, columns: int, look: Look) -> Iterator[str]:
    sections = view.scan.exposure.sections
    if not any(score > 0 for _, score in sections):
        return
    yield "\n" + look.paint(tr("By section"), "bold")
    if any(view.strips):
        told = tr("one sign a sentence, from · (nothing) to █")
        yield look.paint(f" · {told}", "dim")
    yield "\n"
    names = [name or tr("(before the first heading)") for name in view.names]
    longest = max(map(len, view.strips), default=0)
    fixed = _BAR + 10
    room = min(max(map(width, names)), max(columns - fixed - min(longest, _STRIP), 20))
    for name, (_, score), row in zip(names, sections, view.strips, strict=True):
        full = max(round(score / 100 * _BAR), int(score > 0))
        bar = look.paint("█" * full, _heat(score)) + look.paint("░" * (_BAR - full), "dim")
        strip = "".join(_cells(row, max(columns - fixed - room, _BAR), look))
        yield f"  {pad(cut(name, room), room)} {bar} {score:>3}{'  ' * bool(strip)}{strip}\n"


def _cells(row: Sequence[Heat], room: int, look: Look) -> Iterator[str]:
    """A sign for each sentence; for the hottest of several where there is less room."""
    size = -(-len(row) // room) if row else 1
    for at in range(0, len(row), size):
        score = max(h.score for h in row[at : at + size])
        yield look.paint(next(s for least, s in _SIGNS if score >= least), _heat(score))


def _telling(view: ScanView, columns: int, look: Look) -> Iterator[str]:
    told = view.scan.exposure.telling[:TELLING]
    if told:
        yield "\n" + look.paint(tr("What tells most"), "bold") + "\n"
    digits = max((len(str(view.line(span))) for span, _ in told), default=0)
    for span, kinds in told:
        number = look.paint(f"  {view.line(span):>{digits}} ", "dim")
        yield number + cut(view.words(span), columns - digits - 3) + "\n"
        named = joined(shown(k.value) for k in kinds)
        ids = " ".join(view.targets_at(span))
        why = f"└ {named}" + (f" → {ids}" if ids else "")
        yield " " * (digits + 3) + look.paint(why, "cyan") + "\n"


def _targets(view: ScanView, columns: int, look: Look) -> Iterator[str]:
    if not view.fed:
        return
    yield "\n" + look.paint(tr("What a distiller asks for and gets here"), "bold") + "\n"
    names = [fed.target.names[spoken()] for fed in view.fed]
    room = min(max(map(width, names)), max(columns - 28, 20))
    for fed, name in zip(view.fed, names, strict=True):
        counted = f"{len(fed.findings):>4}"
        lines = list(dict.fromkeys(view.line(f.span) for f in fed.findings))
        named = ", ".join(map(str, lines[:_FEW])) + (" …" if len(lines) > _FEW else "")
        where = look.paint(tr("line {line}", line=named), "dim")
        head = look.paint(f"  {fed.target.id:<3}", "cyan")
        yield f"{head} {pad(cut(name, room), room)} {counted}  {where}\n"


def _findings(view: ScanView, columns: int, look: Look) -> Iterator[str]:
    counts = Counter(f.kind for f in view.found)
    for kind in (k for k in Kind if k not in EVERYBODYS and counts[k]):
        yield "\n" + look.paint(f"{shown(kind.value)} ({counts[kind]})", "bold") + "\n"
        rows = sorted((f for f in view.found if f.kind is kind), key=lambda f: f.span)
        yield from _rows(view, rows, columns, look)
    always = (k for k in (Kind.CRITICAL, Kind.PUBLIC) if counts[k])
    if stays := joined(f"{counts[k]} {shown(k.value)}" for k in always):
        yield "\n" + look.paint(tr("Stays in every mode: {kinds}", kinds=stays), "dim") + "\n"


def _rows(view: ScanView, found: Sequence[Finding], columns: int, look: Look) -> Iterator[str]:
    digits = max(len(str(view.line(f.span))) for f in found)
    rule = max(len(f.rule) for f in found)
    room = max(columns - digits - rule - 6, 20)
    for finding in found:
        words, why = view.words(finding.span), clean(shown(finding.note))
        text = cut(words, max(room - width(why) - 3, room // 2))
        row = text + look.paint(f" — {why}", "cyan") if why else text
        number = look.paint(f"  {view.line(finding.span):>{digits}}", "dim")
        yield f"{number}  {pad(finding.rule, rule)}  {row}\n"


def _slips(view: ScanView, columns: int, look: Look) -> Iterator[str]:
    if not view.slips:
        return
    title = tr("Contradictions in the document itself (a reader may take them for washing)")
    yield "\n" + look.paint(title, "bold") + "\n"
    for slip in view.slips:
        lines = joined(map(str, dict.fromkeys(view.line(_start(p)) for p in slip.places)))
        where = tr("line {line}", line=lines)
        yield from indented(clean(f"{where}: {shown(slip.message)}"), 2, columns)


def _start(span: Span) -> Span:
    return Span(span.start, span.start)
