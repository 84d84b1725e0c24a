"""What is there as a whole or not at all: the bands of a scale, worked examples, quotations and
what they mean, the rows of a table that headings count too, and one half of a pair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.frames import (
    counted_cell,
    gives_points,
    is_band,
    is_example_label,
    is_sample_label,
    label_of,
    opens_quoted,
)
from antidistill.plan.phrases import counterparts, labelled_number
from antidistill.reading import Speech

_SURELY = 0.75
"""From this confidence on nothing comes back for what stands beside it."""
_SEVERAL = 2
_LINE = re.compile(r"[\s>]*")
_ANNOUNCES = re.compile(r"[:：]\s*$")
_SPEAKER = re.compile(r"([^\W\d][^:：，。,]{0,11})[:：]\s*\S")
_MARKER = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])?\s*")


def settle(draft: Draft) -> bool:
    """Bring back what went of a whole, or leave out the rest. Whether something changed."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.LIST and draft.stands(index):
            changed |= _unquoted(draft, index) or _pairs(draft, index)
            worked = _is_worked(draft, index)
            if _is_scale(draft, index) and _unscored(draft, index):
                changed |= draft.remove(index, "what adds up to its points went")
            elif _is_scale(draft, index) and any(u in draft.new for u in draft.within(index)):
                changed |= draft.remove(index, "a band of its scale went")
            elif worked and _lost_its_figure(draft, index):
                changed |= draft.remove(index, "the figure that it works out went")
            elif worked or _is_scale(draft, index):
                changed |= _whole(draft, draft.children(index), index)
        elif block.form is Form.QUOTE and draft.stands(index) and _is_broken_scene(draft, index):
            changed |= draft.remove(index, "half of what is said in it went")
        elif block.form is Form.QUOTE and draft.stands(index) and _is_sample(draft, index):
            changed |= _unbroken(draft, index)
        elif block.form is Form.TABLE and draft.stands(index):
            rows = list(_counted(draft, index))
            changed |= bool(rows) and _whole(draft, rows, index)
    return changed


def _whole(draft: Draft, parts: Sequence[int], around: int) -> bool:
    """Let the parts that went come back, or the block around them go, if some stay."""
    gone = [p for p in parts if not draft.stands(p)]
    if not gone or len(gone) == len(parts):
        return False
    units = [u for p in gone for u in draft.within(p) if u in draft.gone]
    if _may_return(draft, units):
        for part in gone:
            draft.bring_back(part)
        for unit in units:
            draft.let_stay(unit)
        return True
    return draft.remove(around, "it says what it does as a whole or not at all")


def _may_return(draft: Draft, units: Sequence[int]) -> bool:
    decided = [draft.verdicts[u] for u in units]
    mild = all(v.confidence < _SURELY or v.kind is Kind.PROCEDURE for v in decided)
    return mild and all(draft.can_stay(u) for u in units)


def _is_scale(draft: Draft, at: int) -> bool:
    """Whether the items of a list are the bands of one scale: '< 30: …', '30–40: …'."""
    blocks, text = draft.document.blocks, draft.document.text
    items = draft.children(at)
    raw = (_MARKER.sub("", blocks[i].extent.of(text), count=1) for i in items)
    return len(items) >= _SEVERAL and all(is_band(line) for line in raw)


def _is_worked(draft: Draft, at: int) -> bool:
    """Whether a list is an example with figures, in which one follows from the other."""
    before = draft.before(at)
    own = [u for b in before for u in draft.units_of(b)]
    label = draft.units[own[-1]].text if own else ""
    section = draft.reading.section_of(at)
    heading = draft.units_of(section.heading) if section.heading >= 0 else []
    headed = any(is_example_label(draft.units[u].text) for u in heading)
    announced = is_example_label(label) or (headed and bool(label) and before[0] > section.first)
    if not announced:
        return False
    figures = sum(any(c.isdigit() for c in text) for text in _openings(draft, at))
    return figures * 2 > len(draft.children(at)) >= _SEVERAL


def _is_broken_scene(draft: Draft, at: int) -> bool:
    """Whether half or more of the replies of a sample dialogue went, or what they reply to: the
    others answer nothing."""
    lines = [_LINE.sub("", draft.units[u].text, count=1) for u in draft.within(at)]
    speakers = [m[1] if (m := _SPEAKER.match(line)) else "" for line in lines]
    own = max(filter(None, speakers), key=speakers.count, default="")
    replies = [u for u, who in zip(draft.within(at), speakers, strict=True) if who == own and who]
    gone = sum(u in draft.gone for u in replies)
    first = draft.within(at)[:1]
    scene = bool(replies) and first[0] not in replies and _ANNOUNCES.search(lines[0]) is not None
    if scene and first[0] in draft.gone and gone < len(replies):
        return True
    return len(replies) >= _SEVERAL and 0 < gone < len(replies) and gone * 2 >= len(replies)


def _is_sample(draft: Draft, at: int) -> bool:
    """Whether a quote is a sample of what is written: the words before it, or before the quotes
    that it follows, say so."""
    blocks = draft.document.blocks
    before = draft.before(at)
    while before and blocks[before[0]].form is Form.QUOTE:
        before = draft.before(before[0])
    own = draft.units_of(before[0])[-1:] if before else []
    last = blocks[before[0]].form if before else None
    label = [u for u in own if last is Form.HEADING or draft.units[u].speech is Speech.LEAD_IN]
    return any(is_sample_label(draft.units[u].text) for u in label)


def _unbroken(draft: Draft, at: int) -> bool:
    """Bring back what went of a sample message, or leave out the rest of it."""
    units = draft.within(at)
    gone = [u for u in units if u in draft.gone]
    if not gone or len(gone) == len(units):
        return False
    if not _may_return(draft, gone):
        return draft.remove(at, "half of it went")
    for unit in gone:
        draft.let_stay(unit)
    return any(u not in draft.gone for u in gone)


def _lost_its_figure(draft: Draft, at: int) -> bool:
    """Whether the label over a worked example lost the figure that the example starts from."""
    own = [u for b in draft.before(at) for u in draft.units_of(b)][-1:]
    touched = [e for u in own for e in draft.verdicts[u].touches]
    return any(e.kind is Kind.QUANTITY and not e.new for e in touched)


def _unscored(draft: Draft, at: int) -> bool:
    """Whether a scale of points stands in a section in which all that gave points went."""
    section, blocks = draft.reading.section_of(at), draft.document.blocks
    scored = [
        b
        for b in range(section.first, at)
        if blocks[b].form in (Form.LIST, Form.TABLE)
        and gives_points(blocks[b].extent.of(draft.document.text))
    ]
    return bool(scored) and not any(draft.stands(b) for b in scored)


def _openings(draft: Draft, at: int) -> Iterator[str]:
    """The first sentence of each item, as the source has it."""
    for item in draft.children(at):
        own = [u for c in draft.children(item)[:1] for u in draft.units_of(c)[:1]]
        yield draft.units[own[0]].text if own else ""


def _unquoted(draft: Draft, at: int) -> bool:
    """Leave out the items of a list of quotations whose quotation was cut, where others keep
    theirs: beside these, what it means says nothing."""
    items = draft.children(at)
    quoted = [
        (item, draft.units_of(draft.children(item)[0])[0])
        for item, text in zip(items, _openings(draft, at), strict=True)
        if opens_quoted(text)
    ]
    if len(quoted) < _SEVERAL or len(quoted) * 2 < len(items):
        return False
    standing = [(item, unit) for item, unit in quoted if draft.stands(item)]
    bare = [item for item, unit in standing if not _is_quoted(draft, unit)]
    if len(bare) == len(standing):
        return False
    removed = [draft.remove(item, "what it explains went") for item in bare]
    return any(removed)


def _is_quoted(draft: Draft, unit: int) -> bool:
    left = draft.left_of(unit).lstrip("*_ ")
    return unit in draft.new or (unit not in draft.gone and opens_quoted(left))


def _pairs(draft: Draft, at: int) -> bool:
    """Leave out the one of two items that are the halves of a pair, 'Bad: …' and 'Good: …', when
    the other one went."""
    changed = False
    for (one, text), (other, behind) in pairwise(
        zip(draft.children(at), _openings(draft, at), strict=True)
    ):
        left, right = label_of(text), label_of(behind)
        if not left or not right or not counterparts(left, right):
            continue
        if draft.stands(one) != draft.stands(other):
            changed |= draft.remove(one if draft.stands(one) else other, "its counterpart went")
    return changed


def _counted(draft: Draft, table: int) -> Iterator[int]:
    """The rows of a table that count what headings count too ('Phase 2'): renumbered, they would
    name another one."""
    blocks = draft.document.blocks
    rows = [r for r in draft.children(table) if blocks[r].info == ""]
    cells = [next(iter(draft.children(r)), -1) for r in rows]
    texts = [draft.units[u].text for c in cells if c >= 0 for u in draft.units_of(c)[:1]]
    found = [m for text in texts if (m := counted_cell(text))]
    if [int(m["number"]) for m in found] != list(range(1, len(rows) + 1)) or len(rows) < _SEVERAL:
        return
    heads = [u for i, b in enumerate(blocks) if b.form is Form.HEADING for u in draft.units_of(i)]
    told = [m for u in heads if (m := labelled_number(draft.units[u].text)) and m["word"]]
    if sum(m["number"].isdigit() for m in told) >= len(rows) and _stand(draft, heads):
        yield from rows


def _stand(draft: Draft, heads: Sequence[int]) -> bool:
    """Whether all numbered headings are still there."""
    return not any(
        u in draft.gone for u in heads if labelled_number(draft.units[u].text) is not None
    )
