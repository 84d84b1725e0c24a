"""Boxes: what a line opens and another one closes (':::', '<details>'), and quotations with a title
of their own. They go with all that stood in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.document import Form
from antidistill.plan.draft import Draft

_OPENS = re.compile(r"\s*(?::{3,}\s*[\w{]|<details\b)", re.IGNORECASE)
_CLOSES = re.compile(r"\s*(?::{3,}|</details>)\s*\Z", re.IGNORECASE)
_BECAUSE = "nothing is left in the box"


def settle(draft: Draft) -> bool:
    """Leave out boxes in which nothing is left. Whether something changed."""
    changed = False
    for opening, inside, closing in list(_fenced(draft)):
        empty = bool(inside) and not any(draft.stands(b) for b in inside)
        if empty and draft.stands(opening) and draft.remove(opening, _BECAUSE):
            changed |= draft.remove(closing, _BECAUSE)
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.QUOTE and block.info and draft.stands(index):
            title, *below = draft.children(index) or [-1]
            titled = title >= 0 and _is_title(draft, index, title)
            if titled and below and not any(draft.stands(b) for b in below):
                changed |= draft.remove(index, _BECAUSE)
    return changed


def _fenced(draft: Draft) -> Iterator[tuple[int, list[int], int]]:
    """The lines that open boxes, with the blocks between them and the lines that close them."""
    blocks, text = draft.document.blocks, draft.document.text
    open_: list[tuple[int, list[int]]] = []
    around: int | None = None
    for index, block in enumerate(blocks):
        if open_ and block.parent != around:
            continue
        line = block.extent.of(text) if block.form is Form.HTML else ""
        if _CLOSES.match(line) and open_:
            opening, inside = open_.pop()
            yield opening, inside, index
            for _, outer in open_:
                outer += [opening, *inside, index]
        elif _OPENS.match(line) and not _CLOSES.match(line):
            around = block.parent if not open_ else around
            open_.append((index, []))
        elif open_:
            open_[-1][1].append(index)


def _is_title(draft: Draft, box: int, first: int) -> bool:
    """Whether the first block of a quotation stands on the line that opens it, behind its mark."""
    blocks = draft.document.blocks
    between = draft.document.text[blocks[box].extent.start : blocks[first].span.start]
    return "\n" not in between and bool(between.strip("> \t"))
