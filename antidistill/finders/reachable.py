"""Ways to reach one person: mail addresses, telephone numbers, handles, seats, chat ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from antidistill.finders.han_doers import acts
from antidistill.finders.name_words import words_of
from antidistill.finders.phrases import table
from antidistill.finders.public import is_documentation_host, is_public


@dataclass(frozen=True, slots=True)
class Way:
    """One of them in a text."""

    start: int
    end: int
    rule: str
    placeholder: str
    team: bool = False
    """Whether it reaches a group and not one person."""


_MAIL = re.compile(
    r"(?<![A-Za-z0-9._+%-])([A-Za-z0-9._+-]+)(?:@|%40)((?:[A-Za-z0-9_-]+\.)+[a-z]{2,})(?![A-Za-z0-9_@])",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"(?<![A-Za-z0-9_/.@`$])@([A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9](?![A-Za-z0-9_/])"
    r"|[\u4e00-\u9fff]{2,4}(?![\w/]))"
)
_PLACE = re.compile(
    r"\s(?:Room|Lab|Hall|Building|Floor|Office|Desk|Site|Center|Centre|Station|[A-Z]?\d)\b"
)
"""Behind an abbreviation with an @ it says where: '@MRI Room'."""
_PHONE = re.compile(
    r"(?<![A-Za-z0-9_.:/-])(?:\+\d{1,3}[\s.-]?(?:\(?\d{1,4}\)?[\s.-]?){2,5}\d{2,4}"
    r"|\(\d{3}\)\s?\d{3}[\s.-]\d{4}|\d{3}[.-]\d{3}[.-]\d{4}"
    r"|1[3-9]\d[\s-]?[\dxX*]{4}[\s-]?[\dxX*]{4}|0\d{2,4}[\s/-]\d{5,8}|0\d{2,4}[\s-]\d{3,4}[\s-]\d{3,4}|0\d{2,3}-\d{7,8}(?:-\d{1,5})?|400-?\d{3}-?\d{4})(?![A-Za-z0-9_-]|\.\d)"
)
_EXTENSION = re.compile(
    r"(?:\b(?:ext(?:ension|n)?\.?|x(?!26[456]\b))|分机(?:号)?[是为]?|(?:内线|短号)[是为]?)"
    r"\s?[:：#]?\s?(\d{3,5})(?!\w)",
    re.IGNORECASE | re.ASCII,
)
_SEAT = re.compile(
    r"\b(?:room|desk|seat|office|cubicle|bay)\s(?:no\.?\s|number\s)?#?([A-Z]?\d[\w.-]*\w|[A-Z]-?\d+)(?!\w)"
    r"|(?:工位|座位)\s?(?:号)?\s?[:：]?\s?([A-Za-z]?\d[\w-]*)",
    re.IGNORECASE,
)
_CHAT = re.compile(
    r"(?:微信号?|[Ww]e[Cc]hat(?:\sID)?|QQ号?|钉钉号?|飞书号|Telegram|WhatsApp|Skype)\s?(?:是|为|[:：])\s?([A-Za-z][\w-]{4,}|\d{5,12})"
    r"|\b((?:ou|on|oc|cli)_[0-9a-f]{16,}|U(?=[A-Z0-9]*\d)[A-Z0-9]{8,10})\b",
    re.ASCII,
)
_BESIDE = re.compile(
    r"\b(?:[Hh]is|[Hh]ers?|[Mm]y|me|I|whose|who|sits?|desk|seat|[Ss]he|[Hh]e)\b"
    r"|\b[A-Z][a-z]+(?:['’]s|\s(?:is|works|has|can be))\b"
)
"""Beside a room these words say that somebody sits there: a stock room has a number too."""
_HOTLINE = re.compile(
    r"(?:\b(?:hot ?line|help ?line|switchboard|front desk|reception|toll[- ]free)\b"
    r"|热线|总机|客服|前台|服务台|报警|电话银行)[^,，;；。]{0,12}\Z",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"(?:\A|\.)group\.calendar\.google\.com\Z|\A(?:lists?|groups?)\.", re.IGNORECASE
)
"""Hosts whose addresses reach no single person."""
_IN_PATH = re.compile(r"://[^\s?#]*/(?:lists?|archives?)/(?:[^\s?#]*/)?\Z")
"""The archive of a mailing list, before its address."""
_REMOTE = re.compile(r"\b(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id)\s[^\n|;&]*\Z|\bs(?:sh|ftp)://\Z")
"""What stands before an account on a machine, which looks like a mail address."""
_PLACEHOLDER = re.compile(
    r"\A(?:NAME|USER(?:NAME)?|FIRST|LAST|FIRST\.LAST|EMAIL|you|your[\w.-]*|user|username|name|someone|somebody|me|foo|bar|xxx+|example"
    r"|[\u4e00-\u9fff]{0,2}(?:场地|地点|房间|时间|姓名|名字|昵称|部门|对方|某人|人名|会议室|作者|用户名))\Z"
)


@cache
def _boxes() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Latin and Chinese names of groups, and words after an @ that are no handles."""
    data = table("person_context")["groups"]
    latin = rf"(?:\A|[._-])(?:{words_of(data['en'])})(?:\Z|[._-])"
    code = rf"\A(?:{words_of(data['code'])})\b"
    return re.compile(latin, re.I), re.compile("|".join(data["zh"].split())), re.compile(code)


def ways(text: str, code: bool) -> Iterator[Way]:
    """Those in `text`, by kind. In code only mail addresses, numbers and ids are looked for."""
    yield from _mails(text)
    for pattern, rule, holder in (
        (_PHONE, "phone", "<phone>"),
        (_CHAT, "chat", "<id>"),
        *(() if code else ((_EXTENSION, "phone", "<extension>"), (_SEAT, "seat", "<seat>"))),
    ):
        for match in pattern.finditer(text):
            if pattern is not _PHONE or not _is_no_phone(match.group()):
                start, end = match.span(match.lastindex or 0)
                if pattern is not _SEAT or _is_somebodys(text, match):
                    shared = rule == "phone" and _HOTLINE.search(text[:start]) is not None
                    yield Way(start, end, rule, holder, shared)
    if not code:
        yield from _handles(text)


def is_remote(text: str, start: int, end: int) -> bool:
    """Whether what looks like a mail address at that place is an account on a machine: 'ssh
    brew@vat-03.malt.net', 'brew@vat-03.malt.net:/srv'."""
    behind = text[end : end + 2]
    return behind in (":/", ":~") or _REMOTE.search(text[max(0, start - 80) : start]) is not None


def _mails(text: str) -> Iterator[Way]:
    for match in _MAIL.finditer(text):
        box, host = match.group(1), match.group(2)
        if (
            is_documentation_host(host)
            or _PLACEHOLDER.match(box)
            or re.search(r"[<>{}$]", match.group())
        ):
            continue
        if text[max(0, match.start() - 4) : match.start()] == "git@" or box == "git":
            continue
        if is_remote(text, match.start(), match.end()):
            continue
        yield Way(*match.span(), "mail", "<email>", _is_group(text, match))


def _is_group(text: str, match: re.Match[str]) -> bool:
    """Whether an address reaches several: the box of a team, a list or a calendar, or stands in
    the archive of a list."""
    box, host = match.group(1), match.group(2)
    if _boxes()[0].search(box) or _LISTS.search(host):
        return True
    return _IN_PATH.search(text, 0, match.start()) is not None


def _is_somebodys(text: str, room: re.Match[str]) -> bool:
    """Whether a desk or room is said to be where somebody sits."""
    named = re.match(r"room\b|bay\b", room.group(), re.IGNORECASE) is None
    if is_public(room.group()):
        # 'Office 365' is no office
        return False
    return named or _BESIDE.search(text) is not None


def _is_no_phone(found: str) -> bool:
    """Years, versions and amounts can look like a number to call."""
    digits = re.sub(r"\D", "", found)
    masked = len(re.findall(r"[xX*]", found))
    return len(digits) + masked < 8 or re.fullmatch(r"\d{4}-\d{4}", found) is not None


def _handles(text: str) -> Iterator[Way]:
    for match in _HANDLE.finditer(text):
        handle = _before_act(match.group(1))
        if _boxes()[2].match(handle) or _PLACEHOLDER.match(handle):
            continue
        if re.search(r"\.(?:com|org|net|io|cn|dev|edu|gov)\Z", handle):
            continue
        if handle.isupper() and _PLACE.match(text, match.end()):
            continue
        team = _boxes()[0].search(handle) or _boxes()[1].search(handle)
        start = match.start()
        yield Way(start, start + 1 + len(handle), "handle", "<handle>", bool(team))


def _before_act(handle: str) -> str:
    """A Chinese handle without what its owner is to do: '王工' of '王工审核'."""
    act = _acting().fullmatch(handle)
    return act.group(1) if act else handle


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(rf"([\u4e00-\u9fff]{{2,3}}){acts()}")
