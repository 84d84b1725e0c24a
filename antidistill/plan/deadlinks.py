"""Links into the house that lead nowhere any more: a list of them goes, and a paragraph that is
one, since the words of a link alone say little."""

from __future__ import annotations

from antidistill.document import Form
from antidistill.plan.draft import Draft

_LABELLED = (Form.LIST, Form.CODE, Form.TABLE, Form.QUOTE)
"""What a paragraph is the label of, where it stands right behind it."""
_MARKS = " \t\n*_.:。：;；|"


def settle(draft: Draft) -> bool:
    """Leave out lists and paragraphs of nothing but such links. Whether something changed."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.LIST and _is_list_of_them(draft, index):
            changed |= draft.remove(index, "it was a list of links into the house")
        elif block.form is Form.PARAGRAPH and block.parent < 0 and _is_one(draft, index):
            changed |= draft.remove(index, "it was a link into the house")
    return changed


def _is_list_of_them(draft: Draft, at: int) -> bool:
    """Whether each item that is left of a list was a link and nothing else."""
    left = [i for i in draft.children(at) if draft.stands(i)]
    own = [[u for u in draft.within(i) if u not in draft.gone] for i in left]
    return draft.stands(at) and bool(own) and all(_is_dead(draft, units) for units in own)


def _is_one(draft: Draft, at: int) -> bool:
    """Whether a paragraph was a link and nothing else, and is no label of what comes next."""
    behind = draft.behind(at)
    labels = any(draft.document.blocks[b].form in _LABELLED and draft.stands(b) for b in behind)
    return draft.stands(at) and not labels and _is_dead(draft, draft.units_of(at))


def _is_dead(draft: Draft, units: list[int]) -> bool:
    if len(units) != 1 or units[0] in draft.new or draft.verdicts[units[0]].critical:
        return False
    unit = draft.units[units[0]]
    dead = [e for e in draft.verdicts[unit.index].touches if e.action == "unlinked"]
    said = len(unit.text.strip(_MARKS))
    return any(len(e.new.strip(_MARKS)) >= said for e in dead)
