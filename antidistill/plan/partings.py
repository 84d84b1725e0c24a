"""Rules between parts: where all between two of them went, one is left."""

from __future__ import annotations

from itertools import pairwise

from antidistill.document import Form
from antidistill.plan.draft import Draft

_CLOSING = 2
"""Paragraphs and quotes behind a rule that close a document, …"""
_LINES = 200
"""… and the characters of each at most."""


def settle(draft: Draft) -> bool:
    """Remove the first of two rules that stood apart and would now stand together."""
    blocks = draft.document.blocks
    tops = draft.children(-1)
    rules = [at for at, index in enumerate(tops) if blocks[index].form is Form.RULE]
    changed = False
    for first, second in pairwise(rules):
        between = tops[first + 1 : second]
        if not between or not draft.stands(tops[first]) or any(map(draft.stands, between)):
            continue
        changed |= draft.remove(tops[first], "nothing is left between the rules")
    return changed


def before_close(draft: Draft, inside: list[int]) -> list[int]:
    """What stands under the last heading, without a rule and the few lines behind it that close the
    document ('Last change: …'), also where more rules part them."""
    blocks = draft.document.blocks
    for at, index in enumerate(inside):
        closing = [i for i in inside[at + 1 :] if blocks[i].form is not Form.RULE]
        if at and blocks[index].form is Form.RULE and 0 < len(closing) <= _CLOSING:
            return inside[:at] if all(_closes(draft, i) for i in closing) else inside
    return inside


def _closes(draft: Draft, block: int) -> bool:
    here = draft.document.blocks[block]
    return here.form in (Form.PARAGRAPH, Form.QUOTE) and len(here.extent) <= _LINES
