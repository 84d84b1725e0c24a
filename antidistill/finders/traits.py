"""How the person is and behaves: identity, reactions, own order of priorities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finders.phrases import HAN
from antidistill.finders.quirks.dialogues import prompts, replies
from antidistill.finders.quirks.pets import pets
from antidistill.finders.quirks.told import telling, told
from antidistill.finders.quirks.wording import Change, applied
from antidistill.finders.rule import Rule
from antidistill.finders.ruled import Ruled, best
from antidistill.finders.rules import bank
from antidistill.finders.sections import Positions, is_persona
from antidistill.finders.vaguer import vaguer
from antidistill.finding import Finding, Kind
from antidistill.reading import Reading, Sentence, Speech
from antidistill.span import Span

_NOT_AN_ORDER = re.compile(
    r"https?:|->|=>|>=|<|=|→|\bfile\b|\bsettings\b|\bmenu\b|菜单|设置|approval|审批|\d\s*>\s*\d",
    re.IGNORECASE,
)
_FOLDERS = re.compile(
    r"路[径徑]|目[录錄]|文件[夹夾]|[资資]料[夹夾]|[网網云雲]盘|[网網]盤|硬[盘盤碟]|\b(?:folder|directory|drive|path)\b",
    re.IGNORECASE,
)
_BEFORE = 60
"""Characters before a path in which the place that it leads to is called so."""
_HINT = 0.4
"""Below what the plan acts on: all that the description of a person says is a trait, but what tells
nobody from his neighbour may stay."""
_SAMPLE = 0.35
"""Of a reply in a sample: it shows how the person speaks, which is a quirk, rather than a trait."""
_NOTE = "in the description of a person"
_ASIDE = re.compile(r"\s*(?:（[^（）]*）|\([^()]*\))[。.]?\s*\Z")
_SIGN = re.compile(r"\s*[>＞≫]\s*")


class Traits:
    """Facts about a person anywhere; where a document describes one, what tells most."""

    name = "trait"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """In the description of a person: a milder form of each sentence that has one, all of those
        that have none and tell much, and a hint for the rest."""
        found = list(Ruled("trait", Kind.TRAIT, "traits", _orders).find(reading))
        if is_persona(reading):
            found = [f for f in found if f.rule not in ("trait/habit", "trait/order")]
            found += _described(reading, [f.cut for f in found if f.cut])
        cuts = [f.cut for f in found if f.rule == "trait/identity" and f.cut]
        yield from best(f for f in found if f.cut or not _is_part(f, cuts))


def _is_part(finding: Finding, cuts: list[Span]) -> bool:
    """Whether a fact about the person, which cannot be cut by itself, goes with one that can:
    'ISTP' in 'MBTI ISTP'."""
    return finding.rule == "trait/identity" and any(
        finding.span.start in range(c.start, c.end) for c in cuts
    )


def _orders(reading: Reading, _: Positions) -> Iterator[Finding]:
    for sentence in reading.sentences:
        if reading.block(sentence).form is Form.HEADING or not is_order(sentence.text):
            continue
        if not _is_place(reading, sentence):
            yield from _order(reading, sentence)


def _is_place(reading: Reading, sentence: Sentence) -> bool:
    """Whether what stands between the signs are folders: 'Drive > Lists > Older'."""
    start = max(0, sentence.span.start - _BEFORE)
    return _FOLDERS.search(reading.document.text[start : sentence.span.end]) is not None


def _order(reading: Reading, sentence: Sentence) -> list[Finding]:
    """The first and the last of what is ranked stay; what lies between tells most."""
    text = sentence.text
    signs = list(_SIGN.finditer(text))
    start, end = signs[0].start(), signs[-1].end()
    stop = len(text.rstrip(" 。.;；"))
    first, last = ("在前，", "在后") if HAN.search(text) else (" first, ", " last")
    middle = signs[0].end()
    changes = [Change(start, middle, first), Change(middle, end, ""), Change(stop, stop, last)]
    note = "an own order of priorities"
    found = told(reading, sentence, changes, Kind.TRAIT, "trait/ranking", 0.9, note)
    return found or [telling(sentence, Kind.TRAIT, "trait/ranking", 0.9, note)]


def _described(reading: Reading, facts: list[Span]) -> Iterator[Finding]:
    said = replies(reading)
    spoken = {*prompts(reading), *said, *pets(reading)}
    for sentence in reading.sentences:
        form = reading.block(sentence).form
        if form in (Form.HEADING, Form.FIELD) or len(sentence.text.strip()) <= 3:
            continue
        if sentence.index in spoken or is_order(sentence.text):
            sure = _SAMPLE if sentence.index in said else _HINT
            yield telling(sentence, Kind.TRAIT, "trait/persona", sure, _NOTE)
        elif sentence.speech is not Speech.LEAD_IN:
            yield from _told(reading, sentence, facts)


def _told(reading: Reading, sentence: Sentence, facts: list[Span]) -> Iterator[Finding]:
    yield telling(sentence, Kind.TRAIT, "trait/persona", _HINT, _NOTE)
    gone = _places(sentence, facts)
    changes = vaguer(sentence, tells=lambda clause: _tells(clause) is not None, gone=gone)
    rule = _tells(applied(sentence.text, changes))
    if rule is not None:
        yield telling(sentence, Kind.TRAIT, f"trait/{rule.id}", rule.confidence, rule.note)
    elif gone and not changes:
        yield telling(sentence, Kind.TRAIT, "trait/identity", 0.9, "facts about the person")
    elif _ASIDE.match(sentence.text) and _has_before(reading, sentence):
        yield telling(sentence, Kind.TRAIT, "trait/aside", 0.8, "an aside about a person")
    else:
        yield from told(reading, sentence, changes, Kind.TRAIT, "trait/exactly", 0.8, _NOTE)


def _places(sentence: Sentence, facts: list[Span]) -> list[tuple[int, int]]:
    """Where in the text of a sentence the facts about the person stand that are cut anyway."""
    out = []
    for fact in facts:
        inside = [i for i, o in enumerate(sentence.where[:-1]) if fact.start <= o < fact.end]
        if inside and sentence.span.overlaps(fact):
            out.append((inside[0], inside[-1] + 1))
    return out


def _tells(text: str) -> Rule | None:
    """The rule by which a text tells a person from others."""
    look = bank("telling").look(text)
    return next((r for r in bank("telling").rules if look.has(r, "phrases")), None)


def _has_before(reading: Reading, sentence: Sentence) -> bool:
    at = sentence.index
    return at > 0 and reading.sentences[at - 1].block == sentence.block


def is_order(text: str) -> bool:
    """Whether the text ranks things as A > B > C: no comparison of numbers, no path of a menu."""
    parts = re.split(r"[>＞≫]", text)
    return (
        len(parts) >= 3
        and not _NOT_AN_ORDER.search(text)
        and not _is_menu([p.strip() for p in parts])
        and all(0 < len(p.strip()) <= 60 for p in parts)
    )


_RANKS = re.compile(
    r":\s|\b(?:I|my|our|we|rank\w*|priorit\w*|order|prefer\w*|values?)\b", re.IGNORECASE
)


def _is_menu(parts: list[str]) -> bool:
    """Whether each part ends or begins as an entry of a menu does: a step stands before the first,
    or something after the last, and all have capitals ('Run it with Tools > Check > Repair')."""
    if any("…" in p or "..." in p for p in parts):
        return True
    if _RANKS.search(parts[0]):
        return False
    first = parts[0].split()
    capitals = all(p[:1].isupper() for p in (first[-1], *parts[1:]))
    return len(first) > 1 and capitals and not HAN.search(parts[0])


FINDER = Traits()
