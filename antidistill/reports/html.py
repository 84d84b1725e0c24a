"""The diff as one page that needs nothing else: no script, no request, light and dark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from antidistill.diff import Change, Op, Piece, changes, pieces
from antidistill.reports.base import Look, Outcome
from antidistill.reports.columns import clean
from antidistill.reports.layout import Line, calm, lines
from antidistill.reports.overview import overview
from antidistill.reports.words import NOTHING, count, exposed, label, percent, reason
from antidistill.ui import shown, spoken, tr

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
WARNING = (
    "This page holds the original text. Keep it as carefully as the original, "
    "and do not pass it on with the copy."
)
HINT = "Hover over a change, or follow the list, to see why."
_FOLD = 8
"""Unchanged lines in a row from which on they are folded away."""
_MARGIN = 2
"""Unchanged lines that stay open at the edges of a fold."""


class Html:
    """All documents of the run on one page."""

    name = "html"

    def render(self, outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:  # noqa: ARG002
        """The page, document by document."""
        documents = [(o, changes(o.result)) for o in outcomes]
        kinds = Counter(c.kind.value for _, made in documents for c in made)
        yield _head(kinds)
        for number, (outcome, made) in enumerate(documents):
            yield from _document(outcome, made, f"d{number}")
        yield f"</main>{tag('footer', escape(tr(HINT)))}</body></html>\n"


def tag(name: str, *content: str, **attributes: str) -> str:
    """An element. `content` is markup already; attribute values are escaped here, and a trailing
    underscore of their names is dropped (`class_`)."""
    inner = "".join(f' {k.rstrip("_")}="{escape(v)}"' for k, v in attributes.items())
    return f"<{name}{inner}>{''.join(content)}</{name}>"


def _head(kinds: Counter[str]) -> str:
    style = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    filters = "".join(_filter(kind, number) for kind, number in kinds.most_common())
    title = tr("What was generalised")
    legend = tag("legend", escape(tr("Show changes of kind")))
    return (
        '<!doctype html>\n<html lang="' + spoken() + '"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title><style>{style}{_filter_rules(kinds)}</style>"
        "</head><body>"
        + tag(
            "header",
            tag("h1", escape(title)),
            tag("p", escape(tr(WARNING)), class_="warning", role="note"),
            tag("fieldset", legend, filters) if kinds else "",
        )
        + "<main>"
    )


def _filter(kind: str, number: int) -> str:
    box = f'<input type="checkbox" checked id="show-{escape(kind)}"> '
    return tag("label", box, escape(shown(kind)), tag("span", f" {number}", class_="soft"))


def _filter_rules(kinds: Iterable[str]) -> str:
    """Without its tick a kind's changes lose their colour and their place in the list."""
    return "".join(
        f"body:has(#show-{k}:not(:checked)) :is(ins,del).{k}"
        "{color:inherit;background:none;opacity:.6}"
        f"body:has(#show-{k}:not(:checked)) li.{k}{{display:none}}"
        for k in kinds
    )


def _document(outcome: Outcome, made: Sequence[Change], prefix: str) -> Iterator[str]:
    yield "<section>" + tag("h2", escape(clean(outcome.name)))
    yield tag("p", escape(_summary(outcome, made)), class_="soft")
    if note := exposed(outcome.result):
        yield tag("p", escape(note[0].upper() + note[1:] + tr(".")), class_="warning")
    yield from overview(outcome)
    if made:
        yield '<div class="both"><div class="text" lang="' + outcome.result.document.language + '">'
        stream = lines(calm(pieces(outcome.result.document.text, made)))
        yield from _text(list(stream), made, prefix)
        yield "</div>" + tag("aside", tag("ol", *_list(made, prefix))) + "</div>"
    yield "</section>\n"


def _summary(outcome: Outcome, made: Sequence[Change]) -> str:
    if not made:
        return f"{outcome.mode} · {shown(NOTHING)}"
    share = tr("{share} of sentences kept as they were", share=percent(outcome.result.kept))
    return f"{outcome.mode} · {shown(count(len(made), 'change'))} · {share}"


def _text(stream: Sequence[Line], made: Sequence[Change], prefix: str) -> Iterator[str]:
    seen: set[int] = set()
    for run in _runs(stream):
        if run[0].same and len(run) >= _FOLD:
            yield from (_line(line, made, prefix, seen) for line in run[:_MARGIN])
            hidden = run[_MARGIN:-_MARGIN]
            yield "<details>" + tag("summary", shown(count(len(hidden), "unchanged line")))
            yield from (_line(line, made, prefix, seen) for line in hidden)
            yield "</details>"
            run = run[-_MARGIN:]
        yield from (_line(line, made, prefix, seen) for line in run)


def _runs(stream: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in stream:
        if run and run[-1].same != line.same:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _line(line: Line, made: Sequence[Change], prefix: str, seen: set[int]) -> str:
    content = "".join(_piece(p, made, prefix, seen) for p in line.pieces)
    style = "line" if line.same else "line touched"
    number, text = tag("b", str(line.old)), tag("span", content or "&nbsp;")
    return tag("div", number, text, class_=style) + "\n"


def _piece(piece: Piece, made: Sequence[Change], prefix: str, seen: set[int]) -> str:
    text = escape(clean(piece.text), quote=False)
    if piece.op is Op.SAME:
        return text
    change = made[piece.change]
    attributes = {"class_": change.kind.value, "title": reason(change)}
    if piece.change not in seen:
        seen.add(piece.change)
        attributes["id"] = f"{prefix}c{piece.change}"
    return tag("del" if piece.op is Op.GONE else "ins", text, **attributes)


def _list(made: Sequence[Change], prefix: str) -> Iterator[str]:
    for number, change in enumerate(made):
        where = tag("a", tr("line {line}", line=change.line), href=f"#{prefix}c{number}")
        what = tag("span", escape(shown(change.kind.value)), class_="kind")
        why = f" · {escape(shown(label(change.action)))}<br>{escape(shown(change.because))}"
        yield tag("li", where, " · ", what, why, class_=change.kind.value)
