"""What a Word file is as a document: its blocks and its text."""

from __future__ import annotations

import re
from typing import Any

import pytest

from antidistill.document import AtomKind, Document
from antidistill.formats.docx import Docx

from ..outline import outline
from ..test_markdown import assert_sound_tree
from .packages import field, p, r, word
from .tables import cases

CASES = cases("trees.toml")


def filled(xml: str) -> str:
    """XML with '{p:text|style|number}' and '{f:code|result}' as paragraphs and fields."""
    xml = re.sub(
        r"\{p:([^|}]*)(?:\|([^|}]*))?(?:\|([^|}]*))?\}",
        lambda m: p(m[1], m[2] or "", number=m[3] or ""),
        xml,
    )
    return re.sub(r"\{f:([^|}]*)\|([^}]*)\}", lambda m: field(m[1], m[2]), xml)


def read(body: str, **more: Any) -> Document:
    return Docx().read(word(filled(body), **more), "x.docx")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["what"])
def test_tree(case: dict[str, Any]) -> None:
    parts = {name: filled(text) for name, text in case.get("parts", {}).items()}
    document = read(case["xml"], parts=parts)
    assert outline(document).strip() == case["tree"].strip()
    if "text" in case:
        lines = [line.rstrip() for line in document.text.strip().splitlines()]
        assert lines == case["text"].strip().splitlines()
    assert_sound_tree(document)


def _atoms(document: Document) -> list[tuple[str, str]]:
    return [(a.kind.value, a.inner.of(document.text)) for b in document.blocks for a in b.atoms]


def test_bold_words_links_and_code_are_atoms() -> None:
    code = '<w:r><w:rPr><w:rFonts w:ascii="Consolas"/></w:rPr><w:t>kubectl</w:t></w:r>'
    mark = '<w:bookmarkStart w:id="1" w:name="m"/><w:bookmarkEnd w:id="1"/>'
    link = f'<w:hyperlink w:anchor="m">{r("there")}</w:hyperlink>'
    body = f"<w:p>{mark}{r('Note: ', bold=True)}{r('run ')}{code}{r(', see ')}{link}</w:p>"
    assert _atoms(read(body)) == [("emphasis", "Note:"), ("code", "kubectl"), ("link", "there")]


def test_a_link_that_shows_its_address_keeps_it() -> None:
    body = f'<w:p><w:hyperlink r:id="rIdA">{r("https://a.example/x")}</w:hyperlink></w:p>'
    document = read(body, links={"rIdA": ("hyperlink", "!https://a.example/x/")})
    assert _atoms(document) == [(AtomKind.AUTOLINK.value, "https://a.example/x")]


def test_page_numbers_are_hidden_from_readers_of_sentences() -> None:
    from antidistill.nlp.plain import plain

    document = read(f"<w:p>{r('Page ')}{field('PAGE', '7')}{r(' of the book')}</w:p>")
    assert plain(document, document.blocks[0]).text == "Page  of the book"


def test_tracked_changes_can_be_refused() -> None:
    body = (
        '<w:p><w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:pPrChange w:id="3"><w:pPr/></w:pPrChange>'
        "</w:pPr><w:r><w:t>Was plain</w:t></w:r></w:p>"
    )
    accepted, refused = read(body), Docx(accept=False).read(word(body), "x.docx")
    assert outline(accepted) == "paragraph: new\nheading 1: Was plain"
    assert outline(refused) == "paragraph: old\nparagraph: Was plain"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
    body = f"<w:p>{mark}{r('One and ')}</w:p>{p('two')}"
    assert outline(read(body)) == "paragraph: One and two"
