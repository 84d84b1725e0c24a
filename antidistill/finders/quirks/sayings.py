"""Catch phrases, sample dialogue and quoted speech of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from antidistill.document import Form
from antidistill.finders.phrases import HAN
from antidistill.finders.quirks.dialogues import is_direction, prompts, replies
from antidistill.finders.quirks.mentions import mentions
from antidistill.finders.quirks.neutral import plainer
from antidistill.finders.quirks.pets import DECLARED, Pets, pets
from antidistill.finders.quirks.quotations import quotations, spoken
from antidistill.finders.quirks.told import telling, told
from antidistill.finders.quirks.wording import Change
from antidistill.finders.sections import is_about_person, positions
from antidistill.finders.vaguer import vaguer
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence, Speech
from antidistill.span import Span

_GLOSS = re.compile(r"\s*(?:意思是|也就是说|潜台词是|which means|meaning|by which)", re.IGNORECASE)
_QUOTES = re.compile('["“「『《]')
_HINT = 0.4
"""Below what the plan acts on: shown by `scan` alone."""


def sayings(reading: Reading) -> Iterator[Finding]:
    """Lists of catch phrases, each other place where one is used, and what a person is made to
    say in samples."""
    persona = is_about_person(reading)
    where = positions(reading)
    said, listed = replies(reading), _pets(reading) if persona or _declares(reading) else {}
    asked = prompts(reading) if persona else frozenset()
    for sentence in reading.sentences:
        at = sentence.index
        if reading.block(sentence).form is Form.HEADING or at in asked:
            continue
        if at in listed:
            yield from _listed(reading, sentence, listed[at])
        elif at in said:
            yield from _reply(reading, sentence, said[at], persona=persona)
        elif persona:
            yield from _described(reading, sentence, styled="style" in where[sentence.block])
    yield from _used(reading, listed)


def _pets(reading: Reading) -> Mapping[int, Pets]:
    """The lists of pet words that are somebody's, not those of what nobody should write."""
    talked, sentences = mentions(reading).listed, {s.index: s for s in reading.sentences}
    return {at: found for at, found in pets(reading).items() if sentences[at].block not in talked}


def _declares(reading: Reading) -> bool:
    return DECLARED.search(reading.document.text) is not None


def _listed(reading: Reading, sentence: Sentence, found: Pets) -> Iterator[Finding]:
    note = "lists catch phrases"
    yield from _each(sentence, found)
    if found.empty:
        yield telling(sentence, Kind.QUIRK, "quirk/catch phrases", 0.9, note)
    elif found.change:
        rule = "quirk/catch phrases"
        yield from told(reading, sentence, [found.change], Kind.QUIRK, rule, 0.9, note)


def _each(sentence: Sentence, found: Pets) -> Iterator[Finding]:
    """A hint for each of the words that a sentence lists."""
    for word in found.words:
        at = sentence.text.find(word)
        quoted = sentence.text[max(0, at - 1) : at] in tuple('"“「『《')
        if at >= 0 and word and (quoted or not _QUOTES.search(sentence.text)):
            span = sentence.source(at, at + len(word))
            yield Finding(
                Kind.QUIRK, span, "quirk/pet word", _HINT, "a catch phrase", Standing.RECORD
            )


def _reply(
    reading: Reading, sentence: Sentence, begins: int, *, persona: bool
) -> Iterator[Finding]:
    """What has to change in a line of sample dialogue; in the description of nobody a plain line is
    only a hint."""
    note, rule = "sample speech of a person", "quirk/dialogue"
    plain = plainer(sentence.text[begins:], stage=True)
    if is_direction(sentence) or not plain.neutral:
        yield telling(sentence, Kind.QUIRK, rule, 0.85 if persona else 0.6, note)
        return
    changes = [Change(c.start + begins, c.end + begins, c.new) for c in plain.wording.changes()]
    found = told(reading, sentence, changes, Kind.QUIRK, rule, 0.85 if persona else 0.6, note)
    yield from found
    if changes and not found:
        yield telling(sentence, Kind.QUIRK, rule, 0.85, note)
    yield telling(sentence, Kind.QUIRK, rule, _HINT, note)


def _described(reading: Reading, sentence: Sentence, *, styled: bool) -> Iterator[Finding]:
    quoted = list(quotations(reading, sentence))
    yield from _said(sentence, quoted)
    if _GLOSS.match(sentence.text) and _follows_a_quotation(reading, sentence):
        yield telling(sentence, Kind.QUIRK, "quirk/quotation", 0.75, "what a quotation means")
    elif styled and sentence.speech is not Speech.LEAD_IN:
        yield from _styled(reading, sentence, quoted)
    else:
        yield from quoted


_UNSAID = re.compile(
    r"(?:不[写说用发加带]|从不|从来不|而不是|"
    r"\b(?:never|without|instead of|rather than|no|not))[^，。；,;.]{0,12}\Z",
    re.IGNORECASE,
)
"""Before what somebody does not say."""


def _said(sentence: Sentence, told_already: list[Finding]) -> Iterator[Finding]:
    """A hint for each quotation that can stay as it is."""
    for start, end in spoken(sentence):
        span = sentence.source(start, end)
        if _UNSAID.search(sentence.text, 0, start) or not re.search(
            r"\w", sentence.text[start:end]
        ):
            continue
        if not any(span in f.span and len(f.span) <= 2 * len(span) for f in told_already):
            note = "quoted speech in the description of a person"
            yield Finding(Kind.QUIRK, span, "quirk/quoted", _HINT, note, Standing.RECORD)


def _styled(reading: Reading, sentence: Sentence, quoted: list[Finding]) -> Iterator[Finding]:
    """A milder form of how somebody expresses themselves; of a quotation and what goes around it
    the wider one."""
    note = "how exactly a person expresses themselves"
    for change in vaguer(sentence, few=False):
        found = told(reading, sentence, [change], Kind.QUIRK, "quirk/style", 0.7, note)
        if not found:
            continue
        place = Span(found[0].span.start, found[-1].span.end)
        inside = [f for f in quoted if f.span in place and (f.cut is None or f.cut in place)]
        if any((f.cut or f.span).overlaps(place) for f in quoted if f not in inside):
            continue
        quoted = [f for f in quoted if f not in inside]
        yield from found
    yield from quoted


def _follows_a_quotation(reading: Reading, sentence: Sentence) -> bool:
    if sentence.index == 0:
        return False
    before = reading.sentences[sentence.index - 1]
    return before.block == sentence.block and before.text.rstrip().endswith(('"', "”", "」"))


def _used(reading: Reading, listed: Mapping[int, Pets]) -> Iterator[Finding]:
    """Where a pet word is used again, with its neutral form."""
    again = _again(listed)
    talked = mentions(reading)
    for sentence in reading.sentences:
        if sentence.index in listed or reading.block(sentence).form is Form.HEADING:
            continue
        for pattern, new in again:
            for match in pattern.finditer(sentence.text):
                place = sentence.source(*match.span())
                if _is_listed(sentence.text, *match.span()) or talked.has(sentence.block, place):
                    continue
                changes = [_in_place(sentence.text, match, new)]
                note = "a catch phrase again"
                yield from told(
                    reading, sentence, changes, Kind.QUIRK, "quirk/catch phrase", 0.8, note
                )


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether it stands between others of its kind: 'alignment' among fields of work is a field,
    and no other word may stand there."""
    return text[max(0, start - 1) : start] == "、" or text[end : end + 1] == "、"


def _again(listed: Mapping[int, Pets]) -> list[tuple[re.Pattern[str], str]]:
    """The pet words that have a neutral form, the longest first."""
    forms = {w: plainer(w, zh=p.zh) for p in listed.values() for w in p.words if len(w) >= 2}
    changed = sorted((w for w, form in forms.items() if form.changed), key=len, reverse=True)
    return [(re.compile(_whole(w), re.I), forms[w].wording.text) for w in changed]


def _whole(word: str) -> str:
    left = r"(?<![A-Za-z0-9])" if word[0].isascii() else ""
    return left + re.escape(word) + (r"(?![A-Za-z0-9])" if word[-1].isascii() else "")


def _in_place(text: str, match: re.Match[str], new: str) -> Change:
    """The neutral form of a pet word, without the spaces that it had among Han characters."""
    start, end = match.span()
    if HAN.match(new[:1]) and start > 1 and text[start - 1] == " " and HAN.match(text[start - 2]):
        start -= 1
    if HAN.match(new[-1:]) and text[end : end + 1] == " " and HAN.match(text[end + 1 : end + 2]):
        end += 1
    return Change(start, end, new)
