"""Sample exchanges in the description of a person: the question, the neutral form of the reply."""

from __future__ import annotations

import re
from collections.abc import Mapping

from antidistill.document import Form
from antidistill.finders.quirks.neutral import plainer
from antidistill.finders.sections import is_about_person, shows_replies
from antidistill.reading import Reading, Sentence

_SPEAKER = r"你|我|他|她|ta|you|me|i|he|she|they|them"
_PROMPT = re.compile(
    r"^\W*(?:有人.{0,4}|同事|领导|老板|客户|用户|对方|别人|产品|下属|上级|新人|问|someone(?: \w+)?|"
    r"(?:a |the |your )?(?:colleague|boss|manager|customer|user|client|teammate|junior)(?: \w+)?|"
    r"q|asked)"
    r"\s*[:：]|"
    r"^\W*(?:有人|someone\b|somebody\b|背景|when (?:someone|somebody|asked)\b).*[:：]\s*\Z",
    re.IGNORECASE,
)
_DIRECTION = re.compile(r"\s*(?:（[^（）]*）|\([^()]*\))[。.]?\s*\Z")


def replies(reading: Reading) -> Mapping[int, int]:
    """For each sentence of a reply, by index: where in it the reply begins, behind the speaker."""
    out: dict[int, int] = {}
    speaks = _speakers(reading)
    last: Sentence | None = None
    for sentence in reading.sentences:
        if match := speaks.match(sentence.text):
            out[sentence.index] = match.end()
        elif last is None or not _goes_on(reading, last, sentence):
            last = None
            continue
        else:
            out[sentence.index] = 0
        last = sentence
    return {**_sampled(reading, speaks), **out}


_OPENS = tuple('"“「『')


def _sampled(reading: Reading, speaks: re.Pattern[str]) -> dict[int, int]:
    """The same for quotes without speakers where a persona shows replies: all that is in marks
    there, or the whole quote."""
    if not is_about_person(reading):
        return {}
    quotes: dict[int, list[Sentence]] = {}
    for section in reading.sections:
        if any(map(shows_replies, section.path)):
            for block in range(section.first, section.end):
                at = reading.container(block, Form.QUOTE)
                quotes.setdefault(at, []).extend(reading.sentences_of(block) if at >= 0 else ())
    shown = [q for q in quotes.values() if not any(_is_labelled(s, speaks) for s in q)]
    marked = [[s for s in quote if s.text.startswith(_OPENS)] or quote for quote in shown]
    return {sentence.index: 0 for quote in marked for sentence in quote}


def _is_labelled(sentence: Sentence, speaks: re.Pattern[str]) -> bool:
    return (speaks.match(sentence.text) or _PROMPT.match(sentence.text)) is not None


def _speakers(reading: Reading) -> re.Pattern[str]:
    """Who replies: you, me, and whoever the title names ('# Marta Kowalska — Persona')."""
    title = next((s.path[0] for s in reading.sections if s.path), "")
    name = re.split(r"\s+[—–|-]+\s+|[：:（(]", title)[0].strip()
    names = {name, *name.split()} if 1 < len(name) <= 40 and not name.islower() else set()
    either = "|".join([_SPEAKER, *(re.escape(n) for n in sorted(names) if len(n) > 1)])
    return re.compile(rf"^\W*(?:{either})\s*[:：]\s*(?=\S)", re.IGNORECASE)


def _goes_on(reading: Reading, last: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence stands on the line of the one before it."""
    gap = reading.document.text[last.span.end : sentence.span.start]
    return last.block == sentence.block and "\n" not in gap and not _PROMPT.match(sentence.text)


def is_direction(sentence: Sentence) -> bool:
    """Whether a sentence of a reply is nothing but a stage direction: '(waits two hours)'."""
    return _DIRECTION.match(sentence.text) is not None


def stays(sentence: Sentence, begins: int) -> bool:
    """Whether a sentence of a reply can stay, in a neutral form."""
    return not is_direction(sentence) and plainer(sentence.text[begins:], stage=True).neutral


def prompts(reading: Reading) -> frozenset[int]:
    """Indices of the sentences to which a reply is given that stays in a neutral form."""
    said = replies(reading)
    out: set[int] = set()
    last: Sentence | None = None
    for sentence in reading.sentences:
        if sentence.index in said:
            near = last is not None and _together(reading, last, sentence)
            if last is not None and near and stays(sentence, said[sentence.index]):
                out.add(last.index)
        else:
            last = sentence if _PROMPT.match(sentence.text) else None
    return frozenset(out)


def _together(reading: Reading, one: Sentence, other: Sentence) -> bool:
    quote = reading.container(one.block, Form.QUOTE)
    return quote == reading.container(other.block, Form.QUOTE)
