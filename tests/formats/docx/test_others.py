"""Word files of others, where the environment names a folder of them (CORPUS): what was deleted,
remarked or signed in them is in no copy, and another reader opens every copy."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from antidistill.formats.docx import Docx
from antidistill.formats.docx.names import w

from .oracle import says

CORPUS = Path(os.environ.get("CORPUS", "/dev/null")) / "docx"
FILES = sorted(CORPUS.glob("*.docx"))


def _unwanted(data: bytes) -> set[str]:
    """Authors, remarks and deleted words that the text does not say as well."""
    found: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        roots = [
            etree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith(".xml")
        ]
    for element in (e for root in roots for e in root.iter()):
        found.add(element.get(w("author")) or "")
        if element.tag in (w("comment"), w("del")):
            found.add("".join(element.itertext()))
    text = Docx().read(data, "a.docx").text
    return {t for t in found if len(t.strip()) > 5 and t.strip() not in text}


@pytest.mark.skipif(not FILES, reason="no folder of documents is named")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_deleted_or_remarked_is_in_a_copy(path: Path) -> None:
    import docx

    data = path.read_bytes()
    document = Docx().read(data, path.name)
    copy = Docx().write(document, document.text)
    assert [t for t in _unwanted(data) if says(copy, t)] == []
    assert docx.Document(io.BytesIO(copy)).paragraphs
    if "tracked" in path.stem:
        assert len(_unwanted(data)) > 10
