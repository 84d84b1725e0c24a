"""Short documents as a language model gets to see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from antidistill.engines import Refusal
from antidistill.formats import format_for
from antidistill.mode import load
from antidistill.passage import Rewrite
from antidistill.pipeline import Order, generalise
from antidistill.result import Result
from antidistill.sheet import Line, Sheet


@dataclass
class Telling:
    """A model that gives each line what `told` says of it; a line of which it says nothing gets no
    answer."""

    told: Callable[[Line], str | bool | None]
    """False for no answer."""
    name: str = "told"
    sheets: list[Sheet] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def ask(self, sheet: Sheet) -> list[Rewrite]:
        """The answers."""
        self.sheets.append(sheet)
        pairs = [(line.id, self.told(line)) for line in sheet.open()]
        return [Rewrite(k, t, alone=True) for k, t in pairs if not isinstance(t, bool)]

    def ask_again(self, sheet: Sheet, refusals: Sequence[Refusal]) -> list[Rewrite]:
        """Nothing more."""
        del sheet
        self.refused += refusals
        return []


def run(
    text: str, told: Callable[[Line], str | bool | None], mode: str = "medium", name: str = "n.md"
) -> tuple[Result, Telling]:
    """What becomes of a document with these answers."""
    form = format_for(name)
    model = Telling(told)
    document = form.read(text.encode(), name)
    return generalise(document, form, Order(load(mode), engine=model)), model


def sheet_of(text: str, mode: str = "medium") -> Sheet:
    """The sheet of a document."""
    return run(text, lambda _: False, mode)[1].sheets[0]
