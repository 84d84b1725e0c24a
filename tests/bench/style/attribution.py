"""Who wrote it: Burrows' Delta over function words and punctuation.

For each document the other subjects of all authors are the known writing: nobody is recognised by
what the document is about. Rates become standard deviations among the known documents; the author
whose known documents are nearest on average over all features is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import mean, pstdev

from tests.bench.style.texts import Written

_LEAST = 0.05
"""Spread below which a feature tells nothing: nobody uses it."""


def named(asked: Sequence[Written], known: Sequence[Written]) -> list[tuple[Written, str]]:
    """Each document of `asked` with the author that its style points to, told by `known`."""
    return [(one, _nearest(one, [k for k in known if k.subject != one.subject])) for one in asked]


def right(guesses: Iterable[tuple[Written, str]]) -> float:
    """Share of documents whose author was named, 0 to 1."""
    return mean(one.author == guess for one, guess in guesses)


def chance(asked: Sequence[Written]) -> float:
    """The share that guessing comes to."""
    return 1 / len({one.author for one in asked})


def survivors(asked: Sequence[Written], known: Sequence[Written]) -> list[tuple[str, str, float]]:
    """(author, feature, pull) for what still points to the right author, strongest first: how much
    nearer a feature puts an author's documents to their own writing than to everybody else's."""
    pulls: defaultdict[tuple[str, str], float] = defaultdict(float)
    for one in asked:
        others = [k for k in known if k.subject != one.subject]
        scale = _scale(others)
        means = _means(others)
        for feature, (_, spread) in scale.items():
            away = {
                a: abs(one.profile.rates[feature] - m[feature]) / spread for a, m in means.items()
            }
            rest = mean(d for a, d in away.items() if a != one.author)
            pulls[one.author, feature] += rest - away[one.author]
    strongest = sorted(pulls.items(), key=lambda row: -row[1])
    return [(a, f, pull / 4) for (a, f), pull in strongest]


def _nearest(one: Written, known: Sequence[Written]) -> str:
    scale, means = _scale(known), _means(known)

    def away(author: str) -> float:
        rates = means[author]
        return mean(abs(one.profile.rates[f] - rates[f]) / s for f, (_, s) in scale.items())

    return min(sorted(means), key=away)


def _scale(known: Sequence[Written]) -> Mapping[str, tuple[float, float]]:
    """Mean and standard deviation of each feature that anybody uses."""
    out = {}
    for feature in known[0].profile.rates:
        rates = [k.profile.rates[feature] for k in known]
        if (spread := pstdev(rates)) >= _LEAST:
            out[feature] = (mean(rates), spread)
    return out


def _means(known: Sequence[Written]) -> Mapping[str, Mapping[str, float]]:
    by_author: dict[str, list[Written]] = {}
    for one in known:
        by_author.setdefault(one.author, []).append(one)
    return {
        author: {f: mean(w.profile.rates[f] for w in texts) for f in texts[0].profile.rates}
        for author, texts in by_author.items()
    }
