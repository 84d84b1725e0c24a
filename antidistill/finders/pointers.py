"""Links whose words only point at their address: 'here', 'this link', '链接'."""

from __future__ import annotations

import re

from antidistill.document import Atom, AtomKind
from antidistill.finders.clauses import whole
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.phrases import HAN
from antidistill.reading import Reading
from antidistill.span import Span

_POINTS = re.compile(
    r"(?:click\s|right\s)?here|this|link|(?:(?:this|these|the|following)\s)+(?:link|page|doc|document|form|sheet|video|"
    r"guide|instructions|steps|article|post|thread|ticket|runbook)s?|点?击?(?:这里|此处|链接|这个链接|此链接|这篇文章|这个文档|该文档|此文档)",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(r"\b(?:this|these|the following)\s\Z", re.IGNORECASE)
_KIND = re.compile(
    r"(?:link|page|doc|document|form|sheet|video|guide|instructions|steps|article|post|thread)s?",
    re.I,
)
_FINDS = re.compile(
    r"\b(?:find|found|see|seen|locate|located|is|are|be|available|documented|posted|listed|stored|download|get|"
    r"read|watch|view|check|lives?|go|click|look|access|detailed|described|defined)\b[^,;.]*\Z",
    re.IGNORECASE,
)


def points_only(reading: Reading, atom: Atom) -> bool:
    """Whether the words of a link say nothing without its address."""
    text = reading.document.text
    words = atom.inner.of(text).strip("*_` ")
    if atom.kind is not AtomKind.LINK or not words:
        return False
    before = text[max(0, atom.span.start - 20) : atom.span.start]
    named = _KIND.fullmatch(words) is not None and _NAMED_BEFORE.search(before) is not None
    return named or _POINTS.fullmatch(words) is not None


def pointer_of(reading: Reading, excerpt: Excerpt, start: int, end: int) -> Span | None:
    """What can go with such words: ' here' behind a noun, '（链接）'; None when the sentence only
    says where something is."""
    text, sentence = excerpt.text, excerpt.sentence
    if sentence is None:
        return None
    block = reading.block(sentence)
    opened = text[:start].rstrip()[-1:]
    if opened in tuple("(（[") and text[end:].lstrip()[:1] in tuple(")）]"):
        first = len(text[:start].rstrip()) - 1
        last = end + len(text[end:]) - len(text[end:].lstrip()) + 1
        return whole(block, sentence.source(len(text[:first].rstrip()), last))
    if HAN.search(text) or not text[start:end].lower().endswith("here"):
        return None
    lead = text[:start].rstrip()
    if _FINDS.search(lead) or len(lead.split()) < 2 or not text[start - 1 : start].isspace():
        return None
    return whole(block, sentence.source(len(lead), end))
