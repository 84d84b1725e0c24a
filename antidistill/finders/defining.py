"""Lists that say what counts as something: 'It is an outage if it:', '符合下列情况视为事故：'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.document import Document, Form

_DEFINES = re.compile(
    r"\b(?:is|are|counts?(?: as)?|considered|defined as|classed as|qualif\w+)\b[^.?!]*"
    r"\b(?:if|when|where)\b[^.?!:]{0,40}:[\s*_]*\Z|"
    r"(?:视为|算作|算是|属于|判定为|定义为|认定为)[^。！？]{0,30}[：:][\s*_]*\Z|"
    r"(?:符合|满足|出现|有)(?:以下|下列)[^。！？]{0,24}(?:视为|算|属于|判定为|认定为|即为)[^。！？]{0,12}[：:][\s*_]*\Z",
    re.IGNORECASE,
)


def definitions(document: Document) -> Iterator[int]:
    """Indices of the blocks in such lists: their figures say what the firm calls by that name."""
    blocks = document.blocks
    for index, block in enumerate(blocks):
        lead = _lead_of(document, index) if block.form is Form.LIST else -1
        if lead >= 0 and _DEFINES.search(blocks[lead].span.of(document.text)):
            yield from (i for i, b in enumerate(blocks) if b.span in block.extent and i != index)


def _lead_of(document: Document, index: int) -> int:
    """Index of the paragraph right before a list at the same level, -1 if there is none."""
    blocks, parent = document.blocks, document.blocks[index].parent
    before = next((i for i in range(index - 1, parent, -1) if blocks[i].parent == parent), -1)
    return before if before >= 0 and blocks[before].form is Form.PARAGRAPH else -1
