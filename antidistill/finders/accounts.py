"""Accounts by name in a sentence; databases, queues and other places to work beside their noun;
branches and folders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from antidistill.finders.common_words import is_common_word
from antidistill.finders.commonplace import is_common
from antidistill.finders.phrases import table

_PLACE = (
    r"(?:[Cc]onsumer[ -]group|[Gg]roup id|[Vv]host|[Kk]eyspace|[Pp]artition|[Rr]unner|"
    r"[Ff]eature flag|[Ii]mage|[Ii]nstance|[Vv]olume|[Dd]atabase|[Ss]chema|[Nn]amespace|"
    r"[Bb]ucket|[Tt]opic|[Qq]ueue|[Cc]luster|[Rr]eplica|[Ee]ndpoint|[Pp]rinter|[Mm]ailbox)"
)
_NAME = r"[A-Za-z][A-Za-z0-9]*(?:[_.:/-][A-Za-z0-9]+)+"
"""A name of several parts: one word may be any word of the sentence."""
_LOGGED_IN = re.compile(
    r"\b(?:[Jj]ump|[Hh]op|[Ll]og(?:ged|s)?|[Ss]ign(?:ed|s)?|SSH|ssh|[Cc]onnect(?:ed|s)?)"
    r"(?: (?:in|on))?(?: (?:to|through|via|from)(?: [\w.-]+){1,4}?)? as ([a-z][\w.-]{2,})(?![\w@-])"
    r"|\b(?:user|login|account|user ?name|login name|user id)(?: (?:for|of|on) the [\w-]+)?"
    r" (?:is|was) "
    r"([a-z][\w.-]{2,})(?=[,;]|\.(?:\s|\Z)|\s(?:and|with)\b)"
    r"|\b(?:[Uu]ser|[Aa]ccount|[Ll]ogin),? ([a-z]+[_.-]?\d+)(?![\w@-])"
    r"|\bas user ([a-z][a-z0-9]*(?:[_.-][a-z0-9]+)+)(?![\w@-])"
    r"|\bshared (?:login|account|user) ([a-z][\w.-]{2,})(?![\w@-])"
    r"|\b(?:[Dd]rain|[Cc]ordon|[Uu]ncordon|[Ff]ail(?:ed)? over to|(?:[Jj]ump|[Hh]op) through) "
    rf"({_NAME})(?![\w@-])"
    rf"|\b[Bb]ranch ((?:[a-z]+-)+[a-z0-9]+)(?![\w@/-])"
    rf"|\b{_PLACE}(?: (?:called|named|is))? ({_NAME})(?![\w@-])"
    r"|(?<![\w./-])([a-z][a-z0-9]*(?:[_-][a-z0-9]+)+) "
    r"(?:database|schema|namespace|bucket|topic|queue|consumer group|keyspace|partition)\b"
    r"|\b[Dd]atabase (?:is |called |named )?([a-z]{3,})(?=[,;]| on port\b)"
    r"|(?:数据库|命名空间|主题|队列|集群|存储桶|库名|消费组|消费者组|镜像|分支|实例|topic|Topic)\s?(?:是|为|叫|用)?\s?"
    rf"({_NAME})(?![\w@-])"
    r"|([A-Za-z][\w.-]{2,})\s?(?:这个|那个|的)?(?:账号|帐号|账户)"
    r"|(?:用户名|账户|账号|帐号|登录名|工号|公共邮箱|公共账号|(?<![\u4e00-\u9fff])用户(?=\s?[\w.-]+[，,、；;]))(?:是|为|用|填|[:：])?\s?([A-Za-z][\w.-]{2,})(?![\w@-])",
    re.ASCII,
)
_BRANCH = re.compile(
    r"(?<![\w./@:-])(?:feature|feat|hotfix|bugfix|release|releases|fix|chore|support)/"
    r"(?!x+\b|xxx|your|my-|name\b|v?\d+(?:\.(?:\d+|x))*\b|branch|new-|some|foo|test\b)[\w.-]*[A-Za-z][\w.-]*\w",
    re.ASCII,
)
_SORTED = re.compile(
    r"(?:feature|feat|hotfix|bugfix|fix|chore|docs|refactor|test|perf)/([A-Za-z-]+)"
)
_BRANCHES = re.compile(
    r"\b(?:branch|cut|check ?out|tag|rebase|cherry|switch)|分支|切到|拉一个", re.IGNORECASE
)
"""What says that 'release/rollback' is a branch and no choice between two words."""
_FOLDER = re.compile(
    r"(?:\b(?:[Ff]older|[Dd]irectory)|目录|文件夹|路径)\s?(?:是|为|[:：])?\s?"
    r"(/(?!etc|opt|var|usr|tmp|proc|sys|dev|bin|lib|run|boot|home/user|api)[A-Za-z][\w.-]*(?:/[\w.-]*\w)+)",
    re.ASCII,
)


def accounts(text: str) -> Iterator[tuple[int, int]]:
    """Where accounts, places to work, branches and folders of the house stand in `text`."""
    for match in _LOGGED_IN.finditer(text):
        start, end = match.span(match.lastindex or 0)
        name = text[start:end].rstrip(".")
        plain = name.isalpha() and not name.islower()
        if not plain and name.lower() not in _anybody() and not is_common(name):
            yield start, start + len(name)
    if _BRANCHES.search(text):
        branches = _BRANCH.finditer(text)
        yield from (m.span() for m in branches if not is_sample_branch(m.group()))
    yield from (m.span(1) for m in _FOLDER.finditer(text))


def is_sample_branch(name: str) -> bool:
    """Whether a branch has a usual prefix and everyday words behind it, as handbooks of Git show
    it: 'feat/user-login'."""
    match = _SORTED.fullmatch(name)
    return match is not None and all(is_common_word(w) for w in match.group(1).split("-") if w)


@cache
def _anybody() -> frozenset[str]:
    """Accounts that every system has, and words that stand there too."""
    return frozenset(table("systems")["accounts"]["common"].split())
