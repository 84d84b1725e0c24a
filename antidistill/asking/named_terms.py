"""Names and values that a language model says are somebody's own: they go wherever they stand."""

from __future__ import annotations

import re

from antidistill.asking.located import located, occurrences
from antidistill.asking.wide import Opening
from antidistill.document import Form
from antidistill.finders.commands import commands, named_arguments, placeholder_of
from antidistill.finders.public import is_public_in_any_case
from antidistill.finding import READING, Finding, Kind, Standing
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.span import Span

NOTE = "the model's reading"
SURELY = 1.0
"""A model that has read the whole document is surer than what a line looks like."""
_LONGEST = 60
"""Characters of a name or value."""
_COUNTED = re.compile(r"[a-z][-_]\d+\Z")
"""The end of a name that is one of several: 'redis-0'."""
_FLAG = re.compile(r"--?[A-Za-z][\w-]*[= ](?=\S)")
_FLAG_ALONE = re.compile(r"--?[A-Za-z][\w-]*")
_SIGNS = re.compile(r"[\s|=;&<>(){}]")
_NO_NAME = re.compile(r"[⟦⟧，。；、：！？;!?]|[,.:](?:\s|\Z)")


def named_terms(opening: Opening, kind: Kind, quote: str) -> list[Finding] | str:
    """The findings of a name or value: wherever it stands, or nowhere, and why. Where it is
    withheld already there is none."""
    word, draft = quote.strip().strip("`*"), opening.draft
    if not 1 < len(word) <= _LONGEST or _NO_NAME.search(word):
        return f"a {kind.value} is named by its name or value alone"
    if _is_public(word):
        return "it is a public name"
    heads = (b for b in draft.document.blocks if b.form is Form.HEADING)
    if any(occurrences(draft.document.content(b), word) for b in heads):
        return "it stands in a heading: what the document says it is about stays"
    found = []
    for unit in draft.units:
        for span in occurrences(unit.span.of(draft.document.text), word):
            at = Span(unit.span.start + span.start, unit.span.start + span.end)
            verdict = opening.verdicts[unit.index]
            if verdict.critical:
                return "it stands in critical text too, which stays"
            goes = verdict.fate is not Fate.KEEP
            if not goes and not any(e.span.overlaps(at) for e in verdict.touches):
                found.append(_named(opening, unit, kind, _value(draft.document.text, at)))
    return found


def _named(opening: Opening, unit: Unit, kind: Kind, at: Span) -> Finding:
    """Masked in commands, of which a flag without a value goes; cut where a whole sentence stays,
    else its sentence goes."""
    standing = Standing.GUIDANCE if kind is Kind.ARGUMENT else Standing.RECORD
    if unit.sentence is None and _FLAG_ALONE.fullmatch(at.of(opening.draft.document.text)):
        before = opening.draft.document.text[unit.span.start : at.start]
        start = at.start - (len(before) - len(before.rstrip(" ")))
        return Finding(kind, Span(start, at.end), READING, SURELY, NOTE, standing, None, "")
    if unit.sentence is None:
        known = _placeholder(opening.draft.document.text, unit.span, at)
        mask = known or f"<{'value' if kind in (Kind.ARGUMENT, Kind.SECRET) else 'name'}>"
        return Finding(kind, at, READING, SURELY, NOTE, standing, None, mask)
    place = located(opening.draft.reading, unit, at.of(opening.draft.document.text))
    cut = place.cut if place is not None and place.span == at else None
    return Finding(kind, at, READING, SURELY, NOTE, standing, cut or unit.span)


def tears(text: str, finding: Finding) -> bool:
    """Whether a command is no command any more with a mask for what was named in it: words of it
    with their signs between them, or the name of a setting."""
    if finding.kind is not Kind.ARGUMENT or not (finding.neutral or "").startswith("<"):
        return False
    return _SIGNS.search(finding.span.of(text)) is not None or text[finding.span.end :][:1] == "="


def _placeholder(text: str, code: Span, at: Span) -> str:
    """What documentation writes in that place of a command; '' where that is not known."""
    for command in commands(code.of(text)):
        for named in named_arguments(command):
            if Span(code.start + named.word.start, code.start + named.word.end).overlaps(at):
                return placeholder_of(named)
    return ""


def _value(text: str, at: Span) -> Span:
    """The value of a flag that was named together with it: which flag it is, everybody knows."""
    flag = _FLAG.match(at.of(text))
    return Span(at.start + flag.end(), at.end) if flag else at


def _is_public(word: str) -> bool:
    """Whether the word as it is written is a public name: 'redis-0' is somebody's, though 'redis'
    is public."""
    return _COUNTED.search(word) is None and is_public_in_any_case(word)
