"""Trains the weights of `antidistill/hosts/telling.py` on our own texts: the sentences written for
training (tests/labelled/sentences), the scripted sessions, and ordinary texts of many sorts.

`python -m tests.hosts.train [SET...]` writes the file from the sets named (all by default); the
same texts give the same bytes.
"""

from __future__ import annotations

import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from antidistill.hosts import signs, telling
from tests.hosts import sessions

HERE = Path(__file__).parent
LABELLED = HERE.parent / "labelled" / "sentences"
TELLS = frozenset(
    {"pitfall", "judgement", "incident", "quirk", "network", "trait", "context", "argument"}
)
LEFT_OUT = frozenset({"quantity", "person", "system"})
"""Kinds of single words, found in any text."""
ORDINARY = 3
"""How often an ordinary text counts: there are few of them, and they are of many sorts."""
ROUNDS, STEP, SHRINK = 12, 0.3, 2e-4
MOST = 9000
"""Weights that are kept."""
Row = tuple[list[str], bool]


def rows(sets: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Sentences, and whether they speak from experience."""
    for file in sorted(LABELLED.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            for kind, text, *_ in json.loads(line)["units"]:
                if kind not in LEFT_OUT:
                    yield text, kind in TELLS
    for session in (s for name in sets for s in sessions.sessions(name)):
        for text in _texts(session):
            for one in telling.sentences(text):
                yield one, session["distils"]
    for file in sorted((HERE / "ordinary").glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            for one in telling.sentences(line):
                yield from [(one, False)] * ORDINARY


def _texts(session: sessions.Session) -> Iterator[str]:
    for step in session["step"]:
        if not re.search(r"\.(py|ts|json|ya?ml|jsonl)$", step.get("write", "")):
            yield from (step[k] for k in ("text", "new") if k in step)


def train(given: Sequence[tuple[str, bool]]) -> tuple[float, dict[str, float]]:
    """Bias and weights: logistic, with a step of its own for each feature."""
    forms = signs.forms()
    told = [(sorted(telling.told_in(text, forms)), tells) for text, tells in given]
    often = Counter(f for features, _ in told for f in features)
    every = [([f for f in features if often[f] > 1], tells) for features, tells in told]
    weights, pace = dict.fromkeys(often, 0.0), dict.fromkeys(often, 1e-6)
    bias, dice = 0.0, random.Random(1)
    for _ in range(ROUNDS):
        dice.shuffle(every)
        for features, tells in every:
            size = math.sqrt(len(features) + 1)
            total = bias + sum(weights[f] for f in features) / size
            off = tells - 1 / (1 + math.exp(-total))
            bias += 0.05 * off
            for f in features:
                slope = off / size - SHRINK * weights[f]
                pace[f] += slope * slope
                weights[f] += STEP * slope / math.sqrt(pace[f])
    kept = sorted(weights, key=lambda f: -abs(weights[f]) * math.sqrt(often[f]))[:MOST]
    return bias, {f: weights[f] for f in kept}


def written(bias: float, weights: dict[str, float]) -> str:
    """The file."""
    scale = telling.SCALE
    data: dict[str, Any] = {
        "bias": round(bias * scale),
        "weights": {f: round(w * scale) for f, w in sorted(weights.items()) if round(w * scale)},
    }
    return json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


def main(words: Sequence[str]) -> int:
    """Writes the file, and says how much went into it."""
    given = list(rows(words or sessions.SETS))
    telling.FILE.write_text(written(*train(given)), encoding="utf-8")
    print(f"{len(given)} sentences, {sum(tells for _, tells in given)} from experience")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
