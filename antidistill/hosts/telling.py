"""How much of a text speaks from experience: its sentences, by the forms in which people say what
they know from doing the job, and by trained weights of their words. No language model is loaded:
this runs at every text that an agent writes."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("telling.json")
"""Made by `python -m tests.hosts.train`."""
SCALE = 100
"""The weights in the file are hundredths."""
_READ = 10_000
"""Characters that are looked at; a look has to be quick."""
_CODE = re.compile(r"^(```|~~~).*?^\1[^\n]*$|^( {4}|\t)\S.*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_FRAME = re.compile(r"^(---|[a-z_-]+:.*|#+ .*|[a-zA-Z]+: [\[{\"].*)$", re.MULTILINE)
"""Front matter and headings: no sentences."""
_CUT = re.compile(r"(?<=[.!?;])\s+|[。！？；]|\n+")
_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\d_\u4e00-\u9fff]{2,}")
_TOKEN = re.compile(r"[\u4e00-\u9fff]|[a-z']+|\d+")
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z]+")
_LEAST = 4
"""Words or Han characters of a sentence that counts."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way of saying it."""

    why: str
    pattern: re.Pattern[str]
    personal: bool
    """Whether it speaks of one person, as manuals do not."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What came of a look at a text."""

    sentences: int
    told: int
    """Sentences in one of the forms."""
    reasons: tuple[str, ...]
    """Of the forms, the personal ones first."""
    personal: int
    """Sentences in a personal form."""
    sure: float
    """How likely a sentence speaks from experience by its words, 0 to 1, on average."""

    @property
    def share(self) -> float:
        """Of the sentences in one of the forms, 0 to 1."""
        return self.told / self.sentences if self.sentences else 0.0


def form(row: Mapping[str, Any]) -> Form:
    """A form from its data."""
    case = 0 if row.get("exact", False) else re.IGNORECASE
    return Form(row["why"], re.compile(row["pattern"], case), row.get("personal", False))


def telling(text: str, forms: Sequence[Form]) -> Telling:
    """A look at a text; code and front matter are left out."""
    every = [(one, _in(one, forms)) for one in sentences(text)]
    reasons = {f.why: f.personal for _, found in every for f in found}
    sure = [_likely(features(one, found)) for one, found in every]
    return Telling(
        len(every),
        sum(bool(found) for _, found in every),
        tuple(sorted(reasons, key=lambda why: not reasons[why])),
        sum(any(f.personal for f in found) for _, found in every),
        sum(sure) / len(sure) if sure else 0.0,
    )


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that are long enough to tell something."""
    bare = _FRAME.sub(" ", _CODE.sub(" ", text[:_READ]))
    for one in _CUT.split(bare):
        if len(_WORD.findall(one)) >= _LEAST:
            yield one.strip()


def features(sentence: str, found: Sequence[Form]) -> set[str]:
    """What the weights weigh: words, neighbouring words, how it begins and ends, its forms."""
    words = ["0" if w[0].isdigit() else w for w in _TOKEN.findall(sentence.lower())]
    out = {*words, *(" ".join(p) for p in pairwise(words))}
    out |= {" ".join(three) for three in zip(words, words[1:], words[2:], strict=False)}
    out |= {f"form {f.why}" for f in found}
    if words:
        out |= {f"^{words[0]}", f"{words[-1]}$"}
    if found:
        out.add("a form")
    if _NAME.search(sentence):
        out.add("a name")
    return out


def told_in(sentence: str, forms: Sequence[Form]) -> set[str]:
    """The features of a sentence, for training."""
    return features(sentence, _in(sentence, forms))


def _in(sentence: str, forms: Sequence[Form]) -> list[Form]:
    return [one for one in forms if one.pattern.search(sentence)]


def _likely(told: set[str]) -> float:
    bias, weights = _weights()
    known = [weights[one] for one in told if one in weights]
    return 1 / (1 + math.exp(-(bias + sum(known) / math.sqrt(len(known) + 1)) / SCALE))


@cache
def _weights() -> tuple[int, Mapping[str, int]]:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return data["bias"], data["weights"]
