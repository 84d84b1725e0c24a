"""Real documents, where they lie beside the project: all are written, in all modes, and sound.

Each document is run in one mode here, in turn; with CORPUS_ALL=1 in every mode.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

from antidistill.document import Form
from antidistill.formats.markdown import Markdown
from antidistill.mode import load
from antidistill.pipeline import Order, generalise
from antidistill.result import Result

CORPUS = Path(os.environ.get("CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
MARKDOWN = Markdown()
MODES = ("light", "medium", "heavy")
FILES = sorted(CORPUS.rglob("*.md")) if CORPUS.is_dir() else []
ALL = bool(os.environ.get("CORPUS_ALL"))
RUNS = [
    pytest.param(path, mode, id=f"{path.name} {mode}")
    for number, path in enumerate(FILES)
    for turn, mode in enumerate(MODES)
    if ALL or number % 3 == turn
]
SENTENCE = re.compile(r"(?:\b[A-Za-z][a-z']*\b[ ,]+){4,}[A-Za-z]")
"""Five English words in a row."""

pytestmark = pytest.mark.skipif(not FILES, reason="no corpus beside the project")


@cache
def made(path: Path, mode: str) -> Result:
    """The generalised copy; Refused fails the test."""
    document = MARKDOWN.read(path.read_bytes(), path.name)
    return generalise(document, MARKDOWN, Order(load(mode)))


@pytest.mark.parametrize(("path", "mode"), RUNS)
def test_a_real_document_is_written_sound_and_in_its_language(path: Path, mode: str) -> None:
    result = made(path, mode)
    document = result.document
    again = MARKDOWN.read(MARKDOWN.write(document, result.text), path.name)
    assert MARKDOWN.problems(document, result.text) == MARKDOWN.problems(document, document.text)
    levels = iter([b.level for b in document.blocks if b.form is Form.HEADING])
    assert all(b.level in levels for b in again.blocks if b.form is Form.HEADING)
    if document.language == "zh":
        # what a program says in English stays as the document quotes it
        said = [m.group() for e in result.edits if (m := SENTENCE.search(_prose(e.new)))]
        assert not [words for words in said if words not in document.text]


def _prose(text: str) -> str:
    return re.sub(r"`[^`]*`|<[^>]*>|https?://\S+", " ", text)
