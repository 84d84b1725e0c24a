"""The promises of a copy, checked from outside: invention, structure, critical text, wording."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.audit.base import Alarm, Place
from antidistill.audit.pairs import Pairs
from antidistill.audit.places import at
from antidistill.audit.view import View
from antidistill.document import Form
from antidistill.finders.spread import occurrences
from antidistill.finding import Kind
from antidistill.guard.invention import invention_problems
from antidistill.guard.structure import structure_problems
from antidistill.guard.wording import fog, foreign, repeats
from antidistill.manual.known import is_known
from antidistill.message import said

_NAMED = (Kind.PERSON, Kind.SYSTEM, Kind.CUSTOMER, Kind.ARGUMENT)
_SURE = 0.6
_QUOTED = re.compile(r"'([^']+)'")
_HALF = 0.5
_ENDS = ".。!！?？:：;；)）]】”\"'`|>*_-"


def broken(old: View, new: View, paired: Pairs) -> Iterator[Alarm]:
    """An alarm for each promise that the new text breaks."""
    yield from _critical(old, new)
    yield from _invented(old, new, paired)
    yield from _shape(old, new, paired)
    yield from _wording(old, paired)


def _critical(old: View, new: View) -> Iterator[Alarm]:
    """Critical sentences that are no longer there byte for byte."""
    seen: set[str] = set()
    for finding in old.findings:
        text = finding.span.of(old.text).strip()
        if finding.kind is Kind.CRITICAL and text and text not in new.text and text not in seen:
            seen.add(text)
            message = "critical text was changed or left out"
            yield Alarm("critical", message, old=at(old, finding.span, text))


def _invented(old: View, new: View, paired: Pairs) -> Iterator[Alarm]:
    """Numbers, addresses and names from nowhere. What stands in the manual is public."""
    fresh = [line.text for _, line in paired.partners]
    sources = "\n".join(t for t in fresh if is_known(t) or is_known(t.rstrip(":：")))
    for problem in invention_problems(old.text, sources, "\n".join(fresh)):
        needle = _quoted(problem.message)
        line = next((n for _, n in paired.partners if needle in n.text), None)
        place = Place(needle, line.text, line.span) if line else None
        yield Alarm("invention", "a number or address that the original does not have", place)
    for finding in new.findings:
        name = finding.span.of(new.text).strip()
        if finding.kind in _NAMED and finding.confidence >= _SURE and name not in sources:
            if name.startswith("<") or any(True for _ in occurrences(old.text, name)):
                continue
            place = at(new, finding.span, name)
            yield Alarm("invention", "a name that the original does not have", place)


def _quoted(message: str) -> str:
    """What a message of the guard quotes."""
    found = _QUOTED.search(message)
    return found[1] if found else ""


def _shape(old: View, new: View, paired: Pairs) -> Iterator[Alarm]:
    before, after = old.reading.document, new.reading.document
    heads = [sum(b.form is Form.HEADING for b in d.blocks) for d in (before, after)]
    for problem in structure_problems(before, after, max(0, heads[0] - heads[1])):
        yield Alarm("structure", problem.message)
    if heads[1] < _HALF * heads[0]:
        yield Alarm(
            "structure", said("{heads} headings became {heads2}", heads=heads[0], heads2=heads[1])
        )
    had = {re.sub(r"\d+", "", p) for p in old.problems}
    yield from (Alarm("structure", p) for p in new.problems if re.sub(r"\d+", "", p) not in had)
    yield from _cut_off(paired)


def _cut_off(paired: Pairs) -> Iterator[Alarm]:
    """A last line without the stop that its original has, or that all its fellows have."""
    last = max((n for _, n in (*paired.same, *paired.partners)), key=lambda n: n.span, default=None)
    partner = next((o for o, n in paired.partners if n == last), None)
    if last is None or last.code or last.text[-1:] in _ENDS or last in (n for _, n in paired.same):
        return
    fellows = [n.text[-1:] in _ENDS for _, n in paired.same if not n.code]
    stopped = partner.text[-1:] in _ENDS if partner else bool(fellows) and all(fellows)
    if stopped:
        place = Place("", last.text, last.span)
        yield Alarm("structure", "the text ends in the middle of a sentence", place)


def _wording(old: View, paired: Pairs) -> Iterator[Alarm]:
    language = old.reading.language
    for one, two in paired.partners:
        if two.code:
            continue
        had = {p.message for p in fog(one.text)} if one else set()
        fogged = [p.message for p in fog(two.text) if p.message not in had]
        filler = [_quoted(m) for m in fogged if m.startswith("filler")]
        if filler:
            place = Place(filler[0], two.text, two.span)
            yield Alarm("filler", "words in the place of a fact", place)
        for problem in foreign(two.text, language):
            yield Alarm(problem.check, problem.message, Place("", two.text, two.span))
    stays = "\n".join(n.text for _, n in paired.same)
    for problem in repeats((n.text for n in paired.new if not n.code), stays):
        yield Alarm("repeat", problem.message, serious=False)
