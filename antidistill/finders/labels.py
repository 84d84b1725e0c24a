"""Names that stand after a label or in a list: 'Owner: Maria Lopez, Tom Reed'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from antidistill.finders.given import is_doubtful, is_given
from antidistill.finders.han_letters import han_name
from antidistill.finders.han_names import is_no_name
from antidistill.finders.meanings import is_everyday
from antidistill.finders.name_words import words_of
from antidistill.finders.names import NAME, Seen, is_name_like
from antidistill.finders.phrases import HAN, table


def labelled(text: str, lower_words: frozenset[str] = frozenset()) -> Iterator[Seen]:
    """Names after a label: 'Owner: Maria Lopez, Tom Reed', '负责人：张伟、李娜'."""
    for match in _label().finditer(text):
        for seen in listed(text, match.end()):
            if text[seen.start : seen.end].lower() not in lower_words:
                yield seen


@cache
def _label() -> re.Pattern[str]:
    data = table("person_context")["labels"]
    words = rf"{words_of(data['en'])}|[\u4e00-\u9fff]{{0,4}}(?:{words_of(data['zh'])})"
    lead, colon = r"(?:^|[\s|*>(（,，;；-])", r"\*{0,2}\s?[:：]\*{0,2}\s*"
    return re.compile(rf"{lead}(?:{words}){colon}", re.IGNORECASE)


_FOLLOWS = frozenset({"and", "from", "with", "until", "since", "for", "then", "who", "has", "via"})
"""Words that stand behind somebody's name in such a line."""
_SEPARATOR = re.compile(r"\s*(?:,|，|、|/|&|\band\b|和|及|与)\s*")


def listed(text: str, start: int) -> Iterator[Seen]:
    """Names that follow one another from `start` on."""
    at = start
    while True:
        match = re.compile(NAME).match(text, at) or han_name().match(text, at)
        if match is None or not _listable(match.group()) or _goes_on(text, match):
            return
        yield Seen(match.start(), match.end(), "label", 0.85)
        separator = _SEPARATOR.match(text, match.end())
        if separator is None:
            return
        at = separator.end()


def _goes_on(text: str, name: re.Match[str]) -> bool:
    """Whether a word that is no given name goes on in lower case: 'From: Frontline support'."""
    word = name.group()
    if HAN.search(word) or " " in word or is_given(word) or is_doubtful(word):
        return False
    behind = re.compile(r"\s([a-z]{3,})\b").match(text, name.end())
    return behind is not None and behind.group(1) not in _FOLLOWS


def _listable(name: str) -> bool:
    if HAN.search(name):
        return not is_no_name(name)
    # 'Owner: Tax' names a department
    word = " " not in name and is_everyday(name) and not (is_given(name) or is_doubtful(name))
    return is_name_like(name) and not word
