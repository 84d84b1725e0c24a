"""Pictures whose address is withheld: nothing of them would be left to see."""

from __future__ import annotations

import re
from collections.abc import Sequence

from antidistill.document import Atom, AtomKind, Form
from antidistill.finding import Finding
from antidistill.mode import Action, Mode
from antidistill.plan.draft import Draft
from antidistill.plan.frames import is_caption, points_at_picture

_CAPTION = 24
"""Characters that the line over a picture has at most."""
_STOP = re.compile(r"[.。!！?？;；]\s*\Z")


def leave_out(draft: Draft, findings: Sequence[Finding], mode: Mode) -> None:
    """Remove the blocks that hold nothing but such pictures and their captions, each with the line
    that names it and the sentence that points at it."""
    withheld = [f.span for f in findings if mode.treats(f, draft.part) is not Action.KEEP]
    for index, block in enumerate(draft.document.blocks):
        pictures = [a for a in block.atoms if a.kind is AtomKind.IMAGE and a.target is not None]
        if block.form is not Form.PARAGRAPH or not pictures or _says_more(draft, index, pictures):
            continue
        targets = [picture.target for picture in pictures if picture.target is not None]
        if all(any(span in target for span in withheld) for target in targets):
            draft.remove(index, "house link")
            _with_caption(draft, index)
            _with_pointers(draft, index)


def _says_more(draft: Draft, block: int, pictures: Sequence[Atom]) -> bool:
    """Whether a paragraph holds more than pictures, what stands for them, and where they are
    from."""
    units = [draft.units[u] for u in draft.units_of(block)]
    within = [any(u.span.overlaps(p.span) for p in pictures) for u in units]
    others = [a for a in draft.document.blocks[block].atoms if a.kind is not AtomKind.IMAGE]
    said = any(
        not inside and not is_caption(u.text) for u, inside in zip(units, within, strict=True)
    )
    return said or (bool(others) and not units)


def _with_pointers(draft: Draft, picture: int) -> None:
    """Drop the sentences around a picture that say what is seen in it."""
    near = [*draft.before(picture), *draft.behind(picture)]
    for block in [*near, *(b for n in near[-1:] for b in draft.behind(n))]:
        for unit in draft.units_of(block):
            if points_at_picture(draft.units[unit].text) and not draft.is_fixed(unit):
                draft.drop(unit)


def _with_caption(draft: Draft, picture: int) -> None:
    blocks = draft.document.blocks
    for before in draft.before(picture):
        units = draft.within(before)
        text = " ".join(draft.units[u].text for u in units).strip()
        short = 0 < len(text) <= _CAPTION and not _STOP.search(text)
        if blocks[before].form in (Form.QUOTE, Form.PARAGRAPH) and short and len(units) == 1:
            draft.remove(before, "it hung on what was left out")
    for behind in draft.behind(picture):
        own = draft.units_of(behind)
        if len(own) == 1 and is_caption(draft.units[own[0]].text):
            draft.remove(behind, "it hung on what was left out")
