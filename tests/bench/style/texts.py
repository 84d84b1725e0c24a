"""The texts of the style bench: work documents of made-up authors, and their generalised copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from antidistill import nlp, pipeline
from antidistill.document import Document
from antidistill.errors import AntidistillError
from antidistill.formats import format_for
from antidistill.mode import load
from antidistill.style.profile import Profile, profile

TEXTS = Path(__file__).parent / "texts"
LANGUAGES = ("en", "zh")
MODES = ("light", "medium", "heavy")
BEFORE = ""
"""Stands for the original among the modes."""


@dataclass(frozen=True, slots=True)
class Written:
    """One document as it was written, or a copy of it."""

    author: str
    subject: str
    """What it is about; every author has one document on each subject."""
    profile: Profile
    text: str
    """Its sentences, a line each, without markup."""


def written(language: str, mode: str = BEFORE, seed: int = 0) -> Iterator[Written]:
    """The documents of one language, as they are or as `mode` makes them."""
    for path in sorted((TEXTS / language).rglob("*.md")):
        document = format_for(path.name).read(path.read_bytes(), path.name)
        if mode:
            document = _copy(document, mode, seed)
        reading = nlp.read(document, analyse=False)
        text = "\n".join(s.text for s in reading.sentences)
        yield Written(path.parent.name, path.stem, profile(text, language), text)


def _copy(document: Document, mode: str, seed: int) -> Document:
    """The copy that a mode makes; the document itself where the run is refused."""
    form = format_for(document.name)
    try:
        made = pipeline.generalise(document, form, pipeline.Order(load(mode), seed))
    except AntidistillError:
        return document
    return form.read(form.write(document, made.text, made.edits), document.name)
