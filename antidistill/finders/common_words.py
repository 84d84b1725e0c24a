"""Words that work texts share, so that a word which is none of them may be a name."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

from antidistill.finders.meanings import is_everyday
from antidistill.finders.phrases import DATA, table
from antidistill.finders.public import is_public, is_public_in_any_case


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """English and Chinese ones."""
    text = (DATA / "common_words.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    at = lines.index("------")
    return frozenset(" ".join(lines[:at]).split()), frozenset(" ".join(lines[at + 1 :]).split())


@lru_cache(maxsize=1 << 13)
def is_common_word(word: str) -> bool:
    """Whether an English word, whatever its capitals and its ending, is one of them."""
    low = word.lower()
    stems = (low, low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("ed"))
    known = any(w in _words()[0] or is_everyday(w) or w in _compounds() for w in stems)
    return known or is_public_in_any_case(word)


@cache
def _compounds() -> frozenset[str]:
    """Ordinary words that are made as the names of programs are: 'codebase'."""
    return frozenset(table("frames")["en"]["common"]["words"].split())


@cache
def _never() -> frozenset[str]:
    return frozenset((*table("frames")["zh"]["common"]["words"].split(), *class_nouns()))


@cache
def class_nouns() -> frozenset[str]:
    """Chinese nouns that say what sort of thing a name is for, and name nothing: '战队', '平台'."""
    data = table("systems")
    sorts = (*data["classes"]["zh"].values(), *data["own_nouns"]["zh"].values())
    return frozenset(w for words in sorts for w in words.split() if len(w) > 1)


@cache
def _everyday() -> frozenset[str]:
    lines = (DATA / "everyday.zh.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(lines[1:]).split())


@cache
def _used() -> Counter[str]:
    return Counter(character for word in _everyday() for character in set(word))


_FEW = 60


def is_rare_in_words(character: str) -> bool:
    """Whether hardly any everyday Chinese word has a character."""
    return _used()[character] <= _FEW


def is_everyday_han(word: str) -> bool:
    """Whether everybody uses this Chinese word; a house may call something by it all the same:
    '灯塔', '信箱'."""
    return word in _everyday()


_GRAMMAR = frozenset(
    "的了着过得地在是有没不别就都也还才再又很太更最要会能可应该须把被让给和与或及跟同对从到向往于"
    "这那哪每各某几两一二三四五六七八九十百千万第个们您你我他她它自其谁啥怎么什吗呢吧啊呀哦等之以"
)
"""Characters that stand in sentences and hardly ever in a name of the house."""
_PARTS = frozenset(
    "本表单册器柜箱盒车架台室间门墙板纸袋瓶桶管线灯笔牌部处科员工长师生者人家性化类型"
)
"""Last characters of plain things and of people by trade."""


@lru_cache(maxsize=1 << 13)
def is_unusual(word: str) -> bool:
    """Whether a Chinese word of two to six characters is none of them and not made of them."""
    if not 2 <= len(word) <= 6 or word in _words()[1] or is_public(word):
        return False
    if has_grammar(word) or word in _never() or word[0] in "如若":
        return False
    if len(word) == 2:
        return word[-1] not in _PARTS
    return not _is_made(word)


def has_grammar(word: str) -> bool:
    """Whether one of its characters stands in sentences and hardly ever in a name."""
    return any(c in _GRAMMAR for c in word)


def is_cut(text: str, at: int) -> bool:
    """Whether one of them stands on both sides of a place: '信|任库', '展默|认'."""
    places = ((at - 1, at + 1), (at - 1, at + 2), (at - 2, at + 1))
    return any(text[max(0, start) : end] in _words()[1] for start, end in places)


_TOLD = 4
"""From so many characters on a row of everyday words tells what something is: '监控面板巡检'."""


def _is_joined(word: str) -> bool:
    """Whether a word is nothing but everyday and common ones of two and three characters."""
    return not word or any(
        (word[:size] in _words()[1] or is_everyday_han(word[:size])) and _is_joined(word[size:])
        for size in (2, 3)
        if len(word) >= size
    )


def _is_made(word: str) -> bool:
    """Whether a longer word only joins common ones: '登记簿', '出库单', '客户名单'."""
    common = _words()[1]
    if len(word) == 3:
        return word[:2] in common or word[1:] in common
    if len(word) >= _TOLD and _is_joined(word):
        return True
    halves = [(word[:at], word[at:]) for at in range(1, len(word))]
    return any(all(len(part) == 1 or part in common for part in half) for half in halves)
