"""Lines of a command block that say nothing any more once their values are masked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from antidistill.document import Block, Document
from antidistill.edit import Edit
from antidistill.plan.phrases import pattern

_SHELLS = frozenset(("", "bash", "sh", "shell", "zsh", "console", "shell-session", "powershell"))
_COMMENT = re.compile(r"\s*(?:#|//|--)")
_ANNOUNCES = re.compile(r"[:：]\s*\Z")


def hollow(document: Document, block: Block, edits: Sequence[Edit]) -> set[int]:
    """The numbers of those lines: a comment or an address that is all masks, a command that reads
    as one before it does, and the comment that announced only such lines."""
    texts = [p.of(document.text) for p in block.pieces]
    left = [_left(document, block, n, edits) for n in range(len(texts))]
    masked = {n for n, text in enumerate(texts) if left[n] != text}
    bare = {n for n in masked if pattern("all_masks").match(left[n])}
    if block.info.split(" ")[0].lower() in _SHELLS:
        bare |= set(_repeated(texts, left, masked))
    return bare | set(_announcing(left, bare))


def _left(document: Document, block: Block, number: int, edits: Sequence[Edit]) -> str:
    """How a line reads with the masks in it."""
    piece = block.pieces[number]
    at, out = piece.start, []
    for edit in sorted(edits, key=lambda e: e.span):
        if edit.action == "masked" and edit.span in piece:
            out += [document.text[at : edit.span.start], edit.new]
            at = edit.span.end
    return "".join([*out, document.text[at : piece.end]])


def _repeated(texts: Sequence[str], left: Sequence[str], masked: set[int]) -> Iterator[int]:
    """The commands that were another one and read like one before them now, and no comment of their
    own says what for. What a backslash joins is left alone."""
    first: dict[str, int] = {}
    for number, line in enumerate(left):
        goes_on = line.rstrip().endswith("\\")
        follows = number > 0 and left[number - 1].rstrip().endswith("\\")
        if goes_on or follows or not pattern("command_line").match(line):
            continue
        one = first.setdefault(" ".join(line.split()), number)
        said = _said_of(left, number)
        if one == number or number not in masked or (said and said != _said_of(left, one)):
            continue
        if texts[one].split() != texts[number].split():
            yield number


def _said_of(left: Sequence[str], number: int) -> str:
    """The comment right above a line; '' if there is none."""
    above = left[number - 1].strip() if number else ""
    return above if _COMMENT.match(above) else ""


def _announcing(left: Sequence[str], bare: set[int]) -> Iterator[int]:
    """The comments that end in a colon and have nothing but such lines below."""
    for number, behind in pairwise(range(len(left))):
        if not (_COMMENT.match(left[number]) and _ANNOUNCES.search(left[number])):
            continue
        stop = next((n for n in range(behind, len(left)) if not left[n].strip()), len(left))
        if stop > behind and all(n in bare for n in range(behind, stop)):
            yield number
