"""The checks that an output passes before a byte is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antidistill.guard.base import Problem
from antidistill.guard.invention import invention_problems
from antidistill.guard.leaks import Withheld, holds, leak_problems, plainer
from antidistill.guard.structure import structure_problems
from antidistill.guard.wording import fog, foreign, repeats
from antidistill.passage import Passage, Rewrite

__all__ = [
    "Problem",
    "Withheld",
    "holds",
    "invention_problems",
    "leak_problems",
    "new_text_problems",
    "passage_problems",
    "plainer",
    "structure_problems",
]


def passage_problems(
    passage: Passage, answer: Rewrite, language: str, sources: str
) -> Iterator[Problem]:
    """What is wrong with one answer on its own; nothing if it may stand."""
    if answer.text is None:
        return
    text = answer.text
    if not text.strip():
        yield Problem("form", "an empty answer", passage.span)
    if "\n" in text and passage.slot.place != "code":
        yield Problem("form", "a line break inside a sentence", passage.span)
    if passage.slot.place != "code":
        yield from fog(text)
        yield from foreign(text, language)
    yield from invention_problems(passage.text, sources, text)
    own = Withheld((), ((passage.text, passage.span),), "", "", ())
    yield from leak_problems(own, text, sources)


def new_text_problems(new: Sequence[str], stays: str) -> Iterator[Problem]:
    """What is wrong with all new wordings taken together."""
    yield from repeats(new, stays)
