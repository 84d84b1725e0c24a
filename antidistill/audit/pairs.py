"""Which sentence of the new text stands for which of the original."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from antidistill.audit.view import View
from antidistill.document import Form
from antidistill.span import Span

_WORD = re.compile(r"[A-Za-z0-9_]+|[\u4e00-\u9fff]")
_ALIKE = 0.5
"""Least share of common words, of the shorter side, at which one is the other changed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or a line of code."""

    text: str
    span: Span
    code: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """All lines of two texts."""

    same: tuple[tuple[Line, Line], ...]
    """(old, new)"""
    changed: tuple[tuple[Line, Line], ...]
    gone: tuple[Line, ...]
    new: tuple[Line, ...]

    @property
    def partners(self) -> Iterator[tuple[Line | None, Line]]:
        """Each line of the new text that is not as it was, with the old one that it comes from."""
        yield from self.changed
        yield from ((None, line) for line in self.new)


def pairs(old: View, new: View) -> Pairs:
    """The lines of both, side by side."""
    before, after = list(lines(old)), list(lines(new))
    keys, news = [_key(line) for line in before], [_key(line) for line in after]
    same: list[tuple[Line, Line]] = []
    changed: list[tuple[Line, Line]] = []
    gone: list[Line] = []
    fresh: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, keys, news, autojunk=False).get_opcodes():
        if tag == "equal":
            same += zip(before[a:b], after[c:d], strict=True)
            continue
        near, left, added = _matched(before[a:b], after[c:d])
        changed += near
        gone += left
        fresh += added
    moved, gone, fresh = _moved(gone, fresh)
    gone = [line for line in gone if not _absorbed(line, changed)]
    return Pairs((*same, *moved), tuple(changed), tuple(gone), tuple(fresh))


def lines(view: View) -> Iterator[Line]:
    """The sentences and lines of code of a document."""
    yield from (Line(" ".join(s.text.split()), s.span) for s in view.reading.sentences)
    document = view.reading.document
    for block in document.blocks:
        if block.form is Form.CODE:
            for piece in block.pieces:
                if text := piece.of(document.text).strip():
                    yield Line(text, piece, code=True)


def words(text: str) -> list[str]:
    """Latin words and Han characters, in lower case."""
    return _WORD.findall(text.lower())


def _key(line: Line) -> str:
    return line.text.strip(" .。")


def _matched(
    before: Sequence[Line], after: Sequence[Line]
) -> tuple[list[tuple[Line, Line]], list[Line], list[Line]]:
    """Pairs of lines that share most of their words, best first and in order; what is left."""
    rated = sorted(
        (
            (-_common(one.text, two.text), i, j)
            for i, one in enumerate(before)
            for j, two in enumerate(after)
        ),
    )
    olds: dict[int, int] = {}
    news: set[int] = set()
    for rating, i, j in rated:
        if -rating >= _ALIKE and i not in olds and j not in news:
            olds[i] = j
            news.add(j)
    near = [(before[i], after[j]) for i, j in sorted(olds.items())]
    left = [line for i, line in enumerate(before) if i not in olds]
    return near, left, [line for j, line in enumerate(after) if j not in news]


def _common(one: str, two: str) -> float:
    """Share of common words: in their order, of the shorter side."""
    first, second = words(one), words(two)
    if not first or not second:
        return 0.0
    if len(set(first) & set(second)) < _ALIKE * min(len(set(first)), len(set(second))):
        return 0.0
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks) / min(len(first), len(second))


def _absorbed(line: Line, changed: Sequence[tuple[Line, Line]]) -> bool:
    """Whether a line now is the beginning or the end of its neighbour: the text is the same and
    was only cut into other sentences, for instance because a link between the two is gone."""
    own = _bare(line.text)
    for one, two in changed:
        other, whole = _bare(one.text), _bare(two.text)
        if own and (own + other in whole or other + own in whole):
            return True
    return False


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _moved(
    gone: Sequence[Line], fresh: Sequence[Line]
) -> tuple[list[tuple[Line, Line]], list[Line], list[Line]]:
    """Lines that stand elsewhere now."""
    places = defaultdict(list)
    for line in fresh:
        places[_key(line)].append(line)
    moved = []
    left = []
    for line in gone:
        if places[_key(line)]:
            moved.append((line, places[_key(line)].pop(0)))
        else:
            left.append(line)
    taken = {two for _, two in moved}
    return moved, left, [line for line in fresh if line not in taken]
