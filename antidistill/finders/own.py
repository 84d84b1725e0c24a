"""Where somebody writes from experience of their own, and where a document reads like a manual."""

from __future__ import annotations

import re

from antidistill.finders.called import names_someone
from antidistill.reading import Reading, Sentence, Speech

_FIRST = re.compile(
    r"(?<![\w/.-])(?:I(?:['’](?:m|ve|d|ll))?|[Mm]y|[Ww]e(?:['’](?:re|ve|d|ll))?|[Oo]urs?|us)(?![\w/-])"
    r"|我们|咱们?|(?<![自你他她])我(?![国司方要想会能])"
)
_MANUAL_VOICE = re.compile(
    r"\b(?:we|I) (?:strongly |highly |also |do not |don['’]t )?"
    r"(?:recommend|suggest|advise|encourage|assume|will (?:see|use|show|cover|now))|\blet us\b|"
    r"我们(?:可以(?:看到)?|知道|来看|假设|推荐|建议|将会?|需要|决定|只?支持|提供|不再|计划|已经?支持|会在)",
    re.IGNORECASE,
)
_LIVED = re.compile(
    r"\b(?:the hard way|(?:bit|burned|bitten|cost|saved|taught) us|in (?:my|our) experience|"
    r"in reality|so far|every time|nine times out of ten|whatever the (?:docs|manual)|"
    r"the (?:docs|manual|vendor) (?:says?|claims?)|for some reason|"
    r"no matter what (?:they|you|the))\b|"
    r"踩过|踩坑|吃过亏|血泪|亲测|实测|说明书|上次|去年|前年|那次|漏过|挂过|出过事|翻过车|十有八九|多半|别信|千万别",
    re.IGNORECASE,
)
_EXPERIENCE_HEADING = re.compile(
    r"\b(?:lessons? (?:learned|learnt)|what (?:i|we)(?:['’]ve)? learn|war stories|from experience|"
    r"(?:my|our|field) (?:experience|notes)|gotchas?|hard-won|notes to self|unwritten)\b|"
    r"经验|踩坑|避坑|教训|心得|坑点|私房|血泪",
    re.IGNORECASE,
)
_FEW = 5
"""Too few sentences to tell a manual by: anything may be somebody's own."""
_DOCUMENT, _SECTION = 0.095, 0.25
"""Signs per sentence from which a document, or a section, counts as written from experience."""
_SECTION_LEAST = 2


def own_places(reading: Reading) -> frozenset[int]:
    """The blocks in which experience speaks: all of them in a document full of its signs, else
    those of sections that are, and single blocks with a sign."""
    blocks = frozenset(range(len(reading.document.blocks)))
    signs = [_signs(s) for s in reading.sentences]
    if len(signs) < _FEW:
        return blocks
    total = sum(signs) + sum(_of_experience(reading).values())
    if total >= _DOCUMENT * len(signs):
        return blocks
    out = {s.block for s, n in zip(reading.sentences, signs, strict=True) if n}
    for section in reading.sections:
        inside = range(section.first, section.end)
        here = [signs[s.index] for block in inside for s in reading.sentences_of(block)]
        told = section.path and _EXPERIENCE_HEADING.search(section.path[-1])
        if told or sum(here) >= max(_SECTION_LEAST, _SECTION * len(here)):
            out |= set(range(section.first, section.end))
    return frozenset(out)


def _of_experience(reading: Reading) -> dict[int, int]:
    """For each section whose heading promises experience, how many sentences it has."""
    out: dict[int, int] = {}
    for at, section in enumerate(reading.sections):
        if section.path and _EXPERIENCE_HEADING.search(section.path[-1]):
            blocks = range(section.first, section.end)
            out[at] = sum(1 for block in blocks for _ in reading.sentences_of(block))
    return out


def _signs(sentence: Sentence) -> int:
    """How strongly a sentence shows that its author was there."""
    text = sentence.text
    first = _FIRST.search(text) is not None and not _MANUAL_VOICE.search(text)
    told = first and sentence.speech is Speech.STORY
    lived = _LIVED.search(text) is not None
    return first + told + 2 * lived + (1 if names_someone(text) else 0)
