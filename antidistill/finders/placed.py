"""Places to work that a sentence names by one word: 'the schema is called sendeplan', 'restart it
on enc-b', the name of a Wi-Fi."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.finders.common_words import is_common_word
from antidistill.finders.commonplace import is_common

_NOUN = (
    r"(?:[Dd]atabase|[Ss]chema|[Nn]amespace|[Bb]ucket|[Tt]opic|[Qq]ueue|[Ss]hare|[Kk]eyspace|"
    r"[Ii]ndex|[Mm]ailbox|[Cc]luster|[Vv]host|[Rr]eplica)"
)
_IS = re.compile(
    rf"\b{_NOUN} is (?P<name>[a-z][\w$-]{{3,}})(?=[.,;]|\s(?:on|in|and|with|at)\b)", re.ASCII
)
_CALLED = re.compile(
    rf"\b(?:{_NOUN}|[Rr]ole|[Ll]ogin|[Aa]ccount|[Pp]rinter|[Nn]etwork) "
    r"(?:is |was )?(?:called|named) "
    r"(?P<name>[A-Za-z][\w.$-]*[\w$])",
    re.ASCII,
)
_BEHIND = re.compile(
    r"(?<![\w./@-])(?P<name>[a-z][a-z0-9]*(?:[._][a-z0-9]+)+) "
    r"(?:topic|role|login|account|share|printer|cluster|runner|mailbox|index|queue|exchange)\b",
    re.ASCII,
)
_MACHINE = re.compile(
    r"\b(?:[Rr]estart|[Rr]eboot|[Ss]top|[Ss]tart|[Kk]ill|[Rr]un|[Ll]ook|[Cc]heck|[Ii]nstall|"
    r"[Dd]eploy)\b[^.;:]{0,30}\son (?P<name>(?!(?:step|day|phase|tier|level|plan|type|part|week|"
    r"round|usb|option|priority|stage|page|line|slot|class|grade|category|severity|sev|port|covid)-)"
    r"[a-z]{3,}-(?:\d{1,2}|[a-d]))(?![\w-])",
    re.ASCII,
)
_TURNED = re.compile(
    r"\b(?:[Pp]oint|[Ss]witch|[Ff]ail over|[Cc]onnect|[Mm]ove|[Rr]edirect)\b"
    r"[^.;:]{0,30}\s(?:at|to|onto) "
    r"(?P<name>[a-z]{4,}\d{1,2})(?=[\s,;]|\.(?:\s|\Z))",
    re.ASCII,
)
_NET = r"(?:[Ww]i-?[Ff]i|WLAN|SSID|[Hh]otspot|无线|热点)"
_WIFI = re.compile(
    rf"{_NET}(?: (?:name|network)|名称?)?\s?(?:is|called|named|是|叫|为|连|：|:)?\s?"
    r"(?P<name>[A-Z][A-Za-z0-9]*[-_][\w-]*\w|[A-Z]{2,}[A-Z0-9]*\d)(?![\w-])"
    r"|(?<![\w-])(?P<before>[A-Z][A-Z0-9]*[-_][\w-]*\w) (?:network|[Ww]i-?[Ff]i|WLAN|hotspot)\b",
    re.ASCII,
)
_HAN = re.compile(
    r"(?:数据库|库名?|表空间|共享盘?|队列|主题|命名空间|存储桶)(?:叫做?|名为)\s?(?P<name>[A-Za-z][\w.$-]{2,})",
    re.ASCII,
)
_NAMED = (_CALLED, _HAN)
_ALL = (_IS, _CALLED, _BEHIND, _MACHINE, _TURNED, _WIFI, _HAN)


def placed(text: str) -> Iterator[tuple[int, int]]:
    """Where such names stand in `text`. What a sentence only says to be so ('the queue is empty')
    is a word that other texts have too."""
    for pattern in _ALL:
        for match in pattern.finditer(text):
            group = "name" if match["name"] else "before"
            word = match[group].rstrip(".$")
            known = pattern not in _NAMED and is_common_word(word)
            if not known and not is_common(word):
                yield match.span(group)


_COPIED = re.compile(r"\b(?:rsync|scp)\s[^\n|;&]*?\s(?P<host>[a-z][\w.-]+):(?=[/~])", re.ASCII)


_ANY_HOST = frozenset({"host", "server", "remote", "node", "user", "hostname", "target", "dest"})


def copied(code: str) -> Iterator[tuple[int, int]]:
    """The machines that a command copies to or from: 'rsync -a x backup7:/archive'."""
    for match in _COPIED.finditer(code):
        name = match["host"]
        if name.rstrip("0123456789") not in _ANY_HOST and (
            name[-1].isdigit() or not is_common(name)
        ):
            yield match.span("host")
