"""Sentences that tell a person from all others: an engine may say the same of them vaguer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.part import part_of
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.reading import Speech

_DESCRIBED = 3
"""Traits from which on a document describes a person: there, thresholds and sayings are traits."""
_MANNERS = frozenset({Kind.QUIRK, Kind.QUANTITY, Kind.JUDGEMENT})
_NO_SENTENCE = (Speech.DIALOGUE, Speech.LEAD_IN, Speech.LABEL)
_ASIDE = re.compile(r"\s*[（(“\"「『]")
_HAN, _WORDS = 5, 4


def told(draft: Draft) -> Iterator[int]:
    """The units that go because of what they tell of a person, where a vaguer sentence can stand:
    no sample of speech, no aside."""
    traits = sum(v.kind is Kind.TRAIT for v in draft.verdicts)
    described = traits >= _DESCRIBED or bool(part_of(draft.reading))
    for unit in draft.units:
        verdict = draft.verdicts[unit.index]
        trait = verdict.kind is Kind.TRAIT and verdict.fate is Fate.OUT
        manner = described and verdict.kind in _MANNERS and verdict.fate is not Fate.KEEP
        if (trait or manner) and _is_sentence(draft, unit):
            yield unit.index


def _is_sentence(draft: Draft, unit: Unit) -> bool:
    block = draft.document.blocks[unit.block]
    quoted = draft.reading.container(unit.block, Form.QUOTE) >= 0
    if block.form is not Form.PARAGRAPH or quoted or unit.speech in _NO_SENTENCE:
        return False
    han = sum("\u4e00" <= c <= "\u9fff" for c in unit.text)
    return not _ASIDE.match(unit.text) and (han >= _HAN or len(unit.text.split()) >= _WORDS)
