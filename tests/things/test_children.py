"""The blocks inside a block are found without a look at the whole document."""

from __future__ import annotations

import pytest
from hypothesis import given

from antidistill.document import Document
from antidistill.formats import format_for
from tests.things.markdown_texts import DOCUMENTS, PATIENT

_FILES = {
    "a.md": "# T\n\n- a\n  - b\n\n    > c\n  - d\n- e\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\nend\n",
    "a.html": "<h1>T</h1><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><p>end</p>",
    "a.csv": "name,role\nLamp,press\nInk,tray\n",
    "a.txt": "Title\n\n- a\n- b\n\nend\n",
}


def assert_children(document: Document) -> None:
    """Each block is found in the one that it names as its container, in order."""
    parents = [b.parent for b in document.blocks]
    for index in range(-1, len(parents)):
        inside = [i for i, parent in enumerate(parents) if parent == index]
        assert list(document.children(index)) == inside


@pytest.mark.parametrize("name", _FILES)
def test_each_format(name: str) -> None:
    assert_children(format_for(name).read(_FILES[name].encode(), name))


@PATIENT
@given(DOCUMENTS)
def test_any_markdown(text: str) -> None:
    assert_children(format_for("a.md").read(text.encode(), "a.md"))
