"""Trains the weights of `antidistill/hosts/telling.py` and `closer.py` on our own texts: the
sentences written for training (tests/labelled/sentences), the scripted sessions, and texts of many
trades and sorts, told from experience and ordinary.

`python -m tests.hosts.train [SET...]` writes the files from the sets named (all by default); the
same texts give the same bytes. `--left-out` scores each set with weights from the others. The
second file stands on the finders' trained model: make it anew when that is.
"""

from __future__ import annotations

import functools
import json
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from antidistill.hosts import closer, signs, telling
from antidistill.hosts.rules import look
from tests.hosts import sessions, train_closer

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


def rows(given: Iterable[train_closer.Text]) -> Iterator[Row]:
    """Sentences to learn from: those that are labelled one by one, and those of whole texts."""
    yield from labelled()
    for one in given:
        said = signs.said_in(one.path, one.text)
        for sentence in telling.sentences(one.text if said is None else said):
            yield sentence, one.tells, ORDINARY


@functools.cache
def labelled() -> tuple[Row, ...]:
    """The sentences that were written for training the finders."""
    every = (
        json.loads(line)["units"]
        for file in sorted(LABELLED.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    )
    units = (unit for units in every for unit in units if unit[0] not in LEFT_OUT)
    return tuple((text, kind in TELLS, 1) for kind, text, *_ in units)


def train(given: Sequence[Row]) -> tuple[float, dict[str, float]]:
    """Bias and weights: logistic, over features that are met more than once."""
    told = [(seen_in(text), tells, times) for text, tells, times in given]
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


@functools.cache
def seen_in(sentence: str) -> frozenset[str]:
    """The features of a sentence."""
    return frozenset(telling.told_in(sentence, look()))


def written(bias: float, weights: dict[str, float]) -> str:
    """The file."""
    scale = telling.SCALE
    data: dict[str, Any] = {
        "bias": round(bias * scale),
        "weights": {f: round(w * scale) for f, w in sorted(weights.items()) if round(w * scale)},
    }
    return json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


def fit(sets: Sequence[str], place: Path) -> Sequence[train_closer.Text]:
    """Both files below `place`, and what went into them; this process goes by them from then on."""
    given = list(train_closer.texts(sets))

    def weigh(fold: int) -> None:
        use(place, telling_file=written(*train(list(rows(t for t in given if t.fold != fold)))))

    closer_file = train_closer.written_down(*train_closer.train(given, weigh))
    use(place, written(*train(list(rows(given)))), closer_file)
    return given


def use(place: Path, telling_file: str, closer_file: str = "") -> None:
    """Go by these weights, kept below `place`."""
    telling.FILE = place / telling.FILE.name
    telling.FILE.write_text(telling_file, encoding="utf-8")
    telling.forget()
    if closer_file:
        closer.FILE = place / closer.FILE.name
        closer.FILE.write_text(closer_file, encoding="utf-8")
        closer.forget()


def left_out(which: str) -> None:
    """Score a set with weights from all others, for this process."""
    with tempfile.TemporaryDirectory() as place:
        fit([one for one in sessions.SETS if one != which], Path(place))
        sessions.score(which)


def main(words: Sequence[str]) -> int:
    """Writes the files, and says how much went into them; or scores each set without itself."""
    if words and words[0] == "--left-out":
        for which in words[1:] or sessions.SETS[1:]:
            left_out(which)
        return 0
    homes = (telling.FILE, closer.FILE)
    with tempfile.TemporaryDirectory() as place:
        given = fit(words or sessions.SETS, Path(place))
        for home in homes:
            home.write_bytes((Path(place) / home.name).read_bytes())
    print(f"{len(given)} texts, {sum(one.tells for one in given)} from experience")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
