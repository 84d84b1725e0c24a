"""A closer look at a text that may be told from experience: with the finders of the package and the
directions in which its words point. It loads a language model, so it takes a second or two."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from antidistill.document import Document
from antidistill.hosts import signs
from antidistill.hosts.rules import look
from antidistill.hosts.telling import Telling, telling
from antidistill.reading import Reading

FILE = Path(__file__).with_name("closer.json")
"""Made by `python -m tests.hosts.train`."""
CRAFT = ("judgement", "pitfall", "incident", "trait", "quirk", "context", "network")
"""Kinds of sentences that are known from doing the job."""
_READ = 20_000
"""Characters that are looked at."""
_STRONGEST = 3
_CRAFTED = 0.4
_NEARLY = 1e-4
_ROW = re.compile(r"^[ \t]*\|?(.*\|.*?)\|?[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]+")


def closer(path: str, text: str) -> float:
    """The logarithm of the odds that a text is told from experience, by all that is seen of it."""
    return odds(features(path, text))


def odds(seen: Mapping[str, float]) -> float:
    """The same for what was seen of a text."""
    bias, weights = _weights()
    return bias + sum(weights.get(name, 0.0) * value for name, value in seen.items())


def features(path: str, text: str) -> dict[str, float]:
    """What the weights weigh."""
    return {**of_words(path, text), **of_finders(path, text)}


def of_words(path: str, text: str) -> dict[str, float]:
    """Those for which no model is loaded."""
    said = signs.said_in(path, text)
    found = telling((text if said is None else said)[:_READ], look())
    return dict((*_of_place(path, text), *_of_forms(found)))


def of_finders(path: str, text: str) -> dict[str, float]:
    """Those of the finders, and of the directions of words."""
    reading = _reading(_prose(path, text))
    return dict((*_of_kinds(_likelihoods(reading)), *_meant(reading)))


def _prose(path: str, text: str) -> str:
    """Markdown in which each row of a table, and each string of a data file, is a paragraph."""
    said = signs.said_in(path, text)
    if said is not None:
        return said[:_READ].replace("\n", "\n\n")
    return _ROW.sub(_paragraph, text[:_READ])


def _paragraph(row: re.Match[str]) -> str:
    if row[0].count("|") < 2:
        return row[0]
    cells = [cell.strip() for cell in row[1].split("|")]
    return "" if _RULE.fullmatch(row[1]) else f"\n{'; '.join(c for c in cells if c)}\n"


def _of_place(path: str, text: str) -> Iterator[tuple[str, float]]:
    marks = signs.of_values(text).strength
    yield "place", min(signs.of_path(path).strength, 1.0)
    yield "marks", min(marks, 1.5)
    yield "marked", float(marks > 0)


def _of_forms(found: Telling) -> Iterator[tuple[str, float]]:
    size = max(found.sentences, 1)
    yield "evidence", found.evidence
    yield "share", found.told / size
    yield "told", min(found.told, 6)
    yield "share personal", found.personal / size
    yield "personal", min(found.personal, 5)
    yield "forms", len(found.reasons)
    yield "size", math.log(size)
    yield "han", float(found.han)
    yield from _of_odds(found.odds or (0.0,))
    for sort, times in found.sorts.items():
        yield f"sort {sort}", times / (size + 1)


def _of_odds(odds: Sequence[float]) -> Iterator[tuple[str, float]]:
    """Of the odds of sentences, the highest first: a few may tell what most do not, and the fewer
    they are the less it means."""
    size = len(odds) + 1
    for at in range(_STRONGEST):
        yield f"odds {at}", odds[at] if at < len(odds) else 0.0
    mean = sum(odds) / size
    yield "lowest odds", odds[-1]
    yield "middle odds", odds[len(odds) // 2]
    yield "mean odds", mean
    yield "spread odds", math.sqrt(sum((one - mean) ** 2 for one in odds) / size)
    yield "share odds", sum(one > 0 for one in odds) / (size + 1)


def _of_kinds(sure: Sequence[Mapping[str, float]]) -> Iterator[tuple[str, float]]:
    """Of the likelihoods of all kinds for each sentence."""
    if not sure:
        return
    for kind in sure[0]:
        yield f"mean {kind}", _mean([one[kind] for one in sure])
        yield f"odds {kind}", _mean([_odds(one[kind]) for one in sure])
    craft = [max(one[kind] for kind in CRAFT) for one in sure]
    most = sorted(craft, reverse=True)[:_STRONGEST]
    for at in range(_STRONGEST):
        yield f"craft {at}", most[min(at, len(most) - 1)]
    yield "craft", _mean(craft)
    yield "crafted", float(sum(one > _CRAFTED for one in craft))
    plain = [_odds(one["plain"]) for one in sure]
    yield "beside plain", _mean([_odds(c) - p for c, p in zip(craft, plain, strict=True)])


def _reading(text: str) -> Reading:
    from antidistill import nlp, traditional
    from antidistill.errors import UnreadableInput

    try:
        document = _markdown(text)
    except UnreadableInput:
        # broken front matter; behind an empty line it is none
        document = _markdown(f"\n{text}")
    if traditional.is_traditional(text):
        document = traditional.twin(document)
    return nlp.read(document)


def _markdown(text: str) -> Document:
    from antidistill.formats import markdown

    return markdown.read(text.encode("utf-8", "replace"), "text.md", "utf-8")


def _likelihoods(reading: Reading) -> list[Mapping[str, float]]:
    from antidistill.finders import seen
    from antidistill.finders.likelihood import likelihoods

    return [one.sure for one in likelihoods(reading, seen(reading))]


def _meant(reading: Reading) -> Iterator[tuple[str, float]]:
    """The direction of the words of all sentences together."""
    import numpy as np

    from antidistill.finders.meanings import meanings

    every = meanings(reading.language)
    total = sum((every.of(one.text) for one in reading.sentences), every.of(""))
    size = float(np.linalg.norm(total))
    for at, value in enumerate(total.tolist() if size else ()):
        yield f"{reading.language} {at}", value / size


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _odds(likely: float) -> float:
    return math.log(max(likely, _NEARLY) / max(1 - likely, _NEARLY))


def forget() -> None:
    """Read the weights again when they are next wanted: for training."""
    _weights.cache_clear()


@cache
def _weights() -> tuple[float, Mapping[str, float]]:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return data["bias"], data["weights"]
