"""Trains the weights of `antidistill/hosts/closer.py`: logistic, over what it sees of whole texts.
What the trained weights of words say of a text comes from weights that have not seen its set."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from antidistill import toml
from antidistill.hosts import closer, shell, signs
from tests.hosts import sessions

HERE = Path(__file__).parent
STRENGTH, MEANT = 0.03, 0.5
"""Of the weights, and how much of it is left to the directions of words, which are many."""
FOLDS = 4
"""Parts of all texts; a set is whole in one of them."""
SHORT, LONG = 0.5, 1.0
"""How much a text of a line counts, and any other."""
SAMPLES = ("told", "ordinary")
DIGITS = 5
_DIRECTION = re.compile(r"(en|zh) \d+")
SEEN, REACHED, MOST = 0.975, -0.5, 0.5
"""The share of texts told from experience that reach these odds with weights that have not seen
them, and how far the bias may be moved for that: so the finders' models may change."""


@dataclass(frozen=True, slots=True)
class Text:
    """One to learn from."""

    fold: int
    path: str
    text: str
    tells: bool
    counts: float


def texts(sets: Sequence[str]) -> Iterator[Text]:
    """What is written in the sessions, and our own texts."""
    for fold, name in enumerate(sets):
        for session in sessions.sessions(name):
            for step in session["step"]:
                tells = bool(step.get("stop"))
                if tells or not session["distils"]:
                    yield from (Text(fold % FOLDS, *one, tells, LONG) for one in written(step))
    for name, tells in zip(SAMPLES, (True, False), strict=True):
        for file in sorted((HERE / name).glob("*.txt")):
            for at, line in enumerate(file.read_text("utf-8").splitlines()):
                yield Text(at % FOLDS, "docs/notes.md", line, tells, SHORT)
    for at, one in enumerate(documents()):
        yield Text(at % FOLDS, one["path"], one["text"], one["tells"], LONG)


def documents() -> list[Mapping[str, Any]]:
    """Our own longer texts, in the forms and places in which such texts are written."""
    return [
        one
        for file in sorted(HERE.glob("documents.*.toml"))
        for one in toml.parsed(file.read_text("utf-8"))["document"]
    ]


def written(step: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Path and text of what a step writes, as a hook sees it; nothing where it never looks."""
    for path, text in _written(step):
        if not signs.is_never(path) and signs.said_in(path, text) != "":
            yield path, text


def _written(step: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    text = step.get("text") or step.get("new") or ""
    if "notebook" in step:
        suffix = ".py" if step.get("cell") == "code" else ".md"
        yield step["notebook"].removesuffix(".ipynb") + suffix, text
    elif "proposal" in step:
        yield "skills/proposal/SKILL.md", text
    elif "bash" in step:
        for found in shell.here_documents(step["bash"]):
            yield found.path, found.body.of(step["bash"])
    else:
        for kind in ("write", "edit", "multiedit"):
            if kind in step:
                yield step[kind], text


def train(given: Sequence[Text], weigh: Callable[[int], None]) -> tuple[float, dict[str, float]]:
    """Bias and weights; `weigh(fold)` puts the weights of words in place that have not seen a
    fold."""
    seen: dict[int, dict[str, float]] = {}
    for fold in sorted({one.fold for one in given}):
        weigh(fold)
        for at, one in enumerate(given):
            if one.fold == fold:
                seen[at] = {**closer.of_words(one.path, one.text), **finders(one)}
    return centred([seen[at] for at in range(len(given))], given)


def centred(
    seen: Sequence[Mapping[str, float]], given: Sequence[Text]
) -> tuple[float, dict[str, float]]:
    """Bias and weights, with the bias at which as many reach the odds as should."""
    bias, weights = fitted(seen, given)
    odds: list[float] = []
    for fold in sorted({one.fold for one in given}):
        others = [at for at, one in enumerate(given) if one.fold != fold]
        start, by = fitted([seen[at] for at in others], [given[at] for at in others])
        odds += (
            start + sum(by.get(name, 0.0) * value for name, value in seen[at].items())
            for at, one in enumerate(given)
            if one.fold == fold and one.tells and one.counts == LONG
        )
    reached = float(np.quantile(odds, 1 - SEEN)) if odds else REACHED
    return bias + max(-MOST, min(MOST, REACHED - reached)), weights


_FINDERS: dict[tuple[str, str], dict[str, float]] = {}


def finders(one: Text) -> dict[str, float]:
    """What the finders see, once for each text."""
    key = (one.path, one.text)
    if key not in _FINDERS:
        _FINDERS[key] = closer.of_finders(*key)
    return _FINDERS[key]


def fitted(
    seen: Sequence[Mapping[str, float]], given: Sequence[Text]
) -> tuple[float, dict[str, float]]:
    """Bias and weights for what was seen of texts."""
    names = sorted({name for one in seen for name in one})
    table = np.array([[one.get(name, 0.0) for name in names] for one in seen])
    scale = StandardScaler().fit(table)
    scale.scale_ /= np.array([MEANT if _DIRECTION.fullmatch(name) else 1.0 for name in names])
    made = LogisticRegression(C=STRENGTH, max_iter=2000, tol=1e-6)
    made.fit(scale.transform(table), [o.tells for o in given], [o.counts for o in given])
    weights = made.coef_[0] / scale.scale_
    bias = float(made.intercept_[0] - weights @ scale.mean_)
    return bias, dict(zip(names, weights.tolist(), strict=True))


def written_down(bias: float, weights: Mapping[str, float]) -> str:
    """The file."""
    data = {
        "bias": round(bias, DIGITS),
        "weights": {n: round(w, DIGITS) for n, w in weights.items()},
    }
    return json.dumps(data, indent=0, separators=(",", ":")) + "\n"
