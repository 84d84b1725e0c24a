"""What stands in the place of a sentence that tells a person from all others: the same of them, so
much vaguer that it holds of nearly everybody. Another trait would be an invention."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Set
from dataclasses import replace

from antidistill.engines.base import Brief
from antidistill.engines.local import voice
from antidistill.engines.local.words import advising, place
from antidistill.manual.manners import Manner, manners, told_of
from antidistill.manual.topic import Both
from antidistill.passage import Passage, Rewrite

_STOPS = (".", "。", "!", "！", "?", "？")
_TOWARDS = re.compile(
    r"(?!如果|若|当|要是|If\b|When\b)"
    r"(?:[A-Z][a-z' ]{1,24}: |[^\W\d][^:：→。，,\"“「（(]{0,11}[：:]\s*|[^→。，,]{2,20}\s*→\s*)"
    r"(?=[^\s\"“「『])"
)
"""Whom or what it is about, before what the person does: 'Upwards: ', '被催：', '领导问进展 → '."""
_CASE = re.compile(r"(?:如果|若|当|要是|If\b|When\b)[^，。,]{1,40}[:：]")
"""'If the question is silly: …' is answered by its own words only."""
_ALWAYS = re.compile(r"(?:Always|Never) ", re.IGNORECASE)
_TOPIC = re.compile(r"\w+ing\b(?! (?:he|she|they|you|we|I)\b)|(?:a|an|the)\b", re.IGNORECASE)
"""What an English item opens with that names a thing somebody likes or not."""
_ASKS_ZH = re.compile(
    r"(?:绝对?)?(?:不要|不得|不可以?|不能|可以|必须|应该|务必|禁止|严禁|别(?![人的处家]))"
)
"""What a rule for somebody opens with: a habit says something else than a rule does."""
_SUBJECT = re.compile(r"\b(?:you|he|she|they|I|we)\b", re.IGNORECASE)
_SUBJECT_ZH = re.compile(r"[你他她我](?!们)")


def told(passage: Passage, brief: Brief, used: Set[str]) -> Rewrite:
    """The answer for a sentence about a person; none where nothing that holds of nearly everybody
    is part of what it tells, or that has been said."""
    text = passage.text
    if _CASE.match(text) or _is_scene(text) or not _describes(text, brief.language):
        return Rewrite(passage.id, None)
    for manner in manners():
        base = f"manual/manners/{manner.id}"
        if any(s.startswith(f"{base}/") for s in used):
            continue
        if manner.tells(passage.text, brief.language):
            choices = _choices(manner, passage, brief, used)
            for number in choices:
                text = _text(manner, number, passage, brief)
                if text.rstrip(".。") not in brief.text:
                    return Rewrite(passage.id, text, (f"{base}/{number}",), alone=True)
            if not choices:
                # a broader manner would say something else than the sentence is about
                break
    return Rewrite(passage.id, None)


def _describes(text: str, language: str) -> bool:
    """Whether a text says what somebody does: not what is to be done, nor a thing that is liked."""
    if language == "zh":
        return _ASKS_ZH.match(text) is None
    return _TOPIC.match(text) is None and advising().match(_ALWAYS.sub("", text, count=1)) is None


def _is_scene(text: str) -> bool:
    """Whether a text says what is said in some case ('Asked for more → "…"'): its neighbours do,
    and a line without a case would stand out."""
    return "→" in text and _TOWARDS.match(text) is None


def addressed(text: str, line: Both, language: str) -> str:
    """A line of guidance as the sentence `text` is put, to 'you' or to nobody; '' where `text` is
    about somebody: guidance would be made up of them."""
    if language == "zh":
        own = _SUBJECT_ZH.match(text)
        return "" if own and own.group() != "你" else (own.group() if own else "") + line.zh
    if text.startswith("You "):
        return f"You {line.en[:1].lower()}{line.en[1:]}"
    return line.en if advising().match(text) else ""


def _choices(manner: Manner, passage: Passage, brief: Brief, used: Set[str]) -> list[int]:
    """The lines of a manner in the order in which to try them, without those that are vague in the
    words of one before: 'some things' again and again is how an emptied portrait reads."""
    mark = f"{brief.seed}:{passage.id}:{manner.id}"
    noise = hashlib.blake2b(mark.encode(), digest_size=4).digest()
    first = int.from_bytes(noise, "big") % len(manner.lines)
    before = {
        h for source in used if "/manners/" in source for h in _hedges(source, brief.language)
    }
    order = [(first + n) % len(manner.lines) for n in range(len(manner.lines))]
    return [
        n for n in order if not before & _hedges(f"manual/manners/{manner.id}/{n}", brief.language)
    ]


def _hedges(source: str, language: str) -> frozenset[str]:
    """What makes a line vague that was taken from the manners."""
    _, _, id, number = source.split("/")
    line = next(m for m in manners() if m.id == id).lines[int(number)]
    # 有的, 有些 and 有时 are one habit
    return frozenset(m.group()[0].lower() for m in place("hedges").finditer(line.of(language)))


def _text(manner: Manner, number: int, passage: Passage, brief: Brief) -> str:
    label = _TOWARDS.match(passage.text)
    about = label.group() if label else ""
    subject = _subject(passage.text[len(about) :], about, brief)
    said = told_of(manner.lines[number], subject, brief.language)
    if about and not subject and brief.language == "en":
        said = said[:1].lower() + said[1:]
    stops = passage.text.rstrip().endswith(_STOPS)
    return about + voice.fitted(said, replace(passage.slot, full_stop=stops), brief.language)


def _subject(text: str, about: str, brief: Brief) -> str:
    """The subject that the sentence has; '' where it does without, as its neighbours do."""
    if brief.language == "zh":
        own = _SUBJECT_ZH.match(text)
        return own.group() if own else ""
    counts = Counter(m.group().lower() for m in _SUBJECT.finditer(brief.text))
    common = counts.most_common(1)[0][0] if counts else ""
    first = _SUBJECT.match(text)
    if first is not None:
        return first.group().lower()
    if _SUBJECT.search(text):
        return common
    return "to" if about and common in ("you", "they", "we", "i") else ""
