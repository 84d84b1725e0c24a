"""Tables: rows and columns go whole, and a table that says nothing any more goes with them."""

from __future__ import annotations

import re

from antidistill.counts import leaf_before
from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import names_people, names_roles

_COLUMN = 0.5
"""A column goes when more than this share of its cells does."""
_KEYS = 2
"""Cells of a first column from which on they are what its rows are found by."""

_UNIT = re.compile(r"(?P<of>.+?)\s*(?:的?(?:计量)?单位|\bunits?)", re.IGNORECASE)
_ASIDE = re.compile(r"[(（].*")
_HAN, _WORD = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[a-z]{2,}")
_LEAST_HAN, _NOUN = 2, 4
"""Characters of the noun that the head of a Chinese column ends in."""
_NAME = 0.75
"""A name that takes this share of a cell is all of it."""


def settle(draft: Draft) -> bool:
    """Turn cells that are gone into rows, columns or tables that are gone. Says if it did."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.TABLE and draft.stands(index):
            changed |= _settle(draft, index)
    return changed


def _settle(draft: Draft, table: int) -> bool:
    rows = [r for r in draft.children(table) if r not in draft.removed]
    body = [r for r in rows if draft.document.blocks[r].info == ""]
    before = len(draft.removed)
    if not body and any(_gone(draft, c) for r in rows for c in draft.children(r)):
        return draft.remove(table, "the stamp that it was is left out")
    _keep_keys(draft, body)
    for column in _columns_gone(draft, rows):
        for row in rows:
            cells = draft.children(row)
            if column < len(cells):
                draft.removed.setdefault(cells[column], "the column is left out")
                for unit in draft.units_of(cells[column]):
                    draft.drop(unit)
    _drop_caption(draft, table, rows)
    summed = _is_summed(draft, body)
    for row in body:
        gone = [c for c in _cells(draft, row) if _gone(draft, c)]
        if not gone and not _says_less(draft, row):
            continue
        if summed or not draft.remove(row, "the row is left out"):
            # critical text or a sum holds the row: without the cell the others would stand under
            # wrong heads
            for unit in (u for c in gone for u in draft.units_of(c)):
                draft.let_stay(unit)
    if any(c in draft.removed for r in rows for c in draft.children(r)):
        _drop_repeated(draft, body)
    heads = (r for r in rows if draft.document.blocks[r].info == "header")
    if _hollow(draft, rows, body) or any(_says_less(draft, r) for r in heads):
        draft.remove(table, "the table has nothing left to tell apart")
    return len(draft.removed) > before


_SUM = re.compile(
    r"\W*(?:(?:grand |sub[- ]?)?totals?\b|sum\b|合计|总计|小计|总和|共计)", re.IGNORECASE
)


def _is_summed(draft: Draft, body: list[int]) -> bool:
    """Whether the last row of a table adds up the others: without one the sum would be wrong."""
    return any(_SUM.match(_source(draft, c)) for row in body[-1:] for c in draft.children(row))


def _keep_keys(draft: Draft, body: list[int]) -> None:
    """Let the names by which the rows of a table are found stay without their figures: 'SMALL
    (<20)' is still SMALL."""
    firsts = [c for row in body for c in draft.children(row)[:1] if draft.units_of(c)]
    gone = [c for c in firsts if _gone(draft, c)]
    if len(gone) < _KEYS or len(gone) <= _COLUMN * len(firsts):
        return
    units = [draft.units_of(c)[0] for c in gone if len(draft.units_of(c)) == 1]
    names = {name for u in units if (name := _name_left(draft, u))}
    if len(names) == len(gone):
        for unit in units:
            draft.keep_trimmed(unit)


def _name_left(draft: Draft, unit: int) -> str:
    """The word or two that a cell with a figure has without it, '' if it has none."""
    verdict, text = draft.verdicts[unit], draft.document.text
    if verdict.kind is not Kind.QUANTITY or not verdict.trimmed or not draft.can_stay(unit):
        return ""
    at, left = draft.units[unit].span.start, ""
    for edit in verdict.trimmed:
        left, at = left + text[at : edit.span.start] + edit.new, edit.span.end
    left += text[at : draft.units[unit].span.end]
    named = _HAN.search(left) or _WORD.search(left.lower())
    return left.strip("*_ ") if named and not any(c.isdigit() for c in left) else ""


def _says_less(draft: Draft, row: int) -> bool:
    """Whether all that stood in a row stood in columns that went."""
    cells = draft.children(row)
    return any(_source(draft, c).strip() for c in cells if c in draft.removed) and not any(
        _source(draft, c).strip() for c in _cells(draft, row)
    )


def _drop_caption(draft: Draft, table: int, rows: list[int]) -> None:
    """Leave out the line above a table that names none of its columns but one that went."""
    before = leaf_before(draft.document, table)
    units = draft.units_of(before) if before >= 0 else []
    if not units or draft.document.blocks[before].form is not Form.PARAGRAPH:
        return
    caption = draft.units[units[-1]]
    text = caption.text.rstrip(" *_")
    if not text.endswith((":", "：")) or draft.is_fixed(caption.index):
        return
    for row in (r for r in rows if draft.document.blocks[r].info == "header"):
        cells = draft.children(row)
        lost = [c for c in cells if c in draft.removed]
        left = [c for c in cells[1:] if c not in draft.removed]
        named = any(names_head(text, _source(draft, c)) for c in lost)
        if named and not any(names_head(text, _source(draft, c)) for c in left):
            draft.drop(caption.index)


def names_head(text: str, head: str) -> bool:
    """Whether a text names the head of a column by its last words: 'Target resolution times'."""
    head = _ASIDE.sub("", head).lower()
    han = "".join(_HAN.findall(head))
    if han:
        return len(han) >= _LEAST_HAN and han[-_NOUN:] in text
    words = [w.rstrip("s") for w in _WORD.findall(head)]
    told = {w.rstrip("s") for w in _WORD.findall(text.lower())}
    return bool(words) and told.issuperset(words[-2:])


def _drop_repeated(draft: Draft, body: list[int]) -> None:
    """Leave out the rows that only the column which went told from one before them."""
    seen: set[tuple[str, ...]] = set()
    for row in body:
        if row in draft.removed:
            continue
        texts = tuple(_text(draft, c) for c in _cells(draft, row))
        if texts in seen:
            draft.remove(row, "the row is there already")
        seen.add(texts)


def _cells(draft: Draft, row: int) -> list[int]:
    return [c for c in draft.children(row) if c not in draft.removed]


def _gone(draft: Draft, cell: int) -> bool:
    units = draft.units_of(cell)
    return bool(units) and all(u in draft.gone for u in units)


def _columns_gone(draft: Draft, rows: list[int]) -> list[int]:
    """Columns whose head is gone, or most of whose filled cells are; never one that holds critical
    text, in its head or below."""
    blocks = draft.document.blocks
    body = [r for r in rows if blocks[r].info == ""]
    heads = [r for r in rows if blocks[r].info == "header"]
    width = max((len(draft.children(r)) for r in body), default=0)
    out = []
    for column in range(width):
        cells = [
            draft.children(r)[column]
            for r in body
            if column < len(draft.children(r)) and draft.children(r)[column] not in draft.removed
        ]
        filled = [c for c in cells if draft.units_of(c)]
        head = [draft.children(r)[column] for r in heads if column < len(draft.children(r))]
        critical = any(
            draft.verdicts[u].critical for c in (*head, *filled) for u in draft.units_of(c)
        )
        if critical:
            continue
        if any(_gone(draft, c) for c in head) or _names_people(draft, heads, head, filled):
            out.append(column)
            continue
        gone = sum(_gone(draft, c) for c in filled)
        if filled and gone > _COLUMN * len(filled) and gone >= min(2, len(filled)):
            out.append(column)
    return [*out, *_units_of(draft, rows, heads, out)]


def _units_of(draft: Draft, rows: list[int], heads: list[int], out: list[int]) -> list[int]:
    """The columns that only say in what unit the figures of one stand that goes, or went."""
    found = []
    for head in heads:
        cells = draft.children(head)
        told = [_source(draft, c) for c in cells]
        lost = [t for n, t in enumerate(told) if n in out or cells[n] in draft.removed]
        for column, text in enumerate(told):
            unit = _UNIT.fullmatch(text)
            held = (c for r in rows for c in draft.children(r)[column : column + 1])
            fixed = any(draft.is_fixed(u) for c in held for u in draft.units_of(c))
            if unit and unit["of"] in lost and text not in lost and not fixed:
                found.append(column)
    return found


def _source(draft: Draft, cell: int) -> str:
    """What a cell says in the source."""
    return " ".join(draft.units[u].text for u in draft.units_of(cell)).strip("*_ ")


def _names_people(draft: Draft, heads: list[int], head: list[int], filled: list[int]) -> bool:
    """Whether a column held nothing but the names of people: roles in their place would say again,
    or wrongly, what the column of roles says."""
    others = [_text(draft, c) for h in heads for c in draft.children(h) if c not in head]
    named = any(names_people(_text(draft, c)) for c in head)
    if not named and not any(names_roles(o) for o in others):
        return False
    return bool(filled) and all(_is_name(draft, c) for c in filled)


def _is_name(draft: Draft, cell: int) -> bool:
    """Whether a cell is one name, and has to go."""
    block = draft.document.blocks[cell]
    edits = [e for u in draft.units_of(cell) for e in draft.verdicts[u].touches]
    covered = sum(len(e.span) for e in edits if e.kind is Kind.PERSON)
    return covered >= _NAME * len(block.span) or _gone(draft, cell)


def _hollow(draft: Draft, rows: list[int], body: list[int]) -> bool:
    standing = [r for r in body if r not in draft.removed]
    if len(standing) == len(body) and all(
        c not in draft.removed for r in rows for c in draft.children(r)
    ):
        return False
    widths = [len(_cells(draft, r)) for r in standing]
    if not standing or max(widths) < 2 or (len(standing) == 1 and len(body) > 2):
        return True
    tails = [tuple(_text(draft, c) for c in _cells(draft, r)[1:]) for r in standing]
    return len(standing) > 1 and len(set(tails)) == 1


def _text(draft: Draft, cell: int) -> str:
    return " ".join(draft.text_of(u) for u in draft.units_of(cell))
