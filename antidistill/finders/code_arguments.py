"""Private arguments in code: hosts, accounts, names in commands and queries, settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from antidistill.finders.accounts import is_sample_branch
from antidistill.finders.addresses import addresses_in, private_url
from antidistill.finders.argument_finding import as_argument
from antidistill.finders.chosen import chosen_values
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
from antidistill.finders.placed import copied
from antidistill.finders.public import is_public_host
from antidistill.finders.query_values import query_values
from antidistill.finders.reachable import is_remote
from antidistill.finding import Finding, Kind

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


def in_code(excerpt: Excerpt, owners: frozenset[str]) -> Iterator[Finding]:
    """Each with the placeholder that documentation writes; `owners`: domains of the house."""
    for found in addresses_in(excerpt.text, owners):
        span = excerpt.source(found.start, found.end)
        yield as_argument(span, found.rule, 0.9, found.note, found.placeholder)
    yield from _in_commands(excerpt)
    if _SQL_WORD.search(excerpt.text):
        yield from _matches(excerpt, _SQL, 1, "table", "<table>")
    for start, end, placeholder in query_values(excerpt.text):
        span = excerpt.source(start, end)
        yield as_argument(span, "query", 0.7, "a value that somebody chose", placeholder)
    for match in _AT_HOST.finditer(excerpt.text):
        if is_public_host(match.group(2)) or match.group(1) == "git":
            continue
        if re.fullmatch(r"v?\d[\d.]*", match.group(2)):
            # 'build@1' is a version
            continue
        if not is_common(match.group(1)):
            yield as_argument(
                excerpt.source(*match.span(1)), "account", 0.8, "an account", "<user>"
            )
        host = match.group(2)
        remote = "." in host and is_remote(excerpt.text, *match.span())
        if remote or (not is_common(host) and _is_host(host, owners)):
            yield as_argument(
                excerpt.source(*match.span(2)), "host", 0.8, "a host of the house", "<host>"
            )
    for start, end in copied(excerpt.text):
        span = excerpt.source(start, end)
        yield as_argument(span, "host", 0.8, "a host of the house", "<host>")
    for start, end, rule, holder in configured(excerpt.text):
        span = excerpt.source(start, end)
        yield as_argument(span, rule, 0.7, "a setting of the house", holder)


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
                found = as_argument(span, named.rule, 0.85, "an argument of a command", placeholder)
                # a service is named the same in a command as in a sentence
                service = named.rule == "name" and is_service(named)
                yield replace(found, kind=Kind.SYSTEM) if service else found
        for named in chosen_values(command):
            span = excerpt.source(named.word.start, named.word.end)
            note = "a value that somebody chose"
            yield as_argument(span, named.rule, 0.8, note, named.placeholder)


def _matches(
    excerpt: Excerpt, pattern: re.Pattern[str], group: int, rule: str, holder: str
) -> Iterator[Finding]:
    for match in pattern.finditer(excerpt.text):
        if not is_common(match.group(group)):
            yield as_argument(
                excerpt.source(*match.span(group)), rule, 0.8, "a name in a query", holder
            )
