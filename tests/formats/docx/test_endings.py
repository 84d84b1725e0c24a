"""Where pages end: what goes leaves no empty page, and no blank at the beginning of a line."""

from __future__ import annotations

from typing import Any

import pytest

from antidistill.edit import Edit
from antidistill.formats.docx.names import first, w
from antidistill.span import Span

from .packages import p, table, word
from .tables import cases
from .test_writing import FORM, body_of, written

_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_MADE = {"|": _BREAK, "-": "<w:p/>", "#": table(("k", "v")), "~": p("", number="2")}


def _mark(block: Any) -> str:
    text = "".join(t.text or "" for t in block.iter(w("t")))
    if block.tag == w("tbl"):
        return "#"
    if block.find(f".//{w('br')}") is not None:
        return "|"
    if first(block, "pPr/numPr") is not None and not text:
        return "~"
    small = first(block, "pPr/rPr/sz") is not None
    begins = "^" if first(block, "pPr/pageBreakBefore") is not None else ""
    return begins + text if text else ("·" if small else "-")


@pytest.mark.parametrize("case", cases("endings.toml"), ids=lambda c: c["what"])
def test_no_page_of_nothing_is_left(case: dict[str, str]) -> None:
    parts = case["body"].split()
    body = "".join(_MADE.get(part) or p(part) for part in parts)
    document = FORM.read(word(body + "<w:sectPr/>"), "x.docx")
    gone = [
        b.extent
        for b in document.blocks
        if "".join(p.of(document.text) for p in b.pieces)[:1] == "x"
    ]
    copy = body_of(written(document, [Edit(span, "", "") for span in gone]))
    blocks = [e for e in copy.find(w("body")) if e.tag != w("sectPr")]
    assert " ".join(map(_mark, blocks)) == case["left"]


@pytest.mark.parametrize(
    ("text", "gone", "reads"),
    [
        ("* Look here", ["*"], "Look here"),
        ("* ! Look *", ["*", " !", " *"], "Look"),
        ("Look * here", ["* "], "Look here"),
        ("  two blanks", ["two "], "  blanks"),
        (" * own", ["* "], " own"),
    ],
)
def test_a_line_begins_with_no_blank_that_is_left_over(
    text: str, gone: list[str], reads: str
) -> None:
    document = FORM.read(word(p(text) + p("End.")), "x.docx")
    edits, at = [], 0
    for word_ in gone:
        start = document.text.index(word_, at)
        at = start + len(word_)
        edits.append(Edit(Span(start, at), "", ""))
    paragraph = body_of(written(document, edits)).find(f".//{w('p')}")
    assert "".join(t.text or "" for t in paragraph.iter(w("t"))) == reads
