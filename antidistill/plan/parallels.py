"""Lists at like places of a document: what one of them looks like, nobody wonders at in another."""

from __future__ import annotations

import re
from itertools import islice

from antidistill.document import Form
from antidistill.plan.draft import Draft

_OTHERS = 2
"""Other lists at such places that show how the author writes there."""
_LINE = 60
"""Characters of a line that only names what is listed behind it."""
_STOP = re.compile(r"[.。!！?？;；]\W*$")


def are_usual(draft: Draft, at: int) -> bool:
    """Whether the author writes lists of one item right below headings, where this one stands."""
    single = [i for i in _lists(draft) if len(draft.children(i)) == 1 and _is_headed(draft, i)]
    return draft.document.blocks[at].parent < 0 and _is_headed(draft, at) and len(single) >= _OTHERS


def is_parallel(draft: Draft, at: int) -> bool:
    """Whether other lists stand behind lines like the one before this list: below headings of that
    level, or behind a line that names them. Only of lists that do not count."""
    sort = _sort(draft, at)
    if sort < 0 or draft.document.blocks[at].info[:1].isdigit():
        return False
    others = (i for i in _lists(draft) if i != at and _sort(draft, i) == sort and draft.stands(i))
    return len(list(islice(others, _OTHERS))) == _OTHERS


def _lists(draft: Draft) -> list[int]:
    return [i for i in draft.children(-1) if draft.document.blocks[i].form is Form.LIST]


def _sort(draft: Draft, at: int) -> int:
    """The level of the heading right before a list, 0 for a line that names it, -1 for all else."""
    blocks = draft.document.blocks
    before = draft.before(at) if blocks[at].parent < 0 else []
    if not before:
        return -1
    if blocks[before[0]].form is Form.HEADING:
        return blocks[before[0]].level
    units = [draft.units[u].text for u in draft.units_of(before[0])]
    named = len(units) == 1 and len(units[0]) <= _LINE and not _STOP.search(units[0])
    return 0 if named and blocks[before[0]].form is Form.PARAGRAPH else -1


def _is_headed(draft: Draft, at: int) -> bool:
    """Whether a heading stands right before a list."""
    return any(draft.document.blocks[b].form is Form.HEADING for b in draft.before(at))
