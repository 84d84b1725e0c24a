"""The data of `phrases.toml`, as patterns."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from antidistill import ready, toml

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"


def announces(text: str) -> bool:
    """Whether a sentence announces what follows it."""
    return _compiled(_data()["announces"]).search(text) is not None


def asked_only(text: str) -> bool:
    """Whether a sentence of a skill's description says when it may not run."""
    return _compiled(_data()["asked_only"]).search(text) is not None


def leans(text: str) -> bool:
    """Whether a sentence leans on the one before it."""
    words = _data()["leans"]
    adverbs, en, zh = ("|".join(words[k]) for k in ("adverbs", "en", "zh"))
    return _compiled(rf"(?:(?:{adverbs}),? )?(?:{en})\b|{zh}").match(text) is not None


def points(text: str) -> bool:
    """Whether a sentence speaks of somebody or something that was named before."""
    words = _data()["points"]
    en, zh = "|".join(words["en"]), "|".join(words["zh"])
    return _compiled(rf"\b(?:{en})\b|{zh}").search(text) is not None


def this_one(text: str) -> re.Match[str] | None:
    """Where a sentence speaks of 'this' thing that is no part of the document itself: the groups
    'en' and 'zh' hold its noun."""
    words = "|".join(_data()["itself"])
    return _compiled(_data()["this_one"].replace("ITSELF", words)).search(text)


def ordinals(text: str) -> list[tuple[int, re.Match[str]]]:
    """The words that count a sentence or clause among others, by place, with what they say: 1 for
    'first'. The group 'word' is the word, the match takes the comma behind it along."""
    if "," not in text and "，" not in text:
        return []
    found = [(rank, m) for rank, pattern in _ordinals() for m in pattern.finditer(text)]
    return sorted(found, key=lambda pair: pair[1].start())


@cache
def _ordinals() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """The patterns of each rank, which want the comma behind the word."""
    found = []
    for rank, words in enumerate(_data()["ordinals"], 1):
        en = rf"(?:^|(?<=[.:;] ))(?P<word>{'|'.join(words['en'])}),\s"
        zh = rf"(?:^|(?<=[：；。，:;]))(?P<word>{'|'.join(words['zh'])})[，,]"
        found += [(rank, _compiled(en)), (rank, _compiled(zh))]
    return tuple(found)


def counterparts(one: str, other: str) -> bool:
    """Whether two labels are the halves of a pair: before and after, wrong and right."""
    pairs = [pair for left, right in _data()["pairs"] for pair in ((left, right), (right, left))]
    return any(re.sub(rf"{left}(?=$|\s|\W)", right, one) == other != one for left, right in pairs)


def contrasts() -> tuple[list[list[str]], list[list[str]]]:
    """The two sides of each contrast: patterns of the words that name them, and signs."""
    return _data()["contrasts"], _data()["contrast_signs"]


@lru_cache(maxsize=1 << 14)
def points_ahead(text: str) -> bool:
    """Whether a sentence sends its reader on to the next point."""
    return _compiled(_data()["points_ahead"]).search(text) is not None


def tied(text: str) -> int:
    """How many characters tie the beginning of an item to the one before it ('However, '); 0 if
    nothing does."""
    match = _compiled(_data()["ties"]).match(text)
    return match.end() if match else 0


def without_conclusion(text: str) -> int:
    """How many characters a conclusion's opening ('所以') takes at the beginning of a text, with
    the comma before it; 0 if there is none."""
    match = _compiled(_data()["concludes"]).match(text)
    return match.end() if match else 0


def measured_before(text: str) -> int:
    """How many characters at the end of a text say in brackets what kind of limit the figure
    behind it is ('(at most) 12 hours'); 0 if none do."""
    match = _compiled(_data()["limits"]).search(text)
    return len(text) - match.start() if match else 0


def names_people(head: str) -> bool:
    """Whether the head of a table's column says that names of people stand below."""
    return _compiled(_data()["tables"]["names"]).fullmatch(head.strip()) is not None


def names_roles(head: str) -> bool:
    """Whether it says that roles do."""
    return _compiled(_data()["tables"]["roles"]).fullmatch(head.strip()) is not None


def kind_behind(text: str) -> int:
    """How many characters of space stand before an English word for what a name names ('service',
    'team'), at the beginning of a text; 0 if there is none."""
    match = _compiled(_data()["called"]["en"]).match(text)
    return match.end("space") if match else 0


def is_setting_word(word: str) -> bool:
    """Whether a word in the name of a setting says what sort of setting it is."""
    return _compiled(_data()["setting"]).fullmatch(word) is not None


def undoes(text: str) -> bool:
    """Whether a step takes something away or stops it."""
    return _compiled(_data()["undoes"]).match(text) is not None


def takes_up_again(text: str) -> bool:
    """Whether a step makes something anew or starts it."""
    return _compiled(_data()["takes_up_again"]).match(text) is not None


def is_example(text: str) -> bool:
    """Whether a sentence opens an example."""
    return _compiled(_data()["example"]).match(text) is not None


def is_of_kind(text: str) -> bool:
    """Whether a text begins with a Chinese word for what a name before it names."""
    return _compiled(_data()["called"]["zh"]).match(text) is not None


def names_one(text: str) -> bool:
    """Whether the end of a text is an article or a word of possession."""
    return _compiled(_data()["called"]["article"]).search(text) is not None


def is_otherwise(text: str) -> bool:
    """Whether an item says what to do if the one before it fails."""
    return _compiled(_data()["otherwise"]).match(text) is not None


def is_animate(noun: str) -> bool:
    """Whether 'they' can stand for a noun in the singular."""
    return _compiled(_data()["animate"]).fullmatch(noun) is not None


def is_at_hand(noun: str) -> bool:
    """Whether 'this' can name such a thing without a sentence before it."""
    return _compiled(_data()["at_hand"]).match(noun) is not None


def labelled_number(text: str) -> re.Match[str] | None:
    """The number that a heading or paragraph opens with: groups 'word' ('Step'), 'above' (3 of
    '3.2'), 'number' and 'measure' ('步')."""
    return _with_number("labelled").match(text)


_SENTENCES = 1 << 13
"""So many are remembered: each round asks all of a document again what it refers to."""


@lru_cache(maxsize=_SENTENCES)
def referred_numbers(text: str) -> tuple[tuple[str, int, int], ...]:
    """(what is numbered, in lower case, start, end) of each number that a sentence refers to."""
    matches = _with_number("referred").finditer(text)
    told = ((m["word"] or m["han"] or m["measure"], m.span("number")) for m in matches)
    return tuple((word.strip().lower(), *place) for word, place in told if word)


@lru_cache(maxsize=_SENTENCES)
def referred_ranges(text: str) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    """The places of the first and the last number of each range of steps that a sentence names."""
    places = (
        [match.span(n) for n in range(1, 7) if match[n]]
        for match in _with_number("ranged").finditer(text)
    )
    return tuple((first, last) for first, last in places)


def ends_badly(text: str) -> bool:
    """Whether the end of a sentence lacks what must follow."""
    words = _data()["wreck"]
    en, zh = "|".join(words["ends_en"]), "|".join(words["ends_zh"])
    return _compiled(rf"(?:\b(?:{en})|{zh})$").search(text) is not None


def wants_more(text: str) -> bool:
    """Whether a text ends in words that say nothing without what they govern: 'Avoid', 要注意."""
    words = _data()["wreck"]
    en, zh = "|".join(words["wants_en"]), "|".join(words["wants_zh"])
    return _compiled(rf"(?:\b(?:{en})|(?:{zh}))[\s*_]*$").search(text) is not None


def starts_badly(text: str) -> bool:
    """Whether the beginning of a sentence lacks what must stand before."""
    words = _data()["wreck"]
    en, zh = "|".join(words["starts_en"]), "|".join(words["starts_zh"])
    return _compiled(rf"(?:{en})\b|{zh}").match(text) is not None


def speaks(text: str) -> bool:
    """Whether a text ends in a verb of speech whose words are to follow."""
    words = _data()["wreck"]
    en, zh = "|".join(words["speaks_en"]), "|".join(words["speaks_zh"])
    return _compiled(rf"(?:\b(?:{en})|{zh})[\s:：,，]*$").search(text) is not None


def value_masks() -> list[tuple[str, re.Pattern[str]]]:
    """(mask, what stands before the value) of each value that is called by its place."""
    return [(mask, _compiled(before)) for mask, before in _data()["value_masks"].items()]


def pattern(name: str) -> re.Pattern[str]:
    """A pattern of the file that needs nothing put in."""
    return _compiled(source(name))


def source(name: str) -> str:
    """A pattern of the file as it is written there."""
    return str(_data()[name])


@cache
@ready.of_the_program
def _with_number(name: str) -> re.Pattern[str]:
    return re.compile(_data()[name].replace("NUMBER", _NUMBER), re.IGNORECASE)


@cache
@ready.of_the_program
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    return toml.shipped(Path(__file__).parent / "phrases.toml")
