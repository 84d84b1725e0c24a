"""What was taken out and is still told: names, other forms of them, values, wordings.

Where nobody tells an audit what was to be withheld, it goes by what happened: a name that was
taken out of a sentence that stays, or is found nowhere any more, was meant to go; so was a sentence
that is gone. The guard's own check looks for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from antidistill.audit.base import Alarm, Place
from antidistill.audit.forms import forms
from antidistill.audit.pairs import Line, Pairs, lines, words
from antidistill.audit.places import at
from antidistill.audit.values import Value, values
from antidistill.audit.view import View
from antidistill.diff import Op
from antidistill.diff import words as difference
from antidistill.finders.spread import occurrences
from antidistill.finding import Finding, Kind
from antidistill.guard.leaks import Withheld, leak_problems
from antidistill.span import Span

_NAMES = (Kind.PERSON, Kind.SECRET, Kind.CUSTOMER, Kind.SYSTEM, Kind.ARGUMENT)
_SURE = 0.5
_MORE = 12
"""Characters that may go with a name before it counts as a clause that went for other reasons."""
_OWN = "own/withhold"


@dataclass(frozen=True, slots=True)
class _Name:
    kind: Kind
    term: str
    finding: Finding


def leaks(
    old: View, new: View, paired: Pairs, kinds: frozenset[Kind] = frozenset()
) -> Iterator[Alarm]:
    """An alarm for each thing that was taken out and that the new text still tells. Names of
    `kinds` count as taken out wherever they stand."""
    taken = _taken(old, new, paired, kinds)
    yield from _exact(old, new, paired, taken)
    yield from _other_forms(new, taken)
    yield from _other_wordings(paired)


def _critical(view: View) -> list[Span]:
    return [f.span for f in view.findings if f.kind is Kind.CRITICAL]


def _taken(
    old: View, new: View, paired: Pairs, kinds: frozenset[Kind] = frozenset()
) -> list[_Name]:
    """The names that were meant to go."""
    critical = _critical(old)
    found: dict[str, _Name] = {}
    for f in old.findings:
        term = f.span.of(old.text).strip()
        sure = f.kind in _NAMES and f.confidence >= _SURE and len(term) > 1
        if sure and "\n" not in term and not any(f.span in c for c in critical):
            found.setdefault(term.lower(), _Name(f.kind, term, f))
    cuts = _cuts(paired)
    terms = [n.term for n in found.values()]
    chosen = [n for n in found.values() if _is_taken(n, new, _alone(n.term, terms, cuts))]
    persons = any(n.kind is Kind.PERSON for n in chosen)
    return [
        n
        for n in found.values()
        if n in chosen
        or n.kind in kinds
        or (persons and n.kind is Kind.PERSON)
        or n.finding.rule == _OWN
    ]


def _cuts(paired: Pairs) -> list[str]:
    """What was taken out of the sentences that stay."""
    return [
        piece.text
        for one, two in paired.changed
        for piece in difference(one.text, two.text)
        if piece.op is Op.GONE
    ]


def _alone(term: str, terms: Sequence[str], cuts: Sequence[str]) -> list[str]:
    """The cuts without those that took a longer name of which `term` is a part: with a path goes no
    word that stands in it."""
    longer = [other for other in terms if term != other and term.lower() in other.lower()]
    return [cut for cut in cuts if not any(other.lower() in cut.lower() for other in longer)]


def _is_taken(name: _Name, new: View, cuts: Sequence[str]) -> bool:
    if not any(True for _ in occurrences(new.text, name.term)):
        return True
    return any(
        len(cut) <= len(name.term) + _MORE and any(True for _ in occurrences(cut, name.term))
        for cut in cuts
    )


def _exact(old: View, new: View, paired: Pairs, taken: Sequence[_Name]) -> Iterator[Alarm]:
    """What the guard's own check finds."""
    terms = tuple((n.term, n.finding.span) for n in taken)
    removed = [(_bare_cut(one, two), one.span) for one, two in paired.changed]
    wordings = (*((g.text, g.span) for g in paired.gone if not g.code), *removed)
    kept = "\n".join((*(o.text for o, _ in paired.same), *(_kept(o, n) for o, n in paired.changed)))
    critical = "\n".join(s.of(old.text) for s in _critical(old))
    # a word that was masked as an argument may mean something else in the next sentence
    words_only = {n.term for n in taken if n.kind is Kind.ARGUMENT and n.term.isalpha()}
    withheld = Withheld(terms, tuple(wordings), critical, kept, ())
    for problem in leak_problems(withheld, new.text, ""):
        if problem.span is None:
            continue
        place = _found_at(new, problem.needle or problem.span.of(old.text), bool(problem.needle))
        was = at(old, problem.span, problem.needle)
        yield Alarm("leak", problem.message, place, was, problem.needle not in words_only)


def _bare_cut(one: Line, two: Line) -> str:
    gone = (p.text for p in difference(one.text, two.text) if p.op is Op.GONE)
    return "\n".join(gone)


def _kept(one: Line, two: Line) -> str:
    return "".join(p.text for p in difference(one.text, two.text) if p.op is Op.SAME)


def _found_at(new: View, needle: str, term: bool) -> Place | None:
    """Where the new text says it: the name itself, or the sentence with the longest run of it."""
    if term:
        span = next(iter(occurrences(new.text, needle)), None)
        return at(new, span, needle) if span else None
    wanted = words(needle)
    rated = ((_run(words(line.text), wanted), line) for line in lines(new))
    longest, best = max(rated, key=lambda pair: pair[0], default=(0, None))
    return Place("", best.text, best.span) if best is not None and longest else None


def _run(said: Sequence[str], wanted: Sequence[str]) -> int:
    """The longest run of words that both have."""
    matcher = SequenceMatcher(None, said, wanted, autojunk=False)
    return matcher.find_longest_match(0, len(said), 0, len(wanted)).size


def _other_forms(new: View, taken: Sequence[_Name]) -> Iterator[Alarm]:
    safe = [f.span for f in new.findings if f.kind in (Kind.PUBLIC, Kind.CRITICAL)]
    safe += [span for n in taken for span in occurrences(new.text, n.term)]
    for name in taken:
        for form in forms(name.kind, name.term):
            for span in occurrences(new.text, form):
                if span.of(new.text) != form or any(span in s for s in safe):
                    continue
                message = "a name that was taken out stands there in another form"
                was = Place(name.term, "", name.finding.span)
                yield Alarm("leak", message, at(new, span, form), was)
                break


def _other_wordings(paired: Pairs) -> Iterator[Alarm]:
    """Values that were taken out of one sentence and stand, in other words, in a new one."""
    lost = _lost(paired)
    for one, two in paired.partners:
        had = {_flat(v, one.text) for v in values(one.text)} if one else set()
        for value in values(two.text):
            said = value.same in lost and _flat(value, two.text) not in had
            if said and not _is_same(value, two, lost[value.same]):
                yield Alarm(
                    "leak",
                    "a value that was taken out stands there in other words",
                    Place(two.text[value.start : value.end], two.text, two.span),
                    lost[value.same],
                )


def _lost(paired: Pairs) -> dict[tuple[str, float], Place]:
    """The values of sentences that are gone, or that say them in other words or not at all."""
    out: dict[tuple[str, float], Place] = {}
    for line in paired.gone:
        for value in values(line.text):
            out.setdefault(value.same, _place(value, line))
    for one, two in paired.changed:
        still = {_flat(v, two.text) for v in values(two.text)}
        for value in values(one.text):
            if _flat(value, one.text) not in still:
                out.setdefault(value.same, _place(value, one))
    return out


def _place(value: Value, line: Line) -> Place:
    return Place(line.text[value.start : value.end], line.text, line.span)


def _flat(value: Value, text: str) -> str:
    return re.sub(r"\s", "", text[value.start : value.end]).lower()


def _is_same(value: Value, line: Line, place: Place) -> bool:
    """Whether the very same words stand in a line that is no successor of the old one: then it is
    the manual's default, or a coincidence of a common number."""
    return _flat(value, line.text) == re.sub(r"\s", "", place.words).lower()
