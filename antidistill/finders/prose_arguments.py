"""Private arguments in sentences: addresses, accounts, named places, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from antidistill.finders.accounts import accounts
from antidistill.finders.addresses import addresses_in
from antidistill.finders.argument_finding import WHERE, as_argument
from antidistill.finders.commonplace import is_common
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.placed import placed
from antidistill.finders.public import is_public_in_any_case
from antidistill.finding import Finding, Kind, Standing

_ACCOUNT = re.compile(
    r"\b(?:[Ll]og(?:ged)? (?:in|on)(?: to \S+)? as|user(?:name)?|account|login)\s"
    r"([a-z][a-z0-9]*(?:[_.-][a-z0-9]+)+)(?![\w@-])"
    r"|(?:账号|帐号|用户名)(?:是|为|用|[:：])?\s?([A-Za-z][\w.-]{2,})(?![\w@-])",
    re.ASCII,
)
_SERVICE_ACCOUNT = re.compile(
    r"(?<![\w./@$%{-])((?:svc|srv|usr|acct)_[a-z0-9_]{2,}|[a-z][a-z0-9]*(?:_[a-z0-9]+)*_(?:ro|rw|op|admin|user|svc|acct))(?![\w(=/]|\.\w)",
    re.ASCII,
)
_BEFORE_CODE = re.compile(
    r"(?:topic|queue|table|bucket|database|schema|index|namespace|cluster|host|server|job|branch|"
    r"pipeline|secret|configmap|deployment|collection|stream|feature flag|replica|image|printer|"
    r"consumer group|partition|runner|mailbox|vhost|instance|"
    r"主题|队列|表|数据库|集群|命名空间|索引|桶|消费组|分支|账号|镜像|实例)"
    r"\s?\Z",
    re.IGNORECASE,
)
_MADE = frozenset({"table", "job", "pipeline", "表", "deployment", "stream"})
"""Nouns of what the house built: those are systems by name, the others places where one works."""
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`，。；、）】》|\\]+", re.IGNORECASE)
_SHORT = 4
"""Characters of a name that may stand in an address by chance."""
_OFFICE_FILE = re.compile(
    r"(?<![\w/.-])[\w.-]*[\w-]+\.(?:xlsx?|docx?|pptx?|pdf|csv|vsdx?|key|pages|numbers|sketch|fig|xmind)\b",
    re.I,
)


def in_prose(excerpt: Excerpt, owners: frozenset[str]) -> Iterator[Finding]:
    """Those that no code span holds; `owners`: domains of the house."""
    for found in addresses_in(excerpt.text, owners):
        if excerpt.in_code(found.start, found.end):
            continue
        yield as_argument(
            excerpt.source(found.start, found.end), found.rule, 0.85, found.note, None
        )
    own = [o for o in owners if len(o) > _SHORT and not is_public_in_any_case(o)]
    for match in _ADDRESS.finditer(excerpt.text):
        if any(o in match.group().lower() for o in own):
            end = match.start() + len(match.group().rstrip(".,;:!?)"))
            span = excerpt.source(match.start(), end)
            yield as_argument(span, "named-url", 0.8, "an address that names the house", None)
    for pattern, rule, note in (
        (_ACCOUNT, "account", "an account"),
        (_SERVICE_ACCOUNT, "account", "an account"),
    ):
        for match in pattern.finditer(excerpt.text):
            start, end = match.span(match.lastindex or 0)
            if not excerpt.in_code(start, end):
                yield as_argument(excerpt.source(start, end), rule, 0.7, note, None)
    for start, end in (*accounts(excerpt.text), *placed(excerpt.text)):
        yield as_argument(excerpt.source(start, end), "login", 0.7, WHERE, None)
    for solid in excerpt.solid:
        name = excerpt.text[solid.start : solid.end]
        noun = _BEFORE_CODE.search(excerpt.text, 0, solid.start)
        if noun and _is_own_name(name):
            span = excerpt.source(solid.start, solid.end)
            name_of = as_argument(span, "named", 0.7, "a name of the house", None)
            made = noun.group().strip().lower() in _MADE
            as_system = replace(name_of, kind=Kind.SYSTEM, standing=Standing.RECORD)
            yield as_system if made else name_of
    for match in _OFFICE_FILE.finditer(excerpt.text):
        if not excerpt.in_code(*match.span()) and re.search(
            r"[-_\d]", match.group().rsplit(".", 1)[0]
        ):
            yield as_argument(
                excerpt.source(*match.span()), "file", 0.7, "a file of the house", None
            )


def _is_own_name(name: str) -> bool:
    """Whether the words in a code span after 'topic', 'table', … are one private name."""
    return re.fullmatch(r"[A-Za-z][\w.:/-]{3,}", name) is not None and not is_common(name)
