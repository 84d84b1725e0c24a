"""The one item that is left of a list: it reads on from the words before it, or stands there as a
paragraph, where it can; a list of one item shows that there were others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from antidistill.counts import announces_several, counts_in
from antidistill.document import AtomKind, Form
from antidistill.plan.covering import is_title
from antidistill.plan.draft import Draft
from antidistill.plan.frames import label_of
from antidistill.plan.labels import opening
from antidistill.plan.parallels import are_usual, is_parallel
from antidistill.reading import Speech
from antidistill.span import Span

_FEW = 4
"""Items of which one that is left can stand for all: of more, it is a poor rest."""
_PAIR = 2
"""Items of which the other is hardly missed."""
_GOES_ON = (Form.LIST, Form.QUOTE)
"""What may go on behind a break."""
_MARKER = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])[ \t]+")
"""A marker at the beginning of its line: in other formats a list has no marks in the text."""
_COLON = re.compile(r"[:：]\W*$")
_STOP = re.compile(r"[.。!！?？]\W*$")
_WIDE = re.compile(r"[\u4e00-\u9fff：]\W*$")


@dataclass(frozen=True, slots=True)
class Joint:
    """What takes the place of the mark of a list's only item, and of all before it."""

    list: int
    span: Span
    new: str
    """' ' where the item reads on, ': ' behind a label, '' where it is a paragraph of its own, the
    mark where other places of the document have lists."""


def left_alone(draft: Draft, at: int) -> int:
    """The item that is left of a list of several; -1 if it has more, or if the document has lists
    of one item in such places."""
    items = draft.children(at)
    left = [i for i in items if draft.stands(i)]
    alone = len(items) > 1 and len(left) == 1
    return left[0] if alone and not are_usual(draft, at) else -1


def joints(draft: Draft) -> list[Joint]:
    """The lists of a settled draft that read on without their marks."""
    found = (
        joint_of(draft, index)
        for index, block in enumerate(draft.document.blocks)
        if block.form is Form.LIST and draft.stands(index)
    )
    return [joint for joint in found if joint is not None]


def joint_of(draft: Draft, at: int) -> Joint | None:
    """How the only item that is left of a list reads without its mark; None if a list has more, or
    if its item needs the mark."""
    item = left_alone(draft, at)
    words = _words(draft, item) if item >= 0 else -1
    if words < 0 or goes_on(draft, at):
        return None
    top = draft.document.blocks[at].parent < 0
    pair = top and len(draft.children(at)) == _PAIR and not _is_announced(draft, at)
    if not pair and not draft.says_much(item):
        return None
    start = draft.document.blocks[words].span.start
    before = _leaf_before(draft, at)
    labelled = opening(draft, words) is not None or _has_label(draft, words)
    if before >= 0 and not labelled and _reads_on(draft, at, before):
        end = draft.document.blocks[before].span.end
        return Joint(at, Span(end, start), _between(draft, before))
    if pair or (top and not _is_announced(draft, at) and not has_beside(draft, at)):
        mark = Span(draft.document.blocks[item].extent.start, start)
        return Joint(at, mark, mark.of(draft.document.text) if is_parallel(draft, at) else "")
    return None


def _has_label(draft: Draft, words: int) -> bool:
    """Whether a paragraph begins with a label of its own: behind 'This prints:', 'Second run: …'
    would be announced twice."""
    own = [u for u in draft.units_of(words) if u not in draft.gone]
    return bool(own) and bool(label_of(draft.units[own[0]].text))


def goes_on(draft: Draft, at: int) -> bool:
    """Whether the list goes on behind a picture or a block, or began before it."""
    blocks = draft.document.blocks
    siblings = draft.children(blocks[at].parent)
    place = siblings.index(at)
    for others in (siblings[place + 1 :], siblings[:place][::-1]):
        for other in others:
            if blocks[other].form is Form.HEADING or _is_label(draft, other):
                break
            if not blocks[at].info[:1].isdigit() and _is_prose(draft, other):
                break
            form = blocks[other].form if blocks[other].form in _GOES_ON else None
            alike = form is blocks[at].form and blocks[other].info == blocks[at].info
            if alike and draft.stands(other):
                return True
    return False


def _is_prose(draft: Draft, block: int) -> bool:
    """Whether a paragraph is more than a picture: a list without numbers ended before it."""
    here = draft.document.blocks[block]
    pictures = [a for a in here.atoms if a.kind is AtomKind.IMAGE]
    return here.form is Form.PARAGRAPH and not pictures and bool(draft.units_of(block))


def _is_label(draft: Draft, block: int) -> bool:
    """Whether a paragraph is bold, names what follows it or announces that: another list begins
    there."""
    here = draft.document.blocks[block]
    if here.form is not Form.PARAGRAPH:
        return False
    bold = any(a.kind is AtomKind.EMPHASIS and a.span == here.span for a in here.atoms)
    units = [draft.units[u] for u in draft.units_of(block)]
    names = len(units) == 1 and is_title(draft.document, units[0], announces=True)
    return bold or names or any(u.speech is Speech.LEAD_IN for u in units[-1:])


def lead_in(draft: Draft, at: int) -> list[int]:
    """The sentence right before a list that announces it or asks, if one does."""
    units = [u for b in draft.before(at) for u in draft.units_of(b)][-1:]
    return [u for u in units if draft.units[u].speech in (Speech.LEAD_IN, Speech.QUESTION)]


def lost_its_words(draft: Draft, at: int) -> bool:
    """Whether the sentence right before a list announced it, and is left out."""
    own = [u for b in draft.before(at) for u in draft.units_of(b)][-1:]
    return any(u in draft.gone and _announces(draft, u) for u in own)


def is_rest(draft: Draft, at: int) -> bool:
    """Whether a list was announced that had too many items for one to stand for them."""
    return len(draft.children(at)) > _FEW and _is_announced(draft, at)


def _is_announced(draft: Draft, at: int) -> bool:
    """Whether the words before a list announce it or ask for it."""
    before = _leaf_before(draft, at)
    units = draft.units_of(before) if before >= 0 else []
    if not units:
        return False
    return _announces(draft, units[-1])


def _announces(draft: Draft, unit: int) -> bool:
    here = draft.units[unit]
    return here.speech in (Speech.LEAD_IN, Speech.QUESTION) or bool(_COLON.search(here.text))


def has_beside(draft: Draft, at: int) -> bool:
    """Whether the section of a list has something else to say than a warning, which stays whatever
    else goes and is not what a heading promises."""
    section = draft.reading.section_of(at)
    inside = {*draft.within(at), *lead_in(draft, at)}
    return any(
        u not in draft.gone and u not in inside and not draft.verdicts[u].critical
        for b in range(section.first + (section.heading >= 0), section.end)
        for u in draft.units_of(b)
    )


def _words(draft: Draft, item: int) -> int:
    """The paragraph that is all of an item, behind a mark on its line; -1 if it holds more."""
    blocks = draft.document.blocks
    standing = [c for c in draft.children(item) if draft.stands(c)]
    plain = blocks[item].info != "task" and len(standing) == 1
    critical = any(draft.verdicts[u].critical for u in draft.within(item))
    if not plain or critical or standing != draft.children(item)[:1]:
        return -1
    words = blocks[standing[0]]
    mark = draft.document.text[blocks[item].extent.start : words.span.start]
    alone = words.form is Form.PARAGRAPH and _MARKER.fullmatch(mark)
    return standing[0] if alone else -1


def _leaf_before(draft: Draft, at: int) -> int:
    """The paragraph right before a list that is still there, -1 if something else is."""
    blocks = draft.document.blocks
    before = draft.before(at)
    is_words = before and blocks[before[0]].form is Form.PARAGRAPH
    return before[0] if is_words and draft.stands(before[0]) else -1


def _reads_on(draft: Draft, at: int, before: int) -> bool:
    """Whether the words before a list break off where its item can go on: at a colon, or behind a
    label of two or three words."""
    own = [u for u in draft.units_of(before) if u not in draft.gone]
    critical = any(draft.verdicts[u].critical for u in own)
    if not own or critical or len(draft.children(at)) > _FEW or own[-1] in draft.new:
        return False
    text = draft.units[own[-1]].text.rstrip()
    if _counts(text) or own[-1] != draft.units_of(before)[-1]:
        return False
    nested = draft.document.blocks[at].parent >= 0
    return _COLON.search(text) is not None or (nested and _is_title(draft, before))


def _is_title(draft: Draft, block: int) -> bool:
    """Whether all of a paragraph is a bold label that no stop ends."""
    atom = opening(draft, block)
    whole = atom is not None and atom.span == draft.document.blocks[block].span
    text = draft.units[draft.units_of(block)[-1]].text.rstrip()
    return whole and _STOP.search(text) is None and len(text.split()) <= _FEW


def _counts(text: str) -> bool:
    """Whether words announce more than one."""
    return announces_several(text) or any(c.number > 1 for c in counts_in(text, "plural"))


def _between(draft: Draft, before: int) -> str:
    text = draft.units[draft.units_of(before)[-1]].text
    wide = _WIDE.search(text) is not None
    if _COLON.search(text):
        return "" if "：" in text[-3:] else " "
    return "：" if wide else ": "
