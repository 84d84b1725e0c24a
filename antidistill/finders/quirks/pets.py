"""Lists of catch phrases and pet words: each in its neutral form, those without one gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.document import Form
from antidistill.finders.phrases import HAN
from antidistill.finders.quirks.neutral import is_plain, plainer
from antidistill.finders.quirks.wording import Change
from antidistill.reading import Reading, Sentence, Speech

DECLARED = re.compile(
    r"口头禅|高频词|高频用语|常用语|常用词|行话|黑话|签名档|"
    r"catch ?phrases?\b|signature (?:line|phrase)|"
    r"(?:favou?rite|pet|go-to|frequent) (?:word|phrase|saying|expression)|buzz ?words?\b|"
    r"\bjargon\b\s*[:：]|pet names\b|verbal tics?\b|"
    r"sign-?off\b|座右铭|"
    r"\b(?:ends?|opens?|closes?|signs?|begins?|starts?)\b (?:off )?"
    r"(?:every|each|all|her|his|their|most|any) |"
    r"always says|likes to say|常说|爱说|总说|经常说|喜欢说|挂在嘴边",
    re.IGNORECASE,
)
_TRADE = re.compile(r"行话|黑话|buzz ?words?\b|\bjargon\b", re.IGNORECASE)
"""Where words of a trade are listed, an everyday one in the place of another says that it was put
there."""
_TAIL = re.compile(
    r"[:：]\s*(?=\S)|"
    r"(?:always says|likes to say|常说|爱说|总说|经常说|喜欢说|口头禅|签名档|座右铭)的?"
    r"(?:就|永远|一直)?(?:是|话是)?\s*(?=[「“\"『])|"
    r"(?:catch ?phrase|sign-?off|favou?rite (?:saying|expression|phrase)) is\s+(?=[“\"])|"
    r"\b(?:ends?|opens?|closes?|starts?|signs?|begins?)\b[^.;:“\"]{0,40}\bwith\s+(?=[“\"])"
)
_ITEM = re.compile(
    r"(?P<open>[「“\"『《]?)"
    r"(?P<words>(?:(?<=[「“\"『《])[^」”\"』》]+|[^「“\"『《、，,;；/|（(]+))(?P<close>[」”\"』》]?)"
    r"(?P<note>\s*(?:（[^（）]*）|\([^()]*\)))?"
)
_GAP = re.compile(r"\s*(?:[、，,;；/|]|\band\b|和)?\s*")
_MORE = re.compile(r"\s*[、，,]\s*(?=[「“\"『])")
"""A list goes on behind a question mark, which looked like the end of the sentence."""
_END = re.compile(r"[\s。.!！]*\Z")


@dataclass(frozen=True, slots=True)
class Pets:
    """A list of pet words in one sentence."""

    words: tuple[str, ...]
    """As they stand there."""
    zh: bool
    """Whether they stand among Chinese words."""
    change: Change | None
    """The list in its neutral form; None when it is neutral already."""
    empty: bool = False
    """Whether nothing is left of it."""


def pets(reading: Reading) -> dict[int, Pets]:
    """The lists of pet words, by index of the sentence."""
    out: dict[int, Pets] = {}
    for sentence, begins in _lists(reading):
        found = _pets(sentence.text, begins)
        if found.words:
            out[sentence.index] = found
    return out


def _lists(reading: Reading) -> Iterator[tuple[Sentence, int]]:
    """The sentences that list such words, and where in them the list begins."""
    above, last = "", -1
    for sentence in reading.sentences:
        form = reading.block(sentence).form
        tail = _TAIL.search(sentence.text)
        more = _MORE.match(sentence.text) if last == sentence.block else None
        last = -1
        if form is Form.HEADING or (sentence.speech is Speech.LEAD_IN and tail is None):
            above = sentence.text
        elif more:
            last = sentence.block
            yield sentence, more.end()
        elif tail and DECLARED.search(sentence.text, 0, tail.end()):
            last = sentence.block
            yield sentence, tail.end()
        elif DECLARED.search(above) and _is_quoted_item(reading, sentence):
            yield sentence, 0


def _is_quoted_item(reading: Reading, sentence: Sentence) -> bool:
    """Whether a list item is one quotation and no more."""
    match = _ITEM.match(sentence.text)
    if match is None or not match.group("close"):
        return False
    inside = reading.container(sentence.block, Form.ITEM) >= 0
    return inside and _END.match(sentence.text, match.end()) is not None


def _pets(text: str, begins: int) -> Pets:
    zh = HAN.search(text) is not None
    end = _END.search(text, begins)
    stop = end.start() if end else len(text)
    rows, at = [], begins
    while at < stop and (match := _ITEM.match(text, at, stop)) and match.end() > at:
        gap = _GAP.match(text, match.end(), stop)
        at = gap.end() if gap else match.end()
        rows.append((match, text[match.end() : at]))
    if at < stop:
        return Pets((), zh, None)
    words = tuple(m.group("words").strip() for m, _ in rows)
    trade = _TRADE.search(text, 0, begins) is not None
    kept = dict.fromkeys(new for m, _ in rows if (new := _shown(m, zh=zh, as_is=trade)))
    between = next(
        (gap for _, gap in rows if gap), "" if rows and rows[0][0].group("open") else "、"
    )
    new = between.join(kept)
    if not new or len(kept) == 1 < len(rows) - 1:
        # one word is no list: whoever reads it asks for the others
        return Pets(words, zh, None, empty=True)
    return Pets(words, zh, Change(begins, stop, new) if new != text[begins:stop] else None)


def _shown(match: re.Match[str], *, zh: bool, as_is: bool) -> str:
    """An item in its neutral form, without its note; '' when it has none, or with `as_is` when that
    is another word."""
    words = match.group("words").strip()
    plain = plainer(words, zh=zh)
    if not plain.neutral or not (plain.changed or is_plain(words, zh=zh)):
        return ""
    if as_is and plain.changed:
        return ""
    return f"{match.group('open')}{plain.wording.text}{match.group('close')}"
