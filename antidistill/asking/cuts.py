"""Which runs of a line's own words an answer may keep: those that the copy says anyway, and what is
left of a line when its reason is cut out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.guard.given_away import signs
from antidistill.guard.leaks import HAN, WORDS

_CUE_EN = (
    r"\b(?:because|since|as (?:we|it|this|they|the)|so (?:that|we|it|they|you)|in order to|"
    r"otherwise|to (?:avoid|prevent|ensure|allow|make sure|keep)|"
    r"which (?:means|makes|lets|allows|gives)|due to|thanks to|"
    r"(?:this|that) (?:way|reason))\b"
)
_CUE_ZH = (
    r"好处|优点|原因|因为|由于|因此|以便|以免|避免|防止|从而|为了|这样|所以|否则|不然|免得|"
    r"考虑到|鉴于|保证|确保"
)
_CUE = re.compile(rf"{_CUE_EN}|{_CUE_ZH}", re.IGNORECASE)
_JOINT = re.compile(rf"[，,；;：:—（）()]+|\s-\s|(?={_CUE_EN})", re.IGNORECASE)
_EDGE = re.compile(r"^[\W_]*(?:(?:and|but|so)\b\s*)?|[\W_]+$", re.IGNORECASE)
_LEAST = {"en": 3, "zh": 5}
"""Words, or Han characters, in a row that are found elsewhere as they stand."""


def without_reason(shown: str, text: str) -> bool:
    """Whether an answer is its line without the clauses that give a reason, word for word: what is
    so stays, why it is so goes; but no figure and no tale of the house."""
    had, kept = _clauses(shown), _clauses(text)
    gone = [c for c in had if c not in kept]
    if re.search(r"\d", text) or signs("stories").search(text):
        return False
    return (
        bool(kept)
        and all(c in had and _CUE.search(c) is None for c in kept)
        and any(_CUE.search(c) for c in gone)
    )


def _clauses(text: str) -> list[str]:
    parts = (_EDGE.sub("", part) for part in _JOINT.split(text))
    return [" ".join(part.lower().split()) for part in parts if part]


def said_anyway(text: str, stays: str, language: str) -> Iterator[str]:
    """The runs of a text, of the length that is somebody's wording, of which more than half stands
    in the copy anyway."""
    unit, size = (r"[\u4e00-\u9fff]", HAN) if language == "zh" else (r"[a-z0-9]+", WORDS)
    joint = "" if language == "zh" else " "
    words = re.findall(unit, text.lower())
    known = f" {joint.join(re.findall(unit, stays.lower()))} "
    found = list(_found(words, known, joint, _LEAST[language]))
    for at in range(len(words) - size + 1):
        if sum(found[at : at + size]) > size / 2:
            yield joint.join(words[at : at + size])


def _found(words: list[str], known: str, joint: str, least: int) -> Iterator[bool]:
    """Of each word, whether it is one of so many in a row that are `known`."""
    there = [
        f"{joint}{joint.join(words[i : i + least])}{joint}" in known
        for i in range(max(0, len(words) - least + 1))
    ]
    for at in range(len(words)):
        yield any(there[max(0, at - least + 1) : at + 1])
