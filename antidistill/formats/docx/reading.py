"""A Word document as a Document, and back."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from antidistill.document import Document
from antidistill.edit import Edit
from antidistill.errors import Refused, UnreadableInput
from antidistill.formats.docx.changes import difference
from antidistill.formats.docx.clean import Copy, copy_of, pictures_in
from antidistill.formats.docx.layout import lay_out
from antidistill.formats.docx.package import open_package
from antidistill.formats.docx.written import written
from antidistill.formats.encoding import language_of
from antidistill.message import counted, listed, said


def read(data: bytes, name: str, *, accept: bool) -> Document:
    """The document in `data`; UnreadableInput with one line when it cannot be taken."""
    try:
        copy = copy_of(open_package(data), accept=accept)
    except RecursionError:
        raise UnreadableInput("it nests tables or text boxes too deep; flatten it") from None
    layout = lay_out(copy, copy.stories)
    return Document(
        layout.text,
        layout.blocks,
        language_of(layout.text),
        name,
        copy,
        hard_lines=True,
        notes=tuple(_notes(copy)),
    )


def _notes(copy: Copy) -> Iterator[str]:
    if copy.notes:
        yield said("not in the copy: {things}", things=listed(copy.notes))
    if shown := pictures_in(copy):
        yield counted(
            "{n} picture stays: look for yourself what it shows",
            "{n} pictures stay: look for yourself what they show",
            shown,
        )


def write(document: Document, text: str, edits: Sequence[Edit]) -> bytes:
    """The package of a document that `read` made, with `edits` of its text; Refused when a second
    reader cannot open it."""
    copy = origin_of(document)
    made = list(edits) or difference(document.text, text)
    data = written(copy, made)
    _open_elsewhere(data, document.name)
    return data


def _open_elsewhere(data: bytes, name: str) -> None:
    """Opens the package with python-docx, which shares no code with our writing, and walks it."""
    from docx import Document as opened
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    try:
        package = opened(io.BytesIO(data))
        for paragraph in package.paragraphs:
            _ = paragraph.text, paragraph.style
        for table in package.tables:
            _ = len(table.rows), len(table.columns)
    except (OpcError, XMLSyntaxError, KeyError, ValueError) as fault:
        why = "{name}: the rebuilt file does not open in a second reader; nothing is written"
        raise Refused(said(why, name=name)) from fault


def origin_of(document: Document) -> Copy:
    """What `read` kept of a Word document."""
    if not isinstance(document.origin, Copy):
        raise TypeError("not a document that the Word format has read")
    return document.origin


def tracked_copy(document: Document, edits: Sequence[Edit]) -> bytes:
    """A package that holds the document's old text, with `edits` as tracked changes."""
    from antidistill.formats.docx.tracked import tracked

    return tracked(origin_of(document), edits)


def is_word(document: Document) -> bool:
    """Whether the Word format read a document."""
    return isinstance(document.origin, Copy)
