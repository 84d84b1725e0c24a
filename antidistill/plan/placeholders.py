"""Placeholders of a document: two values that stand side by side are told apart, and each of them
has the same placeholder everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from antidistill.document import Document, Form
from antidistill.edit import Edit

_ONE = re.compile(r"<(?P<name>[a-z][a-z-]*)>")
_STOP = re.compile(r"[.!?]\s|[。！？；]|\n\s*(?:\n|[-*+|]|\d+[.)])|\|")
"""Where a sentence, a cell or an item ends."""
_AMOUNTS = frozenset(
    ("value", "count", "size", "number", "n", "amount", "seconds", "minutes", "hours", "days")
)
"""What any two of can stand for: nobody takes two `<count>` for the same."""


def told_apart(document: Document, made: Sequence[Edit]) -> list[Edit]:
    """The edits; values that share a placeholder and a line or sentence are numbered, in their
    order, wherever they stand: `<ip-1>`, `<ip-2>`."""
    masks = [(edit, name) for edit in made if (name := _name(edit))]
    numbers: dict[tuple[str, str], int] = {}
    for one, other in _beside(document, masks):
        if one[1] == other[1] and _value(document, one[0]) != _value(document, other[0]):
            for edit, name in (one, other):
                _number(numbers, name, _value(document, edit))
    return [_numbered(document, edit, numbers) for edit in made]


def _name(edit: Edit) -> str:
    """The placeholder that is all of what an edit writes, '' if it writes something else."""
    match = _ONE.fullmatch(edit.new) if edit.action == "masked" else None
    return match["name"] if match and match["name"] not in _AMOUNTS else ""


def _value(document: Document, edit: Edit) -> str:
    return edit.span.of(document.text).strip("`'\"").lower()


def _beside(
    document: Document, masks: Sequence[tuple[Edit, str]]
) -> Iterator[tuple[tuple[Edit, str], tuple[Edit, str]]]:
    """Each two masks of the same name between which no line of a command block, and no sentence,
    ends."""
    by_name: dict[str, list[tuple[Edit, str]]] = {}
    for mask in sorted(masks, key=lambda m: m[0].span):
        by_name.setdefault(mask[1], []).append(mask)
    code = [b.span for b in document.blocks if b.form is Form.CODE]
    for row in by_name.values():
        for one, other in pairwise(row):
            between = document.text[one[0].span.end : other[0].span.start]
            inside = any(one[0].span in c for c in code)
            ends = "\n" in between.replace("\\\n", "") if inside else _STOP.search(between)
            if not ends:
                yield one, other


def _number(numbers: dict[tuple[str, str], int], name: str, value: str) -> None:
    if (name, value) not in numbers:
        numbers[name, value] = 1 + sum(n == name for n, _ in numbers)


def _numbered(document: Document, edit: Edit, numbers: dict[tuple[str, str], int]) -> Edit:
    name = _name(edit)
    number = numbers.get((name, _value(document, edit))) if name else None
    return edit if number is None else replace(edit, new=f"<{name}-{number}>")
