"""What is critical in a section of working notes, as the rules and the trained model see it
together: sentences of trades that neither has seen, and what stands near them in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill import nlp, toml
from antidistill.finders import find
from antidistill.finding import Kind
from antidistill.formats import markdown
from antidistill.nlp import Analyses

CASES = toml.parsed((Path(__file__).parent / "critical.toml").read_text(encoding="utf-8"))
GROUPS = [
    (f"{side} {language}", side, CASES[side][language])
    for side in ("kept", "quiet")
    for language in ("en", "zh")
]


def kept(sentences: list[str]) -> set[str]:
    """Those that are critical, each in a document of its own; all are analysed in one go."""
    known: Analyses = {}
    nlp.read(markdown.read("\n".join(sentences).encode(), "notes.md"), known=known)
    out = set()
    for sentence in sentences:
        text = f"# Notes\n\n## Work\n\n{sentence}\n"
        reading = nlp.read(markdown.read(text.encode(), "notes.md"), known=dict(known))
        if any(f.kind is Kind.CRITICAL for f in find(reading)):
            out.add(sentence)
    return out


@pytest.mark.parametrize(
    ("side", "sentences"), [g[1:] for g in GROUPS], ids=[name for name, _, _ in GROUPS]
)
def test_only_what_is_critical_is_kept(side: str, sentences: list[str]) -> None:
    wanted = set(sentences) if side == "kept" else set()
    assert kept(sentences) ^ wanted == set()
