"""Masks as the author of a document would have written them: a value is called what it is, and the
one that all commands have in common is left to where the person is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from antidistill.document import AtomKind, Block, Document, Form
from antidistill.edit import Edit
from antidistill.plan.phrases import pattern, value_masks
from antidistill.span import Overlapping, Span

_MANY = 3
"""As often as this, the same switch with the same mask is read as a mask."""
_FLAG = "<namespace>"
_AMOUNTS = ("<count>", "<size>", "<number>")
_ANY = re.compile(r"<(?!pod)[a-z-]+>")


def natural(document: Document, made: Sequence[Edit]) -> list[Edit]:
    """The edits, with the masks that say more than is needed named, cut or taken back."""
    edits = [_once(document, _named(document, e)) for e in made if not _is_told(document, e, made)]
    flags = {e.span: span for e in edits if (span := _flag(document, e)) is not None}
    if len(flags) >= _MANY:
        edits = [_cut(e, flags.get(e.span)) for e in edits]
    spans = [e.span for e in edits]
    leaves = Overlapping((b.span, b) for b in document.blocks if b.pieces)
    return [_cut(e, _choice(document, e, leaves, spans)) for e in edits]


def _cut(edit: Edit, span: Span | None) -> Edit:
    return edit if span is None else replace(edit, span=span, new="", action="trimmed")


def _line(document: Document, edit: Edit) -> tuple[str, str]:
    """The line before and behind an edit."""
    text = document.text
    start = text.rfind("\n", 0, edit.span.start) + 1
    end = text.find("\n", edit.span.end)
    return text[start : edit.span.start], text[edit.span.end : end if end >= 0 else len(text)]


def _named(document: Document, edit: Edit) -> Edit:
    """A mask by the command before it: '<pod>' behind `kubectl exec`, whatever it was elsewhere."""
    if edit.action != "masked" or not _ANY.fullmatch(edit.new):
        return edit
    before, _ = _line(document, edit)
    for called, where in value_masks():
        if where.search(before):
            return replace(edit, new=_as_there(document.text, called))
    return replace(edit, new=_as_there(document.text, edit.new))


def _once(document: Document, edit: Edit) -> Edit:
    """Without a mask that its author wrote behind it already: '/srv/images/<path>.img'."""
    doubled = edit.action == "masked" and _ANY.fullmatch(edit.new) is not None
    there = doubled and document.text.startswith(edit.new, edit.span.end)
    return replace(edit, new="", action="trimmed") if there else edit


def _as_there(text: str, mask: str) -> str:
    """A mask as the document itself has it: '<pod-name>' for '<pod>' where it says so."""
    own = f"{mask[:-1]}-name>"
    return own if mask not in text and own in text else mask


def _is_told(document: Document, edit: Edit, made: Sequence[Edit]) -> bool:
    """Whether a number is masked in a command that the words of its own item, which stay, name."""
    value = edit.span.of(document.text)
    if edit.action != "masked" or edit.new not in _AMOUNTS or not value.isdigit():
        return False
    items = [b for b in document.blocks if b.form is Form.ITEM and edit.span in b.extent]
    start = min((b.extent.start for b in items), default=edit.span.start)
    own = next((b for b in document.blocks if b.pieces and b.span.start >= start), None)
    if own is None or own.form is not Form.PARAGRAPH or edit.span in own.span:
        return False
    if any(e.span.overlaps(own.span) and e.action != "unlinked" for e in made):
        return False
    words = own.span.of(document.text)
    return re.search(rf"(?<![\w.]){value}(?![\w.]*\w)", words) is not None


def _flag(document: Document, edit: Edit) -> Span | None:
    """A masked switch with the space before it, where the command works without."""
    if edit.action != "masked" or edit.new != _FLAG:
        return None
    before, behind = _line(document, edit)
    match = pattern("optional_flag").search(before)
    restricted = pattern("restricts").search(before + behind)
    if match is None or restricted or not re.match(r"\s|\Z", behind):
        return None
    return Span(edit.span.start - len(match["flag"]), edit.span.end)


def _choice(
    document: Document, edit: Edit, leaves: Overlapping[Block], taken: Sequence[Span]
) -> Span | None:
    """' or `<namespace>`' behind another word in code type that stays."""
    if edit.action != "masked":
        return None
    block = next((b for b in leaves.at(edit.span) if edit.span in b.span), None)
    atoms = block.atoms if block is not None else ()
    codes = [a for a in atoms if a.kind is AtomKind.CODE]
    here = next((a for a in codes if a.inner == edit.span), None)
    if here is None:
        return None
    before, _ = _line(document, replace(edit, span=here.span))
    match = pattern("or_else").search(before)
    start = here.span.start - len(match["gap"]) if match else -1
    other = next((a for a in codes if a.span.end == start), None)
    if other is None or any(other.span.overlaps(t) for t in taken):
        return None
    return Span(start, here.span.end)
