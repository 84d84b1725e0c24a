"""Where words are talked about and not used: quotations, lists of words behind a label, examples of
how to write."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from antidistill.document import Form
from antidistill.finders.phrases import table
from antidistill.finders.sections import is_about_person, says
from antidistill.reading import Reading
from antidistill.span import Span

_QUOTED = re.compile(
    r"「[^」]*」|『[^』]*』|“[^”]*”|\"[^\"]{1,200}\"|(?<!\w)‘[^’]+’(?!\w)|(?<!\w)'[^'\s][^']*'(?!\w)"
)
_ITEMS = re.compile(r"[、,，/|;；]")
_SHOWS = re.compile(r"[^:：\n]{1,20}[:：]\s*\**\s*[^\s*]")
"""'Bad: …', '反例：…'."""
_LEAST = 3
"""So many items behind a label are a list."""
_SHORT = 30
"""A label has at most so many characters."""
_CELL = re.compile(
    r"\b(?:instead of|avoid|don['’]t (?:say|write|use)|not this|banned|before|bad|replace)\b|"
    r"不要|避免|禁用|改写前|原文|反例|替换",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where in a document words are only talked about."""

    quoted: tuple[Span, ...]
    """Quotations, by place in the source."""
    shown: frozenset[int]
    """Blocks that are examples of wording, good or bad."""
    listed: frozenset[int]
    """Blocks that list words, and what parts about wording show: nobody's craft either."""

    def has(self, block: int, span: Span) -> bool:
        """Whether what stands there is only talked about."""
        if block in self.shown or block in self.listed:
            return True
        at = bisect_right(self.quoted, span.start, key=lambda s: s.start) - 1
        return at >= 0 and span in self.quoted[at]


@lru_cache(maxsize=4)
def mentions(reading: Reading) -> Mentions:
    """What a document only talks about; nothing in the description of a person, who says it."""
    if is_about_person(reading):
        return Mentions((), frozenset(), frozenset())
    about = frozenset(b for b in _about(reading) if _shown(reading, b))
    return Mentions(
        tuple(_quoted(reading)),
        _examples(reading) | _columns(reading),
        about | frozenset(_lists(reading)),
    )


def _quoted(reading: Reading) -> Iterator[Span]:
    text = reading.document.text
    for block in reading.document.blocks:
        if block.pieces and block.form is not Form.CODE:
            for match in _QUOTED.finditer(text, block.pieces[0].start, block.pieces[-1].end):
                yield Span(*match.span())


def _lists(reading: Reading) -> Iterator[int]:
    """Blocks that begin with a label for words and list some."""
    for index, block in enumerate(reading.document.blocks):
        if block.form is Form.PARAGRAPH:
            text = reading.document.content(block)
            label = re.match(r"[^:：\n]{1,40}[:：]", text)
            if label and _is_list(text[label.end() :]) and _names(label.group(), "labels"):
                yield index


def _is_list(text: str) -> bool:
    return len(_ITEMS.findall(text)) + 1 >= _LEAST


def _names(label: str, part: str) -> bool:
    """Whether a short label is one of those in the data, or ends in one."""
    bare = label.strip(" *_:：-.。✅❌✓✗#>0123456789、)）(（").lower()
    if not bare or len(bare) > _SHORT:
        return False
    data = table("mentions")[part]
    if part == "labels":
        words = set(re.findall(r"[a-z'’-]+", bare))
        plain = any(w in words if " " not in w else w in bare for w in data["en"])
        return plain or any(w in bare for w in data["zh"])
    bare = re.sub(r"\s*[（(].*", "", bare)
    return bare in data["en"] or any(
        bare == w or (len(w) > 2 and bare.endswith(w)) for w in data["zh"]
    )


def _shown(reading: Reading, block: int) -> bool:
    form = reading.document.blocks[block].form
    return form is Form.CELL or any(
        reading.container(block, container) >= 0 for container in (Form.ITEM, Form.QUOTE)
    )


def _examples(reading: Reading) -> frozenset[int]:
    """The blocks of the quote, list or paragraph that follows a label such as 'Before:'."""
    out: set[int] = set()
    open_at: int | None = None
    for index, block in enumerate(reading.document.blocks):
        if block.form in (Form.HEADING, Form.PARAGRAPH):
            text = reading.document.content(block)
            if _SHOWS.match(text) and _names(text.split(":")[0].split("：")[0], "examples"):
                out.add(index)
            if _names(text.strip().rstrip(":："), "examples") or _labelled(text):
                open_at = block.parent
                continue
            if block.parent == open_at and block.form is Form.HEADING:
                open_at = None
            inside = any(reading.container(index, f) >= 0 for f in (Form.QUOTE, Form.ITEM))
            if open_at is not None and block.parent == open_at and not inside:
                out.add(index)
                open_at = None
            elif open_at is not None and inside:
                out.add(index)
        elif block.form is Form.RULE:
            open_at = None
    return frozenset(out)


def _labelled(text: str) -> bool:
    bare = text.strip()
    return bare.endswith((":", "：", ":**", "：**")) and _names(bare.strip("*_ "), "examples")


def _about(reading: Reading) -> frozenset[int]:
    out: set[int] = set()
    for section in reading.sections:
        if any(says(heading, table("mentions")["about"]) for heading in section.path):
            out |= set(range(section.first, section.end))
    return frozenset(out)


def _columns(reading: Reading) -> frozenset[int]:
    """The cells of tables one of whose headers says what not to write."""
    blocks = reading.document.blocks
    shows = {
        index
        for index, block in enumerate(blocks)
        if block.form is Form.TABLE and _header_shows(reading, index)
    }
    if not shows:
        return frozenset()
    every = (i for i, b in enumerate(blocks) if b.form is Form.CELL)
    return frozenset(i for i in every if reading.container(i, Form.TABLE) in shows)


def _header_shows(reading: Reading, table_at: int) -> bool:
    document = reading.document
    inside = document.children(table_at)
    first = next((i for i in inside if document.blocks[i].form is Form.ROW), None)
    header = _texts(reading, document.children(first) if first is not None else ())
    return any(_CELL.search(text) for text in header)


def _texts(reading: Reading, blocks: Iterable[int]) -> list[str]:
    return [reading.document.content(reading.document.blocks[i]) for i in blocks]
