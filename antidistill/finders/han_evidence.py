"""What shows that a Chinese word which only a model takes for a person is one: how it is made,
what stands around it, and as what it stands elsewhere in the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from antidistill.finders.common_words import is_cut, is_everyday_han
from antidistill.finders.han_letters import is_likely, is_made_of_given_letters, surnames
from antidistill.finders.name_words import words_of
from antidistill.finders.phrases import table
from antidistill.reading import Reading, Sentence

_ENOUGH = 1.0
"""So much has to speak for a person."""
_EVERYDAY = 0.5
"""What it says against one that the word is everybody's."""
_MOSTLY = 0.5
"""A name is a name in so many of its places at least."""
_RARE = 0.6
"""What a character says that hardly any word has, beside one of which given names are made."""
_ADDRESS = re.compile(
    r"[\u4e00-\u9fff]{1,2}[哥姐总叔姨婶嫂队律董]|[\u4e00-\u9fff]工|([\u4e00-\u9fff])\1"
)
"""'曼姐', '魏律', '圆圆'."""
_ANY = {"阿": 1.0, "老": 0.5, "大": 0.25, "小": 0.25}
"""What a prefix says before any character: '阿宽', '小仔'."""
_PREFIXES = frozenset(_ANY)
_SURNAMED, _CALLED = 1.0, 0.75
"""What it says before a family name, and before what given names are made of."""
_COUNTS = frozenset("张段章项卷束包成周程方支")
"""Family names with which one counts too: '拍张照'."""
Place = tuple[Sentence, int]
"""A sentence, and where in it the name begins."""
Tags = Counter[tuple[str, bool]]


def tags_of(reading: Reading) -> Tags:
    """How often each word of the document was taken for a person, and how often not."""
    docs = (s.doc for s in reading.sentences if s.doc is not None)
    return Counter((t.text, t.tag_ == "PER") for doc in docs for t in doc)


def is_borne_out(name: str, places: Sequence[Place], tags: Tags | None = None) -> bool:
    """Whether enough speaks for a person of that name, whom only a model sees in `places`; with
    `tags` also what the tagger takes the word for elsewhere."""
    around = max(_around(s.text, at, at + len(name)) for s, at in places)
    against = _EVERYDAY * is_everyday_han(name)
    against += all(_is_counted(s, at) or is_cut(s.text, at) for s, at in places)
    if tags is not None:
        taken = tags[name, True]
        against += taken < _MOSTLY * (taken + tags[name, False])
    return _made(name) + around - against >= _ENOUGH


def _made(name: str) -> float:
    """How much its characters say."""
    if _ADDRESS.fullmatch(name):
        return 1.5
    common, doubtful = surnames()
    if len(name) == 2 and name[0] in _PREFIXES:
        if name[1] in common or name[1] in doubtful:
            return _SURNAMED
        return max(_ANY[name[0]], _CALLED * is_made_of_given_letters(name[1]))
    size = 2 if name[:2] in common else 1
    family, given = name[:size], name[size:]
    if family not in common and family not in doubtful:
        return 0.5 if is_made_of_given_letters(name) else 0.0
    if not given:
        return 1.0 if size > 1 else 0.0
    likely = [1.0 if is_made_of_given_letters(c) else _RARE * is_likely(c) for c in given]
    whole = 1.5 if len(given) > 1 and all(likely) else 1.0
    return whole * sum(likely) / len(likely)


@cache
def _frames() -> tuple[tuple[float, re.Pattern[str]], tuple[float, re.Pattern[str]]]:
    """What a person stands behind and in front of, with how much it says."""
    data, roles = table("person_context"), table("roles")
    weak = set(data["weak"]["zh"].split())
    held = " ".join((data["places"]["zh"], roles["heads"]["zh"], roles["teams"]["zh"]))
    asked = " ".join(w for w in data["before"]["zh"].split() if w not in weak)
    behind = " ".join((data["after"]["zh"], data["given"]["doing"], data["titles"]["zh"])).split()
    after = words_of(" ".join(w for w in behind if w not in weak))
    return (
        (1.0, re.compile(rf"(?:{words_of(asked)}|(?:{words_of(held)})的?)\Z")),
        (1.0, re.compile(rf"(?:{after}|[，,（(]\s?[男女]|是一[位名])")),
    )


@cache
def _weak() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = words_of(table("person_context")["weak"]["zh"])
    return re.compile(rf"(?:{words})\Z"), re.compile(f"(?:{words})")


def _around(text: str, start: int, end: int) -> float:
    (sure, before), (also, after) = _frames()
    lead = text[max(0, start - 6) : start]
    told = sure * (before.search(lead) is not None)
    told += also * (after.match(text, end) is not None)
    asked, does = _weak()
    return told or 0.5 * (asked.search(lead) is not None or does.match(text, end) is not None)


def _is_counted(sentence: Sentence, at: int) -> bool:
    """Whether a number stands right before it, or a verb before a word with which one counts."""
    last = next((t for t in sentence.doc or () if t.idx + len(t) == at), None)
    if last is None:
        return False
    return last.tag_ in ("m", "q") or (sentence.text[at] in _COUNTS and last.tag_ in ("v", "r"))
