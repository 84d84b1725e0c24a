"""Catch phrases, sample dialogue and quoted speech of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from antidistill.document import Form
from antidistill.finders.clauses import clause_end, clause_start, cut_of
from antidistill.finders.quirks.dialogues import REPLY, is_plain, plain_reply, prompts
from antidistill.finders.sections import is_persona, positions
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence, Speech

_DECLARED = re.compile(
    r"口头禅|高频词|高频用语|常用语|行话|黑话|签名档|catch ?phrase|signature (?:line|phrase)|"
    r"favou?rite (?:word|phrase|saying)|"
    r"always says|likes to say|常说|爱说|总说|经常说|喜欢说|挂在嘴边",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"「[^」]{1,40}」|“[^”]{1,60}”|\"[^\"]{1,60}\"|『[^』]{1,40}』")
_LISTED = re.compile(r"[:：]\s*\S")
_SAYING_VERB = re.compile(
    r"(?:问|说|回|讲|喊|发|叫|答|回复|来一句|甩一句|say|says|reply|replies|ask|asks|answer|answers|with|just)"
    r"\s*(?:一?[个句]|a|an)?\s*\Z",
    re.IGNORECASE,
)


def sayings(reading: Reading) -> Iterator[Finding]:
    """Lists of catch phrases, each other place where one is used, and what a person is made to
    say in samples."""
    persona = is_persona(reading)
    where = positions(reading)
    declared: set[str] = set()
    asked = prompts(reading) if persona else frozenset()
    for sentence in reading.sentences:
        if reading.block(sentence).form is Form.HEADING:
            continue
        if sentence.index in asked:
            continue
        if _DECLARED.search(sentence.text) and _lists(sentence, persona):
            declared |= {m.group()[1:-1] for m in _QUOTED.finditer(sentence.text)}
            yield _finding(sentence, "catch phrases", 0.9, "lists catch phrases")
        elif persona and is_plain(sentence):
            continue
        elif REPLY.match(sentence.text) or (persona and sentence.speech is Speech.DIALOGUE):
            found = _finding(
                sentence, "dialogue", 0.85 if persona else 0.6, "sample speech of a person"
            )
            plain = plain_reply(sentence, sentence.span.of(reading.document.text))
            yield replace(found, neutral=plain)
        elif persona and "style" in where[sentence.block] and sentence.speech is not Speech.LEAD_IN:
            yield _finding(sentence, "style", 0.7, "describes how a person expresses themselves")
        elif persona:
            yield from _quotes(reading, sentence)
    yield from _used(reading, declared)


def _lists(sentence: Sentence, persona: bool) -> bool:
    """Whether the catch phrases stand in the sentence itself: quoted, or behind its colon."""
    if _QUOTED.search(sentence.text):
        return True
    return persona and _LISTED.search(sentence.text) is not None


def _finding(sentence: Sentence, rule: str, sure: float, note: str) -> Finding:
    return Finding(Kind.QUIRK, sentence.span, f"quirk/{rule}", sure, note, Standing.RECORD)


def _quotes(reading: Reading, sentence: Sentence) -> Iterator[Finding]:
    for match in _QUOTED.finditer(sentence.text):
        if len(match.group()) < 5:
            continue  # a single word in quotes is talked about, not said
        start, end = match.span()
        if _SAYING_VERB.search(sentence.text, 0, start):
            # 'asks "logs?"' without what is asked is half a clause: all of it goes
            start = clause_start(sentence.text, start)
            end = clause_end(sentence.text, end)
        yield Finding(
            Kind.QUIRK,
            sentence.source(*match.span()),
            "quirk/quotation",
            0.75,
            "quoted speech in the description of a person",
            Standing.RECORD,
            cut_of(reading, sentence, start, end),
        )


def _used(reading: Reading, declared: set[str]) -> Iterator[Finding]:
    """Where a declared catch phrase is used again."""
    for sentence in reading.sentences:
        for phrase in sorted(declared):
            at = sentence.text.find(phrase) if len(phrase) >= 2 else -1
            if at >= 0 and not _DECLARED.search(sentence.text):
                yield Finding(
                    Kind.QUIRK,
                    sentence.source(at, at + len(phrase)),
                    "quirk/catch phrase",
                    0.8,
                    "a catch phrase again",
                    Standing.RECORD,
                )
