"""A scan as one page that needs nothing else: the whole text with the heat of each sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from antidistill.exposure import Heat
from antidistill.finding import Kind
from antidistill.reports.columns import clean
from antidistill.reports.html import POLICY, tag
from antidistill.reports.scan_view import ScanView
from antidistill.span import Span
from antidistill.ui import joined, shown, spoken, tr

WARNING = "This page holds the original text. Keep it as carefully as the original."
_LEVELS = ((75, "h4"), (50, "h3"), (25, "h2"), (1, "h1"))
"""From which score on a sentence is drawn in which colour; as `scan` does it at the terminal."""
_FEW = 12
"""Lines linked for one item of a distiller's list."""


def page(views: Sequence[ScanView]) -> str:
    """The whole page."""
    here = Path(__file__).parent
    style = "".join((here / f).read_text(encoding="utf-8") for f in ("page.css", "scan.css"))
    title = escape(tr("What a distiller would take"))
    head = (
        '<!doctype html>\n<html lang="' + spoken() + '"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
        f"<title>{title}</title><style>{style}</style></head><body>"
    )
    warning = tag("p", escape(tr(WARNING)), class_="warning", role="note")
    sections = "".join(_section(v, f"d{n}") for n, v in enumerate(views))
    return (
        f"{head}{tag('header', tag('h1', title), warning)}<main>{sections}</main></body></html>\n"
    )


def _section(view: ScanView, prefix: str) -> str:
    score = tr("{score} of 100", score=view.scan.exposure.score)
    told = joined(map(shown, view.scan.exposure.reasons))
    parts = [
        tag("h2", _text(view.name)),
        tag("p", f"{escape(tr('exposure'))} ", tag("span", escape(score), class_="score")),
        tag("p", _text(shown(view.verdict))),
        *(tag("p", _text(line), class_="soft") for line in (told, view.writing) if line),
        *_sections(view, prefix),
        *_telling(view, prefix),
        *_targets(view, prefix),
        *_slips(view, prefix),
        tag("h3", escape(tr("The whole text"))),
        _legend(),
        tag("div", *_lines(view, prefix), class_="text", lang=view.scan.reading.language),
    ]
    return tag("section", *parts) + "\n"


def _sections(view: ScanView, prefix: str) -> Iterator[str]:
    rows = []
    scores = [score for _, score in view.scan.exposure.sections]
    for name, score, heat in zip(view.names, scores, view.strips, strict=True):
        cells = (
            tag(
                "a",
                href=f"#{prefix}l{view.line(h.span)}",
                class_=_level(h.score) or "h0",
                title=str(h.score),
            )
            for h in heat
        )
        strip = tag("td", tag("div", *cells, class_="strip"))
        rows.append(
            tag(
                "tr",
                tag("td", _text(name or tr("(before the first heading)"))),
                _number(score),
                strip,
            )
        )
    if rows:
        yield tag("h3", escape(tr("By section")))
        yield tag("table", *rows)


def _telling(view: ScanView, prefix: str) -> Iterator[str]:
    rows = []
    for span, kinds in view.scan.exposure.telling:
        why = joined(shown(k.value) for k in kinds)
        ids = " ".join(view.targets_at(span))
        words = tag("td", _text(view.words(span)), "<br>", tag("span", _text(why), class_="soft"))
        rows.append(tag("tr", _link(view, span, prefix), words, tag("td", _text(ids))))
    if rows:
        yield tag("h3", escape(tr("What tells most")))
        yield tag("table", *rows)


def _targets(view: ScanView, prefix: str) -> Iterator[str]:
    rows = []
    for fed in view.fed:
        lines = list(dict.fromkeys(view.line(f.span) for f in fed.findings))
        links = [tag("a", str(line), href=f"#{prefix}l{line}") for line in lines[:_FEW]]
        more = " …" if len(lines) > _FEW else ""
        name = fed.target.names[spoken()]
        cells = (tag("td", fed.target.id), tag("td", _text(name)), _number(len(fed.findings)))
        rows.append(tag("tr", *cells, tag("td", ", ".join(links) + more)))
    if rows:
        yield tag("h3", escape(tr("What a distiller asks for and gets here")))
        yield tag("table", *rows)


def _slips(view: ScanView, prefix: str) -> Iterator[str]:
    if not view.slips:
        return
    title = tr("Contradictions in the document itself (a reader may take them for washing)")
    yield tag("h3", escape(title))
    rows = []
    for slip in view.slips:
        places = "".join(_link(view, p, prefix) for p in slip.places[:2])
        rest = tag("td") if len(slip.places) < 2 else ""
        rows.append(tag("tr", places, rest, tag("td", _text(shown(slip.message)))))
    yield tag("table", *rows)


def _legend() -> str:
    told = ((None, "0"), ("h1", "1–24"), ("h2", "25–49"), ("h3", "50–74"), ("h4", "75–100"))
    marks = [tag("mark", text, class_=level or "h0") for level, text in told]
    stays = tag("mark", escape(tr("stays in every mode")), class_="stays")
    return tag("p", *marks, stays, class_="soft legend")


def _lines(view: ScanView, prefix: str) -> Iterator[str]:
    text = view.scan.reading.document.text
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        inner = "".join(_pieces(view, Span(at, at + len(line.rstrip("\r\n")))))
        touched = '<mark class="h' in inner
        cells = tag("b", str(number)), tag("span", inner or "&nbsp;")
        style = "line touched" if touched else "line"
        yield tag("div", *cells, class_=style, id=f"{prefix}l{number}") + "\n"
        at += len(line)


def _pieces(view: ScanView, line: Span) -> Iterator[str]:
    """A line in stretches of one heat."""
    text, at = view.scan.reading.document.text, line.start
    for heat in view.scan.exposure.heat:
        start, end = max(heat.span.start, at), min(heat.span.end, line.end)
        if start < end:
            yield _text(text[at:start])
            yield _marked(view, heat, text[start:end])
            at = end
    yield _text(text[at : line.end])


def _marked(view: ScanView, heat: Heat, words: str) -> str:
    stays = any(f.kind is Kind.CRITICAL and f.span.overlaps(heat.span) for f in view.scan.findings)
    level = _level(heat.score)
    if not level and not stays:
        return _text(words)
    inside = [f for f in view.own if f.span.overlaps(heat.span)]
    why = [f"{shown(f.kind.value)}: {shown(f.note)}" for f in inside]
    told = "\n".join(dict.fromkeys(why)) or tr("stays in every mode")
    ids = " ".join(view.targets_at(heat.span))
    style = " ".join(s for s in (level, "stays" if stays else "") if s)
    return tag("mark", _text(words), class_=style, title=f"{told}\n{ids}".strip())


def _level(score: int) -> str:
    return next((name for least, name in _LEVELS if score >= least), "")


def _link(view: ScanView, span: Span, prefix: str) -> str:
    line = view.line(span)
    return tag(
        "td",
        tag("a", escape(tr("line {line}", line=line)), href=f"#{prefix}l{line}"),
        class_="place",
    )


def _number(number: int) -> str:
    return tag("td", str(number), class_="number")


def _text(words: str) -> str:
    return escape(clean(words), quote=False)
