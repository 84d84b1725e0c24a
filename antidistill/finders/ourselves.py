"""'We' in the place of a name: in a document that speaks as 'we', somebody of the house who has no
role there and does something is one of us."""

from __future__ import annotations

import re
from functools import lru_cache

from antidistill.reading import Reading

_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_ENOUGH = 3
"""Sentences with 'we' from which on the document speaks so."""
_JOIN = r"\s?(?:,|and/or|and|or|&|/)\s?"
_NAME = r"[A-Z][A-Za-z'’-]+(?: [A-Z][A-Za-z'’-]+)?"
_ONE = re.compile(
    r"\s(?=(?:(?:often|usually|also|always|normally|then)\s)?"
    r"(?:will|can|may|would|should|must|might|could)\s(?!not be\b|be\b)[a-z]+)"
)
_SEVERAL = re.compile(
    r"\s(?=(?:(?:often|usually|also|always|normally|then)\s)?"
    r"(?!and\b|or\b|is\b|are\b|was\b|were\b|has\b|with\b|from\b|to\b|in\b|on\b|at\b|of\b|for\b|before\b|after\b|"
    r"if\b|when\b|who\b|as\b|by\b|but\b|so\b|about\b|both\b|know\b)[a-z]+\s(?!by\b))"
)
_OPENS = re.compile(
    r"(?:\A[\s*_>\"“-]*|[.!?;:]\s+|,\s(?:and\s|but\s|so\s)?|\b(?:and|but|if|when|that|because|[Oo]ften|[Uu]sually|[Nn]ormally)\s)\Z"
)
_OWN = re.compile(r"\b(?:his|her|hers|himself|herself)\b")
"""'We' have nothing that is 'his'."""
_OTHERS = re.compile(r"\b(?:from|at|of)\s(?:the\s)?[A-Z]")


@lru_cache(maxsize=4)
def speaks_as_we(reading: Reading) -> bool:
    """Whether the writer is 'we'."""
    said = sum(_WE.search(s.text) is not None for s in reading.sentences)
    return said >= _ENOUGH


def we(text: str, start: int, end: int) -> tuple[int, str] | None:
    """For the name at `text[start:end]` that is the first of a subject: where the subject ends, and
    'we' as it reads there; None where 'we' could not stand."""
    if not _OPENS.search(text[:start]):
        return None
    run = re.compile(rf"(?:{_JOIN}{_NAME})*").match(text, end)
    last = run.end() if run is not None else end
    several = last > end
    fits = _ONE.match(text, last) or (several and _SEVERAL.match(text, last))
    if not fits or _OTHERS.search(text[last : last + 12]) or _says_whose(text, last):
        return None
    opens = not text[:start].strip(' "“*_>-') or re.search(r"[.!?:]\s+\Z", text[:start])
    return last, "We" if opens else "we"


def _says_whose(text: str, start: int) -> bool:
    """Whether the clause goes on about what is that person's: 'can sign from his phone'."""
    return _OWN.search(re.split(r"[.!?;]", text[start:], maxsplit=1)[0]) is not None
