"""Small words that tied a sentence to one that went: they go, and the sentence stays."""

from __future__ import annotations

import re
from itertools import pairwise

from antidistill.document import Form
from antidistill.edit import Edit
from antidistill.plan import backward
from antidistill.plan.draft import Draft
from antidistill.plan.ordinals import reword
from antidistill.plan.phrases import tied, without_conclusion
from antidistill.plan.units import Unit
from antidistill.span import Span

_ALSO = re.compile(
    r"(?<!but )(?<!and )\balso (?=[a-z])|"
    r"(?<=[一-鿿])也(?=最好|可以|应|需|必须|要(?!是)|会|能|请)"
)
_EVEN = re.compile(
    r"即使|即便|哪怕|就算|无论|不管|不论|虽|再|连|一[^，。]{0,4}也|谁|什么|哪|但|而且"
)
"""Words to which 也 belongs."""
_THEY = re.compile(r"\b[Tt]hey\b")
_REASON = re.compile(r"(?:因为|由于)(?![^。；]*(?:所以|因此|因而|于是))")
_WHEN_YOU_DO = re.compile(
    r"(?:when|if|once|whenever)\s(?:you|we|they)\s(?P<do>do\s)"
    r"(?!(?:this|that|it|so|these|those|not|the|an?|your|our|their|any|some|all|no)\b)(?=[a-z]+\b)",
    re.IGNORECASE,
)
_AND_HE = re.compile(r",? and (?:he|she) (?=(?:will|can|may|must|should|would|is|has)\b)")
_BECAUSE = "what it was said besides went"


def untie(draft: Draft) -> None:
    """Take such words out of all units that stay."""
    for before, unit in pairwise(draft.units):
        if unit.index in draft.gone or unit.index in draft.new:
            continue
        if before.block == unit.block:
            _they(draft, before, unit)
            _do(draft, before, unit)
        elif before.index in draft.gone:
            _first_words(draft, unit)
    _reasons(draft)
    _who(draft)
    _under_headings(draft)
    backward.untie(draft)
    for index, block in enumerate(draft.document.blocks):
        units = draft.units_of(index)
        left = [u for u in units if u not in draft.gone]
        if block.form is not Form.PARAGRAPH or not left or left[0] == units[0]:
            continue
        text = draft.units[left[0]].text
        if left[0] not in draft.new:
            _cut_tie(draft, draft.units[left[0]])
        match = _ALSO.search(text) if left[0] not in draft.new else None
        if match and not _EVEN.search(text[: match.end()]):
            reword(draft, left[0], *match.span(), "", _BECAUSE)


def _under_headings(draft: Draft) -> None:
    """'In addition, ' at the beginning of what is the first word of a section now."""
    blocks = draft.document.blocks
    for section in draft.reading.sections:
        body = range(section.first + (section.heading >= 0), section.end)
        units = [u for b in body for u in draft.units_of(b)]
        first = next((u for u in units if u not in draft.gone), -1)
        if first < 0 or first == units[0] or first in draft.new or section.heading < 0:
            continue
        if blocks[draft.units[first].block].form is Form.PARAGRAPH:
            _cut_tie(draft, draft.units[first])


def _reasons(draft: Draft) -> None:
    """Take 因为 out where the sentence with 所以 behind it went: it is no reason any more."""
    for unit, behind in pairwise(draft.units):
        if unit.block != behind.block or behind.index not in draft.gone or unit.index in draft.gone:
            continue
        reason = _REASON.match(unit.text)
        concluded = without_conclusion(behind.text) > 0
        if reason and concluded and unit.index not in draft.new:
            reword(draft, unit.index, *reason.span(), "", "what it was the reason for went")


def _who(draft: Draft) -> None:
    """'and he will' behind a role that took the place of a name: ', who will'."""
    text = draft.document.text
    for unit in draft.units:
        if unit.index in draft.gone or unit.index in draft.new:
            continue
        for edit in draft.verdicts[unit.index].touches:
            match = _AND_HE.match(text, edit.span.end, unit.span.end)
            if match and edit.action == "role" and edit.new.strip():
                span = Span(match.start(), match.end())
                because = "whom it speaks of has no name any more"
                draft.touch(unit.index, Edit(span, ", who ", because, edit.kind, "repaired"))


def _do(draft: Draft, before: Unit, unit: Unit) -> None:
    """'When you do ask' behind a sentence on asking that went: 'When you ask'."""
    match = _WHEN_YOU_DO.match(unit.text)
    if match and before.index in draft.gone:
        reword(draft, unit.index, *match.span("do"), "", _BECAUSE)


def _first_words(draft: Draft, unit: Unit) -> None:
    """'However, ' at the beginning of an item or paragraph behind one that ended with what went."""
    blocks = draft.document.blocks
    item = blocks[unit.block].parent
    inside = (
        item >= 0 and blocks[item].form is Form.ITEM and draft.units_of(unit.block)[0] == unit.index
    )
    opens = blocks[unit.block].form is Form.PARAGRAPH and item < 0
    if inside or (opens and draft.units_of(unit.block)[0] == unit.index):
        _cut_tie(draft, unit)


def _cut_tie(draft: Draft, unit: Unit) -> None:
    length = tied(unit.text)
    letter = unit.text[length : length + 1]
    if length and letter:
        reword(draft, unit.index, 0, length + 1, letter.upper(), _BECAUSE)


def _they(draft: Draft, before: Unit, unit: Unit) -> None:
    """'They', where the sentence before begins with 'we' in the place of two names."""
    touched = draft.verdicts[before.index].touches
    we = any(e.new.lower() == "we" and e.span.start == before.span.start for e in touched)
    if before.index in draft.gone or not we or not unit.text.startswith("They "):
        return
    for match in reversed(list(_THEY.finditer(unit.text))):
        new = "We" if match.group()[0] == "T" else "we"
        reword(draft, unit.index, *match.span(), new, "whom it speaks of was named anew")
