"""Sections that all have the same labels (problem, effect, remedy): none is left with a rest of
them, and what is before never stands without what is after."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from antidistill.document import Form
from antidistill.plan.draft import Draft
from antidistill.plan.labels import kept_from, opening
from antidistill.plan.phrases import counterparts

_NAME = re.compile(r"[^\W\d_]+")
_ALIKE = 2
"""Sections with a label in common from which on it belongs to a set."""
_SET = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """A labelled paragraph of a section with what hangs on it."""

    name: str
    blocks: tuple[int, ...]


def settle(draft: Draft) -> bool:
    """Leave out what is left of sets of which most went, and the one of a pair whose other went.
    Whether something changed."""
    sections = [parts for parts in _sections(draft) if len(parts) >= _SET]
    often = Counter(name for parts in sections for name in {p.name for p in parts})
    changed = False
    for parts in sections:
        members = [p for p in parts if often[p.name] >= _ALIKE]
        gone = [p for p in members if not _stands(draft, p)]
        left = [p for p in members if p not in gone]
        changed |= _remove(draft, [p for p in gone if _hangs(draft, p)])
        if not gone or not left:
            continue
        if len(gone) > len(left):
            changed |= _remove(draft, left)
        else:
            changed |= _remove(draft, [p for p in left if _is_lonely(p, gone)])
    return changed


def _sections(draft: Draft) -> Iterator[list[_Part]]:
    """The labelled parts of each section, each with the blocks up to the next."""
    blocks = draft.document.blocks
    top = draft.children(-1)
    for section in draft.reading.sections:
        inside = top[bisect_left(top, section.first) : bisect_left(top, section.end)]
        inside = [i for i in inside if i != section.heading]
        parts: list[_Part] = []
        for index in inside:
            name = _name(draft, index)
            if name:
                parts.append(_Part(name, (index,)))
            elif parts and blocks[index].form is not Form.RULE:
                parts[-1] = _Part(parts[-1].name, (*parts[-1].blocks, index))
        yield parts


def _name(draft: Draft, block: int) -> str:
    """The words of a paragraph's bold label with its colon, in lower case; '' if it has none."""
    atom = opening(draft, block)
    if atom is None or not kept_from(draft, block):
        return ""
    return " ".join(_NAME.findall(atom.inner.of(draft.document.text))).lower()


def _stands(draft: Draft, part: _Part) -> bool:
    return draft.stands(part.blocks[0])


def _hangs(draft: Draft, part: _Part) -> bool:
    """Whether a block, quote or list stands without the label that it belongs to."""
    return any(draft.stands(b) for b in part.blocks[1:2])


def _is_lonely(part: _Part, gone: Sequence[_Part]) -> bool:
    return any(counterparts(part.name, other.name) for other in gone)


def _remove(draft: Draft, parts: Sequence[_Part]) -> bool:
    removed = [
        draft.remove(b, "most of what belonged to it went")
        for part in parts
        for b in part.blocks
        if b not in draft.removed
    ]
    return any(removed)
