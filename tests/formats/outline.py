"""A document's tree as lines of text, so that expectations can be read."""

from __future__ import annotations

from antidistill.document import Block, Document


def outline(document: Document) -> str:
    """One line a block: 'form level info: piece / piece', children indented by two spaces."""
    depths: list[int] = []
    lines = []
    for block in document.blocks:
        depths.append(depths[block.parent] + 1 if block.parent >= 0 else 0)
        lines.append("  " * depths[-1] + _line(document, block))
    return "\n".join(lines)


def _line(document: Document, block: Block) -> str:
    level = str(block.level) if block.level else ""
    head = " ".join(filter(None, (block.form.value, level, block.info)))
    text = " / ".join(piece.of(document.text) for piece in block.pieces)
    return f"{head}: {text}" if block.pieces else head


def atoms(document: Document) -> list[str]:
    """One line an atom: 'kind: inner -> target'."""
    out = []
    for block in document.blocks:
        for atom in block.atoms:
            target = f" -> {atom.target.of(document.text)}" if atom.target else ""
            out.append(f"{atom.kind.value}: {atom.inner.of(document.text)}{target}")
    return out
