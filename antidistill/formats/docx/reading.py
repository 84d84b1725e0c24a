"""A Word document as a Document, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antidistill.document import Document
from antidistill.edit import Edit
from antidistill.errors import UnreadableInput
from antidistill.formats.docx.changes import difference
from antidistill.formats.docx.clean import Copy, copy_of, pictures_in
from antidistill.formats.docx.layout import lay_out
from antidistill.formats.docx.package import open_package
from antidistill.formats.docx.written import written
from antidistill.formats.encoding import language_of


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
        yield f"not in the copy: {', '.join(copy.notes)}"
    if shown := pictures_in(copy):
        many = "1 picture stays" if shown == 1 else f"{shown} pictures stay"
        yield f"{many}: look for yourself what {'it shows' if shown == 1 else 'they show'}"


def write(document: Document, text: str, edits: Sequence[Edit]) -> bytes:
    """The package of a document that `read` made, with `edits` of its text."""
    copy = origin_of(document)
    made = list(edits) or difference(document.text, text)
    return written(copy, made)


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
