"""Contractions: 'don't', 'it's', 'you've' written out where somebody has far more than usual."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from antidistill.finders.quirks.base import Quirk, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NOT = re.compile(
    r"\b(is|are|was|were|do|does|did|have|has|had|would|could|should|must|need|ca|wo)n['’]t\b"
    r"(?!\s+(?:I|you|we|they|it|he|she|there|that)\b)",
    re.IGNORECASE,
)
"""Not in questions: 'don't you' would need another order of words."""
_BE = re.compile(
    r"\b(?:(I)['’](m)|(you|we|they)['’](re)|(I|you|we|they)['’](ve)"
    r"|(I|you|we|they|it|he|she|that|there)['’](ll)"
    r"|(it|that|there|here|what)['’](s))\b(?=\s+(\w+))",
    re.IGNORECASE,
)
_WRITTEN = {"m": "am", "re": "are", "ve": "have", "ll": "will", "s": "is"}
_IRREGULAR = {"ca": "cannot", "wo": "will not"}
_HAS = frozenset({"been", "got", "had", "become"})
"""After these 's stands for 'has'."""


def see(doc: Doc) -> Iterator[Quirk]:
    """Contractions with one reading only; 'd and the 's after a name are left alone."""
    text = text_of(doc)
    if "n't" not in text and "n’t" not in text and "'" not in text and "’" not in text:
        return
    for match in _NOT.finditer(text):
        word = match[1]
        full = _IRREGULAR.get(word.lower(), f"{word} not")
        yield _quirk(match.start(), match.end(), _cased(full, word))
    for match in _BE.finditer(text):
        who, short, after = (g for g in match.groups() if g)
        verb = "has" if short == "s" and after.lower() in _HAS else _WRITTEN[short.lower()]
        end = match.start() + len(who) + 1 + len(short)
        yield _quirk(match.start(), end, f"{who} {verb}")


def _cased(full: str, word: str) -> str:
    return full[:1].upper() + full[1:] if word[:1].isupper() else full


def _quirk(start: int, end: int, full: str) -> Quirk:
    return Quirk(start, end, "contracted/word", "contractions", full, 0.7, "contracted")
