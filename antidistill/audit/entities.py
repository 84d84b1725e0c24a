"""S7: no system, tool, project or team is named, or a tag stands in the place of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from antidistill.audit.base import Gauge, Level, Place
from antidistill.audit.places import at
from antidistill.audit.view import View
from antidistill.audit.words import pattern, table
from antidistill.finding import Kind
from antidistill.span import Span

_EXPECTED = 3
_MANY_TERMS = 8


class Entities:
    """Names in the duties and in the document, and mask tags."""

    signals = (
        ("S7", "nothing is named", ("whether the seniority of the post asks for more names",)),
        ("C7", "mask tags", ()),
    )

    def measure(self, view: View) -> Sequence[Gauge]:
        """The signal, and the tags by which the calibrator goes."""
        named = tuple(p for i in view.items for p in _named(i.names, i.text, i.span))
        distinct = {p.words for p in named}
        own = _words(view, Kind.SYSTEM, Kind.CUSTOMER)
        terms = _words(view, Kind.PUBLIC)
        duties = view.part("duties")
        why = ""
        if duties and not any(i.names for i in duties):
            why = "nothing is named under duties"
        elif len(distinct) < _EXPECTED:
            why = "fewer than three names in the document"
        elif len(terms) >= _MANY_TERMS and not own:
            why = "many terms of the trade, no name of a system"
        level = Level.HIGH if why else Level.NONE
        if not view.is_skill and why.startswith("many"):
            level, why = Level.NONE, ""
        figures = {"names": float(len(distinct)), "names of the house": float(len(own))}
        marks = tuple(tags(view))
        flagged = Level.HIGH if marks else Level.NONE
        return Gauge(level, figures, speaks_for=named, why=why), Gauge(
            flagged, {"tags": float(len(marks))}, against=marks
        )


def tags(view: View) -> Iterator[Place]:
    """The tags that a masking program leaves in a text."""
    marks = table("signals")["entities"]["marks"]["any"]
    for what in (re.compile("|".join(marks)), pattern("signals", "entities", "tags")):
        for match in what.finditer(view.text):
            yield at(view, Span(*match.span()), match.group(), "a mask tag")


def _named(names: Sequence[str], text: str, span: Span) -> Iterator[Place]:
    yield from (Place(n.lower(), text, span) for n in names)


def _words(view: View, *kinds: Kind) -> set[str]:
    return {f.span.of(view.text).lower() for f in view.findings if f.kind in kinds}


FAMILY = Entities()
