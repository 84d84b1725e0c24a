"""What cuts leave that says nothing any more: a full stop, a name without what is told of it, a
picture of what went."""

from __future__ import annotations

import re
import unicodedata

from antidistill.document import AtomKind, Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.frames import needs_more
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Verdict
from antidistill.plan.wreckage import breaks_off
from antidistill.reading import Speech

_BARE = frozenset({Form.HEADING, Form.CELL, Form.FIELD, Form.CODE})
_LETTER = re.compile(r"[^\W_]")
_LABEL = re.compile(r"\W*([^:：]{1,40})[:：]")
_CASE = re.compile(r"\W*([^:：]{4,40})[:：]\s*[\"“「『]")
_CASES = 3
_VERB_FIRST = re.compile(
    r"(?:^\W*|[:：]\s*)(?:[也都均才]{0,2}(?:是|属于)|(?:is|are|was|were)\b(?![^?？]*[?？]))"
)
_LISTED = re.compile(r"[^:：、，,]{1,16}[:：]\s*([^:：。.!！?？；;]+)")
_COMMA = re.compile(r"[、，,/]")
_SEVERAL = 3
_OWN = frozenset({Kind.QUIRK, Kind.TRAIT})
"""What takes words out of a list of somebody's words."""
_PREDICATES = frozenset({"v", "a", "vd", "ad"})
"""Tags of LAC of which a Chinese sentence needs one."""
_OTHER = frozenset({"xc", "an", "vn", "d"})
_NAME, _NAME_WORDS = 24, 3
_MOTTO = 6
"""Words of a motto."""
_EMPTY_COMMENT = re.compile(r"<!--[\s-]*-->")
_PAIR = 2
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")


def settle(draft: Draft) -> bool:
    """Leave out what is only a stump. Whether something changed."""
    changed = False
    for unit in draft.units:
        if unit.index not in draft.gone and (_is_stump(draft, unit) or _is_sign(draft, unit)):
            draft.drop(unit.index)
            changed = True
    followed = [step(draft) for step in (_pictures, _names_alone, _separators, _mottos)]
    return any(followed) or changed


def _separators(draft: Draft) -> bool:
    """An empty comment that kept two quotations or lists apart goes with one of them."""
    changed = False
    blocks = draft.document.blocks
    for index, block in enumerate(blocks):
        if block.form is not Form.COMMENT or index in draft.removed:
            continue
        if not _EMPTY_COMMENT.fullmatch(block.extent.of(draft.document.text).strip()):
            continue
        beside = [*draft.before(index), *draft.behind(index)]
        if len(beside) == _PAIR and not all(draft.stands(b) for b in beside):
            changed |= draft.remove(index, "what it kept apart went")
    return changed


def _names_alone(draft: Draft) -> bool:
    """The items of a list that only name something go when all that was told of it below them went,
    where none stood so before."""
    changed = False
    blocks = draft.document.blocks
    for index, block in enumerate(blocks):
        if block.form is not Form.LIST or block.info[:1].isdigit() or not draft.stands(index):
            continue
        items = [i for i in draft.children(index) if draft.children(i)]
        if not all(len(draft.children(i)) > 1 for i in items):
            continue
        for item in items:
            own, *below = draft.children(item)
            hollow = draft.stands(item) and not any(draft.stands(b) for b in below)
            if hollow and _only_names(draft, own):
                changed |= draft.remove(item, "what was told of it went")
    return changed


def _mottos(draft: Draft) -> bool:
    """A few words without a verb ('One owner, one path.') go where all else of their section did:
    what they sum up is not told any more."""
    changed = False
    for section in draft.reading.sections:
        blocks = range(max(0, section.heading + 1), section.end)
        units = [u for b in blocks for u in draft.units_of(b)]
        left = [u for u in units if u not in draft.gone]
        if section.heading < 0 or len(left) != 1 or len(units) < _PAIR or left[0] in draft.new:
            continue
        unit, verdict = draft.units[left[0]], draft.verdicts[left[0]]
        kept = verdict.critical or verdict.kind is Kind.NORM or unit.text.strip()[-1:] not in ".。"
        if not kept and unit.speech is not Speech.STEP and _is_motto(unit):
            draft.drop(unit.index)
            changed = True
    return changed


def _is_motto(unit: Unit) -> bool:
    doc = unit.sentence.doc if unit.sentence is not None else None
    short = len(unit.text.split()) <= _MOTTO and len(_letters(unit.text)) <= _NAME
    if doc is None or not short or not _COMMA.search(unit.text):
        return False
    return not any(t.tag_[:1] in ("V", "v") or t.tag_ == "MD" for t in doc)


def _only_names(draft: Draft, block: int) -> bool:
    """Whether a paragraph is a word or two that tell nothing: 'Critical'."""
    units = draft.units_of(block)
    if len(units) != 1 or units[0] in draft.new:
        return False
    unit = draft.units[units[0]]
    text = unit.text.strip(" *_")
    short = len(text.split()) <= _NAME_WORDS and len(_letters(text)) <= _NAME
    return unit.speech is Speech.LABEL and short and not text.endswith((".", "。", "!", "？", "?"))


_STOPPED = re.compile(r"[\s.。!！*_)）]+\Z")
_VOID = re.compile(r"(?:为|达到|长达|约为|共计|不超过|不低于|不少于)[ \t]*[，。；、）)]")
_FIGURES = frozenset({Kind.QUANTITY, Kind.NORM})


def _lost_its_figure(verdict: Verdict, text: str, left: str) -> bool:
    """Whether a verb is left that says nothing without the figure that went: 'Limit the pool.', or
    what had a value has none: 时长为，."""
    cut = any(e.kind in _FIGURES and not e.new.strip() for e in verdict.touches)
    void = len(_VOID.findall(left)) > len(_VOID.findall(text))
    return cut and (void or needs_more(_STOPPED.sub("", left)))


def _is_stump(draft: Draft, unit: Unit) -> bool:
    verdict = draft.verdicts[unit.index]
    form = draft.document.blocks[unit.block].form
    if not verdict.touches or unit.index in draft.new or verdict.critical or form in _BARE:
        return False
    left = draft.left_of(unit.index)
    if not _LETTER.search(left):
        return True
    own = any(e.kind in _OWN for e in verdict.touches)
    if _has_no_subject(unit.text, left) or (own and _is_one_of_list(unit.text, left)):
        return True
    if _lost_its_verb(draft, unit) or _lost_its_figure(verdict, unit.text, left):
        return True
    if breaks_off(unit.text, left) and unit.speech is not Speech.LEAD_IN:
        return True
    label = _LABEL.match(unit.text)
    if label is None or unit.speech is Speech.LEAD_IN:
        return False
    return _letters(_ASIDE.sub("", left)) == _letters(label[1]) and not _is_case(draft, unit)


def _has_no_subject(text: str, left: str) -> bool:
    """Whether a cut took what a sentence, or what stands behind its label, is about: 'Tools: are
    common ones.'"""
    return _VERB_FIRST.search(left) is not None and _VERB_FIRST.search(text) is None


def _is_one_of_list(text: str, left: str) -> bool:
    """Whether one word is left of a label with several: 'Often says: check'."""
    before, behind = (_LISTED.fullmatch(t.strip()) for t in (text, left))
    if before is None or behind is None:
        return False
    words = _COMMA.split(before[1])
    return len(words) >= _SEVERAL and all(words) and len(_COMMA.split(behind[1])) == 1


def _lost_its_verb(draft: Draft, unit: Unit) -> bool:
    """Whether a cut took all that a Chinese sentence says of what it names: '午饭。'"""
    sentence = unit.sentence
    if sentence is None or sentence.doc is None or sentence.doc.lang_ != "zh":
        return False
    edits = draft.verdicts[unit.index].touches
    if any(e.new for e in edits) or unit.speech is Speech.LABEL:
        return False
    words = [
        (t.idx, t.idx + len(t), t.tag_)
        for t in sentence.doc
        if t.idx + len(t) <= len(sentence.text)
    ]
    said = [w for w in words if w[2] in _PREDICATES]
    left = [
        w for w in words if not any(sentence.source(w[0], w[1]).overlaps(e.span) for e in edits)
    ]
    return bool(said) and not any(w in said for w in left) and not any(w[2] in _OTHER for w in left)


def _is_sign(draft: Draft, unit: Unit) -> bool:
    """Whether a unit is a sign without a word ('🔮') beside a sentence that went."""
    form = draft.document.blocks[unit.block].form
    if unit.sentence is None or form in _BARE or _LETTER.search(unit.text):
        return False
    if not any(unicodedata.category(c) == "So" for c in unit.text):
        return False
    fixed = unit.index in draft.new or draft.verdicts[unit.index].critical
    return not fixed and any(u in draft.gone for u in draft.units_of(unit.block))


def _is_case(draft: Draft, unit: Unit) -> bool:
    """Whether the label is one of several cases in a list, each with what is said then: what is
    left of them is a list of cases."""
    item = draft.reading.container(unit.block, Form.ITEM)
    if item < 0:
        return False
    beside = draft.children(draft.document.blocks[item].parent)
    first = [units[0] for i in beside if (units := [*draft.within(i)])]
    labels = [m[1] for u in first if (m := _CASE.match(draft.units[u].text))]
    return len(set(labels)) >= _CASES


def _letters(text: str) -> str:
    return "".join(_LETTER.findall(text))


def _pictures(draft: Draft) -> bool:
    """A picture on a line of its own goes with the item or paragraph right before it when that is
    left out or reads anew."""
    changed = False
    blocks = draft.document.blocks
    for index, block in enumerate(blocks):
        alone = block.form is Form.PARAGRAPH and index not in draft.removed and index > 0
        pictures = [a for a in block.atoms if a.kind is AtomKind.IMAGE]
        if not alone or not pictures or pictures[0].span != block.span:
            continue
        before = draft.units_of(index - 1)
        other = before and all(u in draft.gone or u in draft.new for u in before)
        if other and blocks[index - 1].form is Form.PARAGRAPH:
            changed |= draft.remove(index, "it showed what went")
    return changed
