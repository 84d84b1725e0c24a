"""What the description of a person quotes of their speech: put neutrally, or cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.finders.clauses import clause_end, clause_start, cut_of
from antidistill.finders.phrases import HAN, table
from antidistill.finders.quirks.neutral import Plain, is_plain, plainer
from antidistill.finders.quirks.told import telling, told
from antidistill.finders.quirks.wording import Change
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence
from antidistill.span import Span

_QUOTED = re.compile(r"「[^」]{1,80}」|“[^”]{1,120}”|\"[^\"]{1,120}\"|『[^』]{1,80}』")
_VERB = re.compile(
    r"(?:反问|追问|打断|回复|[问说回讲喊答]|(?:丢|甩|来|撂)?(?:下)?一句|"
    r"\b(?:say|says|saying|reply|replies|ask|asks|asking|answer|answers)|"
    r"\b(?:open|close|end|start|begin|finish|sign)s?(?:\s(?:off|calls?|mails?|messages?|meetings?))?\swith|"
    r"\bcalls?(?:\s[\w'’]+){1,3}|[管把将][^，。；]{1,10}叫|(?:爱用|爱说|喜欢加|喜欢用|永远是|总是|结尾加))"
    r"(?:一?[个句]|他|她|对方|一下|, | with| a| just)?[\s:：,，]*\Z",
    re.IGNORECASE,
)
_BY_OTHERS = re.compile(
    r"(?:描述|形容|评价|称|叫|说[你他她]|describe[sd]?|called?|known as)"
    r"(?:[^，,。（(]{0,6}|\s\w+\sas)[:：]?\s*\Z",
    re.I,
)
_OWN_NAME = re.compile(r"[管把将][^，。；]{1,10}(?:叫|称作|称为)[作做]?\s*\Z")
"""'管加班叫': their own word for it."""
_NO_WHOLE = re.compile(
    r"(?:[时后]|的时候|的话|如果[^，,]*|->|→|=>|\b(?:when|if|after|once)\b[^,]*)[\s，,:：]*\Z", re.I
)
_QUIRK, _RULE, _SURE = Kind.QUIRK, "quirk/quotation", 0.75
_NOTE = "quoted speech in the description of a person"
_HEAD = 4
"""Han characters, or twice the words, that can stand alone before a colon."""
_LONG_HAN, _LONG_WORDS = 7, 5
"""A quotation of so many is a sentence of the person, not a word that is talked about."""


@dataclass(frozen=True, slots=True)
class _Quote:
    sentence: Sentence
    start: int
    end: int
    """Offsets of the quotation with its marks."""

    @property
    def said(self) -> str:
        return self.sentence.text[self.start + 1 : self.end - 1]


def quotations(reading: Reading, sentence: Sentence) -> Iterator[Finding]:
    """A finding for each quotation in a sentence that is not neutral already."""
    for start, end in spoken(sentence):
        yield from _finding(reading, _Quote(sentence, start, end))


def spoken(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where a sentence about a person quotes, with the marks, but not what others say of them."""
    for match in _QUOTED.finditer(sentence.text):
        others = _BY_OTHERS.search(sentence.text, 0, match.start())
        if others is None or _OWN_NAME.search(sentence.text, 0, match.start()):
            yield match.span()


def _finding(reading: Reading, quote: _Quote) -> list[Finding]:
    """Cut where words stand alone without it; else its neutral form; else the clause goes, or the
    verb alone stays; where none of that can be, all of the sentence goes."""
    plain = plainer(quote.said)
    if behind := _behind_a_colon(quote):
        return told(reading, quote.sentence, [behind], _QUIRK, _RULE, _SURE, _NOTE)
    settled = plain.neutral and not _noted(quote) and _is_ordinary(quote, plain.wording.text)
    if settled or not _is_speech(quote):
        return _put(reading, quote, plain) if plain.neutral else []
    for start, end in _cuts(quote):
        cut = cut_of(reading, quote.sentence, start, end)
        if cut is not None and _stands(quote.sentence, cut.start):
            return [_cut(quote, cut)]
    if verbal := _retold(quote):
        return told(reading, quote.sentence, [verbal], _QUIRK, _RULE, _SURE, _NOTE)
    if plain.neutral:
        return _put(reading, quote, plain)
    return [telling(quote.sentence, _QUIRK, _RULE, _SURE, _NOTE)]


def _put(reading: Reading, quote: _Quote, plain: Plain) -> list[Finding]:
    at = quote.start + 1
    moved = [Change(c.start + at, c.end + at, c.new) for c in plain.wording.changes()]
    return told(reading, quote.sentence, moved, _QUIRK, _RULE, _SURE, _NOTE)


def _cut(quote: _Quote, cut: Span) -> Finding:
    if stop := _stop(quote, cut):
        return Finding(_QUIRK, cut, _RULE, _SURE, _NOTE, Standing.RECORD, None, stop)
    span = quote.sentence.source(quote.start, quote.end)
    return Finding(_QUIRK, span, _RULE, _SURE, _NOTE, Standing.RECORD, cut)


def _is_ordinary(quote: _Quote, said: str) -> bool:
    """Whether a neutral quotation tells nothing: a word or two, or a neutral form."""
    zh = HAN.search(quote.sentence.text) is not None
    return not _is_long(quote) or is_plain(said, zh=zh)


def _noted(quote: _Quote) -> bool:
    """Whether the quotation fills a bracket: '(\"tell me first\")'."""
    text = quote.sentence.text
    return _bracket(text, quote) is not None


def _bracket(text: str, quote: _Quote) -> tuple[int, int] | None:
    """The inside of the bracket around the quotation."""
    start = max(text.rfind(sign, 0, quote.start) for sign in "(（")
    if start < 0 or any(sign in text[start + 1 : quote.start] for sign in ")）"):
        return None
    ends = [at for sign in ")）" if (at := text.find(sign, quote.end)) >= 0]
    return (start + 1, min(ends)) if ends else None


def _is_speech(quote: _Quote) -> bool:
    """Whether it is said, and not a word or a title that the sentence talks about."""
    text = quote.sentence.text
    before, after = text[: quote.start].rstrip(), text[quote.end :].lstrip()
    alone = before[-1:] in ("", ":", "：", "，", ",", "—", "→", "-", ">", "(", "（", "、")
    listed = after[:1] in ("「", "“", '"', "『", "、")
    return not listed and bool(_VERB.search(before) or (alone and _is_long(quote)) or _noted(quote))


def _is_long(quote: _Quote) -> bool:
    said = quote.said
    return len(HAN.findall(said)) >= _LONG_HAN or len(said.split()) >= _LONG_WORDS


def _cuts(quote: _Quote) -> Iterator[tuple[int, int]]:
    """What may go with the quotation, the smallest first: its bracket, what a colon or a dash ties
    to the rest, its clause."""
    text = quote.sentence.text
    if inside := _bracket(text, quote):
        yield inside
    lead = re.search(r"\s*(?:[:：]|[—–]+)\s*\Z", text[: quote.start])
    if lead and lead.group().strip()[0] in "—–":
        end = _sentence_end(text, quote.end)
        yield lead.start(), end
        yield clause_start(text, lead.start()), end
    yield clause_start(text, quote.start), clause_end(text, quote.end)


def _stop(quote: _Quote, cut: Span) -> str:
    """The full stop that a cut has to leave where the sentence ended in the quotation."""
    text = quote.sentence.text
    ended = re.search(r"[。.!！?？][\"”」』]\s*\Z", text) is not None
    return (
        ("。" if HAN.search(text) else ".") if ended and cut.end >= quote.sentence.span.end else ""
    )


def _sentence_end(text: str, start: int) -> int:
    """Where what a dash began ends: at the next dash, or before the stop at the end."""
    match = re.compile(r"\s*(?:——|—|(?<=\s)–(?=\s)|[。.]?\s*\Z)").search(text, start)
    return match.start() if match else len(text)


def _behind_a_colon(quote: _Quote) -> Change | None:
    """The quotation with the colon before it, where what stands before that can stand alone."""
    text = quote.sentence.text
    lead = re.search(r"\s*[:：]\s*\Z", text[: quote.start])
    rest = text[quote.end :].lstrip(" 。.!！?？")
    if lead is None or (rest and rest[0] not in "(（"):
        return None
    head = text[: lead.start()].strip(' *_-"“「')
    words = len(HAN.findall(head)) + 2 * len(re.findall(r"[A-Za-z][\w-]+", head))
    if words < _HEAD or _NO_WHOLE.search(head) or _VERB.search(head):
        return None
    return Change(lead.start(), len(text) - len(rest) if rest else len(text.rstrip("。. ")), "")


def _stands(sentence: Sentence, at: int) -> bool:
    """Whether what stands before a cut can stand there: no time or condition without its clause."""
    kept = [i for i, offset in enumerate(sentence.where[:-1]) if offset < at]
    before = sentence.text[: kept[-1] + 1] if kept else ""
    return _NO_WHOLE.search(before) is None and _VERB.search(before) is None


def _retold(quote: _Quote) -> Change | None:
    """'says so' in the place of a verb of speech and what is said."""
    text = quote.sentence.text
    verb = _VERB.search(text, 0, quote.start)
    if verb is None:
        return None
    rows = table("sayings")["said"]["zh" if HAN.search(text) else "en"]
    word = verb.group().lower()
    row = next((rows[key] for key in sorted(rows, key=len, reverse=True) if key in word), None)
    if row is None:
        return None
    end = quote.end + (text[quote.end : quote.end + 1] == " " and bool(HAN.search(text)))
    return Change(verb.start(), end, row)
