"""Sentences that must fire and sentences that must not, for each kind."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.document import Document
from antidistill.edit import Edit, apply_edits
from antidistill.finders.base import Finder
from antidistill.finding import Finding
from antidistill.formats.markdown import Markdown
from antidistill.nlp import Analyses, read
from antidistill.reading import Reading

CASES = Path(__file__).parent / "cases"
MODULES = {
    "critical": "critical",
    "pitfall": "pitfalls",
    "judgement": "judgements",
    "incident": "incidents",
    "context": "context",
    "network": "network",
    "norm": "norms",
    "trait": "traits",
    "procedure": "procedures",
    "quirk": "quirks",
}
SURE = 0.5
"""A finding below this is a hint."""


def table(name: str) -> dict[str, Any]:
    return toml.parsed((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def finder(kind: str) -> Finder:
    found: Finder = importlib.import_module(f"antidistill.finders.{MODULES[kind]}").FINDER
    return found


def document(text: str) -> Document:
    return Markdown().read(text.encode(), "case.md")


@cache
def reading_of(text: str) -> Reading:
    return read(document(text))


def findings(kind: str, text: str) -> list[Finding]:
    return list(finder(kind).find(reading_of(text)))


def readings(texts: list[str]) -> list[Reading]:
    """Each text read for itself; their sentences are analysed in one go, as those of a document."""
    known: Analyses = {}
    read(document("\n".join(texts)), known=known)
    return [read(document(text), known=dict(known)) for text in texts]


def groups() -> list[tuple[str, str, str, tuple[str, ...], bool]]:
    """(kind, what to call it, heading, sentences, whether they fire)"""
    out = []
    for kind in MODULES:
        data = table(kind)
        for side, fires in (("fires", True), ("quiet", False)):
            for language in ("en", "zh"):
                name = f"{kind}-{side}-{language}"
                out.append((kind, name, "", tuple(data[side][language]), fires))
            for under in data.get("under", ()):
                name = f"{kind}-{side}-under-{under['heading']}"
                out.append((kind, name, under["heading"], tuple(under[side]), fires))
    return [group for group in out if group[3]]


@pytest.mark.parametrize(
    ("kind", "heading", "sentences", "fires"),
    [(kind, heading, sentences, fires) for kind, _, heading, sentences, fires in groups()],
    ids=[name for _, name, _, _, _ in groups()],
)
def test_fires_and_stays_quiet(
    kind: str, heading: str, sentences: tuple[str, ...], fires: bool
) -> None:
    above = f"# Handbook\n\n## {heading}\n\n" if heading else ""
    read_each = readings([f"{above}{sentence}\n" for sentence in sentences])
    wrong = []
    for sentence, reading in zip(sentences, read_each, strict=True):
        seen = any(f.confidence >= SURE for f in finder(kind).find(reading))
        if seen is not fires:
            wrong.append(sentence)
    assert wrong == []


def test_there_are_as_many_cases_as_the_kinds_need() -> None:
    number = {True: 0, False: 0}
    for _, _, _, sentences, fires in groups():
        number[fires] += len(sentences)
    assert number[True] >= 250
    assert number[False] >= 250


def _left(text: str, kind: str, heading: str) -> set[str]:
    whole = f"# Handbook\n\n## {heading}\n\n{text}" if heading else text
    start = len(whole) - len(text)
    return {
        apply_edits(whole, [Edit(f.cut, "", "test")])[start:]
        for f in findings(kind, whole)
        if f.cut is not None
    }


@pytest.mark.parametrize("case", table("clauses")["cut"], ids=lambda c: c["text"][:30])
def test_what_a_cut_leaves_behind(case: dict[str, str]) -> None:
    assert case["left"] in _left(case["text"], case["kind"], case.get("heading", ""))


@pytest.mark.parametrize("case", table("clauses")["whole"], ids=lambda c: c["text"][:30])
def test_no_cut_where_no_sentence_would_be_left(case: dict[str, str]) -> None:
    assert _left(case["text"], case["kind"], case.get("heading", "")) == set()


@pytest.mark.parametrize("case", table("clauses")["smooth"], ids=lambda c: c["text"][:30])
def test_neutral_wording(case: dict[str, str]) -> None:
    edits = [
        Edit(f.span, f.neutral, "test")
        for f in findings("quirk", case["text"])
        if f.neutral is not None
    ]
    assert apply_edits(case["text"], edits) == case["left"]
