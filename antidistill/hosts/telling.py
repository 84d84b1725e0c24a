"""How much of a text speaks from experience: its sentences, by the forms in which people say what
they know from doing the job, and by trained weights of their words. No language model is loaded:
this runs at every text that an agent writes."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("telling.json")
"""Made by `python -m tests.hosts.train`."""
SCALE = 100
"""The weights in the file are hundredths."""
_READ = 10_000
"""Characters that are looked at; a look has to be quick."""
CODE = re.compile(
    r"^(```|~~~).*?^\1[^\n]*$|^( {4}|\t)(?![-*+] |\d+[.)] )\S[^\n]*$|`[^`\n]+`",
    re.MULTILINE | re.DOTALL,
)
_FRONT = re.compile(r"\A\s*---\r?\n[\w-]+:.*?^---[ \t]*\r?$", re.MULTILINE | re.DOTALL)
_FRAME = re.compile(r"^([a-z_-]+:( *[\w./-]+)?|#+ .*|[a-zA-Z]+: [\[{\"].*)$", re.MULTILINE)
"""Settings and headings: no sentences."""
_CUT = re.compile(r"(?<=[.!?;])\s+|[。！？；]|\n+")
ASKED = re.compile(r"[^.!?;。！？；\n]*[?？]")
"""A question tells nothing."""
_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\d_\u4e00-\u9fff]{2,}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TOKEN = re.compile(r"[\u4e00-\u9fff]|[a-z']+|\d+")
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z]+")
_MARKS = (
    ("colon", re.compile(r":")),
    ("comma", re.compile(r"\w, \w")),
    ("quote", re.compile(r"[\"“]")),
    ("cell", re.compile(r"\|")),
    ("code", re.compile(r"[<>/_=]")),
)
"""What stands between the words of a sentence in a Latin script."""
_HAN_MARKS = (
    ("comma", re.compile("，")),
    ("commas", re.compile("，.*，")),
    ("row", re.compile("、")),
    ("quote", re.compile('[“"]')),
    ("latin", re.compile("[a-zA-Z]")),
    ("then", re.compile("一[\u4e00-\u9fff]{1,4}就")),
)
"""The same in a Chinese one."""
_SORT = re.compile(r"\[\S+\]")
"""Single ones; pairs are named with a gap."""
_LEAST = 4
"""Words or Han characters of a sentence that counts."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way of saying it."""

    why: str
    pattern: str
    exact: bool
    """Whether capitals matter."""
    personal: bool
    """Whether it speaks of one person, as manuals do not."""
    han: bool
    """Whether it is one of Chinese sentences."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a text looks for."""

    forms: Sequence[Form]
    sorts: Mapping[str, str]
    """Of a Latin word: the sort of words that it belongs to, such as denials or times of day."""
    han: Mapping[str, Sequence[str]]
    """The same for Chinese, which has no gaps: each sort with its words."""


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
    evidence: float
    """For a text from experience by its words (above 0) or against: the logarithms of its
    sentences' odds, added up, over the root of their number, since sentences of one text are
    alike."""
    han: bool
    """Whether it is a Chinese text."""
    odds: tuple[float, ...] = ()
    """The logarithms of its sentences' odds, the highest first."""
    sorts: Mapping[str, int] = field(default_factory=dict)
    """The number of sentences with words or marks of each sort."""

    @property
    def share(self) -> float:
        """Of the sentences in one of the forms, 0 to 1."""
        return self.told / self.sentences if self.sentences else 0.0


def form(row: Mapping[str, Any]) -> Form:
    """A form from its data."""
    pattern = row["pattern"]
    han = _HAN.search(pattern) is not None
    return Form(row["why"], pattern, row.get("exact", False), row.get("personal", False), han)


def telling(text: str, look: Look) -> Telling:
    """A look at a text; code and front matter are left out."""
    every = [(one, _in(one, look.forms)) for one in sentences(text)]
    reasons = {f.why: f.personal for _, found in every for f in found}
    seen = [features(one, found, look) for one, found in every]
    odds = [_odds(one) for one in seen]
    return Telling(
        len(every),
        sum(bool(found) for _, found in every),
        tuple(sorted(reasons, key=lambda why: not reasons[why])),
        sum(any(f.personal for f in found) for _, found in every),
        sum(odds) / math.sqrt(len(odds) + 1),
        sum(_HAN.search(one) is not None for one, _ in every) * 2 > len(every),
        tuple(sorted(odds, reverse=True)),
        Counter(one for named in seen for one in named if _SORT.fullmatch(one)),
    )


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that are long enough to tell something."""
    bare = _FRAME.sub(" ", CODE.sub(" ", _FRONT.sub(" ", text[:_READ])))
    for one in _CUT.split(ASKED.sub(" ", bare)):
        if len(_WORD.findall(one)) >= _LEAST:
            yield one.strip()


def told_in(sentence: str, look: Look) -> set[str]:
    """The features of a sentence, for training."""
    return features(sentence, _in(sentence, look.forms), look)


def features(sentence: str, found: Sequence[Form], look: Look) -> set[str]:
    """What the weights weigh: words, neighbouring words, how it begins and ends, its forms, the
    sorts of its words."""
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
    if _HAN.search(sentence):
        return out | _sorted_han(sentence, words, look.han)
    return out | _sorted(sentence, words, look.sorts)


def _sorted(sentence: str, words: Sequence[str], sorts: Mapping[str, str]) -> set[str]:
    """Of a sentence in a Latin script: which sorts of words it has, and which together."""
    found = Counter(sort for word in words if (sort := _sort(word, sorts)))
    out = {f"[{sort}]" for sort in found} | {f"[{s} {s}]" for s, n in found.items() if n > 1}
    out |= {f"[{one} {two}]" for one, two in combinations(sorted(found), 2)}
    out |= {f"[{name}]" for name, mark in _MARKS if mark.search(sentence)}
    out.add(f"[long {min(len(words) // 5, 5)}]")
    return out


def _sorted_han(
    sentence: str, words: Sequence[str], sorts: Mapping[str, Sequence[str]]
) -> set[str]:
    """The same of a Chinese sentence."""
    found = sorted(sort for sort, named in sorts.items() if any(w in sentence for w in named))
    out = {f"[{sort}]" for sort in found} | {f"[{a} {b}]" for a, b in combinations(found, 2)}
    out |= {f"[{name}]" for name, mark in _HAN_MARKS if mark.search(sentence)}
    out.add(f"[long {min(len(words) // 5, 6)}]")
    return out


def _sort(word: str, sorts: Mapping[str, str]) -> str:
    if word.endswith("n't"):
        return "no"
    return sorts.get(word) or ("past" if len(word) > 4 and word.endswith("ed") else "")


def _in(sentence: str, forms: Sequence[Form]) -> list[Form]:
    """The forms that it has, of those in its script: to compile a pattern costs more than to
    search with it."""
    han = _HAN.search(sentence) is not None
    return [one for one in forms if one.han is han and _compiled(one).search(sentence)]


@cache
def _compiled(form: Form) -> re.Pattern[str]:
    return re.compile(form.pattern, 0 if form.exact else re.IGNORECASE)


def _odds(told: set[str]) -> float:
    """The logarithm of a sentence's odds; the fewer features it has, the more each tells."""
    bias, weights = _weights()
    total = sum(weights.get(one, 0) for one in told) / math.sqrt(len(told) + 1)
    return (bias + total) / SCALE


def forget() -> None:
    """Read the weights again when they are next wanted: for training."""
    _weights.cache_clear()


@cache
def _weights() -> tuple[int, Mapping[str, int]]:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return data["bias"], data["weights"]
