"""People: their names in every form, and the ways to reach them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from antidistill.document import Form
from antidistill.finders import excerpts
from antidistill.finders.acting import acting
from antidistill.finders.attributed import addressed, approver, heading_without, with_blanks
from antidistill.finders.clauses import whole
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.extensions import number_behind
from antidistill.finders.house_names import known_names
from antidistill.finders.impersonal import reaches_nobody
from antidistill.finders.names import is_mention
from antidistill.finders.ourselves import speaks_as_we, we
from antidistill.finders.people import Person, people
from antidistill.finders.person_cuts import cut_with, cut_with_way
from antidistill.finders.phrases import HAN
from antidistill.finders.public import is_public_in_any_case
from antidistill.finders.reachable import ways
from antidistill.finders.roles import Stated, placed, roles_of, stated_roles
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading
from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class PersonFinder:
    """Kind `person`; `neutral` is the role that the document itself gives that person."""

    name: str = "persons"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding for each mention and each way to reach somebody."""
        named = tuple(p for p in people(reading) if not _is_house(reading, p))
        roles = roles_of(reading)
        tabled = frozenset(s.block for s in stated_roles(reading) if s.sentence < 0)
        stated = {(s.sentence, s.start): s for s in stated_roles(reading) if s.sentence >= 0}
        sweep = _Sweep.of(named)
        covered: set[int] = set()
        for excerpt in excerpts.everything(reading):
            found = [
                *_reached(reading, excerpt),
                *_mentions(reading, excerpt, sweep, roles, stated),
            ]
            if excerpt.block in tabled:
                # its row says the role already
                found = [replace(f, neutral=None) for f in found]
            for finding in found:
                own = range(finding.span.start, finding.span.end)
                if covered.isdisjoint(own):
                    covered.update(own)
                    yield finding


def _is_house(reading: Reading, person: Person) -> bool:
    """Whether only the tagger takes it for a person, and all around it for a name of the house."""
    named = known_names(reading).get(person.name) if person.rule == "model" else None
    return named is not None and named.rule in ("framed", "short", "trade")


@dataclass(frozen=True, slots=True)
class _Sweep:
    """One pattern for all the names of a document."""

    prose: re.Pattern[str] | None
    owners: Mapping[str, Person]
    latin: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, named: tuple[Person, ...]) -> _Sweep:
        owners = {form: p for p in reversed(named) for form in p.forms}
        parts = []
        for form in sorted(owners, key=len, reverse=True):
            latin = not HAN.search(form)
            # a Chinese character may stand right beside a Latin name
            edged = rf"(?<![A-Za-zÀ-ÿ0-9_]){re.escape(form)}(?![A-Za-zÀ-ÿ0-9_])"
            parts.append(edged if latin else re.escape(form))
        pattern = re.compile("|".join(parts)) if parts else None
        return cls(pattern, owners, tuple(p.latin for p in named if p.latin))


def _mentions(
    reading: Reading,
    excerpt: Excerpt,
    sweep: _Sweep,
    roles: Mapping[str, str],
    stated: Mapping[tuple[int, int], Stated],
) -> Iterator[Finding]:
    done: list[tuple[int, int]] = []
    if sweep.prose is not None:
        for match in sweep.prose.finditer(excerpt.text):
            if not _is_meant(excerpt, match) or _is_torn(excerpt, match):
                continue
            done.append(match.span())
            person = sweep.owners[match.group()]
            yield _mention(reading, excerpt, match.span(), person, roles, stated)
            if (number := number_behind(reading, excerpt, match.end())) is not None:
                span, cut = number
                yield _person(span, "phone", 0.75, "a way to reach a person", None, cut)
    if excerpt.code or "@" in excerpt.text:
        for pattern in sweep.latin:
            for match in pattern.finditer(excerpt.text):
                solid = not excerpt.code and excerpt.in_code(*match.span())
                if not solid and not any(s < match.end() and match.start() < e for s, e in done):
                    done.append(match.span())
                    end = _surname_end(excerpt, match.end()) if excerpt.target else match.end()
                    span = excerpt.source(match.start(), end)
                    holder = "<user>" if excerpt.code and not excerpt.target else None
                    yield _person(
                        span, "spelling", 0.7, "the name of a person, as an account", holder
                    )


def _is_meant(excerpt: Excerpt, match: re.Match[str]) -> bool:
    doc = excerpt.sentence.doc if excerpt.sentence else None
    return is_mention(excerpt.text, *match.span()) or match.start() in acting(doc)


def _is_torn(excerpt: Excerpt, match: re.Match[str]) -> bool:
    """Whether a short Chinese form only seems to stand there, across two words: '立群' in
    '独立群组'."""
    doc = excerpt.sentence.doc if excerpt.sentence else None
    start, end = match.span()
    if doc is None or end - start > 2 or not HAN.search(match.group()):
        return False
    return any(t.idx < start < t.idx + len(t) < end for t in doc)


def _surname_end(excerpt: Excerpt, end: int) -> int:
    """In a link the word after a given name may be the family name: 'maria-lopez-on-caching'."""
    match = re.compile(r"-([a-z]{4,})(?=-)").match(excerpt.text, end)
    if match is None or is_public_in_any_case(match.group(1)):
        return end
    return match.end()


def _mention(
    reading: Reading,
    excerpt: Excerpt,
    at: tuple[int, int],
    person: Person,
    roles: Mapping[str, str],
    stated: Mapping[tuple[int, int], Stated],
) -> Finding:
    start, end = at
    if excerpt.sentence is None:
        return _person(excerpt.source(*at), person.rule, person.confidence, _NOTE, "<name>")
    start = at[0] - _initials(person, excerpt.text, start)
    at = (start, end)
    here = _stated_at(excerpt, at, stated)
    role = roles.get(person.name)
    neutral = None
    if here is not None and here.neutral is not None:
        start, end, neutral = here.start, here.end, here.neutral
    elif here is None and role is not None:
        neutral = _in_place(role, excerpt.text, start, end)
    elif here is None and speaks_as_we(reading) and (us := we(excerpt.text, start, end)):
        end, neutral = us
    if neutral is None and here is None:
        told = addressed(reading.document.text, excerpt.text, start, end)
        heads = reading.document.blocks[excerpt.block].form is Form.HEADING
        if told is not None and person.rule == "skill" and not heads:
            start, end, neutral = told
        elif (lead := heading_without(excerpt.text, start, end)) is not None:
            end, neutral = lead
        else:
            neutral = approver(excerpt.text, start, end)
    if neutral and HAN.match(neutral):
        start, end = with_blanks(excerpt.text, start, end)
    span = whole(reading.document.blocks[excerpt.block], excerpt.source(start, end))
    if span is None:
        span, neutral = excerpt.source(*at), None
    cut = None if neutral else cut_with(reading, excerpt, *at)
    if here is not None and here.cut:
        cut = whole(reading.document.blocks[excerpt.block], excerpt.source(start, here.cut))
    return _person(span, person.rule, person.confidence, _NOTE, neutral, cut)


_NOTE = "the name of a person"
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,2}\Z")


def _initials(person: Person, text: str, start: int) -> int:
    """How long the initials before a family name are: 'T. ' before 'Lind', who is Tobias Lind."""
    match = _INITIALS.search(text, max(0, start - 6), start)
    own = match is not None and " " in person.name and person.name[0] == match.group()[0]
    return len(match.group()) if match is not None and own else 0


def _stated_at(
    excerpt: Excerpt, at: tuple[int, int], stated: Mapping[tuple[int, int], Stated]
) -> Stated | None:
    index = excerpt.sentence.index if excerpt.sentence else -1
    for (sentence, start), one in stated.items():
        if sentence == index and start <= at[0] and at[1] <= one.end:
            return one
    return None


def _in_place(role: str, text: str, start: int, end: int) -> str | None:
    """The role as it reads there; None where it would not be grammatical."""
    if " who " in role and re.match(r"['’]s\b", text[end:]):
        return None
    if (
        re.match(r"(?:['’]s)?\s(?:is|was)\s(?:the|our|a)\s", text[end:])
        and role.split()[-1] in text[end:]
    ):
        return None
    return placed(role, text, start)


def _reached(reading: Reading, excerpt: Excerpt) -> Iterator[Finding]:
    for way in ways(excerpt.text, excerpt.code):
        value = excerpt.text[way.start : way.end]
        if value in reading.own.keep or way.team:
            continue
        if reaches_nobody(reading, excerpt.block, way, value):
            continue
        if way.rule == "handle" and excerpt.in_code(way.start, way.end):
            continue
        span = excerpt.source(way.start, way.end)
        neutral = way.placeholder if excerpt.code and not excerpt.target else None
        cut = None if excerpt.code else cut_with_way(reading, excerpt, way)
        yield _person(span, way.rule, 0.9, "a way to reach a person", neutral, cut)


def _person(
    span: Span,
    rule: str,
    confidence: float,
    note: str,
    neutral: str | None,
    cut: Span | None = None,
) -> Finding:
    return Finding(
        Kind.PERSON, span, f"persons/{rule}", confidence, note, Standing.RECORD, cut, neutral
    )


FINDER = PersonFinder()
