"""The details of an ordinary step: brackets, examples and means, which say how it is done here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from antidistill.document import Document
from antidistill.edit import Edit
from antidistill.finding import Kind
from antidistill.plan.frames import is_notice
from antidistill.plan.phrases import ends_badly
from antidistill.plan.tidying import tidied
from antidistill.plan.touched import joined
from antidistill.plan.units import Unit
from antidistill.span import Span

_BRACKET = re.compile(
    r"(?<=[.。])\s*(?:\([^()\n]{6,}\)|（[^（）\n]{4,}）)[.。]"
    r"|(?<!\])\s*(?:\([^()\n]{6,}\)|（[^（）\n]{4,}）)"
)
"""Not the address of a link that a template fills in, which no reader of Markdown takes for one."""
_EXAMPLE = re.compile(
    r"(?:(?:,|;| –| —)? (?:for example|for instance|e\.g\.|such as|including)|, like)(?:,)? "
    r"[^.;:()]{4,}(?=[.;]?$)|"
    r"[，、](?:例如|比如|譬如|如|包括)[^。；：（）]{3,}(?=[。；]?$)|"
    r"(?: [–—] |——)[^.;:()。；：（）]{8,}(?=[.;。；]?$)"
)
_MEANS = re.compile(
    r",? (?:using|via|by (?:running|using|calling|clicking|typing|entering)|with the help of) "
    r"[^;:()]{4,}?(?=[.]?$)"
)
"""With what a step is done here. Not before a comma, behind which the step itself may stand."""
_INSTANCE = re.compile(
    r"(?<![.。!?！？\s])\s*(?:"
    r"\((?:e\.g\.|i\.e\.|for example|for instance|such as|like)[.,:]?\s[^()\n]{4,}\)|"
    r"（(?:例如|比如|譬如|如|即|包括)[^（）\n]{3,}）)"
)
"""Examples in brackets."""
_OPERATOR_BEFORE = re.compile(r"[-+*/^=×÷−(]\s*$")
_OPERATOR_BEHIND = re.compile(r"\s*[-+*/^×÷−)]")
_EQUALS = re.compile(r"[=＝]")
_LEAST = 0.5
"""A step keeps at least this share of the characters that other edits leave it."""


def without_details(document: Document, unit: Unit, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """`edits`, and the cuts of what a step spells out in brackets or by example, as long as most of
    the step stays. A notice needs its conditions."""
    if is_notice(unit.text):
        return edits
    return _with_cuts(document, unit, edits, (_BRACKET, _EXAMPLE, _MEANS))


def without_examples(document: Document, unit: Unit, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """`edits`, and the cuts of a sentence's examples in brackets, as long as most of it stays."""
    return _with_cuts(document, unit, edits, (_INSTANCE,))


def _with_cuts(
    document: Document,
    unit: Unit,
    edits: tuple[Edit, ...],
    patterns: Sequence[re.Pattern[str]],
) -> tuple[Edit, ...]:
    if unit.sentence is None:
        return edits
    out = list(edits)
    rest = len(unit.span) - sum(len(e.span) for e in edits if not e.new)
    taken = 0
    for cut in _cuts(document, unit, patterns):
        size = len(cut.span) - sum(len(e.span) for e in edits if e.span in cut.span and not e.new)
        if taken + size > (1 - _LEAST) * rest or not _is_whole(document, unit, cut):
            continue
        if not any(e.span.overlaps(cut.span) and e.new for e in out):
            out = joined(out, cut)
            taken += size
    return tuple(sorted(out, key=lambda e: e.span))


def _cuts(document: Document, unit: Unit, patterns: Sequence[re.Pattern[str]]) -> Iterator[Edit]:
    sentence = unit.sentence
    assert sentence is not None
    offset = len(sentence.text) - len(unit.text)
    for pattern in patterns:
        for match in pattern.finditer(unit.text):
            if _in_formula(unit.text, match.start(), match.end()):
                continue
            span = sentence.source(offset + match.start(), offset + match.end())
            span = _with_markup(document, unit, span)
            cut = Edit(span, "", "a detail of an ordinary step", Kind.PROCEDURE, "trimmed")
            yield tidied(document, cut)


def _in_formula(text: str, start: int, end: int) -> bool:
    """Whether a bracket is part of a formula, or of another bracket: '100 - (100 / (1 + RS))'."""
    before, behind = text[:start], text[end:]
    opened = any(before.count(a) > before.count(b) for a, b in ("()", "（）"))
    operated = _OPERATOR_BEFORE.search(before) or _OPERATOR_BEHIND.match(behind)
    return opened or (_EQUALS.search(before) is not None and operated is not None)


def _with_markup(document: Document, unit: Unit, span: Span) -> Span:
    """The span with the closing mark of what its last word stands in."""
    for atom in document.blocks[unit.block].atoms:
        if atom.span.start >= span.start and atom.inner.end == span.end:
            span = Span(span.start, atom.span.end)
    return span


def _is_whole(document: Document, unit: Unit, cut: Edit) -> bool:
    """Whether the cut takes each piece of markup whole and leaves a sentence."""
    atoms = document.blocks[unit.block].atoms
    if any(a.span.overlaps(cut.span) and a.span not in cut.span for a in atoms):
        return False
    left = document.text[unit.span.start : cut.span.start]
    right = document.text[cut.span.end : unit.span.end]
    return bool(left.strip()) and not (ends_badly(left.rstrip()) and not right.strip(" .。"))
