"""Which findings are about the whole of a unit, and which of them are believed: titles are judged
by nothing but the names in them, and the model alone tells no habit where nobody is described."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from antidistill.document import AtomKind, Document, Form
from antidistill.finding import LEARNED, READING, WHOLE, Finding, Kind
from antidistill.plan.units import Unit
from antidistill.reading import Speech

SURE = 0.5
"""Below this confidence a sentence is not taken for withheld as a whole."""
_WHOLE = 0.75
"""A finding that covers this share of a unit is about all of it."""
_ORDER = (*WHOLE[:-1], Kind.QUANTITY, WHOLE[-1])
"""Who wins when findings of equal confidence cover the same unit."""
RULES = frozenset({Kind.PITFALL, Kind.JUDGEMENT})
_RULE_SURE = 0.5
_TRIMMED = frozenset({Kind.QUANTITY, Kind.TRAIT})
"""What is about some words of a sentence wherever these can go alone."""
_SAID = 0.75
"""From this confidence on words in quotation marks are somebody's own in any document."""
_NEVER = frozenset({Kind.CONTEXT, Kind.QUIRK})
"""What a title is not, whoever takes it for that: it says what comes, and goes when that does."""
_HARDLY = frozenset({Kind.PITFALL, Kind.JUDGEMENT, Kind.PROCEDURE})
"""What the model alone cannot tell of a title."""
_TITLE = 60
"""Characters of a title that stands in running text."""
_STOPS = (".", "。", "!", "！", ";", "；")


def believed(
    document: Document, unit: Unit, found: Sequence[Finding], part: str, *, announces: bool
) -> list[Finding]:
    """The findings that count for a unit; `announces`: a list, a table or a command block stands
    right behind it."""
    title = is_title(document, unit, announces=announces)
    told = [f for f in found if title and _tells(unit, f, part)]
    return [f for f in found if not _is_guess(unit, f, part) and f not in told]


def announcing(document: Document) -> frozenset[int]:
    """The paragraphs right behind which a list, a table or a command block stands."""
    below = (Form.LIST, Form.TABLE, Form.CODE)
    pairs = pairwise(i for i, b in enumerate(document.blocks) if b.parent < 0)
    return frozenset(a for a, b in pairs if document.blocks[b].form in below)


def is_title(document: Document, unit: Unit, *, announces: bool = False) -> bool:
    """Whether a unit only says what comes behind it: a bold line that asks or names, or such a line
    right before a list."""
    block = document.blocks[unit.block]
    text = unit.text.rstrip(" *_")
    if block.form is not Form.PARAGRAPH or block.parent >= 0 or text.endswith(_STOPS):
        return False
    if any(a.kind is AtomKind.IMAGE for a in block.atoms):
        return False
    alone = unit.whole.start <= block.span.start + 2 and unit.span.end >= block.span.end - 2
    strong = any(a.kind is AtomKind.EMPHASIS and a.span == block.span for a in block.atoms)
    names = unit.speech is Speech.LABEL and (strong or announces)
    asks = unit.speech is Speech.QUESTION and strong
    return alone and len(text) <= _TITLE and (names or asks)


def is_remark(document: Document, unit: Unit) -> bool:
    """Whether a unit is a comment between the fields at a document's head: these come with the tool
    that reads the fields, and say what it does with them."""
    block = document.blocks[unit.block]
    return block.form is Form.COMMENT and block.extent.of(document.text).lstrip().startswith("#")


def _tells(unit: Unit, finding: Finding, part: str) -> bool:
    """Whether a finding is about what all of a title says, not about a name in it."""
    edited = finding.cut is not None or finding.neutral is not None
    habit = finding.kind is Kind.TRAIT and part != "persona"
    hardly = (habit or finding.kind in _HARDLY) and finding.rule == LEARNED
    return (hardly or finding.kind in _NEVER) and not edited and _is_whole(unit, finding)


def _is_guess(unit: Unit, finding: Finding, part: str) -> bool:
    """Whether the model alone takes a sentence for somebody's habit, though nobody is described."""
    if finding.kind is not Kind.QUIRK or finding.rule != LEARNED or part == "persona":
        return False
    return unit.speech is not Speech.DIALOGUE or finding.confidence < _SAID


def whole(unit: Unit, found: Sequence[Finding]) -> list[Finding]:
    """The findings that are about all of a unit."""
    return [
        f
        for f in found
        if _is_whole(unit, f)
        and f.kind in _ORDER
        and (f.confidence >= SURE or f.kind is Kind.CRITICAL)
        and not (f.kind in _TRIMMED and (f.cut is not None or f.neutral is not None))
        and not (f.rule == READING and f.cut is not None)
    ]


def _is_whole(unit: Unit, finding: Finding) -> bool:
    size = max(1, len(unit.span))
    inside = min(finding.span.end, unit.span.end) - max(finding.span.start, unit.span.start)
    return inside >= _WHOLE * size


def named(found: Sequence[Finding]) -> list[Finding]:
    """Whole-unit findings that carry a wording of their own are edits like any other."""
    return [f for f in found if f.neutral is not None]


def ranked(found: Sequence[Finding]) -> list[Finding]:
    """The surest first. A rule that a story goes with is a rule: it can be written anew."""
    ordered = sorted(found, key=lambda f: (-round(f.confidence, 1), _ORDER.index(f.kind)))
    if ordered and ordered[0].kind is Kind.INCIDENT:
        rules = [f for f in ordered if f.kind in RULES and f.confidence >= _RULE_SURE]
        return [*rules, *(f for f in ordered if f not in rules)]
    return ordered
