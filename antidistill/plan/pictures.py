"""Pictures without words whose address is withheld: nothing of them would be left to see."""

from __future__ import annotations

import re
from collections.abc import Sequence

from antidistill.document import Atom, AtomKind, Form
from antidistill.finding import Finding
from antidistill.mode import Action, Mode
from antidistill.plan.draft import Draft

_CAPTION = 24
"""Characters that the line over a picture has at most."""
_STOP = re.compile(r"[.。!！?？;；]\s*\Z")


def leave_out(draft: Draft, findings: Sequence[Finding], mode: Mode) -> None:
    """Remove the blocks that hold nothing but such pictures, each with the line that names it."""
    withheld = [f.span for f in findings if mode.treats(f, draft.part) is not Action.KEEP]
    for index, block in enumerate(draft.document.blocks):
        if block.form is not Form.PARAGRAPH or draft.units_of(index) or not block.atoms:
            continue
        if not all(_is_bare(atom) for atom in block.atoms):
            continue
        targets = [atom.target for atom in block.atoms if atom.target is not None]
        if all(any(span.overlaps(target) for span in withheld) for target in targets):
            draft.remove(index, "house link")
            _with_caption(draft, index)


def _is_bare(atom: Atom) -> bool:
    return atom.kind is AtomKind.IMAGE and atom.target is not None and not len(atom.inner)


def _with_caption(draft: Draft, picture: int) -> None:
    blocks = draft.document.blocks
    for before in draft.before(picture):
        units = draft.within(before)
        text = " ".join(draft.units[u].text for u in units).strip()
        short = 0 < len(text) <= _CAPTION and not _STOP.search(text)
        if blocks[before].form in (Form.QUOTE, Form.PARAGRAPH) and short and len(units) == 1:
            draft.remove(before, "it hung on what was left out")
