"""What an answer of a language model puts where a figure or a value was, and that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.guard.figures_said import worded_figures
from antidistill.guard.given_away import signs

_FIGURE = re.compile(r"⟦(?:figure|数字) \d+⟧")


def vague_amounts(text: str, shown: str, original: str) -> Iterator[str]:
    """Why an answer may not stand that has 'several' in the place of a figure. `shown` is what the
    model saw of the line, `original` what is withheld there."""
    if not (_FIGURE.search(shown) or any(f not in shown for f in _figures(original))):
        return
    for match in signs("amounts").finditer(text):
        if match.group().lower() not in shown.lower():
            yield f"{match.group()!r} in the place of a figure: say it without, or leave it out"


def blank_slots(text: str, seen: str) -> Iterator[str]:
    """Why a command block may not stand that compares with an empty slot, or sets one to another.
    `seen` is what the model was shown of the document."""
    for match in signs("slots").finditer(text):
        if match.group() not in seen:
            yield f"{match.group()!r} says nothing: leave the condition or the line out"


def _figures(text: str) -> Iterator[str]:
    yield from re.findall(r"\d+", text)
    yield from worded_figures(text)
