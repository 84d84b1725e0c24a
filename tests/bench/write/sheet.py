"""A sheet of random written passages for reading, and the count of what its readers answered."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from tests.bench.write.passages import Written

QUESTIONS = ("grammatical", "true", "fits its slot", "on topic")
_ANSWER = re.compile(rf"^({'|'.join(QUESTIONS)}):[ \t]*([yn])\b", re.MULTILINE | re.IGNORECASE)
_HEAD = """\
# {count} passages written from the manual

For each: read what stood there and what stands there now, and answer with y or n.

- *grammatical*: no reader would stumble over the sentence itself
- *true*: true in general, and harmless if followed
- *fits its slot*: a step where a step stood, in the form and the order of its neighbours
- *on topic*: about what its heading, its list and its neighbours are about

`-` marks lines that changed, `+` lines from the manual, `»` the passage in question.
Count with `python -m tests.bench.write --count THIS`.
"""


def drawn(found: Sequence[Written], count: int, seed: int = 0) -> list[Written]:
    """That many of the passages at random, the same wording at the same place once."""
    different = {(w.document, w.mode, w.old, w.new): w for w in found}
    rows = [different[key] for key in sorted(different)]
    return random.Random(seed).sample(rows, min(count, len(rows)))


def sheet(chosen: Sequence[Written]) -> str:
    """The sheet as Markdown; the entries of the manual are named at its end only."""
    parts = [_HEAD.format(count=len(chosen)), *(_passage(n, w) for n, w in enumerate(chosen, 1))]
    sources = [f"{n}. {' '.join(w.sources)}" for n, w in enumerate(chosen, 1)]
    return "\n".join([*parts, "## Where they come from\n", *sources, ""])


def _passage(number: int, one: Written) -> str:
    questions = "\n".join(f"{question}: " for question in QUESTIONS)
    return (
        f"## {number}. {one.document}, {one.mode}\n\n{' > '.join(one.path)}\n\n"
        f"before:\n\n{_fenced(one.before)}\n\nnow:\n\n{_fenced(one.after)}\n\n{questions}\n"
    )


def _fenced(text: str) -> str:
    ticks = max((len(m) for m in re.findall(r"`{3,}", text)), default=2) + 1
    fence = "`" * max(3, ticks)
    return f"{fence}text\n{text}\n{fence}"


def count(text: str) -> Iterator[str]:
    """A line for each question: the share of y among the answers of a sheet."""
    answers: dict[str, list[bool]] = {question: [] for question in QUESTIONS}
    for question, answer in _ANSWER.findall(text):
        answers[question.lower()].append(answer.lower() == "y")
    for question, given in answers.items():
        share = f"{sum(given) / len(given):6.1%}" if given else "     –"
        yield f"{question:14} {share}  ({sum(given)} of {len(given)})"
