"""What changed between a document and its result: as data, without colours.

The edits are known, so nothing is guessed by comparing whole files: the cost grows with the edits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import takewhile

from antidistill.document import Document, Form
from antidistill.finding import Kind
from antidistill.result import Result
from antidistill.span import Span

LINE_END = re.compile(r"\r\n|\r|\n")
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"(?:[{_IDEOGRAPHS}]|[^\W{_IDEOGRAPHS}]+|\S|^)\s*")
"""A word, Han character or mark with the white space after it."""
_COMPARABLE = 4_000_000
"""Products of token counts above this are shown as one replacement: comparing is quadratic."""
_TRIMMED = 0.8
_ALIKE = 0.5
"""Least share of common words, of the shorter side or of both: below both of them a patchwork is
harder to read than old text, new text."""


class Op(str, Enum):
    """What happened to a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one fate."""

    op: Op
    text: str
    change: int = -1
    """Index of the change it belongs to, -1 for text outside all changes."""


@dataclass(frozen=True, slots=True)
class Change:
    """One edit, with its place in words that a person uses."""

    span: Span
    line: int
    """Line of the original where it starts, from 1."""
    path: tuple[str, ...]
    """Headings above, outermost first."""
    old: str
    new: str
    kind: Kind
    action: str
    because: str


def changes(result: Result) -> tuple[Change, ...]:
    """The edits of `result` that change something, by place."""
    text, starts = result.document.text, line_starts(result.document.text)
    above = _headings(result.document)
    offsets = [start for start, _ in above]
    return tuple(
        Change(
            edit.span,
            bisect_right(starts, edit.span.start),
            above[at - 1][1] if (at := bisect_right(offsets, edit.span.start)) else (),
            edit.span.of(text),
            edit.new,
            edit.kind,
            edit.action,
            edit.because,
        )
        for edit in sorted(result.edits, key=lambda e: e.span)
        if edit.span.of(text) != edit.new
    )


def pieces(text: str, made: Sequence[Change]) -> tuple[Piece, ...]:
    """All of `text` with the changes in it, in order: without the GONE pieces it is the result,
    without the NEW ones the original."""
    out: list[Piece] = []
    done = 0
    for index, change in enumerate(made):
        out.append(Piece(Op.SAME, text[done : change.span.start]))
        out += (Piece(p.op, p.text, index) for p in words(change.old, change.new))
        done = change.span.end
    out.append(Piece(Op.SAME, text[done:]))
    return tuple(p for p in out if p.text)


def words(old: str, new: str) -> tuple[Piece, ...]:
    """The difference word by word, Han text character by character; what has little in common
    comes back as one GONE and one NEW piece."""
    if old == new:
        return (Piece(Op.SAME, old),) if old else ()
    before, after = _tokens(old), _tokens(new)
    whole = tuple(p for p in (Piece(Op.GONE, old), Piece(Op.NEW, new)) if p.text)
    if not old or not new or len(before) * len(after) > _COMPARABLE:
        return whole
    old_keys, new_keys = [t.rstrip() for t in before], [t.rstrip() for t in after]
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    if not _alike(matcher, before, after):
        return whole
    return _joined(_raw(matcher, before, after))


def line_starts(text: str) -> list[int]:
    """Offset of each line's first character; a text that ends in a line end has no line after."""
    starts = [0, *(m.end() for m in LINE_END.finditer(text))]
    return starts[:-1] if len(starts) > 1 and starts[-1] == len(text) else starts


def _alike(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> bool:
    """Whether one side is the other with words taken out, or both share most of their words."""
    common = sum(
        _is_word(token)
        for block in matcher.get_matching_blocks()
        for token in before[block.a : block.a + block.size]
    )
    old, new = sum(map(_is_word, before)), sum(map(_is_word, after))
    return common > 0 and (common >= _TRIMMED * min(old, new) or 2 * common >= _ALIKE * (old + new))


def _tokens(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text) if token]


def _is_word(token: str) -> bool:
    return token[0].isalnum()


def _raw(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> Iterator[Piece]:
    moved = 0
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from _equal(before[a + moved : b], after[c + moved : d])
            moved = 0
            continue
        moved = int(tag == "delete" and _begins_late(before, a, b))
        yield from _equal(before[a : a + moved], after[c : c + moved])
        yield Piece(Op.GONE, "".join(before[a + moved : b + moved]))
        yield Piece(Op.NEW, "".join(after[c:d]))


def _begins_late(before: list[str], a: int, b: int) -> bool:
    """Whether what goes begins with the mark that also follows it: '. One' of '. One. Two' is
    better told as 'One. '."""
    first = before[a]
    return b < len(before) and not _is_word(first) and first.rstrip() == before[b].rstrip()


def _equal(before: list[str], after: list[str]) -> Iterator[Piece]:
    """The same words, between which the white space may differ."""
    same = ""
    for old, new in zip(before, after, strict=True):
        if old == new:
            same += old
            continue
        word = old.rstrip()
        yield Piece(Op.SAME, same + word)
        yield Piece(Op.GONE, old[len(word) :])
        yield Piece(Op.NEW, new[len(word) :])
        same = ""
    yield Piece(Op.SAME, same)


def _joined(found: Iterator[Piece]) -> tuple[Piece, ...]:
    """Neighbouring changes made one when only a space or a mark stands between them."""
    out: list[Piece] = []
    gone = new = ""
    held = ""
    for piece in found:
        if piece.op is Op.SAME and any(map(str.isalnum, piece.text)):
            out += _change(gone, new, held)
            out.append(piece)
            gone = new = held = ""
        elif piece.op is Op.SAME:
            held += piece.text
        elif piece.text:
            joins = bool(gone or new)
            out += () if joins or not held else (Piece(Op.SAME, held),)
            gap, held = (held if joins else ""), ""
            gone += gap + (piece.text if piece.op is Op.GONE else "")
            new += gap + (piece.text if piece.op is Op.NEW else "")
    out += _change(gone, new, held)
    return tuple(out)


def _change(gone: str, new: str, after: str) -> Iterator[Piece]:
    blank = _common_blank(gone, new)
    gone, new = gone[: len(gone) - len(blank)], new[: len(new) - len(blank)]
    after = blank + after
    for op, text in ((Op.GONE, gone), (Op.NEW, new), (Op.SAME, after)):
        if text:
            yield Piece(op, text)


def _common_blank(gone: str, new: str) -> str:
    """The white space that both end in."""
    ends = zip(reversed(gone), reversed(new), strict=False)
    blank = takewhile(lambda pair: pair[0] == pair[1] and pair[0].isspace(), ends)
    return "".join(old for old, _ in blank)[::-1]


def _headings(document: Document) -> list[tuple[int, tuple[str, ...]]]:
    """Where each heading starts, and the path down to it."""
    found: list[tuple[int, tuple[str, ...]]] = []
    path: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.form is Form.HEADING:
            text = document.content(block).replace("\n", " ").strip()
            path = [*(p for p in path if p[0] < block.level), (block.level, text)]
            found.append((block.span.start, tuple(t for _, t in path)))
    return found
