"""Advice on a request for documentation: what it looks like, and what one can do."""

from __future__ import annotations

from antidistill.advice.base import Advice, DocumentNote, Option, Seen, Verdict
from antidistill.advice.request import advise
from antidistill.advice.words import LETTERS, letter, words

__all__ = [
    "LETTERS",
    "Advice",
    "DocumentNote",
    "Option",
    "Seen",
    "Verdict",
    "advise",
    "letter",
    "words",
]
