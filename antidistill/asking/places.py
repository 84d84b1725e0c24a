"""Where a line stands among others, and what it is made of."""

from __future__ import annotations

from antidistill.asking.markup import halves
from antidistill.asking.wide import Opening
from antidistill.document import AtomKind, Document, Form
from antidistill.plan.draft import Draft
from antidistill.plan.units import Unit


def group_of(draft: Draft, unit: Unit, group: str) -> str:
    """What the lines of one list, table or command block share. Lists and blocks have one of the
    plan; of a table, its row and column count."""
    row = draft.reading.container(unit.block, Form.ROW)
    if row < 0:
        return group if group.startswith(("list", "code")) else ""
    table = draft.reading.container(unit.block, Form.TABLE)
    at = draft.children(table).index(row) if row in draft.children(table) else 0
    cells = draft.children(row)
    column = cells.index(unit.block) if unit.block in cells else 0
    return f"table {table}, row {at}, column {column}"


def is_trimmed(opening: Opening, index: int) -> bool:
    """Whether words of a line that stays are cut, and none put in their place."""
    unit = opening.draft.units[index]
    touches = opening.verdicts[index].touches
    return unit.sentence is not None and any(
        e.span in unit.span and not e.new.strip() for e in touches
    )


def is_intricate(document: Document, unit: Unit) -> bool:
    """Whether a line holds markup that plain words cannot give back."""
    simple = (AtomKind.CODE, AtomKind.LINK, AtomKind.IMAGE, AtomKind.EMPHASIS)
    here = [a for a in document.blocks[unit.block].atoms if a.span.overlaps(unit.span)]
    return any(a.kind not in simple for a in here) or any(halves(document, unit))
