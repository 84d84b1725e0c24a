"""Fillers, intensifiers, slang, address, jokes, sign-offs: families that are word lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from antidistill import ready
from antidistill.finders.phrases import HAN, table
from antidistill.finders.quirks.base import Quirk, Seer, apart, dropped, text_of
from antidistill.nlp import models
from antidistill.nlp.kept import with_its_doc

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

FAMILIES = ("fillers", "intensifiers", "slang", "address", "jokes", "signoffs")
_MUST_STAND_APART = frozenset({"address", "jokes", "signoffs", "fillers"})
"""Families whose words are a habit only between commas or at an end: 'of course' and 'love' mean
something elsewhere."""

_OPENERS = frozenset({"话说", "对了", "没错", "别问", "细品", "你品", "就是说"})
"""Fillers where a clause begins: '一句话说明' and '做对了' have other words."""
_CLAUSE = frozenset(
    {"", "，", "。", "！", "？", "；", "：", "、", " ", ",", "“", "「", "—", "…", "（"}
)

_LETTER = re.compile("[A-Za-z]")
"""Each English entry has one."""


def seer(family: str) -> Seer:
    """What sees the words of `family` in a Doc."""

    def see(doc: Doc) -> Iterator[Quirk]:
        words: Mapping[str, Any] = table("quirks")[family]
        yield from _english(doc, family, words)
        if HAN.search(text_of(doc)):
            yield from _chinese(text_of(doc), family, words)

    return see


def _english(doc: Doc, family: str, words: Mapping[str, Any]) -> Iterator[Quirk]:
    if _LETTER.search(text_of(doc)) is None:
        return
    if _firsts(family).isdisjoint(_words_of(doc)):
        return
    neutral: Mapping[str, str] = words.get("say_en", {})
    for _, first, last in _matcher(doc.vocab, family)(doc):
        span = doc[first:last]
        start, end = span.start_char, span.end_char
        word = span.text.lower().replace("’", "'")
        said = neutral.get(word)
        literal = words.get("literal_en", {}).get(word)
        if literal and re.match(rf"\s{literal}\b", text_of(doc)[end:]):
            continue
        if said is not None:
            yield Quirk(start, end, f"{family}/word", words["note"], _like(said, span.text))
        elif family == "intensifiers" and not _before_adjective(doc, last):
            continue
        elif family not in _MUST_STAND_APART or apart(text_of(doc), start, end):
            yield from dropped(text_of(doc), start, end, f"{family}/word", words["note"])


@cache
def _matcher(vocab: Vocab, family: str) -> PhraseMatcher:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    matcher = PhraseMatcher(vocab, attr="LOWER")
    matcher.add("quirk", [Doc(vocab, words=words) for words in _entries_en()[family]])
    return matcher


@with_its_doc
def _words_of(doc: Doc) -> frozenset[str]:
    return frozenset([token.lower_ for token in doc])


@cache
def _firsts(family: str) -> frozenset[str]:
    """The first words of the English entries, one of which a text has that has an entry."""
    return frozenset(words[0].lower() for words in _entries_en()[family])


@cache
def _entries_en() -> dict[str, list[list[str]]]:
    """The words of the English entries, by family, as the model parts them."""
    return ready.data("quirks", _parted)


def _parted() -> dict[str, list[list[str]]]:
    tokens = _tokenizer()
    entries = {
        family: [*words.get("drop_en", ()), *words.get("say_en", {})]
        for family in FAMILIES
        for words in (table("quirks")[family],)
    }
    return {f: [[t.text for t in tokens(entry)] for entry in some] for f, some in entries.items()}


@cache
def _tokenizer() -> Any:
    """That of English: the model's own where it is loaded, since to make one takes a while."""
    if models.english.cache_info().currsize:
        return models.english().tokenizer
    from spacy.lang.en import English

    return English().tokenizer


def _before_adjective(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].pos_ in ("ADJ", "ADV", "VERB", "")


def _like(word: str, old: str) -> str:
    return word[:1].upper() + word[1:] if old[:1].isupper() else word


def _chinese(text: str, family: str, words: Mapping[str, Any]) -> Iterator[Quirk]:
    taken: list[tuple[int, int]] = []
    if _any_entry(family).search(text) is None:
        return
    for said, pattern in _entries(family):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(a < end and start < b for a, b in taken) or not _word(text, start, end):
                continue
            if (inside := _inside().get(match.group())) and inside.match(text, end):
                continue
            if match.group() in _OPENERS and text[start - 1 : start] not in _CLAUSE:
                continue
            if said is not None:
                quirk = Quirk(start, end, f"{family}/word", words["note"], said)
                taken.append((start, end))
                yield quirk
            elif family not in _MUST_STAND_APART or apart(text, start, end) or family == "fillers":
                taken.append((start, end))
                yield from dropped(text, start, end, f"{family}/word", words["note"])


@cache
@ready.of_the_program
def _entries(family: str) -> tuple[tuple[str | None, re.Pattern[str]], ...]:
    """Longest first, so that a word inside another one is not taken alone."""
    words = table("quirks")[family]
    say: Mapping[str, str] = words.get("say_zh", {})
    drop = words.get("drop_zh", ())
    entries = [*say.items(), *((word, None) for word in drop)]
    return tuple(
        (said, re.compile(re.escape(entry), re.IGNORECASE))
        for entry, said in sorted(entries, key=lambda entry: (-len(entry[0]), entry[0]))
    )


@cache
def _inside() -> Mapping[str, re.Pattern[str]]:
    """What behind a word says that it is only the beginning of others: '我去|年', '小白|鼠'."""
    return {w: re.compile(p) for w, p in table("quirks")["slang"]["begins_zh"].items()}


@cache
@ready.of_the_program
def _any_entry(family: str) -> re.Pattern[str]:
    return re.compile("|".join(p.pattern for _, p in _entries(family)) or r"\Z.", re.IGNORECASE)


@cache
def _slang() -> frozenset[str]:
    words = table("quirks")["slang"]
    lists = (words.get("drop_zh", ()), words.get("drop_en", ()), words.get("say_zh", {}))
    return frozenset(entry.lower() for entries in lists for entry in entries)


def is_slang(words: str) -> bool:
    """Whether this is a word of slang, and so nobody's name."""
    return words.lower() in _slang()


def _word(text: str, start: int, end: int) -> bool:
    """Latin words and figures of the list are whole words."""
    first, last = text[start], text[end - 1]
    left = text[start - 1 : start]
    right = text[end : end + 1]
    if first.isascii() and first.isalnum() and left.isascii() and left.isalnum():
        return False
    return not (last.isascii() and last.isalnum() and right.isascii() and right.isalnum())
