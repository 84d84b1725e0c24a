"""Numbers that are written out: headings '3.2', labels 'Step 4', '第四步'. Behind one that went
they count on, and what refers to them follows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from antidistill.counts import number_in, number_like
from antidistill.document import Form
from antidistill.plan.draft import Draft
from antidistill.plan.labels import opening
from antidistill.plan.phrases import labelled_number, referred_numbers
from antidistill.reading import Sentence

_BECAUSE = "one before it went"
_LETTERED = re.compile(r"(?P<word>[A-GJKNQTX])(?P<number>\d{1,2})(?=[.．、:：])")
"""Labels of one letter; those that are levels of something (P1, S2, L3) do not move."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A heading or paragraph that opens with a number."""

    block: int
    word: str
    """What is numbered, in lower case: 'step', '步', '' for a bare number."""
    number: int
    """The last component: 2 of '3.2'."""
    start: int
    """Of that component, in the sentence's plain text."""
    end: int
    above: tuple[int, int, int] | None = None
    """Number, start and end of the component before it."""


@dataclass(slots=True)
class _Moves:
    """New numbers: by block, and by what a reference says."""

    blocks: dict[int, int] = field(default_factory=dict)
    words: dict[str, list[dict[int, int]]] = field(default_factory=dict)


def renumber(draft: Draft) -> None:
    """Let headings and labels count on without the ones that went. Rows that did not count one by
    one in the source are left alone."""
    moves = _Moves()
    _renumber_headings(draft, moves)
    for row in _labels(draft):
        _count(draft, row, moves)
    _renumber_references(draft, moves)


def _renumber_headings(draft: Draft, moves: _Moves) -> None:
    blocks = draft.document.blocks
    heads = [i for i in draft.children(-1) if blocks[i].form is Form.HEADING]
    found = {i: n for i in heads if (n := _numbered(draft, i)) is not None}
    above = _parents(heads, lambda i: blocks[i].level)
    above = _across(draft, found, above)
    for _, row in groupby(sorted(found, key=lambda i: (above[i], i)), key=lambda i: above[i]):
        _count(draft, [found[i] for i in row], moves)
    for index, one in found.items():
        new = moves.blocks.get(above[index])
        if new is not None and one.above is not None and draft.stands(index):
            _write(draft, index, one.above[1], one.above[2], new)
    _renumber_contents(draft, found, moves)


def _parents(heads: Sequence[int], level: Callable[[int], int]) -> dict[int, int]:
    """The heading above each heading, -1 for none."""
    out: dict[int, int] = {}
    open_: list[int] = []
    for head in heads:
        while open_ and level(open_[-1]) >= level(head):
            open_.pop()
        out[head] = open_[-1] if open_ else -1
        open_.append(head)
    return out


def _across(draft: Draft, found: dict[int, _Numbered], above: dict[int, int]) -> dict[int, int]:
    """The headings above; headings of one level that count on across those above them are one row,
    as if they stood under the first of these."""
    out = dict(above)
    for level in {draft.document.blocks[i].level for i in found}:
        row = [i for i in found if draft.document.blocks[i].level == level]
        bare = all(found[i].above is None for i in row)
        counts = [found[i].number for i in row] == list(range(1, len(row) + 1))
        if bare and counts and len({found[i].word for i in row}) == 1:
            out |= dict.fromkeys(row, above[row[0]])
    return out


def _labels(draft: Draft) -> Iterator[list[_Numbered]]:
    """Rows of paragraphs under one heading, or in the items of one list, that a label or the bold
    words that they open with number."""
    blocks = draft.document.blocks
    rows: dict[tuple[int, str], list[_Numbered]] = {}
    section = -1
    for index, block in enumerate(blocks):
        if block.form is Form.HEADING:
            section = index
        if block.form is not Form.PARAGRAPH:
            continue
        one = _numbered(draft, index)
        if one is None or not (one.word or opening(draft, index) is not None):
            continue
        item = block.parent
        inside = item >= 0 and blocks[item].form is Form.ITEM
        place = blocks[item].parent + len(blocks) if inside else section
        rows.setdefault((place, one.word), []).append(one)
    yield from rows.values()


def _numbered(draft: Draft, block: int) -> _Numbered | None:
    sentence = _opening(draft, block)
    if sentence is None:
        return None
    lettered = _LETTERED.match(sentence.text)
    if lettered:
        if _is_named(draft, lettered["word"]):
            return None
        start, end = lettered.span("number")
        return _Numbered(block, lettered["word"].lower(), int(lettered["number"]), start, end)
    match = labelled_number(sentence.text)
    if match is None:
        return None
    above = None
    if match["above"]:
        start, end = match.span("above")
        above = (number_in(match["above"]), start, end)
    word = (match["word"] or match["measure"] or "").strip().lower()
    start, end = match.span("number")
    return _Numbered(block, word, number_in(match["number"]), start, end, above)


def _is_named(draft: Draft, letter: str) -> bool:
    """Whether words other than such labels name something by this letter and a number."""
    told = re.compile(rf"(?<![A-Za-z0-9]){letter}\d{{1,2}}(?![\w])")
    for unit in draft.units:
        text = draft.text_of(unit.index)
        label = _LETTERED.match(text)
        if told.search(text, label.end() if label else 0):
            return True
    return False


def _opening(draft: Draft, block: int) -> Sentence | None:
    """The first sentence of a leaf."""
    units = draft.units_of(block)
    return draft.units[units[0]].sentence if units else None


def _count(draft: Draft, row: Sequence[_Numbered], moves: _Moves) -> None:
    """New numbers for what is left of a row that counted one by one."""
    first = row[0].number
    if [n.number for n in row] != list(range(first, first + len(row))) or first > 1:
        return
    left = [n for n in row if _tells(draft, n.block)]
    moved = {n.number: first + place for place, n in enumerate(left)}
    moves.words.setdefault(row[0].word, []).append(moved)
    for one in left:
        if moved[one.number] != one.number:
            moves.blocks[one.block] = moved[one.number]
            _write(draft, one.block, one.start, one.end, moved[one.number])


def _tells(draft: Draft, block: int) -> bool:
    """Whether the sentence with the number is still there."""
    return draft.stands(block) and draft.units_of(block)[0] not in draft.gone


def _renumber_contents(draft: Draft, found: dict[int, _Numbered], moves: _Moves) -> None:
    """The same numbers in lists of contents: lines that open with the text of a heading."""
    told = {sentence.text: i for i in found if (sentence := _opening(draft, i)) is not None}
    for index, block in enumerate(draft.document.blocks):
        sentence = _opening(draft, index) if block.form is Form.PARAGRAPH else None
        head = told.get(sentence.text) if sentence is not None else None
        if head is not None and head in moves.blocks and draft.stands(index):
            _write(draft, index, found[head].start, found[head].end, moves.blocks[head])


def _renumber_references(draft: Draft, moves: _Moves) -> None:
    """'Go back to step 4', where only one row of steps is meant and the step is still there."""
    single = {w: rows[0] for w, rows in moves.words.items() if w and len(rows) == 1}
    for unit in draft.units:
        if unit.sentence is None or unit.index in draft.gone or unit.index in draft.new:
            continue
        for word, start, end in referred_numbers(unit.sentence.text):
            number = number_in(unit.sentence.text[start:end])
            new = single.get(word, {}).get(number, number)
            if new != number:
                draft.reword(
                    unit.index, start, end, _like(unit.sentence, start, end, new), _BECAUSE
                )


def _write(draft: Draft, block: int, start: int, end: int, number: int) -> None:
    unit = draft.units_of(block)[0]
    sentence = draft.units[unit].sentence
    assert sentence is not None
    draft.reword(unit, start, end, _like(sentence, start, end, number), _BECAUSE)


def _like(sentence: Sentence, start: int, end: int, number: int) -> str:
    words = sentence.text[start:end]
    new = number_like(number, words)
    ordinal = sentence.text[:start].endswith("第") or words in "一二三四五六七八九十"
    return "二" if new == "两" and ordinal else new.zfill(len(words)) if words[:1] == "0" else new
