"""Where words that a language model quotes stand in a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from antidistill.document import Document
from antidistill.finders.clauses import balanced, cut_of, whole
from antidistill.plan.phrases import announces
from antidistill.plan.units import Unit
from antidistill.reading import Reading
from antidistill.span import Span

_MARKS = re.compile(r"[`*]")
_SIGNS = ",;:()—–，；：、（）"
_ADDS = re.compile(
    r"(?:because|since|when|if|unless|until|as|after|before|so|to|in|on|at|for|with|without|"
    r"by|from|within|under|over|during|between|which|who|where|using|via|through|including|"
    r"and|or|then)\b",
    re.IGNORECASE,
)
"""What opens a phrase that can stand behind a whole sentence."""
_OF_TWO = re.compile(r"\b(?:between|both|either|neither|from|whether)\b[^,;:]*\Z", re.IGNORECASE)
"""What wants two: without the second one the first says nothing."""
_LISTS = re.compile(r"(?:and|or)\b", re.IGNORECASE)
_ITEM = re.compile(r",[^,;:.]{1,40}\Z")
"""What may be the last but one of several: '…, paper' before 'and ink'."""
_SPAN_OF_TIME = re.compile(
    r"(?:for|within|during|after|over|every|in|by|until)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:second|minute|hour|day|week|month|quarter|year|morning|afternoon|evening|night|weekend)s?",
    re.IGNORECASE,
)
_NEEDS_TIME = re.compile(
    r"\b(?:wait(?:s|ed|ing)?|last(?:s|ed|ing)?|takes?|took|set|stays?|runs?|than|is|are|be|been|was|"
    r"were|to|of|and|or|once|twice|times?)\Z",
    re.IGNORECASE,
)
"""What a span of time completes: without it nothing is said."""
_FURTHER = re.compile(
    r"(?:while|when|whenever|if|unless|before|because|since|so|in|on|at|with|from|as)\b"
)
_LEAST_CLAUSE = 3
_COMMENT = re.compile(r"\s*(?:#|//|--|;|%)")
_BEHIND = re.compile(r"\s+(?:#|//|--)\s.*\Z")
"""A comment on a line of its own, and behind a command."""
_ENDS = (".", "!", "?", "。", "！", "？")
_STOP = re.compile(r"[\s.。!！?？]*")
_HAN, _WORD = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z][A-Za-z'’-]*")
_LEAST_HAN, _LEAST_WORDS = 8, 5
"""From which on the words before a colon say something by themselves."""
_COUNTED = re.compile(
    r"\b(?:\d+|two|three|four|five|six|several|few|ways?|reasons?|kinds?|types?|cases?)\b|"
    r"[\d两二三四五六七八九十几]+\s?(?:个|点|种|步|类|条|项|方面)",
    re.IGNORECASE,
)
"""What announces parts, without saying that they follow."""
_WHOLE = 0.75
"""Words over this share of a line are all of it."""


@dataclass(frozen=True, slots=True)
class Located:
    """A part of a sentence."""

    span: Span
    cut: Span | None
    """What can go with it and leaves a whole sentence."""


def located(reading: Reading, unit: Unit, quote: str) -> Located | None:
    """The quoted part of a unit's sentence; None when it is all of it, or cannot be told (code, a
    stand-in among the words)."""
    sentence = unit.sentence
    if sentence is None:
        return None
    words = _MARKS.sub("", quote).split()
    match = re.search(r"\s*".join(map(re.escape, words)), sentence.text) if words else None
    if match is None:
        return None
    words_at = _untied(sentence.text, *match.span())
    span = sentence.source(*words_at)
    if span not in unit.span:
        return None
    cut = cut_of(reading, sentence, *words_at) if _is_clause(sentence.text, *words_at) else None
    if cut is None and _is_span_of_time(sentence.text, *words_at):
        before = len(sentence.text[: words_at[0]].rstrip())
        cut = whole(reading.block(sentence), sentence.source(before, words_at[1]))
    if cut is None and (tail := _tail(sentence.text, *words_at)) is not None:
        cut = whole(reading.block(sentence), sentence.source(*tail))
    cut = cut if cut is not None and cut in unit.span else None
    return None if cut is None and is_most(match.group(), unit.text) else Located(span, cut)


def is_most(quote: str, text: str) -> bool:
    """Whether a quote is as good as all of a text."""
    return len("".join(quote.split())) >= _WHOLE * len("".join(text.split()))


def located_in_code(document: Document, unit: Unit, quote: str) -> Located | None:
    """The quoted comment of a command block, with the line ends that are nothing else; None
    when commands are quoted too, or all of the block."""
    source, words = unit.span.of(document.text), quote.split()
    match = re.search(r"\s+".join(map(re.escape, words)), source) if words else None
    if match is None or len(match.group()) >= _WHOLE * len(source.strip()):
        return None
    start = source.rfind("\n", 0, match.start()) + 1
    end = source.find("\n", match.end())
    lines = source[start : end if end >= 0 else len(source)]
    span = Span(unit.span.start + match.start(), unit.span.start + match.end())
    if all(_COMMENT.match(ln) for ln in lines.splitlines() if ln.strip()):
        return Located(span, None)
    behind = _BEHIND.search(lines)
    if "\n" in lines or behind is None or match.start() < start + behind.start():
        return None
    return Located(
        span, Span(unit.span.start + start + behind.start(), unit.span.start + start + len(lines))
    )


def _untied(text: str, start: int, end: int) -> tuple[int, int]:
    """The quoted words without the punctuation that was quoted with them."""
    while start < end and (text[start] in _SIGNS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _SIGNS or text[end - 1].isspace()):
        if not balanced(text[start : end - 1]) and balanced(text[start:end]):
            break
        end -= 1
    return start, end


def _tail(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What to take out with words that explain, up to the end, what was said before a colon, or
    that are a sentence behind another one; None where what stays would only announce them."""
    left = text[:start].rstrip()
    if not _STOP.fullmatch(text, end) or not balanced(left):
        return None
    if left.endswith(_ENDS):
        return len(left), len(text.rstrip())
    said = left.rstrip(":：").rstrip()
    if said == left or announces(left) or announces(said) or _COUNTED.search(said):
        return None
    han, words = len(_HAN.findall(said)), len(_WORD.findall(said))
    return (len(said), end) if han >= _LEAST_HAN or words >= _LEAST_WORDS else None


def _is_span_of_time(text: str, start: int, end: int) -> bool:
    """Whether words say for how long, or when, between a whole clause and what it adds further:
    'for the next hour | while you test'."""
    before, behind = text[:start].rstrip(), text[end:].lstrip()
    return (
        _SPAN_OF_TIME.fullmatch(text, start, end) is not None
        and len(before.split()) >= _LEAST_CLAUSE
        and _NEEDS_TIME.search(before) is None
        and _FURTHER.match(behind) is not None
    )


def _is_clause(text: str, start: int, end: int) -> bool:
    """Whether words stand between punctuation, or are what a sentence adds at its end."""
    before, behind = text[:start].strip(), text[end:].strip(" \t.。!！?？")
    begins = not before or before[-1] in _SIGNS or before.endswith("--")
    added = not behind and _ADDS.match(text, start, end) is not None
    if added and _LISTS.match(text, start):
        left = text[:start].rstrip()
        added = _OF_TWO.search(left) is None and _ITEM.search(left) is None
    return (not behind or behind[0] in _SIGNS or behind.startswith("--")) and (begins or added)


def occurrences(text: str, word: str) -> list[Span]:
    """Where a name stands in a text, as a whole word and as it is written."""
    body = r"\s+".join(map(re.escape, word.split()))
    left = r"(?<![A-Za-z0-9])" if word[:1].isascii() else ""
    right = r"(?![A-Za-z0-9])" if word[-1:].isascii() else ""
    return [Span(*m.span()) for m in re.finditer(left + body + right, text)]
