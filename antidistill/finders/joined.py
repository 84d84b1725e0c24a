"""Names that stand side by side and would get the same stand-in: 'payout-worker and ledger-sync'
are the background jobs, and not the background job and the background job; and names that stand
before the word for what they are: 'all the Opal customers'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from antidistill.finders.phrases import HAN
from antidistill.finding import Finding, Kind
from antidistill.span import Span

_BETWEEN = re.compile(
    r"[`*_”\"]*(?:,?\s(?:and|or|&)\s|,\s|\s?/\s?|、|\s?[和及与或]\s?|，)[`*_“\"]*"
)
_CLOSES = re.compile(r"[`*_”\"]+")
_NAMES = frozenset({Kind.SYSTEM, Kind.CUSTOMER})
_ARTICLE = re.compile(r"(?:the|an?|our|your|their)\s", re.IGNORECASE)


def joined(text: str, found: Sequence[Finding]) -> list[Finding]:
    """The findings by place; of a row of names with one stand-in the first says it for all, and the
    others go with what joins them."""
    ordered = [_beside_noun(text, f) for f in sorted(found, key=lambda f: f.span)]
    out: list[Finding] = []
    for row in _rows(text, ordered):
        out += _told_once(text, row) if len(row) > 1 else row
    return out


def _beside_noun(text: str, finding: Finding) -> Finding:
    """The finding; with the name alone cut where its stand-in says what stands behind it anyway."""
    if finding.kind not in _NAMES or not finding.neutral or "<" in finding.neutral:
        return finding
    noun = _bare(finding.neutral)
    same = noun if HAN.search(noun) else rf"(?:{re.escape(noun)}|{re.escape(_plural(noun))})\b"
    behind = re.compile(rf"[`*_”\"]*\s?(?={same})", re.IGNORECASE).match(text, finding.span.end)
    opens = not HAN.search(noun) and not text[: finding.span.start].strip(" \n*_>-")
    if behind is None or opens:
        return finding
    return replace(finding, neutral=None, cut=Span(finding.span.start, behind.end()))


def _rows(text: str, ordered: Sequence[Finding]) -> Iterator[list[Finding]]:
    row: list[Finding] = []
    for finding in ordered:
        if row and not _is_next(text, row[-1], finding):
            yield row
            row = []
        row.append(finding)
    if row:
        yield row


def _is_next(text: str, last: Finding, finding: Finding) -> bool:
    if last.kind is not finding.kind or finding.kind not in _NAMES:
        return False
    if last.neutral is None or finding.neutral is None or "<" in finding.neutral:
        return False
    between = text[last.span.end : finding.span.start]
    return _bare(last.neutral) == _bare(finding.neutral) and bool(_BETWEEN.fullmatch(between))


def _bare(neutral: str) -> str:
    return _ARTICLE.sub("", neutral).lower()


def _told_once(text: str, row: Sequence[Finding]) -> Iterator[Finding]:
    first = row[0]
    neutral = first.neutral or ""
    many = neutral if HAN.search(neutral) else _plural(neutral)
    lead = re.search(rf"\b{re.escape(_bare(many))}(,\s?[`*_]*)\Z", text[: first.span.start])
    if lead is not None:
        # 'two teams, Team Kestrel and Team Magpie': they are called what they are already
        cut = Span(lead.start(1), _closed(text, first.span.end))
        yield replace(first, neutral=None, cut=cut)
    else:
        yield replace(first, neutral=many, cut=None)
    for last, finding in pairwise(row):
        cut = Span(_closed(text, last.span.end), _closed(text, finding.span.end))
        yield replace(finding, neutral=None, cut=cut)


def _closed(text: str, end: int) -> int:
    match = _CLOSES.match(text, end)
    return match.end() if match else end


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
