"""An answer of a language model, and what it is measured with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from antidistill.sheet import May


@dataclass(frozen=True, slots=True)
class Claim:
    """An answer, and all that it is measured against."""

    text: str
    may: May
    place: str
    language: str
    band: tuple[int, int]
    original: str
    """Plain text of the line."""
    shown: str
    """What the model saw of it."""
    milder: str
    """How the program itself would trim it: runs of these words are no leak."""
    sources: str
    """What the entries say that the answer names."""
    stays: str
    """Text of the document that stays."""
    others: tuple[str, ...]
    """The other lines of the document: an answer that repeats one says something twice."""
    withheld: tuple[str, ...]
    """Names and values that must not be found."""
    seen: str = ""
    """All that the model was shown of the document: what is named there is no invention."""
    bland: str = ""
    """Runs of the line's words that tell nothing: 'if they request it and you'."""
    first: str = ""
    """The line as the model read it, where words of it were named as telling: the names among them
    that are not withheld are no inventions."""
    announces: bool = False
    """Whether a list, table or command block stands right behind the line."""


@dataclass(frozen=True, slots=True)
class Judges:
    """Measures that know the language, from the layers above."""

    shared: Callable[[str, str], float]
    """Share (0 to 1) of the first text's content words that the second has too."""
    strange: Callable[[str, str], int]
    """How many content words of the first text the second does not have."""
    knows: Callable[[str, Claim], bool]
    """Whether a name, identifier or command comes from the document, the manual or the public."""
