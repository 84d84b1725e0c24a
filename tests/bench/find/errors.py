"""Every unit of the develop half where ours and the reader disagree, with the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from antidistill.finding import Kind
from tests.bench.find.marks import Mark, gold_marks, share
from tests.bench.find.scores import is_right, meets
from tests.bench.find.ways import Marks
from tests.labelled.records import LabelledDocument
from tests.labelled.units import Unit


def lines(
    documents: Sequence[LabelledDocument], marks: Sequence[Marks], only: str
) -> Iterable[str]:
    """'- ' what was missed, '+ ' what is false with its rule; public names are left aside."""
    for document, found in zip(documents, marks, strict=True):
        if only not in document.name:
            continue
        for labelled, ours in zip(document.units, found, strict=True):
            gold = [m for m in gold_marks(labelled) if m.kind is not Kind.PUBLIC]
            got = [m for m in ours if m.kind is not Kind.PUBLIC]
            missed = [m for m in gold if not any(meets(f, m) for f in got)]
            false = [m for m in got if not any(is_right(m, g) for g in gold)]
            if missed or false:
                yield f"{document.name}:{labelled.unit.number}  {_short(labelled.unit.text)}"
                yield from (f"    - {_shown(m, labelled.unit)}" for m in missed)
                yield from (f"    + {_shown(m, labelled.unit)}  [{m.rule}]" for m in false)


def _short(text: str) -> str:
    line = text.replace("\n", " / ")
    return line if len(line) <= 160 else line[:157] + "..."


def _shown(mark: Mark, unit: Unit) -> str:
    words = "*" if share(mark.place, unit) > 0.97 else _short(unit.text[slice(*mark.place)])
    return f"{mark.kind.value}: {words}"
