"""Private arguments: hosts, addresses, accounts, paths, names in commands, links into the house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from antidistill.finders import excerpts
from antidistill.finders.argument_finding import WHERE, as_argument
from antidistill.finders.code_arguments import in_code
from antidistill.finders.columned import values
from antidistill.finders.house import owned_domains
from antidistill.finders.links import links
from antidistill.finders.pointers import pointer_of, points_only
from antidistill.finders.prose_arguments import in_prose
from antidistill.finders.surroundings import Places, in_sentences, phrase_of
from antidistill.finding import Finding
from antidistill.reading import Reading
from antidistill.span import Span

_TEMPLATED = re.compile(r"\{[{%]|[}%]\}")
"""A path that the site's generator completes leads to a page of the same site."""


@dataclass(frozen=True, slots=True)
class ArgumentFinder:
    """Kind `argument`; in code with the placeholder that documentation writes."""

    name: str = "arguments"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding for each value, over the value alone."""
        seen: set[Span] = set()
        places = in_sentences(reading)
        for finding in self._all(reading):
            value = finding.span.of(reading.document.text)
            templated = finding.rule == "arguments/path" and _TEMPLATED.search(value)
            if finding.span not in seen and value not in reading.own.keep and not templated:
                seen.add(finding.span)
                yield _placed(reading, places, finding)

    def _all(self, reading: Reading) -> Iterator[Finding]:
        owners = owned_domains(reading)
        for excerpt in (*excerpts.snippets(reading), *excerpts.hidden(reading)):
            yield from in_code(excerpt, owners)
        for excerpt in excerpts.prose(reading):
            yield from in_prose(excerpt, owners)
        for excerpt, start, end in values(reading):
            yield as_argument(excerpt.source(start, end), "column", 0.7, WHERE, None)
        for place, start, end, rule, confidence, note in links(reading, owners):
            span = place.source(start, end)
            yield as_argument(span, rule, confidence, note, None)
            for atom in reading.document.blocks[place.block].atoms:
                if atom.target is not None and span in atom.target and points_only(reading, atom):
                    # 'here' says nothing without its address
                    yield as_argument(atom.span, "pointer", confidence, note, None)


def _placed(reading: Reading, places: Places, finding: Finding) -> Finding:
    """The finding with what can go with it in its sentence. A value that is all of a code span in a
    sentence gets no placeholder: those are for commands."""
    place = places.around(finding.span)
    if place is None:
        return finding
    excerpt, start, end = place
    if finding.rule == "arguments/pointer":
        return replace(finding, cut=pointer_of(reading, excerpt, start, end))
    solid = next((s for s in excerpt.solid if s.start <= start and end <= s.end), None)
    if solid is not None and (solid.start, solid.end) != (start, end):
        return finding
    if solid is None and finding.neutral is not None:
        return finding
    return replace(finding, neutral=None, cut=phrase_of(reading, excerpt, start, end))


FINDER = ArgumentFinder()
