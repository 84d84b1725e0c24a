"""Private arguments: hosts, addresses, accounts, paths, names in commands, links into the house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from antidistill.finders import excerpts
from antidistill.finders.accounts import accounts, is_sample_branch
from antidistill.finders.addresses import (
    addresses_in,
    private_url,
)
from antidistill.finders.chosen import chosen_values
from antidistill.finders.columned import values
from antidistill.finders.commands import (
    commands,
    is_known_tool,
    is_name,
    is_service,
    named_arguments,
    placeholder_of,
)
from antidistill.finders.commonplace import is_common
from antidistill.finders.configured import configured
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.house import owned_domains
from antidistill.finders.links import links
from antidistill.finders.placed import copied, placed
from antidistill.finders.pointers import pointer_of, points_only
from antidistill.finders.public import is_public_host, is_public_in_any_case
from antidistill.finders.query_values import query_values
from antidistill.finders.reachable import is_remote
from antidistill.finders.surroundings import Places, in_sentences, phrase_of
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading
from antidistill.span import Span

_SQL = re.compile(
    r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE(?:\s+IF\s+(?:NOT\s+)?EXISTS)?|DESCRIBE|TRUNCATE(?:\s+TABLE)?|ANALYZE)\s+[`\"]?(?!(?:SELECT|INSERT|UPDATE|DELETE|WITH|VERBOSE|ONLY|SET)\b)([A-Za-z_][\w.]*)[`\"]?",
)
_SQL_WORD = re.compile(
    r"\b(?:SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE|DROP|TRUNCATE|DESCRIBE|EXPLAIN)\b"
)
_AT_HOST = re.compile(
    r"(?<![\w./@:-])([a-z_][\w.-]*)@([A-Za-z0-9][\w.-]*)(?=[:\s\u4e00-\u9fff，。；、）]|\Z)",
    re.ASCII,
)
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


_TEMPLATED = re.compile(r"\{[{%]|[}%]\}")
"""A path that the site's generator completes leads to a page of the same site."""

_WHERE = "an account or a place to work"


@dataclass(frozen=True, slots=True)
class ArgumentFinder:
    """Kind `argument`; in code with the placeholder that documentation writes."""

    name: str = "arguments"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding for each value, over the value alone."""
        seen: set[Span] = set()
        places = in_sentences(reading)
        for finding in self._all(reading):
            value = finding.span.of(reading.document.text)
            templated = finding.rule == "arguments/path" and _TEMPLATED.search(value)
            if finding.span not in seen and value not in reading.own.keep and not templated:
                seen.add(finding.span)
                yield _placed(reading, places, finding)

    def _all(self, reading: Reading) -> Iterator[Finding]:
        owners = owned_domains(reading)
        for excerpt in (*excerpts.snippets(reading), *excerpts.hidden(reading)):
            yield from _in_code(excerpt, owners)
        for excerpt in excerpts.prose(reading):
            yield from _in_prose(excerpt, owners)
        for excerpt, start, end in values(reading):
            yield _argument(excerpt.source(start, end), "column", 0.7, _WHERE, None)
        for place, start, end, rule, confidence, note in links(reading, owners):
            span = place.source(start, end)
            yield _argument(span, rule, confidence, note, None)
            for atom in reading.document.blocks[place.block].atoms:
                if atom.target is not None and span in atom.target and points_only(reading, atom):
                    # 'here' says nothing without its address
                    yield _argument(atom.span, "pointer", confidence, note, None)


def _placed(reading: Reading, places: Places, finding: Finding) -> Finding:
    """The finding with what can go with it in its sentence. A value that is all of a code span in a
    sentence gets no placeholder: those are for commands."""
    place = places.around(finding.span)
    if place is None:
        return finding
    excerpt, start, end = place
    if finding.rule == "arguments/pointer":
        return replace(finding, cut=pointer_of(reading, excerpt, start, end))
    solid = next((s for s in excerpt.solid if s.start <= start and end <= s.end), None)
    if solid is not None and (solid.start, solid.end) != (start, end):
        return finding
    if solid is None and finding.neutral is not None:
        return finding
    return replace(finding, neutral=None, cut=phrase_of(reading, excerpt, start, end))


def _in_code(excerpt: Excerpt, owners: frozenset[str]) -> Iterator[Finding]:
    for found in addresses_in(excerpt.text, owners):
        span = excerpt.source(found.start, found.end)
        yield _argument(span, found.rule, 0.9, found.note, found.placeholder)
    yield from _in_commands(excerpt)
    if _SQL_WORD.search(excerpt.text):
        yield from _matches(excerpt, _SQL, 1, "table", "<table>")
    for start, end, placeholder in query_values(excerpt.text):
        span = excerpt.source(start, end)
        yield _argument(span, "query", 0.7, "a value that somebody chose", placeholder)
    for match in _AT_HOST.finditer(excerpt.text):
        if is_public_host(match.group(2)) or match.group(1) == "git":
            continue
        if re.fullmatch(r"v?\d[\d.]*", match.group(2)):
            # 'build@1' is a version
            continue
        if not is_common(match.group(1)):
            yield _argument(excerpt.source(*match.span(1)), "account", 0.8, "an account", "<user>")
        host = match.group(2)
        remote = "." in host and is_remote(excerpt.text, *match.span())
        if remote or (not is_common(host) and _is_host(host, owners)):
            yield _argument(
                excerpt.source(*match.span(2)), "host", 0.8, "a host of the house", "<host>"
            )
    for start, end in copied(excerpt.text):
        span = excerpt.source(start, end)
        yield _argument(span, "host", 0.8, "a host of the house", "<host>")
    for start, end, rule, holder in configured(excerpt.text):
        span = excerpt.source(start, end)
        yield _argument(span, rule, 0.7, "a setting of the house", holder)


def _is_host(name: str, owners: frozenset[str]) -> bool:
    return "." not in name or private_url(f"ssh://{name}", owners) is not None


def _in_commands(excerpt: Excerpt) -> Iterator[Finding]:
    if not any(is_known_tool(w) for w in re.findall(r"[\w./-]+", excerpt.text)):
        flagged = re.search(r"--|-X\w", excerpt.text) is not None
        if not flagged:
            return
    for command in commands(excerpt.text):
        for named in named_arguments(command):
            sample = named.placeholder == "<branch>" and is_sample_branch(named.word.text)
            if not is_common(named.word.text) and is_name(named) and not sample:
                span = excerpt.source(named.word.start, named.word.end)
                placeholder = placeholder_of(named)
                found = _argument(span, named.rule, 0.85, "an argument of a command", placeholder)
                # a service is named the same in a command as in a sentence
                service = named.rule == "name" and is_service(named)
                yield replace(found, kind=Kind.SYSTEM) if service else found
        for named in chosen_values(command):
            span = excerpt.source(named.word.start, named.word.end)
            note = "a value that somebody chose"
            yield _argument(span, named.rule, 0.8, note, named.placeholder)


def _in_prose(excerpt: Excerpt, owners: frozenset[str]) -> Iterator[Finding]:
    for found in addresses_in(excerpt.text, owners):
        if excerpt.in_code(found.start, found.end):
            continue
        yield _argument(excerpt.source(found.start, found.end), found.rule, 0.85, found.note, None)
    own = [o for o in owners if len(o) > _SHORT and not is_public_in_any_case(o)]
    for match in _ADDRESS.finditer(excerpt.text):
        if any(o in match.group().lower() for o in own):
            end = match.start() + len(match.group().rstrip(".,;:!?)"))
            span = excerpt.source(match.start(), end)
            yield _argument(span, "named-url", 0.8, "an address that names the house", None)
    for pattern, rule, note in (
        (_ACCOUNT, "account", "an account"),
        (_SERVICE_ACCOUNT, "account", "an account"),
    ):
        for match in pattern.finditer(excerpt.text):
            start, end = match.span(match.lastindex or 0)
            if not excerpt.in_code(start, end):
                yield _argument(excerpt.source(start, end), rule, 0.7, note, None)
    for start, end in (*accounts(excerpt.text), *placed(excerpt.text)):
        yield _argument(excerpt.source(start, end), "login", 0.7, _WHERE, None)
    for solid in excerpt.solid:
        name = excerpt.text[solid.start : solid.end]
        noun = _BEFORE_CODE.search(excerpt.text, 0, solid.start)
        if noun and _is_own_name(name):
            span = excerpt.source(solid.start, solid.end)
            name_of = _argument(span, "named", 0.7, "a name of the house", None)
            made = noun.group().strip().lower() in _MADE
            as_system = replace(name_of, kind=Kind.SYSTEM, standing=Standing.RECORD)
            yield as_system if made else name_of
    for match in _OFFICE_FILE.finditer(excerpt.text):
        if not excerpt.in_code(*match.span()) and re.search(
            r"[-_\d]", match.group().rsplit(".", 1)[0]
        ):
            yield _argument(excerpt.source(*match.span()), "file", 0.7, "a file of the house", None)


def _is_own_name(name: str) -> bool:
    """Whether the words in a code span after 'topic', 'table', … are one private name."""
    return re.fullmatch(r"[A-Za-z][\w.:/-]{3,}", name) is not None and not is_common(name)


def _matches(
    excerpt: Excerpt, pattern: re.Pattern[str], group: int, rule: str, holder: str
) -> Iterator[Finding]:
    for match in pattern.finditer(excerpt.text):
        if not is_common(match.group(group)):
            yield _argument(
                excerpt.source(*match.span(group)), rule, 0.8, "a name in a query", holder
            )


def _argument(span: Span, rule: str, confidence: float, note: str, neutral: str | None) -> Finding:
    return Finding(
        Kind.ARGUMENT, span, f"arguments/{rule}", confidence, note, Standing.GUIDANCE, None, neutral
    )


FINDER = ArgumentFinder()
