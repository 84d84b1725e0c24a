"""What the user's style profile says is theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders.phrases import HAN
from antidistill.finders.quirks.base import Quirk, apart, dropped, text_of
from antidistill.finders.quirks.neutral import plainer
from antidistill.message import said

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MARK = "mark "


def see(doc: Doc) -> Iterator[Quirk]:
    """Words and phrases of the profile: with their neutral form, cut where they stand apart, and
    else only pointed out."""
    phrases = {h.what: h for h in doc._.own_habits if not h.what.startswith(_MARK)}
    if not phrases:
        return
    text = text_of(doc)
    for match in _pattern(tuple(sorted(phrases))).finditer(text):
        habit = phrases[re.sub(r"\s+", " ", match.group()).lower()]
        rates = said(
            "{rate:.2g} per 1,000 characters in your writing, others {usual:.2g}",
            rate=habit.rate,
            usual=habit.usual,
        )
        note = said("yours: {rates}", rates=rates)
        plain = plainer(match.group(), zh=HAN.search(text) is not None)
        if plain.changed and plain.wording.text:
            yield Quirk(*match.span(), "own/phrase", note, plain.wording.text, 0.8)
        elif apart(text, *match.span()):
            yield from dropped(text, *match.span(), "own/phrase", note)
        else:
            yield Quirk(*match.span(), "own/phrase", note, None, 0.4)


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    sources = []
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        body = re.escape(phrase).replace(r"\ ", r"\s+")
        sources.append(rf"(?<![\w-]){body}(?![\w-])" if phrase.isascii() else body)
    return re.compile("|".join(sources), re.IGNORECASE)
