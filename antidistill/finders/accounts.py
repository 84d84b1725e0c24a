"""Accounts by name in a sentence, and databases, namespaces and queues beside their noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from antidistill.finders.commonplace import is_common
from antidistill.finders.phrases import table

_LOGGED_IN = re.compile(
    r"\b(?:[Ll]og(?:ged|s)?|[Ss]ign(?:ed|s)?|SSH|ssh|[Cc]onnect(?:ed|s)?)(?: (?:in|on))?"
    r"(?: to \S+)? as ([a-z][\w.-]{2,})(?![\w@-])"
    r"|\b(?:user|login|account|user ?name|login name|user id)(?: (?:for|of|on) the [\w-]+)?"
    r" (?:is|was) "
    r"([a-z][\w.-]{2,})(?=[,;]|\.(?:\s|\Z)|\s(?:and|with)\b)"
    r"|\b(?:[Uu]ser|[Aa]ccount|[Ll]ogin) ([a-z]+\d+)(?![\w@-])"
    r"|\b(?:database|schema|namespace|bucket|topic|queue|cluster) "
    r"([a-z][a-z0-9]*(?:[_.-][a-z0-9]+)+)(?![\w@-])"
    r"|(?<![\w./-])([a-z][a-z0-9]*(?:[_-][a-z0-9]+)+) "
    r"(?:database|schema|namespace|bucket|topic|queue)\b"
    r"|(?:数据库|命名空间|主题|队列|集群|存储桶|库名)(?:是|为|叫)?\s?"
    r"([a-z][a-z0-9]*(?:[_.-][a-z0-9]+)+)(?![\w@-])"
    r"|([A-Za-z][\w.-]{2,})\s?(?:这个|那个|的)?(?:账号|帐号|账户)"
    r"|(?:用户名|账户|登录名|工号)(?:是|为|用|填|[:：])?\s?([A-Za-z][\w.-]{2,})(?![\w@-])",
    re.ASCII,
)


def accounts(text: str) -> Iterator[tuple[int, int]]:
    """Where their names stand in `text`."""
    for match in _LOGGED_IN.finditer(text):
        start, end = match.span(match.lastindex or 0)
        name = text[start:end].rstrip(".")
        plain = name.isalpha() and not name.islower()
        if not plain and name.lower() not in _anybody() and not is_common(name):
            yield start, start + len(name)


@cache
def _anybody() -> frozenset[str]:
    """Accounts that every system has, and words that stand there too."""
    return frozenset(table("systems")["accounts"]["common"].split())
