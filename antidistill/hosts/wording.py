"""What the sentences of a text add to its likeness to distillation: their forms, or the trained
weights of their words when these tell more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from antidistill.hosts.rules import ENOUGH, look, rules
from antidistill.hosts.telling import Telling, telling

WORDS = "it reads as told from experience"
_AGAINST = -0.8
"""Evidence of the words that speaks against what the forms of some sentences say."""
_FORMED, _DOUBTED = 0.3, -2.2
"""A text whose sentences add this much, or whose words are not this far from experience, may be
told from it: only a closer look can tell. Chosen so that of the sets of scripted sessions, each
scored with weights from the others, hardly a text that is is left out."""


@dataclass(frozen=True, slots=True)
class Worded:
    """What came of a look at the sentences of a text."""

    strength: float
    reasons: tuple[str, ...]
    evidence: float
    """Of the words, 0.0 for a single sentence."""
    may: bool
    """Whether it may be told from experience."""


def worded(text: str) -> Worded:
    """A look at the sentences of a text, without a language model."""
    found = telling(text, look())
    formed = max((r["weight"] for r in rules()["told"] if _reached(found, r)), default=0.0)
    may = formed >= _FORMED or (found.sentences > 0 and _own_evidence(found) >= _DOUBTED)
    if found.evidence < _AGAINST:
        formed /= 2
    said = max(formed, _by_words(found))
    evidence = found.evidence if found.sentences > 1 else 0.0
    return Worded(said, found.reasons[:2] or (WORDS,) * (said > 0), evidence, may)


def evidence(text: str) -> float:
    """How much the words of a part of a text tell of experience, or against it."""
    return telling(text, look()).evidence


def _reached(found: Telling, rung: Mapping[str, Any]) -> bool:
    return bool(
        found.share >= rung.get("share", 0.0)
        and found.told >= rung.get("told", 0)
        and len(found.reasons) >= rung.get("forms", 0)
        and found.personal >= rung.get("personal", 0)
    )


def _own_evidence(found: Telling) -> float:
    """Without that of any text in its script."""
    return found.evidence - float(rules()["common"]["han" if found.han else "latin"])


def _by_words(found: Telling) -> float:
    """What the weights of its words add: `worded` in the data, straight between its points, and
    `few` for a text of so few sentences that they could be chance."""
    evidence = _own_evidence(found)
    points = _points(rules()["worded"])
    if not found.sentences or evidence < points[0][0]:
        return 0.0
    few = [row for row in rules()["few"] if row["sentences"] == found.sentences]
    return min(_between(points, evidence), _between(_points(few), evidence) if few else ENOUGH)


def _points(rows: Sequence[Mapping[str, float]]) -> list[tuple[float, float]]:
    return [(row["evidence"], row["weight"]) for row in rows]


def _between(points: Sequence[tuple[float, float]], at: float) -> float:
    if at < points[0][0]:
        return points[0][1]
    for (low, light), (high, heavy) in pairwise(points):
        if at < high:
            return light + (heavy - light) * (at - low) / (high - low)
    return points[-1][1]
