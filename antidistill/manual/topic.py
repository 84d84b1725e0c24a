"""Public craft on one technology or procedure, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Both:
    """The same thing said in English and in Chinese."""

    en: str
    zh: str

    def of(self, language: str) -> str:
        """The wording in 'en' or 'zh'."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Words:
    """Words in both languages, lower case; Latin ones match whole words, Han ones anywhere."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()

    def of(self, language: str) -> tuple[str, ...]:
        """The words for 'en' or 'zh' documents; Chinese documents use the English ones too."""
        return self.zh + self.en if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Step:
    """An action, and how to see that it worked."""

    say: Both
    check: Both | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """Steps that belong together, in their order."""

    situation: str
    """One of SITUATIONS."""
    words: Words
    """Heading words that this set fits."""
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A public command and what to expect of it."""

    purpose: Both
    """An imperative phrase without a full stop: 'List the pods of a namespace'."""
    run: str
    """As a manual shows it, `<argument>`s in angle brackets; may have several lines."""
    language: str
    """Fence language: 'bash', 'sql', 'yaml', …"""
    expect: Both


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at: as a statement that can be ticked and as a question."""

    say: Both
    question: Both


@dataclass(frozen=True, slots=True)
class Default:
    """A documented default value."""

    say: Both
    product: str
    versions: str
    source: str
    """Address of the page that documents it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A clearly illustrative case for a template that came filled in."""

    title: Both
    what: Both
    impact: Both
    action: Both
    result: Both


@dataclass(frozen=True, slots=True)
class Topic:
    """One file of `manual/topics`."""

    id: str
    field: str
    neighbours: tuple[str, ...]
    names: Words
    """What the topic is called: one of them in a heading settles it."""
    hints: Words
    """Words that speak for the topic without naming it."""
    procedures: tuple[Procedure, ...]
    commands: tuple[Command, ...]
    causes: tuple[Both, ...]
    traps: tuple[Both, ...]
    decisions: tuple[Both, ...]
    checks: tuple[Check, ...]
    defaults: tuple[Default, ...]
    statements: tuple[Both, ...]
    samples: tuple[Sample, ...]
    persona: tuple[Both, ...] = ()
    """How anybody in that line of work deals with others: its own, then those of its field."""


SITUATIONS = (
    "diagnose",
    "change",
    "restore",
    "prepare",
    "operate",
    "review",
    "hand over",
    "onboard",
    "reconcile",
    "plan",
    "communicate",
    "decide",
    "measure",
    "clean up",
)
"""What a procedure is for."""
