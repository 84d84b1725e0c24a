"""Identifiers of the house in sentences and code: 'user-center', 'bridge-zd', 'ledger-db-01'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from antidistill.document import Form
from antidistill.finders.common_words import is_common_word
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.identifiers import class_of, is_machine, is_private_identifier, noun
from antidistill.finders.named import Named
from antidistill.finders.phrases import HAN
from antidistill.finders.public import is_public_in_any_case
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading
from antidistill.span import Span

_IDENTIFIER = re.compile(
    r"(?<![\w./@:$%&=+#-])[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)+(?![\w@/=(]|\.\w|-)", re.ASCII
)
_IN_BRACKETS = re.compile(r"([\u4e00-\u9fffA-Za-z ]{2,16}?)\s?[（(]\s?\Z")


def identified(reading: Reading, excerpt: Excerpt, names: Mapping[str, Named]) -> Iterator[Finding]:
    """A finding for each, over the identifier alone."""
    for match in _IDENTIFIER.finditer(excerpt.text):
        word = match.group()
        code = excerpt.in_code(*match.span())
        if word not in names and is_machine(word):
            if not excerpt.code:
                span = excerpt.source(*match.span())
                yield system_finding(span, Kind.ARGUMENT, "machine", 0.75, "a host of the house")
            continue
        if code and word not in names and _is_argument(excerpt, match):
            continue
        known = word in names or _is_run(excerpt, match)
        if known or is_private_identifier(word, code and not _is_block(reading, excerpt)):
            named = names.get(word)
            sort = (named.sort if named else "") or class_of(word)
            neutral = None if code and excerpt.code else _neutral(reading, excerpt, match, sort)
            kind = Kind.CUSTOMER if sort in ("customer", "partner", "project") else Kind.SYSTEM
            yield system_finding(
                excerpt.source(*match.span()),
                kind,
                "identifier",
                0.7,
                "a name of the house",
                neutral,
            )


_FLAG = re.compile(
    r"\s(?:-[nfdUupA]|--(?:namespace|context|kube-context|cluster|group|topic|queue|bucket|profile|partition|"
    r"account|values|database|dbname|user|project|tenant))[ =]\Z"
)


_RUN = re.compile(
    r"\b(?:(?:re)?start|(?:re)?deploy|roll back|reboot|upgrade|rerun|scale|redeploying|restarting)"
    r"\s(?:the\s)?[`*]?\Z|\b(?:app|service|job|deployment|release|daemon)\s(?:is|was|called|named)\s[`*]?\Z"
    r"|重启[`\s]?\Z",
    re.IGNORECASE,
)


def _is_run(excerpt: Excerpt, match: re.Match[str]) -> bool:
    """Whether a sentence says of a name with a hyphen that it runs, and one of its parts is no
    word: 'restart bridge-zd'."""
    word = match.group()
    if word != word.lower() or "_" in word or is_public_in_any_case(word):
        return False
    odd = [p for p in word.split("-") if len(p) > 1 and p.isalpha() and not is_common_word(p)]
    return bool(odd) and _RUN.search(excerpt.text, 0, match.start()) is not None


def _is_argument(excerpt: Excerpt, match: re.Match[str]) -> bool:
    """Whether a name in code says where a command works: '-n shop-prod'."""
    return class_of(match.group()) == "cluster" or (
        _FLAG.search(excerpt.text, 0, match.start()) is not None
    )


def _is_block(reading: Reading, excerpt: Excerpt) -> bool:
    return excerpt.code and reading.document.blocks[excerpt.block].form is Form.CODE


def _neutral(reading: Reading, excerpt: Excerpt, match: re.Match[str], sort: str) -> str | None:
    """The noun that the document itself gives it, else the noun of its class."""
    lead = _IN_BRACKETS.search(excerpt.text, 0, match.start())
    if lead is not None and HAN.search(lead.group(1)):
        return None
    return noun(sort, match.group(), excerpt.text, *match.span(), reading.language)


def system_finding(
    span: Span,
    kind: Kind,
    rule: str,
    confidence: float,
    note: str,
    neutral: str | None = None,
    cut: Span | None = None,
) -> Finding:
    """A finding of the systems' finder."""
    name = f"systems/{rule}"
    return Finding(kind, span, name, confidence, note, Standing.RECORD, cut, neutral)
