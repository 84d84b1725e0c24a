"""What a user asks of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from antidistill.decisions import NO_DECISIONS, Decisions
from antidistill.engines import Engine, LocalEngine, ModelEngine
from antidistill.mode import Mode
from antidistill.reading import NO_OWN_WORDS, OwnWords


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for."""

    mode: Mode
    seed: int = 0
    own: OwnWords = NO_OWN_WORDS
    manual_folders: tuple[Path, ...] = ()
    engine: Engine | ModelEngine = field(default_factory=LocalEngine)
    decisions: Decisions = NO_DECISIONS
