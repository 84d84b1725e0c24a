"""Sentences that tell a person from all others: an engine may say the same of them vaguer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.part import is_persona
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate, Verdict
from antidistill.reading import Speech

_DESCRIBED = 2
"""Traits from which on a section describes a person."""
_ALSO = frozenset({Kind.QUIRK, Kind.QUANTITY, Kind.JUDGEMENT})
"""What is a trait as well where a whole document describes a person."""
_NO_SENTENCE = (Speech.DIALOGUE, Speech.LEAD_IN)
_ASIDE = re.compile(r"\s*[（(“\"「『]")
_HAN, _WORDS = 5, 4
_PERSONA = re.compile(
    r"layer\s*\d|第[零〇一二三四五六]层|口头禅|persona|人设|画像|身份|性格|雷区|说话|待人|相处|怎么回|"
    r"\bidentity\b|\bcatch ?phrases?\b|\bhow (?:he|she|they|you|i) (?:talk|decide|write|speak)s?\b|"
    r"\btowards others\b|\bwith people\b|\bsample (?:replies|dialogues?)\b|\bcorrections?\b|纠正",
    re.IGNORECASE,
)
_PERSONA_HEADINGS = 3
_SELF = re.compile(
    r"\b(?:me|myself|i|style|tone|voice|habits?|as a person)\b|我|自己|风格|语气|习惯|沟通|表达",
    re.IGNORECASE,
)
"""Headings under which others write of themselves, in a document about something else."""
_NAME = 3
"""Characters before which a sentence begins with whom it is about."""


def told(draft: Draft) -> Iterator[int]:
    """The units that go because of what they tell of a person, where a vaguer sentence can stand:
    no sample of speech, no aside, nothing about somebody else who is named."""
    persona = _is_persona(draft)
    traits = Counter(
        draft.reading.section_of(u.block).first
        for u in draft.units
        if draft.verdicts[u.index].kind is Kind.TRAIT
    )
    for unit in draft.units:
        verdict = draft.verdicts[unit.index]
        section = draft.reading.section_of(unit.block)
        own = bool(section.path) and _SELF.search(section.path[-1]) is not None
        described = persona or (own and traits[section.first] >= _DESCRIBED)
        trait = described and verdict.kind is Kind.TRAIT and verdict.fate is Fate.OUT
        also = persona and verdict.kind in _ALSO and verdict.fate is not Fate.KEEP
        if (trait or also) and _is_sentence(draft, unit) and not _names(verdict, unit):
            yield unit.index


def _is_persona(draft: Draft) -> bool:
    """Whether the headings are those of a document that describes a person."""
    headings = [s.path[-1] for s in draft.reading.sections if s.path]
    marks = sum(_PERSONA.search(h) is not None for h in headings)
    return marks >= _PERSONA_HEADINGS or is_persona(draft.reading)


def _names(verdict: Verdict, unit: Unit) -> bool:
    """Whether the sentence begins with a name that would have to be changed in it."""
    edits = verdict.trimmed or ()
    return any(e.action == "role" and e.span.start - unit.span.start < _NAME for e in edits)


def _is_sentence(draft: Draft, unit: Unit) -> bool:
    block = draft.document.blocks[unit.block]
    quoted = draft.reading.container(unit.block, Form.QUOTE) >= 0
    if block.form is not Form.PARAGRAPH or quoted or unit.speech in _NO_SENTENCE:
        return False
    han = sum("\u4e00" <= c <= "\u9fff" for c in unit.text)
    return not _ASIDE.match(unit.text) and (han >= _HAN or len(unit.text.split()) >= _WORDS)
