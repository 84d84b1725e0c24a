"""Sentences to spaCy documents, English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from antidistill.nlp import models

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PLEASE = "Please "
_BATCH = 256
"""Sentences: large enough for the matrices to be worth their calls, small enough for memory."""


def analyse(texts: Iterable[str]) -> Iterator[Doc]:
    """A Doc for each text; the offsets of its tokens are those of the text.

    The small model takes "Restart the pod" for a noun phrase. With "Please" before it, it sees
    the verb (on 29 imperatives the head was tagged right 29 times instead of 23), so a text that
    opens with an imperative is parsed that way and the word is taken off again.
    """
    nlp = models.english()
    asked: list[bool] = []

    def prompted() -> Iterator[str]:
        for text in texts:
            polite = opens_with_imperative(text)
            asked.append(polite)
            yield _PLEASE + text[0].lower() + text[1:] if polite else text

    for index, doc in enumerate(nlp.pipe(prompted(), batch_size=_BATCH)):
        yield doc[1:].as_doc() if asked[index] and len(doc) > 1 else doc


def opens_with_imperative(text: str) -> bool:
    """Whether the first word is a verb that instructions open with ("Check the logs")."""
    match = re.match(
        r"([A-Za-z]+)(?=\s)(?!\s+(?:is|are|was|were|has|have|of|can|will|must)\b)", text
    )
    return bool(match) and match is not None and match.group(1).lower() in imperatives()


@cache
def imperatives() -> frozenset[str]:
    """Verbs that instructions open with, lower case."""
    path = Path(__file__).parent / "data" / "imperatives.txt"
    return frozenset(path.read_text(encoding="utf-8").split())
