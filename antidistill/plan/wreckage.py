"""Cuts that would leave a broken sentence, or one that shows them."""

from __future__ import annotations

import re

from antidistill.document import Document
from antidistill.edit import Edit
from antidistill.finding import Finding, Kind
from antidistill.plan.frames import is_false_stop, is_subordinate
from antidistill.plan.phrases import ends_badly, speaks, starts_badly, wants_more
from antidistill.plan.tidying import tidied
from antidistill.plan.units import Unit
from antidistill.reading import Speech
from antidistill.span import Span

LESS = frozenset({Kind.CONTEXT, Kind.NORM})
"""What tells less than a broken sentence does."""
_LETTER = re.compile(r"[^\W_]")
_STOPPED = re.compile(r"[\s.。!！*_)）]+\Z")
_CLAUSE = re.compile(r"[,，;:：–—-]\s|\bthen\b|[，：；]")
"""What parts a condition from what then holds."""
_HANGS = re.compile(r"\b(?:using|via|by|with|from|and|or|called|named|the|an?)\Z")
_CLOSED = re.compile(r"[\s*_]*(?:[.,;!?。，；！？、)）]|\Z)")
_PAIRS = ("“”", "「」", "『』", "（）", "()", "[]")


def without_wreckage(document: Document, unit: Unit, edits: list[Edit]) -> list[Edit]:
    """The edits without those reasons, and figures of the firm's rules, whose cut would leave a
    broken sentence: they tell less than a broken sentence does."""
    for edit in [e for e in edits if e.kind in LESS and not e.new]:
        text = unit.span.of(document.text)
        left = text[: edit.span.start - unit.span.start]
        right = text[edit.span.end - unit.span.start :]
        cut = text[edit.span.start - unit.span.start : edit.span.end - unit.span.start]
        broken = is_wreck(left, right, unit.speech) or opens_or_closes(cut)
        broken = broken or is_false_stop(f"{cut.rstrip('.')}.") or breaks_clause(left, right)
        if broken or _announced(unit, edit, text, right):
            edits = [e for e in edits if e is not edit]
    return edits


def alike(document: Document, edits: list[Edit], wanted: list[Finding]) -> list[Edit]:
    """The edits, with the cuts of other figures of a sort that is cut in a clause of its own:
    '5 minutes' here and none there reads like an oversight."""
    amounts = [f for f in wanted if f.kind is Kind.QUANTITY]
    cuts = {e.span for e in edits if e.kind is Kind.QUANTITY and not e.new}
    cut = [f for f in amounts if any(f.span in c for c in cuts)]
    rules = {f.rule for f in cut}
    stay = [
        f
        for f in amounts
        if f.rule in rules and f not in cut and not any(f.span in e.span for e in edits)
    ]
    if not stay:
        return edits
    if all(_closes(document, f.span) for f in stay):
        cut_too = (Edit(f.span, "", f.note, f.kind, "trimmed") for f in stay)
        return [*edits, *(tidied(document, e) for e in cut_too)]
    return edits


def _closes(document: Document, span: Span) -> bool:
    """Whether a figure stands right behind a Chinese word at the end of its clause."""
    before, behind = document.text[span.start - 1 : span.start], document.text[span.end :]
    return "\u4e00" <= before <= "\u9fff" and behind[:1] in "，。；、\n"


def opens_or_closes(cut: str) -> bool:
    """Whether a cut takes one of two quotation marks or brackets."""
    uneven = any(cut.count(pair[0]) != cut.count(pair[1]) for pair in _PAIRS)
    return uneven or cut.count('"') % 2 == 1


def _announced(unit: Unit, edit: Edit, text: str, right: str) -> bool:
    """Whether a reason is what its list or block spells out: 'This happens because:'."""
    cut = text[edit.span.start - unit.span.start : edit.span.end - unit.span.start]
    ends = unit.speech is Speech.LEAD_IN and right.strip() in (":", "：")
    return ends and edit.kind is Kind.CONTEXT and not cut.lstrip().startswith(("(", "（"))


def lacks_noun(document: Document, unit: Unit, edit: Edit) -> bool:
    """Whether a cut takes the Chinese noun that the last words left of a sentence describe."""
    before, cut = document.text[edit.span.start - 1 : edit.span.start], edit.span.of(document.text)
    if edit.new or _LETTER.search(document.text[edit.span.end : unit.span.end]):
        return False
    return before == "的" and "\u4e00" <= cut[:1] <= "\u9fff"


def mutes(document: Document, unit: Unit, edit: Edit) -> bool:
    """Whether a cut takes what somebody says and leaves that they say it, or half a sentence."""
    left = document.text[unit.span.start : edit.span.start]
    right = document.text[edit.span.end : unit.span.end]
    if not _LETTER.search(left + edit.span.of(document.text)) and _LETTER.search(right):
        # a sign that opens a line says nothing
        return False
    if lacks_noun(document, unit, edit):
        return True
    if edit.new:
        return speaks(left + edit.new) and not _LETTER.search(right)
    return speaks(left) or is_wreck(left, right, unit.speech) or ends_badly(left.rstrip())


def without_lone_conditions(document: Document, unit: Unit, edits: list[Edit]) -> list[Edit]:
    """The edits without jokes and the like whose cut would leave nothing but a condition: what is
    to be done then stands in the next sentence."""
    text, start = unit.span.of(document.text), unit.span.start
    return [
        e
        for e in edits
        if e.kind is not Kind.QUIRK
        or e.new
        or not breaks_off(text, text[: e.span.start - start] + text[max(0, e.span.end - start) :])
    ]


def breaks_off(text: str, left: str) -> bool:
    """Whether a cut took all but a condition ('If it is not clear.'), or the noun that the last
    word of an English sentence needs ('built using.')."""
    rest = _STOPPED.sub("", left)
    alone = _CLAUSE.search(rest) is None and is_subordinate(rest.lstrip(" *_"))
    parted = _CLAUSE.search(text)
    if alone and parted is not None and parted.group()[:1] in (",", "，", "t"):
        return True
    return _HANGS.search(rest) is not None and _HANGS.search(_STOPPED.sub("", text)) is None


def breaks_clause(left: str, right: str) -> bool:
    """Whether a cut takes what the last words of its clause govern: 尤其要注意[…]。"""
    return _CLOSED.match(right) is not None and wants_more(left)


def is_wreck(left: str, right: str, speech: Speech) -> bool:
    """Whether what stands before and behind a cut is no sentence: it lost the colon that announces
    a list, begins or ends with a conjunction, or answers a reason that is gone."""
    rest = (left + right).strip()
    return bool(
        (speech is Speech.LEAD_IN and not rest.endswith((":", "：")))
        or ends_badly(rest.rstrip(" .。:："))
        or (not left.strip() and starts_badly(right.strip(" ,，")))
    )
