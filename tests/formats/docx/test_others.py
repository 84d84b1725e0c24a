"""Word files of others, where the environment names a folder of them (CORPUS): what hides in them
and what a mode takes out of them is in no byte of a copy, and another reader opens every copy."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from antidistill.formats.docx import Docx
from antidistill.mode import load

from .oracle import said_of
from .others import FILES, PLACES, WHY, copy, named, result
from .secrets import hidden, plain, taken

pytestmark = pytest.mark.skipif(not FILES, reason=WHY)
TRACKED = [path for path in FILES if "tracked" in path.stem]


@pytest.mark.parametrize("place", PLACES, ids=named)
def test_nothing_hidden_or_withheld_is_in_a_copy(place: tuple[Path, str]) -> None:
    path, mode = place
    unseen = hidden(path.read_bytes())
    assert len(unseen) > 10, "a file of an office program says more than its text"
    said = plain(result(path, mode).text)
    words = {t for t in unseen if plain(t) not in said} | taken(result(path, mode), load(mode))
    assert said_of(copy(path, mode), words) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_oracle_finds_it_in_the_source(path: Path) -> None:
    words = hidden(path.read_bytes()) | taken(result(path, "heavy"), load("heavy"))
    found = set(said_of(path.read_bytes(), words))
    # what stands in several runs with something between them is found by its pieces
    pieces = {p for t in words - found for p in re.split(r"\s{2,}|\n|\t", t) if len(p) > 20}
    missed = {t for t in words - found if not any(p in t for p in pieces)}
    assert len(missed) * 50 < len(words), missed


@pytest.mark.parametrize("path", TRACKED, ids=lambda path: path.stem)
@pytest.mark.parametrize("accept", [True, False])
def test_who_changed_and_remarked_is_in_no_copy(path: Path, *, accept: bool) -> None:
    """Where changes are refused, what was inserted hides in the source, and goes."""
    form = Docx(accept=accept)
    document = form.read(path.read_bytes(), path.name)
    said = plain(document.text)
    unseen = {t for t in hidden(path.read_bytes()) if plain(t) not in said}
    assert len(unseen) > 1000
    assert said_of(form.write(document, document.text), unseen) == []


@pytest.mark.parametrize("place", PLACES, ids=named)
def test_another_reader_opens_every_copy(place: tuple[Path, str]) -> None:
    import docx

    opened = docx.Document(io.BytesIO(copy(*place)))
    text = "".join(e.text or "" for e in opened.element.body.iter() if str(e.tag).endswith("}t"))
    assert len(text) > 500
