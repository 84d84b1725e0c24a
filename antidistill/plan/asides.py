"""Figures of a firm's rules inside sentences: one goes only with an aside that says hardly more,
and only where nothing else in the text needs it. In every other case it stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from antidistill.document import Document, Form
from antidistill.finding import Finding, Kind
from antidistill.mode import Action, Mode
from antidistill.plan.frames import needs_more, pointed_figures
from antidistill.plan.touched import Touches
from antidistill.plan.touches import touches
from antidistill.plan.units import Unit
from antidistill.span import Overlapping

AMOUNTS = "quantities/"
"""The rules that see amounts, and not a sentence that happens to hold a number."""
_BRACKET = re.compile(r"\s*[*_]*[(（][^()（）]*[)）][*_]*\s*")
_CLAUSE = re.compile(r"\s*[,，]\s*(?:which|who)\b[^,，;；.。]*")
"""A clause that says more of what its sentence names, and not which of several is meant."""
_SHARE = 1 / 3
"""Of an aside, what its figures take at least: one that says more is a rule of its own."""
_CLOSED = re.compile(r"\s*(?:[,，.;。；]|\Z)")
_LABELS = re.compile(r"[*_`]*\s*(?:[:：→⇒–—]|[-=]>|-\s)")
"""Stands behind the label of an item: what tells one case or moment from the others."""
_CONDITION = re.compile(
    r"\b(?:if|when|unless|until|once|where|whoever|after|before)\b[^,;:.]*\Z|"
    r"(?:如果|若|当|凡|一旦|除非|只要)[^，；：。]*\Z",
    re.IGNORECASE,
)
"""Opens a clause that says when a rule holds, and goes on up to the figure."""
_LEFT_HAN, _LEFT_WORDS = 4, 2
_HAN, _WORD = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{2,}")
_SPACE, _MARKS = re.compile(r"\s+"), " *_()（）"


@dataclass(frozen=True, slots=True, eq=False)
class _Figure:
    """A figure of a rule, with what it stands among."""

    finding: Finding
    unit: Unit
    among: int
    """The list, or else the paragraph, that it is in."""
    value: str
    bracketed: bool


def spared(document: Document, units: Sequence[Unit], findings: Sequence[Finding]) -> list[Finding]:
    """The findings, in which a figure of a rule can be cut only where its sentence, its list and
    the text are as whole without it."""
    figures = list(_figures(document, units, findings))
    fixed = Overlapping((f.span, f) for f in findings if f.kind is Kind.CRITICAL)
    able = {f for f in figures if not fixed.at(f.unit.whole) and _is_aside(document, f)}
    if any(pointed_figures(unit.text) for unit in units):
        able = set()
    told = {value: _told(document.text, value) for value in {f.value for f in able}}
    while kept := {f for f in able if _is_needed(document, f, figures, able, told[f.value])}:
        able -= kept
    free = {f.finding for f in able}
    return [
        replace(f, cut=None, neutral=None) if is_figure(f) and f not in free else f
        for f in findings
    ]


def touched(
    document: Document, unit: Unit, found: Sequence[Finding], mode: Mode, part: str
) -> Touches:
    """The edits inside a unit; figures of a rule stay where the sentence would go with them."""
    inside = touches(document, unit, found, mode, part)
    if inside.stuck is None or not leaves_figures_out(mode, part):
        return inside
    return touches(document, unit, [f for f in found if not is_figure(f)], mode, part)


def leaves_figures_out(mode: Mode, part: str) -> bool:
    """Whether the figures of rules go where nothing needs them."""
    return mode.action(Kind.NORM, part) is Action.FIGURES_OUT


def is_figure(finding: Finding) -> bool:
    """Whether a finding is the figure of a rule of the firm."""
    return finding.kind is Kind.NORM and finding.rule.startswith(AMOUNTS)


def _figures(
    document: Document, units: Sequence[Unit], findings: Sequence[Finding]
) -> Iterator[_Figure]:
    places = Overlapping((unit.whole, unit) for unit in units)
    for finding in filter(is_figure, findings):
        for unit in places.at(finding.span)[:1]:
            value = _SPACE.sub("", finding.span.of(document.text).strip(_MARKS)).lower()
            words = finding.cut.of(document.text) if finding.cut else ""
            bracketed = _BRACKET.fullmatch(words) is not None
            among = _list_or_paragraph(document, unit.block)
            yield _Figure(finding, unit, among, value, bracketed)


def _list_or_paragraph(document: Document, block: int) -> int:
    at = block
    while at >= 0 and document.blocks[at].form is not Form.LIST:
        at = document.blocks[at].parent
    return at if at >= 0 else block


def _is_aside(document: Document, figure: _Figure) -> bool:
    """Whether a figure stands in brackets or a clause set off from a sentence that says something
    without it, and neither in a heading, cell or label nor in a condition."""
    text, unit, cut = document.text, figure.unit, figure.finding.cut
    if cut is None or document.blocks[unit.block].form is not Form.PARAGRAPH:
        return False
    if _LABELS.match(text, cut.end, unit.span.end):
        return False
    words = cut.of(text)
    ends = _CLOSED.match(text, cut.end) is not None
    if not _BRACKET.fullmatch(words) and not (ends and _CLAUSE.fullmatch(words)):
        return False
    left = text[unit.span.start : cut.start]
    if _CONDITION.search(left) or (ends and needs_more(left)):
        return False
    return _says_something(left)


def _says_something(words: str) -> bool:
    return len(_HAN.findall(words)) >= _LEFT_HAN or len(_WORD.findall(words)) >= _LEFT_WORDS


def _is_needed(
    document: Document,
    figure: _Figure,
    figures: Sequence[_Figure],
    able: set[_Figure],
    told: int,
) -> bool:
    """Whether others stay in its sentence or in brackets beside it, or its value is told more often
    (`told` times), or what would go with it says more than figures do."""
    beside = (
        f
        for f in figures
        if f.unit is figure.unit or (f.among == figure.among and f.bracketed and figure.bracketed)
    )
    if not able.issuperset(beside):
        return True
    going = [f for f in able if f.value == figure.value]
    if told > len(going):
        return True
    cut = figure.finding.cut
    assert cut is not None
    size = sum(len(f.finding.span) for f in figures if f.finding.span in cut)
    return size < _SHARE * len(cut.of(document.text).strip(_MARKS))


def _told(text: str, value: str) -> int:
    """How often a text has a value."""
    parts = r"\s*".join(map(re.escape, value))
    ends = r"(?!\w)" if value.isascii() else ""
    found = re.compile(rf"(?<![A-Za-z0-9.,]){parts}{ends}", re.IGNORECASE)
    return sum(1 for _ in found.finditer(text))
