"""Rules between parts: where all between two of them went, one is left."""

from __future__ import annotations

from itertools import pairwise

from antidistill.document import Form
from antidistill.plan.draft import Draft

_CLOSING = 2
"""Paragraphs behind the last rule that close a document."""


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
    """What stands under the last heading, without a line or two behind a rule that close the
    document ('Last change: …')."""
    forms = [draft.document.blocks[i].form for i in inside]
    at = forms.index(Form.RULE) if Form.RULE in forms else 0
    closing = forms[at + 1 :]
    short = 0 < len(closing) <= _CLOSING and all(f is Form.PARAGRAPH for f in closing)
    return inside[: at + 1] if at and short else inside
