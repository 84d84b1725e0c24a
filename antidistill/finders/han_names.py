"""Names of people in Chinese sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from antidistill.finders.common_words import class_nouns, is_everyday_han
from antidistill.finders.han_letters import (
    FOREIGN,
    FOREIGN_TAIL,
    any_surname,
    is_likely,
    is_made_of_given_letters,
    surnames,
)
from antidistill.finders.han_rules import GIVEN, rules
from antidistill.finders.name_words import words_of
from antidistill.finders.names import Seen
from antidistill.finders.phrases import table
from antidistill.finders.public import is_public
from antidistill.finders.trades import han_followed

if TYPE_CHECKING:
    from spacy.tokens import Doc


@lru_cache(maxsize=1 << 14)
def is_no_name(word: str) -> bool:
    """Whether a Chinese word that looks like a name is a common word or public."""
    never = {*table("person_context")["never"]["zh"].split(), *class_nouns()}
    return is_public(word) or any(word.startswith(n) for n in never if len(n) > 1)


def chinese(text: str, doc: Doc | None) -> Iterator[Seen]:
    """Names of people in a Chinese text."""
    for name, confidence, pattern in rules():
        for match in pattern.finditer(text):
            if is_no_name(match.group()) or _is_measured(text, match.start()):
                continue
            if name == "between" and not _is_called_so(match.group()):
                continue
            sure = name != "nickname" or match.group()[1:] in surnames()[0]
            yield Seen(*match.span(), name if sure else "model", confidence)
    yield from _addressed(text, doc)
    for token in doc or ():
        given = _is_given_name(token.text, token.tag_, text, token.idx)
        if not given and token.tag_ != "PER":
            continue
        if _LABELLED.search(text[: token.idx]):
            # 'A1 孔' is a place on a plate
            continue
        if FOREIGN.match(text, token.idx + len(token)) or FOREIGN_TAIL.search(text, 0, token.idx):
            continue
        word = _name_in(token.text)
        if given:
            yield Seen(token.idx, token.idx + 2, "given", 0.7)
        if token.tag_ == "PER" and _is_quoted(text, token.idx, token.idx + len(token)):
            # what somebody says, and nobody's name
            continue
        if token.tag_ == "PER" and _is_han_name(word, text, token.idx):
            yield Seen(token.idx, token.idx + len(word), "model", 0.85)


def _is_called_so(name: str) -> bool:
    """Whether a person may have that name, whatever stands around it: no word is in it, and its
    last character is one of given names."""
    pairs = (name[at : at + 2] for at in range(len(name) - 1))
    return is_likely(name[-1]) and not any(map(is_everyday_han, pairs))


_PLAIN_TAGS = frozenset({"v", "vn", "a", "ad", "m", "t", "TIME", "p", "c", "r", "q", "u"})


@cache
def _given_rules() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """Words of two characters of given names, what a person does, and words that are no names."""
    data = table("person_context")
    letters = "".join(data["given"]["zh"].split())
    weak = data["weak"]["zh"].split()
    doing = words_of(
        " ".join(
            w for w in f"{data['given']['doing']} {data['after']['zh']}".split() if w not in weak
        )
    )
    return (
        re.compile(f"[{letters}]{{2}}"),
        re.compile(f"(?:{doing})"),
        frozenset(data["given"]["never"].split()),
    )


def _is_given_name(word: str, tag: str, text: str, at: int) -> bool:
    """Whether a word is a given name, though the tagger does not say so: '海峰签字才算数'."""
    shape, doing, never = _given_rules()
    if shape.fullmatch(word) is None or word in never or is_no_name(word) or tag in ("PER", "LOC"):
        return False
    if tag in _PLAIN_TAGS:
        return re.compile(r"(?:签字|点头|拍板|请假|顶班|打电话)").match(text, at + 2) is not None
    asked = re.search(r"(?:找|由|叫|喊|问一下|只认|只听|催)\Z", text[:at]) is not None
    return asked or doing.match(text, at + 2) is not None


_NICKNAMED = re.compile(r"[老小大阿][\u4e00-\u9fff]|阿[A-Z]")


@cache
def _titled() -> re.Pattern[str]:
    titles = words_of(table("person_context")["titles"]["zh"] + " 队 处 科 老 局 仔")
    return re.compile(rf"(?:{any_surname()}){GIVEN}{{0,2}}?(?:{titles})")


def _addressed(text: str, doc: Doc | None) -> Iterator[Seen]:
    """Forms of address that the tagger takes for a person's name: '邝师傅', '褚队', '小栾'."""
    for token in doc or ():
        if token.tag_ != "PER":
            continue
        match = _titled().match(text, token.idx)
        if match is None or match.end() < token.idx + min(len(token), 2):
            match = _NICKNAMED.fullmatch(text, token.idx, token.idx + 2)
        if match is None or is_no_name(match.group()) or _is_quoted(text, *match.span()):
            continue
        if (
            _is_measured(text, match.start())
            or match.group() in table("person_context")["titles"]["zh"].split()
        ):
            continue
        if is_more(text, match.end()) or FOREIGN.match(text, token.idx + len(token)):
            continue
        called = match.group()
        sure = not called.endswith(_ALSO_WORDS) and (
            called[0] not in "老小大阿" or called[1:] in surnames()[0]
        )
        yield Seen(*match.span(), "title" if sure else "model", 0.85)


def _is_quoted(text: str, start: int, end: int) -> bool:
    return text[max(0, start - 1) : start] in tuple("“\"「『‘'") and text[end : end + 1] in tuple(
        "”\"」』’'"
    )


def _name_in(word: str) -> str:
    """The form of address at the beginning of a word: the tagger reads '小邓迁到' as '小邓迁'."""
    match = re.match(rf"[老小大](?:{any_surname()})(?=[\u4e00-\u9fff]\Z)", word)
    return match.group() if match else word


def _is_han_name(word: str, text: str, at: int) -> bool:
    never = is_no_name(word) or word in _given_rules()[2] or is_more(text, at + len(word))
    if never or not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word):
        return False
    common, doubtful = surnames()
    if word[0] == "周" and text[at - 1 : at] in tuple("上下本每这一两几半单双隔"):
        return False
    surnamed = word[0] in common or word[:2] in common
    # '钟离' alone
    if word in common or (surnamed and (len(word) > 2 or is_likely(word[1]))):
        return True
    if word[0] in "老小大阿" and word[1:] in {**common, **doubtful}:
        return True
    if _FAMILIAR.fullmatch(word) and (len(word) > 2 or _FOLLOWED.match(text, at + 2)):
        return True
    given = len(word) == 2 and is_made_of_given_letters(word)
    if given and not _unlikely().search(word) and _FOLLOWED.match(text, at + 2):
        # a given name alone: the tagger tells it from a word better than any list
        return True
    before = re.compile(rf"(?:{words_of(table('person_context')['before']['zh'])})\Z")
    after = re.compile(rf"(?:{words_of(table('person_context')['after']['zh'])})")
    asked = before.search(text[:at]) or after.match(text, at + len(word))
    return bool(asked) and (word[0] in doubtful or len(word) == 2)


def is_more(text: str, end: int) -> bool:
    """Whether a trade or a noun of systems stands right behind: '贝拉童装' is a firm."""
    return han_followed().match(text, end) is not None


@cache
def _unlikely() -> re.Pattern[str]:
    """Characters that given names hardly have."""
    return re.compile(f"[{''.join(table('person_context')['unlikely']['zh'].split())}]")


def given_name(name: str) -> str | None:
    """The given name of two characters in a full one, when it is no word of its own; else None."""
    common, doubtful = surnames()
    size = 2 if name[:2] in common and len(name) == 4 else 1
    given = name[size:]
    if len(given) != 2 or name[:size] not in {**common, **doubtful} or is_no_name(given):
        return None
    return given


_FOLLOWED = re.compile(r"的(?!语气|口吻|态度)[\u4e00-\u9fff]|[\u4e00-\u9fff]")
"""A given name does something or owns something; a word in a list stands alone."""
_FAMILIAR = re.compile(
    r"[\u4e00-\u9fff][哥姐总工叔姨婶嫂队处科律]|([\u4e00-\u9fff])\1|[\u4e00-\u9fff]{2}[哥姐叔姨婶嫂仔]"
)
"""'曼姐', '魏律', '圆圆', '燕子姐'."""
_ALSO_WORDS = tuple("处科局仔")
"""Titles of one character that end other words as often: '马尔科', '代乳仔'."""
_MEASURED = re.compile(r"[A-Za-z0-9]\s?\Z|以\Z")


def _is_measured(text: str, start: int) -> bool:
    """Whether a size stands before it, or it is half of an idiom: '切 1 cm 小段', '以小博大'."""
    return text[start : start + 1] == "小" and _MEASURED.search(text, 0, start) is not None


_LABELLED = re.compile(r"(?:[A-Za-z]?\d+|[A-Z])\s?\Z")
