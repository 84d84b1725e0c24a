"""Trains the weights of `antidistill/hosts/telling.py` on our own texts: the sentences written for
training (tests/labelled/sentences), the scripted sessions, and short texts of many trades and
sorts, told from experience and ordinary.

`python -m tests.hosts.train [SET...]` writes the file from the sets named (all by default); the
same texts give the same bytes. `--left-out` scores each set with weights from the others.
"""

from __future__ import annotations

import json
import math
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

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
"""How often an ordinary text counts, and a scripted session: there are few of them, of many sorts,
and they are what agents write."""
STRENGTH, SCALE = 1.0, 3.0
MOST = 9000
"""Weights that are kept."""
Row = tuple[str, bool, int]
"""A sentence, whether it speaks from experience, how often it counts."""


def rows(sets: Sequence[str]) -> Iterator[Row]:
    """Sentences to learn from."""
    for file in sorted(LABELLED.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            for kind, text, *_ in json.loads(line)["units"]:
                if kind not in LEFT_OUT:
                    yield text, kind in TELLS, 1
    for session in (s for name in sets for s in sessions.sessions(name)):
        for text in _texts(session):
            for one in telling.sentences(text):
                yield one, session["distils"], ORDINARY
    for name, tells in (("told", True), ("ordinary", False)):
        for line in documents(name):
            for one in telling.sentences(line):
                yield one, tells, ORDINARY


def documents(name: str) -> Iterator[str]:
    """Short texts told from experience ('told') or not ('ordinary'), a line each."""
    for file in sorted((HERE / name).glob("*.txt")):
        yield from file.read_text("utf-8").splitlines()


def _texts(session: sessions.Session) -> Iterator[str]:
    for step in session["step"]:
        if not re.search(r"\.(py|ts|json|ya?ml|jsonl)$", step.get("write", "")):
            yield from (step[k] for k in ("text", "new") if k in step)


def train(given: Sequence[Row]) -> tuple[float, dict[str, float]]:
    """Bias and weights: logistic, over features that are met more than once."""
    look = signs.look()
    told = [(telling.told_in(text, look), tells, times) for text, tells, times in given]
    often = Counter(f for features, *_ in told for f in features)
    names = sorted(f for f, n in often.items() if n > 1)
    place = {name: at for at, name in enumerate(names)}
    cells = [[place[f] for f in sorted(features) if f in place] for features, *_ in told]
    starts = list(accumulate(map(len, cells), initial=0))
    size = [1 / math.sqrt(len(features) + 1) for features, *_ in told]
    values = [SCALE * one for one, row in zip(size, cells, strict=True) for _ in row]
    where = [at for row in cells for at in row]
    table = csr_matrix((values, where, starts), shape=(len(told), len(names)))
    made = LogisticRegression(C=STRENGTH, max_iter=400, tol=1e-6)
    made.fit(table, [tells for _, tells, _ in told], [times for *_, times in told])
    weights = {f: SCALE * float(w) for f, w in zip(names, made.coef_[0], strict=True)}
    kept = sorted(weights, key=lambda f: (-abs(weights[f]) * math.sqrt(often[f]), f))[:MOST]
    return float(made.intercept_[0]), {f: weights[f] for f in kept}


def written(bias: float, weights: dict[str, float]) -> str:
    """The file."""
    scale = telling.SCALE
    data: dict[str, Any] = {
        "bias": round(bias * scale),
        "weights": {f: round(w * scale) for f, w in sorted(weights.items()) if round(w * scale)},
    }
    return json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


def left_out(which: str) -> None:
    """Weights from all other sets in the place of ours, for this process."""
    others = [one for one in sessions.SETS if one != which]
    with tempfile.TemporaryDirectory() as place:
        telling.FILE = Path(place) / "telling.json"
        telling.FILE.write_text(written(*train(list(rows(others)))), encoding="utf-8")
        telling.forget()
        telling.telling("Wait until the weights are read.", signs.look())


def main(words: Sequence[str]) -> int:
    """Writes the file, and says how much went into it; or scores each set without itself."""
    if list(words) == ["--left-out"]:
        for which in sessions.SETS[1:]:
            left_out(which)
            sessions.score(which)
        return 0
    given = list(rows(words or sessions.SETS))
    telling.FILE.write_text(written(*train(given)), encoding="utf-8")
    print(f"{len(given)} sentences, {sum(tells for _, tells, _ in given)} from experience")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
