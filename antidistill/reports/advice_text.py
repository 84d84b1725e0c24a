"""Advice for the terminal and for programs.

The JSON form (version 1; keys may be added, none will change its meaning):

    version     1
    language    "en" or "zh": that of all texts
    verdict     "need", "unclear" or "distillation"
    summary     the verdict in a sentence
    signs       [{id, side, weight, note, quote}], heaviest first
    document    {exposure, notes} or null
    options     [{id, title, text}]
    limits      what the program will not do
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from antidistill.reports.base import Look
from antidistill.reports.columns import clean
from antidistill.reports.json_lines import VERSION
from antidistill.reports.prose import indented, wrapped

if TYPE_CHECKING:
    from antidistill.advice import Advice, Verdict

UNMEASURED = 80
_STYLES = {"need": "green", "unclear": "yellow", "distillation": "yellow"}


def text(advice: Advice, look: Look) -> Iterator[str]:
    """The advice for people, piece by piece."""
    from antidistill.advice import LETTERS, Verdict, words

    columns = min(look.width or UNMEASURED, UNMEASURED)

    def title(name: str) -> str:
        return "\n" + look.paint(words("titles", name, language=advice.language), "bold") + "\n"

    said = wrapped(advice.summary, columns)
    yield "".join(look.paint(line, _STYLES[advice.verdict.value]) + "\n" for line in said)
    for side in (Verdict.DISTILLATION, Verdict.NEED):
        if advice.of(side):
            yield title(f"signs_{side.value}")
            yield from _signs(advice, side, columns, look)
    if not advice.seen:
        yield words("titles", "none", language=advice.language) + "\n"
    if advice.document is not None:
        yield title("document")
        for note in advice.document.lines:
            yield from indented(note, 2, columns)
    yield title("options")
    for option in advice.options:
        yield f"  {look.paint(option.title, 'cyan')}\n"
        yield from indented(option.text, 4, columns)
    yield title("limits")
    for limit in advice.limits:
        yield from indented(limit, 4, columns, "  - ")
    yield title("letters")
    yield f"  antidistill advise --letter {'|'.join(LETTERS)}\n\n"
    for line in wrapped(words("titles", "footing", language=advice.language), columns):
        yield look.paint(line, "dim") + "\n"


def record(advice: Advice) -> dict[str, Any]:
    """The object of the schema above."""
    noted = advice.document
    return {
        "version": VERSION,
        "language": advice.language,
        "verdict": advice.verdict.value,
        "summary": advice.summary,
        "signs": [
            {
                "id": s.sign,
                "side": s.side.value,
                "weight": s.weight,
                "note": s.note,
                "quote": s.quote,
            }
            for s in advice.seen
        ],
        "document": {"exposure": noted.score, "notes": list(noted.lines)} if noted else None,
        "options": [{"id": o.id, "title": o.title, "text": o.text} for o in advice.options],
        "limits": list(advice.limits),
    }


def _signs(advice: Advice, side: Verdict, columns: int, look: Look) -> Iterator[str]:
    """The signs, those of one sentence together above it."""
    by_quote: dict[str, list[str]] = {}
    for one in advice.of(side):
        by_quote.setdefault(one.quote, []).append(one.note)
    for quote, notes in by_quote.items():
        for note in notes:
            yield from indented(note, 2, columns)
        for line in indented(f"“{clean(quote)}”", 4, columns):
            yield look.paint(line.rstrip("\n"), "dim") + "\n"
