"""English given names: those that are hardly anything else, and those that are words too."""

from __future__ import annotations

from functools import cache

from antidistill.finders.phrases import DATA


@cache
def given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Certain given names, and those that are words too."""
    text = (DATA / "given_names.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    at = lines.index("------")
    certain = frozenset(" ".join(lines[:at]).split())
    return certain, frozenset(" ".join(lines[at + 1 :]).split()) - certain


def is_given(word: str) -> bool:
    """Whether a word is a given name and hardly anything else."""
    return word in given_names()[0] or word.split("-")[0] in given_names()[0]


def is_doubtful(word: str) -> bool:
    """Whether a word is a given name and a common word too: 'Rose', 'Will'."""
    return word in given_names()[1]
