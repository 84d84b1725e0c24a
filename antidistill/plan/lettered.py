"""Parts that marks count in running text, 'A.', 'b)', '（三）', '④': behind one that went the
others count on, and one that is left alone loses its mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from antidistill.counts import number_in, number_like
from antidistill.document import Form
from antidistill.plan.draft import Draft
from antidistill.plan.frames import counting_mark, names_letter
from antidistill.plan.labels import opening

_BECAUSE = "one before it went"
_CIRCLED = ord("①") - 1


@dataclass(frozen=True, slots=True)
class _Part:
    """A unit that opens with a mark."""

    unit: int
    style: str
    """What the marks of a row share: sort and brackets."""
    number: int
    start: int
    """Of the letter or number, in the sentence's plain text."""
    end: int
    behind: int
    """Where the words behind the mark begin."""


def recount(draft: Draft) -> None:
    """Let the marks of each row count on without the parts that went. Rows that did not count one
    by one in the source are left alone."""
    for row in list(_rows(draft)):
        left = [part for part in row if part.unit not in draft.gone]
        written = any(part.unit in draft.new for part in left)
        if len(left) in (0, len(row)) or written or _is_named(draft, row):
            continue
        if len(left) == 1:
            _write(draft, left[0], 0, left[0].behind, "")
            continue
        moved = {part.number: place for place, part in enumerate(left, 1)}
        for part in left:
            if moved[part.number] != part.number:
                _write(draft, part, part.start, part.end, _like(draft, part, moved[part.number]))


def _rows(draft: Draft) -> Iterator[list[_Part]]:
    """The parts of each place that count from the first on."""
    places: dict[tuple[int, str], list[_Part]] = {}
    for unit in draft.units:
        part = _part(draft, unit.index)
        if part is not None:
            places.setdefault((_place(draft, unit.block), part.style), []).append(part)
    for parts in places.values():
        starts = [n for n, part in enumerate(parts) if part.number == 1]
        for start, end in pairwise([*starts, len(parts)]):
            row = parts[start:end]
            if len(row) > 1 and [p.number for p in row] == list(range(1, len(row) + 1)):
                yield row


def _place(draft: Draft, block: int) -> int:
    """The list whose item a paragraph opens, or the section that it stands in."""
    blocks = draft.document.blocks
    item = blocks[block].parent
    if item >= 0 and blocks[item].form is Form.ITEM and draft.children(item)[0] == block:
        return blocks[item].parent
    return -1 - draft.reading.section_of(block).first


def _part(draft: Draft, unit: int) -> _Part | None:
    here = draft.units[unit]
    if here.sentence is None or draft.document.blocks[here.block].form is not Form.PARAGRAPH:
        return None
    match = counting_mark(here.sentence.text)
    if match is None:
        return None
    mark = match["mark"]
    sort = "number" if mark.isdecimal() else _sort(mark)
    if sort == "number" and opening(draft, here.block) is not None:
        # a bold label, which counts on as such
        return None
    style = f"{sort} {match['open']} {match['close']}"
    return _Part(unit, style, _number(mark), *match.span("mark"), match.end())


def _sort(mark: str) -> str:
    if not mark.isascii():
        return "circled" if "①" <= mark <= "⑳" else "han"
    return "capital" if mark.isupper() else "letter"


def _number(mark: str) -> int:
    if "①" <= mark <= "⑳":
        return ord(mark) - _CIRCLED
    letter = mark.isascii() and mark.isalpha()
    return ord(mark.upper()) - ord("A") + 1 if letter else number_in(mark)


def _like(draft: Draft, part: _Part, number: int) -> str:
    sentence = draft.units[part.unit].sentence
    mark = sentence.text[part.start : part.end] if sentence is not None else ""
    if "①" <= mark <= "⑳":
        return chr(_CIRCLED + number)
    if mark.isascii() and mark.isalpha():
        return chr(ord("A" if mark.isupper() else "a") + number - 1)
    return "二" if number == 2 and not mark.isascii() else number_like(number, mark)


def _write(draft: Draft, part: _Part, start: int, end: int, new: str) -> None:
    draft.reword(part.unit, start, end, new, _BECAUSE)


def _is_named(draft: Draft, row: Sequence[_Part]) -> bool:
    """Whether something else in the document calls a part by its mark ('see C', 答案：B)."""
    own = {part.unit for part in row}
    lettered = row[0].style.startswith(("capital", "letter"))
    plain = row[0].style.endswith((" .", " 、", " ．"))
    marks = () if plain else tuple(draft.units[p.unit].text[: p.behind].strip() for p in row)
    for unit in draft.units:
        text = unit.text[_opened(draft, unit.index) :] if unit.index in own else unit.text
        if any(mark in text for mark in marks) or (lettered and names_letter(text)):
            return True
    return False


def _opened(draft: Draft, unit: int) -> int:
    match = counting_mark(draft.units[unit].text)
    return match.end() if match else 0
