"""Templates of letters, in both languages."""

from __future__ import annotations

from antidistill.advice.words import DATA

LETTERS = ("scope", "credit", "consent", "erasure")


def letter(name: str, language: str) -> str:
    """The template of one of LETTERS in 'en' or 'zh'; what is to be filled in stands in square
    brackets."""
    return (DATA / "letters" / f"{name}.{language}.md").read_text(encoding="utf-8")
