"""The plain noun that a name has in itself, and the marks around it."""

from __future__ import annotations

import re

from antidistill.finders.excerpts import Excerpt
from antidistill.finders.named import Named
from antidistill.finders.phrases import HAN, table
from antidistill.finders.roles import placed
from antidistill.span import Span


def own_noun(named: Named, text: str, start: int) -> str:
    """The noun in a name: 'Dock 4' → 'the dock', '七号厂房' → '厂房', '云帆助手' → '助手'."""
    if not HAN.search(named.text):
        return placed(named.text.split()[0].lower(), text, start)
    if named.sort == "team":
        return "团队"
    if named.rule == "room":
        last = str(table("frames")["zh"]["places"]["last"]).split()
        return max((n for n in last if named.text.endswith(n)), key=len)
    noun_of = re.sub(r"\A.+号", "", named.text)
    if noun_of == named.text:
        known = " ".join(table("systems")["own_nouns"]["zh"].values()).split()
        noun_of = max((n for n in known if named.text.endswith(n)), key=len)
    return {"库": "仓库", "仓": "仓库", "中心": "服务"}.get(noun_of, noun_of)


def quoted(excerpt: Excerpt, match: re.Match[str]) -> Span | None:
    """The name with its quotation marks: the noun beside it says enough."""
    start, end = match.start() - 1, match.end() + 1
    marks = excerpt.text[start : start + 1] + excerpt.text[end - 1 : end]
    return excerpt.source(start, end) if start >= 0 and marks in _MARKS else None


_MARKS = frozenset({"“”", "「」", "『』", "《》", "‘’", '""', "''"})
