"""Items that stand against one another (✅ and ❌, do and don't, problem and remedy, yes and no):
one side alone is half a frame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from antidistill.document import Form
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import contrasts

_SURELY = 0.75
"""From this confidence on one side does not come back for the other one."""
_PAIR = 2
_HANGING = (Form.LIST, Form.CODE, Form.QUOTE)


@dataclass(frozen=True, slots=True)
class _Member:
    """An item, or a paragraph with what hangs on it."""

    blocks: tuple[int, ...]
    family: int
    side: int


def settle(draft: Draft) -> bool:
    """Bring the lost side of a contrast back where anybody may have said it; else leave out what is
    left of a pair. Whether something changed."""
    changed = False
    for row in _rows(draft):
        for family in sorted({m.family for m in row}):
            for group in _groups([m for m in row if m.family == family]):
                changed |= _mend(draft, group)
    return changed


def _mend(draft: Draft, group: Sequence[_Member]) -> bool:
    standing = [m for m in group if draft.stands(m.blocks[0])]
    left = {m.side for m in standing}
    if len({m.side for m in group}) != _PAIR or len(left) != 1:
        return False
    lost = [m for m in group if m.side not in left]
    for member in sorted(lost, key=lambda m: _certainty(draft, m)):
        unit = _head(draft, member)
        if draft.can_stay(unit) and _certainty(draft, member) < _SURELY:
            draft.bring_back(member.blocks[0])
            draft.let_stay(unit)
            return draft.stands(member.blocks[0])
    if len(group) > _PAIR:
        return False
    removed = [draft.remove(b, "the other side went") for m in standing for b in m.blocks]
    return any(removed)


def _certainty(draft: Draft, member: _Member) -> float:
    return draft.verdicts[_head(draft, member)].confidence


def _head(draft: Draft, member: _Member) -> int:
    return draft.within(member.blocks[0])[0]


def _groups(members: Sequence[_Member]) -> Iterator[Sequence[_Member]]:
    """Pairs, where the sides take turns; else all of them."""
    turns = all(one.side != two.side for one, two in pairwise(members))
    if turns and len(members) % _PAIR == 0:
        for start in range(0, len(members), _PAIR):
            yield members[start : start + _PAIR]
    else:
        yield members


def _rows(draft: Draft) -> Iterator[list[_Member]]:
    """The members in each list, and in each run of paragraphs that follow one another."""
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.LIST:
            found = (_member(draft, (item,)) for item in draft.children(index))
            yield [m for m in found if m is not None]
    yield from _paragraphs(draft)


def _paragraphs(draft: Draft) -> Iterator[list[_Member]]:
    row: list[_Member] = []
    top = draft.children(-1)
    for index, behind in pairwise([*top, -1]):
        form = draft.document.blocks[index].form
        if form in _HANGING and row:
            continue
        hangs = behind >= 0 and draft.document.blocks[behind].form in _HANGING
        found = _member(draft, (index, behind) if hangs else (index,))
        if form is not Form.PARAGRAPH or found is None:
            yield row
            row = []
        else:
            row.append(found)
    yield row


def _member(draft: Draft, blocks: tuple[int, ...]) -> _Member | None:
    """The member that a block opens, if its first words name a side."""
    units = draft.within(blocks[0])
    sentence = draft.units[units[0]].sentence if units else None
    named = _named_side(sentence.text) if sentence is not None else None
    return None if named is None else _Member(blocks, *named)


@lru_cache(maxsize=1 << 13)
def _named_side(text: str) -> tuple[int, int] | None:
    """The family and the side that the first words of a sentence name."""
    for family, sides in enumerate(_sides()):
        for side, pattern in enumerate(sides):
            if pattern.match(text):
                return family, side
    return None


@cache
def _sides() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What the sides of each contrast open with: a word and what parts it from the rest, a sign."""
    words, signs = contrasts()
    named = [
        [rf"\W*(?:{side})[*_]*\s*(?:[,，:：.。;；→–—-]|$)" for side in family] for family in words
    ]
    marked = [[rf"[\s*_]*[{side}]" for side in family] for family in signs]
    return tuple(
        (re.compile(one, re.IGNORECASE), re.compile(two, re.IGNORECASE))
        for one, two in (*named, *marked)
    )
