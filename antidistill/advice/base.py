"""What advice says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(str, Enum):
    """What a request looks like."""

    NEED = "need"
    UNCLEAR = "unclear"
    DISTILLATION = "distillation"


@dataclass(frozen=True, slots=True)
class Seen:
    """One sign in a request."""

    sign: str
    """Its id in `signs.toml`."""
    side: Verdict
    """NEED or DISTILLATION."""
    weight: int
    note: str
    """What it means, in the language of the request."""
    quote: str
    """The sentence that it is in."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that one can do."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class DocumentNote:
    """What the document that was asked for gives away."""

    score: int
    """Exposure, 0 to 100."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """All of it, in the language of the request."""

    language: str
    verdict: Verdict
    summary: str
    seen: tuple[Seen, ...]
    """Each sign once, heaviest first."""
    options: tuple[Option, ...]
    limits: tuple[str, ...]
    """What the program will not do."""
    document: DocumentNote | None = None

    def of(self, side: Verdict) -> tuple[Seen, ...]:
        """The signs of one side."""
        return tuple(s for s in self.seen if s.side is side)
