"""A page as a Document, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from antidistill.document import Block, Document, Form
from antidistill.edit import Edit, apply_edits
from antidistill.errors import Refused, UnreadableInput
from antidistill.formats.encoding import decode, encode, language_of, refuse_cells
from antidistill.formats.html.cleaned import Page, cleaned
from antidistill.formats.html.tokens import Sort, pairs
from antidistill.formats.html.tree import blocks_of
from antidistill.formats.html.written import written
from antidistill.formats.origin import Origin
from antidistill.message import counted, listed, said
from antidistill.span import Span

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_CELL = re.compile(r"<t[dh][\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageOrigin(Origin):
    """The page that a document was read from."""

    page: Page = field(default_factory=Page)


def read(data: bytes, name: str, encoding: str | None) -> Document:
    """The document in `data`; UnreadableInput with one line when it cannot be taken."""
    decoded = decode(data, encoding or _declared(data))
    refuse_cells(len(_CELL.findall(decoded.text)))
    page, gone = cleaned(decoded.text)
    text = page.text
    try:
        blocks = blocks_of(text, page.tokens)
    except ValueError:
        raise UnreadableInput("it nests elements too deep; flatten it") from None
    markup = tuple(Span(t.start, t.end) for t in page.tokens if t.sort is not Sort.TEXT)
    origin = PageOrigin(replace(decoded, text=""), markup=markup, page=page)
    words = "\n".join(p.of(text) for b in blocks for p in b.pieces)
    return Document(
        text,
        blocks,
        language_of(_without_tags(words)),
        name,
        origin,
        hard_lines=not _is_wrapped(text, blocks),
        notes=tuple(_notes(gone, page)),
    )


def _declared(data: bytes) -> str | None:
    """The encoding that an old Chinese page names; the others are told apart as usual."""
    found = _DECLARED.search(data[:4096])
    code = found[1].decode().lower() if found else ""
    return "gb18030" if code in ("gbk", "gb2312", "gb18030") else None


def _without_tags(words: str) -> str:
    return re.sub(r"<[^<>]{1,2000}>", "", words)


def _is_wrapped(text: str, blocks: Sequence[Block]) -> bool:
    """Whether the page breaks paragraphs into lines of its source that no reader sees."""
    return any(
        text[one.end : other.start].strip() == ""
        for block in blocks
        for one, other in zip(block.pieces, block.pieces[1:], strict=False)
        if block.form is not Form.CODE and "\n" in text[one.end : other.start]
    )


def _notes(gone: Sequence[str], page: Page) -> Iterator[str]:
    if gone:
        yield said("not in the copy: {things}", things=listed(gone))
    if shown := sum(t.name == "img" for t in page.tokens):
        yield counted(
            "{n} picture stays: look for yourself what it shows",
            "{n} pictures stay: look for yourself what they show",
            shown,
        )


def write(document: Document, text: str, edits: Sequence[Edit]) -> bytes:
    """The page with `edits` made; Refused when its tags would not be in pairs as they were."""
    origin = document.origin
    assert isinstance(origin, PageOrigin)
    if apply_edits(document.text, edits) != text:
        edits = _difference(document.text, text)
    new = written(origin.page, edits)
    if _open(cleaned(new)[0]) - _open(origin.page) > 0:
        raise Refused(said("{name}: the page's tags would be broken", name=document.name))
    return encode(new, origin.decoded.codec, origin.decoded.bom)


def _open(page: Page) -> int:
    """How many tags have no partner."""
    tags = sum(t.sort in (Sort.OPEN, Sort.CLOSE) for t in page.tokens)
    return tags - sum(1 for _ in pairs(page.tokens))


def _difference(old: str, new: str) -> list[Edit]:
    from antidistill.formats.docx.changes import difference

    return difference(old, new)
